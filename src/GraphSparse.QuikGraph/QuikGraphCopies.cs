using QuikGraph;

namespace GraphSparse.QuikGraph;

/// <summary>Copies of a <see cref="CsrGraph"/> as QuikGraph's mutable graphs, for algorithms that change their graph and for vertices with names.</summary>
/// <remarks>Cost: O(n + m); QuikGraph takes some 100 bytes per vertex and an edge per arc. Copies allow parallel edges, since QuikGraph otherwise searches the edges of a vertex
/// with each edge that is added. Determinism: exact; vertices come in the order 0..n−1, edges by (source, target).</remarks>
public static class QuikGraphCopies
{
    /// <summary>A directed copy on the vertices 0..n−1; of an undirected graph it has both arcs of every edge.</summary>
    public static AdjacencyGraph<int, WeightedEdge> ToAdjacencyGraph(this CsrGraph graph)
    {
        var copy = new AdjacencyGraph<int, WeightedEdge>();
        DirectedGraphView view = graph.AsDirectedGraph();
        copy.AddVertexRange(view.Vertices);
        copy.AddEdgeRange(view.Edges);
        return copy;
    }

    /// <summary>A directed copy on named vertices, tagged with weights; of an undirected graph it has both arcs of every edge.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="vertex">The name of each vertex 0..n−1, for example <c>ids.GetText</c>; names must differ.</param>
    /// <exception cref="ArgumentException">Two vertices have the same name, or one has none.</exception>
    public static AdjacencyGraph<TVertex, EquatableTaggedEdge<TVertex, double>> ToAdjacencyGraph<TVertex>(this CsrGraph graph, Func<int, TVertex> vertex)
        where TVertex : notnull => graph.ToAdjacencyGraph(vertex, Tagged);

    /// <summary>A directed copy on named vertices with edges of any type; of an undirected graph it has both arcs of every edge.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="vertex">The name of each vertex 0..n−1; names must differ.</param>
    /// <param name="edge">Makes an edge of source, target and weight.</param>
    /// <exception cref="ArgumentException">Two vertices have the same name, or one has none.</exception>
    public static AdjacencyGraph<TVertex, TEdge> ToAdjacencyGraph<TVertex, TEdge>(
        this CsrGraph graph, Func<int, TVertex> vertex, Func<TVertex, TVertex, double, TEdge> edge)
        where TVertex : notnull
        where TEdge : IEdge<TVertex>
    {
        var copy = new AdjacencyGraph<TVertex, TEdge>();
        Fill(copy, graph.AsDirectedGraph(), vertex, edge);
        return copy;
    }

    /// <summary>An undirected copy on the vertices 0..n−1.</summary>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static UndirectedGraph<int, WeightedEdge> ToUndirectedGraph(this CsrGraph graph)
    {
        var copy = new UndirectedGraph<int, WeightedEdge>();
        UndirectedGraphView view = graph.AsUndirectedGraph();
        copy.AddVertexRange(view.Vertices);
        copy.AddEdgeRange(view.Edges);
        return copy;
    }

    /// <summary>An undirected copy on named vertices, tagged with weights.</summary>
    /// <param name="graph">An undirected graph.</param>
    /// <param name="vertex">The name of each vertex 0..n−1, for example <c>ids.GetText</c>; names must differ.</param>
    /// <exception cref="ArgumentException">Two vertices have the same name, or one has none; or the graph is directed.</exception>
    public static UndirectedGraph<TVertex, EquatableTaggedEdge<TVertex, double>> ToUndirectedGraph<TVertex>(this CsrGraph graph, Func<int, TVertex> vertex)
        where TVertex : notnull => graph.ToUndirectedGraph(vertex, Tagged);

    /// <summary>An undirected copy on named vertices with edges of any type.</summary>
    /// <param name="graph">An undirected graph.</param>
    /// <param name="vertex">The name of each vertex 0..n−1; names must differ.</param>
    /// <param name="edge">Makes an edge of its endpoints, the vertex of the smaller number first, and its weight.</param>
    /// <exception cref="ArgumentException">Two vertices have the same name, or one has none; or the graph is directed.</exception>
    public static UndirectedGraph<TVertex, TEdge> ToUndirectedGraph<TVertex, TEdge>(
        this CsrGraph graph, Func<int, TVertex> vertex, Func<TVertex, TVertex, double, TEdge> edge)
        where TVertex : notnull
        where TEdge : IEdge<TVertex>
    {
        var copy = new UndirectedGraph<TVertex, TEdge>();
        Fill(copy, graph.AsUndirectedGraph(), vertex, edge);
        return copy;
    }

    private static EquatableTaggedEdge<TVertex, double> Tagged<TVertex>(TVertex source, TVertex target, double weight) => new(source, target, weight);

    private static void Fill<TVertex, TEdge>(
        IMutableVertexAndEdgeSet<TVertex, TEdge> copy, IEdgeListGraph<int, WeightedEdge> view, Func<int, TVertex> vertex, Func<TVertex, TVertex, double, TEdge> edge)
        where TVertex : notnull
        where TEdge : IEdge<TVertex>
    {
        ArgumentNullException.ThrowIfNull(vertex);
        ArgumentNullException.ThrowIfNull(edge);
        var names = new TVertex[view.VertexCount];
        for (int v = 0; v < names.Length; v++)
        {
            names[v] = vertex(v) ?? throw new ArgumentException($"Vertex {v} has no name (null).", nameof(vertex));
            if (!copy.AddVertex(names[v]))
                throw new ArgumentException($"Vertices {Array.IndexOf(names, names[v])} and {v} have the same name '{names[v]}'; names must differ.", nameof(vertex));
        }

        foreach (WeightedEdge e in view.Edges)
            copy.AddEdge(edge(names[e.Source], names[e.Target], e.Weight));
    }
}
