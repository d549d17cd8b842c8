namespace GraphSparse.QuikGraph;

/// <summary>Views of a <see cref="CsrGraph"/> as QuikGraph's interfaces, so that QuikGraph's algorithms run on it without a copy.</summary>
public static class QuikGraphViews
{
    /// <summary>The graph by out-edges. O(1) for a directed graph.</summary>
    /// <param name="graph">Any graph; an undirected one shows both arcs of every edge, and its edges are numbered once, in O(n + m).</param>
    /// <param name="index">Edge ids of an undirected graph, if they are at hand: those of this graph, of which only the number is checked. A directed graph needs none.</param>
    public static DirectedGraphView AsDirectedGraph(this CsrGraph graph, EdgeIndex? index = null) => new(graph, index);

    /// <summary>The graph by out-edges and in-edges. O(1) for a directed graph; its first question about in-edges takes O(n + m).</summary>
    /// <param name="graph">Any graph; an undirected one shows both arcs of every edge, and its edges are numbered once, in O(n + m).</param>
    /// <param name="index">Edge ids of an undirected graph, if they are at hand: those of this graph, of which only the number is checked. A directed graph needs none.</param>
    public static BidirectionalGraphView AsBidirectionalGraph(this CsrGraph graph, EdgeIndex? index = null) => new(graph, index);

    /// <summary>The undirected graph by its edges, which are numbered once, in O(n + m).</summary>
    /// <param name="graph">An undirected graph.</param>
    /// <param name="index">Its edge ids, if they are at hand: those of this graph, of which only the number is checked.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static UndirectedGraphView AsUndirectedGraph(this CsrGraph graph, EdgeIndex? index = null) => new(graph, index);
}
