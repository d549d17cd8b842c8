using QuikGraph;

namespace GraphSparse.QuikGraph;

/// <summary>An undirected <see cref="CsrGraph"/> as an undirected graph of QuikGraph, without a copy.</summary>
/// <remarks>
/// Both endpoints give the same edge, from the smaller to the larger endpoint: take the other one with <see cref="WeightedEdge.Other"/>.
/// <para>Memory: edge ids, 4 bytes per arc. Enumerating the edges of a vertex allocates one object and none per edge. Determinism: exact; adjacent edges come in
/// ascending order of the other endpoint.</para>
/// </remarks>
public sealed class UndirectedGraphView : GraphView, IUndirectedGraph<int, WeightedEdge>
{
    private readonly ArcEdges _arcs;

    internal UndirectedGraphView(CsrGraph graph, EdgeIndex? index) : base(graph)
    {
        if (graph.IsDirected)
            throw new ArgumentException("An undirected view is of an undirected graph and this graph is directed; view it with AsDirectedGraph, or make it undirected with Symmetrize.", nameof(graph));
        _arcs = new ArcEdges(graph, index);
    }

    /// <summary>False.</summary>
    public bool IsDirected => false;

    /// <summary>False: a <see cref="CsrGraph"/> has no parallel edges.</summary>
    public bool AllowParallelEdges => false;

    /// <summary>An edge matches two vertices if they are its endpoints, in either order. QuikGraph passes edges as <c>IEdge</c>, which allocates; this view never calls it.</summary>
    public EdgeEqualityComparer<int> EdgeEqualityComparer { get; } = EdgeExtensions.UndirectedVertexEquality;

    /// <summary>Whether there is no edge.</summary>
    public bool IsEdgesEmpty => Graph.ArcCount == 0;

    /// <summary>Number of edges m.</summary>
    public int EdgeCount => (int)Graph.EdgeCount;

    /// <summary>Every edge once, in the order of edge ids.</summary>
    public IEnumerable<WeightedEdge> Edges
    {
        get
        {
            int id = 0;
            foreach (Edge edge in Graph.Edges())
                yield return new WeightedEdge(edge.Source, edge.Target, edge.Weight, id++);
        }
    }

    /// <summary>Whether an edge equal to this one, weight and id included, is in the graph. O(log degree).</summary>
    public bool ContainsEdge(WeightedEdge edge) => TryGetEdge(edge.Source, edge.Target, out WeightedEdge found) && found == edge;

    /// <summary>Whether there is an edge between two vertices, in either order. O(log degree).</summary>
    public bool ContainsEdge(int source, int target) => Find(source, target) >= 0;

    /// <summary>The edge between two vertices, in either order; false where there is none. O(log degree).</summary>
    public bool TryGetEdge(int source, int target, out WeightedEdge edge)
    {
        int place = Find(source, target);
        edge = place < 0 ? default : _arcs.Ordered(source, place);
        return place >= 0;
    }

    /// <summary>Number of edges at <paramref name="vertex"/>.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public int AdjacentDegree(int vertex)
    {
        RequireVertex(vertex);
        return Graph.Degree(vertex);
    }

    /// <summary>Whether <paramref name="vertex"/> has no edge.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public bool IsAdjacentEdgesEmpty(int vertex) => AdjacentDegree(vertex) == 0;

    /// <summary>The edges at <paramref name="vertex"/>, by the other endpoint. One object per call, none per edge.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public IEnumerable<WeightedEdge> AdjacentEdges(int vertex)
    {
        RequireVertex(vertex);
        return Enumerate(vertex);
    }

    /// <summary>The edge at a place among the edges of <paramref name="vertex"/>.</summary>
    /// <param name="vertex">A vertex.</param>
    /// <param name="index">In [0, degree).</param>
    /// <exception cref="VertexNotFoundException">The vertex is not in 0..n−1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public WeightedEdge AdjacentEdge(int vertex, int index)
    {
        RequirePlace(index, AdjacentDegree(vertex));
        return _arcs.Ordered(vertex, index);
    }

    private IEnumerable<WeightedEdge> Enumerate(int vertex)
    {
        for (int k = 0; k < Graph.Degree(vertex); k++)
            yield return _arcs.Ordered(vertex, k);
    }
}
