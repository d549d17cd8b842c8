using System.Diagnostics.CodeAnalysis;
using QuikGraph;

namespace GraphSparse.QuikGraph;

/// <summary>A <see cref="CsrGraph"/> as a directed graph of QuikGraph, by out-edges, without a copy.</summary>
/// <remarks>
/// A directed graph shows its arcs, an undirected one both arcs of every edge, which share weight and edge id.
/// <para>Memory: nothing for a directed graph; edge ids, 4 bytes per arc, for an undirected one. Enumerating the edges of a vertex allocates one object and none per edge.
/// Determinism: exact; out-edges come in ascending order of their targets.</para>
/// </remarks>
public class DirectedGraphView : GraphView, IVertexAndEdgeListGraph<int, WeightedEdge>, IEdgeListAndIncidenceGraph<int, WeightedEdge>
{
    private protected readonly ArcEdges Arcs;

    internal DirectedGraphView(CsrGraph graph, EdgeIndex? index) : base(graph) => Arcs = new ArcEdges(graph, index);

    /// <summary>True.</summary>
    public bool IsDirected => true;

    /// <summary>False: a <see cref="CsrGraph"/> has no parallel edges.</summary>
    public bool AllowParallelEdges => false;

    /// <summary>Whether there is no edge.</summary>
    public bool IsEdgesEmpty => Graph.ArcCount == 0;

    /// <summary>Edges of the view: m for a directed graph, 2m for an undirected one.</summary>
    public int EdgeCount => (int)Graph.ArcCount;

    /// <summary>Every edge, ordered by (source, target).</summary>
    public IEnumerable<WeightedEdge> Edges
    {
        get
        {
            for (int u = 0; u < Graph.VertexCount; u++)
            {
                for (int k = 0; k < Graph.Degree(u); k++)
                    yield return Arcs.Outgoing(u, k);
            }
        }
    }

    /// <summary>Whether an edge equal to this one, weight and id included, is in the graph. O(log degree).</summary>
    public bool ContainsEdge(WeightedEdge edge) => TryGetEdge(edge.Source, edge.Target, out WeightedEdge found) && found == edge;

    /// <summary>Whether there is an edge from <paramref name="source"/> to <paramref name="target"/>. O(log degree).</summary>
    public bool ContainsEdge(int source, int target) => Find(source, target) >= 0;

    /// <summary>The edge from <paramref name="source"/> to <paramref name="target"/>; false where there is none. O(log degree).</summary>
    public bool TryGetEdge(int source, int target, out WeightedEdge edge)
    {
        int place = Find(source, target);
        edge = place < 0 ? default : Arcs.Outgoing(source, place);
        return place >= 0;
    }

    /// <summary>The edges from <paramref name="source"/> to <paramref name="target"/>, one or none; false where the source is no vertex. O(log degree).</summary>
    public bool TryGetEdges(int source, int target, [NotNullWhen(true)] out IEnumerable<WeightedEdge>? edges)
    {
        edges = !ContainsVertex(source) ? null : TryGetEdge(source, target, out WeightedEdge edge) ? [edge] : [];
        return edges is not null;
    }

    /// <summary>Whether no edge begins at <paramref name="vertex"/>.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public bool IsOutEdgesEmpty(int vertex) => OutDegree(vertex) == 0;

    /// <summary>Number of edges that begin at <paramref name="vertex"/>.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public int OutDegree(int vertex)
    {
        RequireVertex(vertex);
        return Graph.Degree(vertex);
    }

    /// <summary>The edges that begin at <paramref name="vertex"/>, by target. One object per call, none per edge.</summary>
    /// <exception cref="VertexNotFoundException">It is not in 0..n−1.</exception>
    public IEnumerable<WeightedEdge> OutEdges(int vertex)
    {
        RequireVertex(vertex);
        return EnumerateOut(vertex);
    }

    /// <summary>The edges that begin at <paramref name="vertex"/>; false where it is no vertex.</summary>
    public bool TryGetOutEdges(int vertex, [NotNullWhen(true)] out IEnumerable<WeightedEdge>? edges)
    {
        edges = ContainsVertex(vertex) ? EnumerateOut(vertex) : null;
        return edges is not null;
    }

    /// <summary>The edge at a place among the out-edges of <paramref name="vertex"/>.</summary>
    /// <param name="vertex">A vertex.</param>
    /// <param name="index">In [0, out-degree).</param>
    /// <exception cref="VertexNotFoundException">The vertex is not in 0..n−1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public WeightedEdge OutEdge(int vertex, int index)
    {
        RequirePlace(index, OutDegree(vertex));
        return Arcs.Outgoing(vertex, index);
    }

    private IEnumerable<WeightedEdge> EnumerateOut(int vertex)
    {
        for (int k = 0; k < Graph.Degree(vertex); k++)
            yield return Arcs.Outgoing(vertex, k);
    }
}
