using System.Diagnostics.CodeAnalysis;
using QuikGraph;

namespace GraphSparse.QuikGraph;

/// <summary>A <see cref="CsrGraph"/> as a directed graph of QuikGraph, by out-edges and in-edges.</summary>
/// <remarks>
/// The first question about in-edges of a directed graph makes a transpose: O(n + m) time, 4 bytes per vertex and 8 per arc, once, by one thread while others wait.
/// An undirected graph is its own transpose and needs none.
/// <para>Determinism: exact; in-edges come in ascending order of their sources.</para>
/// </remarks>
public sealed class BidirectionalGraphView : DirectedGraphView, IBidirectionalGraph<int, WeightedEdge>
{
    private readonly Lazy<InArcs>? _inArcs;

    internal BidirectionalGraphView(CsrGraph graph, EdgeIndex? index) : base(graph, index) =>
        _inArcs = graph.IsDirected ? new Lazy<InArcs>(() => new InArcs(graph)) : null;

    /// <summary>Whether no edge ends at <paramref name="vertex"/>.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public bool IsInEdgesEmpty(int vertex) => InDegree(vertex) == 0;

    /// <summary>Number of edges that end at <paramref name="vertex"/>.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public int InDegree(int vertex)
    {
        RequireVertex(vertex);
        return _inArcs is null ? Graph.Degree(vertex) : _inArcs.Value.Degree(vertex);
    }

    /// <summary>The edges that end at <paramref name="vertex"/>, by source. One object per call, none per edge.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public IEnumerable<WeightedEdge> InEdges(int vertex)
    {
        RequireVertex(vertex);
        return EnumerateIn(vertex);
    }

    /// <summary>The edges that end at <paramref name="vertex"/>; false where it is no vertex.</summary>
    public bool TryGetInEdges(int vertex, [NotNullWhen(true)] out IEnumerable<WeightedEdge>? edges)
    {
        edges = ContainsVertex(vertex) ? EnumerateIn(vertex) : null;
        return edges is not null;
    }

    /// <summary>The edge at a place among the in-edges of <paramref name="vertex"/>.</summary>
    /// <param name="vertex">A vertex.</param>
    /// <param name="index">In [0, in-degree).</param>
    /// <exception cref="VertexNotFoundException">The vertex is not in 0..n−1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public WeightedEdge InEdge(int vertex, int index)
    {
        RequirePlace(index, InDegree(vertex));
        return _inArcs is null ? Arcs.Incoming(vertex, index) : _inArcs.Value.Edge(vertex, index);
    }

    /// <summary>Out-degree and in-degree together.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public int Degree(int vertex) => OutDegree(vertex) + InDegree(vertex);

    private IEnumerable<WeightedEdge> EnumerateIn(int vertex)
    {
        int degree = InDegree(vertex);
        for (int k = 0; k < degree; k++)
            yield return InEdge(vertex, k);
    }
}
