namespace GraphSparse.Sparsification.Dynamic;

/// <summary>What updates change: the graph G with its sparsifier H, the components of both, and what is counted.</summary>
internal sealed class SparsifierState
{
    public SparsifierState(CsrGraph graph, CsrGraph sparsifier, CancellationToken cancellationToken)
    {
        Graph = new DynamicGraph(graph);
        Graph.StartSparsifier(sparsifier);
        Components = new ComponentLabels(graph, cancellationToken);
    }

    /// <summary>G, which also holds the rows of H.</summary>
    public DynamicGraph Graph { get; }

    /// <summary>The components of G, which are those of H between batches.</summary>
    public ComponentLabels Components { get; }

    /// <summary>Time from the beginning of an update to its end, for each.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>Updates given so far.</summary>
    public long Updates { get; set; }

    public int VertexCount => Graph.VertexCount;

    /// <summary>Edges of a spanning forest.</summary>
    public int ForestEdges => VertexCount - Components.Count;

    public long SparsifierEdges => Graph.Sparsifier.ArcCount / 2;

    public double EdgesPerVertex => VertexCount == 0 ? 0 : (double)SparsifierEdges / VertexCount;

    public double OffTreePerVertex => VertexCount == 0 ? 0 : (double)(SparsifierEdges - ForestEdges) / VertexCount;

    public bool IsInSparsifier(NetUpdate update) => Graph.Record(update.Source, update.Target).InSparsifier;
}
