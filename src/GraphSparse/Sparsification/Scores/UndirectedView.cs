namespace GraphSparse.Sparsification;

/// <summary>A graph without its directions, for scores that look at neighbourhoods, and the way back to its arcs.</summary>
internal sealed class UndirectedView
{
    private readonly CsrGraph _original;
    private readonly EdgeIndex _originalIndex;
    private readonly ScoreContext _context;

    public UndirectedView(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        (_original, _originalIndex, _context) = (graph, index, context);
        Graph = graph.Symmetrize(context.Parallelism, context.CancellationToken);
        Index = graph.IsDirected ? new EdgeIndex(Graph, context.CancellationToken) : index;
    }

    /// <summary>The graph itself where it is undirected.</summary>
    public CsrGraph Graph { get; }

    /// <summary>Its edge ids.</summary>
    public EdgeIndex Index { get; }

    /// <summary>Scores every edge of the view by a function of (u, place of v among the neighbours of u, edge id), u being the smaller end; then see <see cref="ToArcs"/>.</summary>
    public double[] ScoreEdges(Func<int, int, int, double> score)
    {
        double[] scores = HugePages.Of(GC.AllocateUninitializedArray<double>(Index.EdgeCount));
        _context.Parallelism.ForBounds(Graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                int place = Graph.Degree(u) - Index.ForwardCount(u); // neighbours beyond u are the last
                for (int edge = Index.FirstOf(u); place < Graph.Degree(u); edge++, place++)
                    scores[edge] = score(u, place, edge);
            }
        }, _context.CancellationToken);
        return ToArcs(scores);
    }

    /// <summary>Scores of the edges of the view as scores of the original: opposite arcs share one.</summary>
    public double[] ToArcs(double[] perEdge)
    {
        if (!_original.IsDirected)
            return perEdge;
        var scores = new double[_originalIndex.EdgeCount];
        _context.Parallelism.ForBounds(_original.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> neighbors = _original.Neighbors(u);
                ReadOnlySpan<int> arcs = _originalIndex.Of(u);
                for (int k = 0; k < neighbors.Length; k++)
                    scores[arcs[k]] = perEdge[Index.Of(u)[Graph.Neighbors(u).BinarySearch(neighbors[k])]];
            }
        }, _context.CancellationToken);
        return scores;
    }
}
