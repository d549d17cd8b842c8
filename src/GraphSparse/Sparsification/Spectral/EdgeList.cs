namespace GraphSparse.Sparsification.Spectral;

/// <summary>Ends and conductances of all edges by edge id: what edge by edge work needs of a graph.</summary>
/// <remarks>8 bytes per edge, 8 more where weighted.</remarks>
internal sealed class EdgeList
{
    private readonly double[]? _weights;

    /// <summary>Lists the edges of an undirected graph.</summary>
    public EdgeList(CsrGraph graph, CancellationToken cancellationToken)
    {
        int m = checked((int)graph.EdgeCount);
        Source = GC.AllocateUninitializedArray<int>(m);
        Target = GC.AllocateUninitializedArray<int>(m);
        _weights = graph.IsWeighted ? GC.AllocateUninitializedArray<double>(m) : null;
        int edge = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (neighbors[k] < u)
                    continue;
                Source[edge] = u;
                Target[edge] = neighbors[k];
                if (_weights is not null)
                    _weights[edge] = graph.Weights(u)[k];
                edge++;
            }
        }
    }

    /// <summary>Number of edges.</summary>
    public int Count => Source.Length;

    /// <summary>The smaller end of each edge.</summary>
    public int[] Source { get; }

    /// <summary>The larger end of each edge.</summary>
    public int[] Target { get; }

    /// <summary>The conductance of an edge.</summary>
    public double Weight(int edge) => _weights is null ? 1.0 : _weights[edge];
}
