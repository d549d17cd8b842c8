namespace GraphSparse;

/// <summary>The edge id of every arc: the rank of its edge by (source, target), 0..m−1; both arcs of an undirected edge share one.</summary>
/// <remarks>O(n + m) once per graph; 4 bytes per arc.</remarks>
public sealed class EdgeIndex
{
    private readonly ArcValues<int> _ids;

    /// <summary>Numbers the edges of <paramref name="graph"/>.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ResourceLimitException">The graph has more edges than an array holds.</exception>
    public EdgeIndex(CsrGraph graph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.EdgeCount > Array.MaxLength)
            throw new ResourceLimitException($"A value per edge needs {graph.EdgeCount} places, the limit is {Array.MaxLength}.");
        EdgeCount = (int)graph.EdgeCount;
        _ids = new ArcValues<int>(graph);
        var mirror = new int[graph.IsDirected ? 0 : graph.VertexCount]; // next place of a smaller neighbour in each row
        int next = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            Span<int> ids = _ids.Of(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                if (graph.IsDirected)
                {
                    ids[k] = next++;
                }
                else if (v > u)
                {
                    ids[k] = next;
                    _ids.Of(v)[mirror[v]++] = next++;
                }
            }
        }
    }

    /// <summary>Number of edges m.</summary>
    public int EdgeCount { get; }

    /// <summary>Edge ids of the arcs of <paramref name="u"/>, in the order of its neighbours.</summary>
    public ReadOnlySpan<int> Of(int u) => _ids.Of(u);
}
