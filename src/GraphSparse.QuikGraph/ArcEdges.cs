namespace GraphSparse.QuikGraph;

/// <summary>The stored arcs of a graph as edges with their edge ids.</summary>
internal sealed class ArcEdges
{
    private readonly CsrGraph _graph;
    private readonly EdgeIndex? _index; // null for a directed graph, where an arc's index is its edge id

    public ArcEdges(CsrGraph graph, EdgeIndex? index)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (index is not null && index.EdgeCount != graph.EdgeCount)
            throw new ArgumentException($"The edge index has {index.EdgeCount} edges and the graph {graph.EdgeCount}: it belongs to another graph.", nameof(index));
        _graph = graph;
        _index = graph.IsDirected ? null : index ?? new EdgeIndex(graph);
    }

    /// <summary>The arc at a place of the row of <paramref name="u"/>, from <paramref name="u"/> on.</summary>
    public WeightedEdge Outgoing(int u, int place) => new(u, _graph.Neighbors(u)[place], _graph.Weights(u)[place], Id(u, place));

    /// <summary>The mirror of that arc, towards <paramref name="u"/>; for undirected graphs.</summary>
    public WeightedEdge Incoming(int u, int place) => new(_graph.Neighbors(u)[place], u, _graph.Weights(u)[place], Id(u, place));

    /// <summary>The edge of that arc from its smaller to its larger endpoint: the same from both.</summary>
    public WeightedEdge Ordered(int u, int place) => _graph.Neighbors(u)[place] < u ? Incoming(u, place) : Outgoing(u, place);

    private int Id(int u, int place) => _index is null ? (int)_graph.Offset(u) + place : _index.Of(u)[place];
}
