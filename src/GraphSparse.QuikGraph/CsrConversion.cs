using QuikGraph;

namespace GraphSparse.QuikGraph;

/// <summary>Makes a <see cref="CsrGraph"/> of a QuikGraph graph.</summary>
public static class CsrConversion
{
    /// <summary>The same vertices and edges as a <see cref="CsrGraph"/>: directed if the QuikGraph graph is, without self-loops and parallel edges.</summary>
    /// <remarks>
    /// Cost: O(n + m) and the sorting of <see cref="GraphBuilder"/>; beside the result, 8 bytes per edge (16 weighted), a dictionary of the vertices, and a set of the
    /// edges where duplicates are refused.
    /// Determinism: exact; vertices are numbered in the order in which the QuikGraph graph lists them.
    /// <para>In an undirected graph, a–b and b–a are parallel edges and always duplicates: QuikGraph lists each edge once.</para>
    /// </remarks>
    /// <param name="graph">Any QuikGraph graph that lists its edges.</param>
    /// <param name="weight">The weight of each edge, finite; or <see langword="null"/> for an unweighted graph.</param>
    /// <param name="duplicates">What parallel edges become. By default, weights are added; without weights, one edge stays.</param>
    /// <param name="selfLoops">What self-loops become. By default they are left out and counted.</param>
    /// <param name="parallelism">Threads that build the graph, all cores by default.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="GraphFormatException">A weight is not finite, an edge joins a vertex that the graph does not list, or a policy refuses a self-loop or a parallel edge.</exception>
    public static NumberedGraph<TVertex> ToCsr<TVertex, TEdge>(
        this IEdgeListGraph<TVertex, TEdge> graph,
        Func<TEdge, double>? weight = null,
        DuplicatePolicy duplicates = DuplicatePolicy.Auto,
        SelfLoopPolicy selfLoops = SelfLoopPolicy.Drop,
        Parallelism? parallelism = null,
        CancellationToken cancellationToken = default)
        where TVertex : notnull
        where TEdge : IEdge<TVertex>
    {
        ArgumentNullException.ThrowIfNull(graph);
        var vertices = new List<TVertex>(graph.VertexCount);
        var numbers = new Dictionary<TVertex, int>(graph.VertexCount);
        foreach (TVertex vertex in graph.Vertices)
        {
            numbers.Add(vertex, vertices.Count);
            vertices.Add(vertex);
        }

        HashSet<(int, int)>? given = duplicates == DuplicatePolicy.Error ? [] : null;
        var builder = new GraphBuilder(vertices.Count, new BuildOptions { Directed = graph.IsDirected, Duplicates = duplicates, SelfLoops = selfLoops });
        int read = 0;
        foreach (TEdge edge in graph.Edges)
        {
            if ((read++ & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int source = Number(edge.Source, edge);
            int target = Number(edge.Target, edge);
            if (source == target && selfLoops == SelfLoopPolicy.Error)
                throw new GraphFormatException($"edge {edge} is a self-loop, and self-loops are refused here");
            // Given from the smaller to the larger number, all edges between two vertices are duplicates and none is taken for a reverse.
            if (!graph.IsDirected && source > target)
                (source, target) = (target, source);
            if (source != target && given?.Add((source, target)) == false)
                throw new GraphFormatException($"edge {edge} is given more than once, and duplicates are refused here");
            if (weight is null)
                builder.AddEdge(source, target);
            else
                builder.AddEdge(source, target, Finite(weight(edge), edge));
        }

        CsrGraph csr = builder.Build(out BuildReport report, parallelism, cancellationToken);
        return new NumberedGraph<TVertex>(csr, vertices.AsReadOnly(), numbers, report);

        int Number(TVertex vertex, TEdge edge) => numbers.TryGetValue(vertex, out int number)
            ? number
            : throw new GraphFormatException($"edge {edge} joins '{vertex}', which is not among the vertices of the graph");
    }

    private static double Finite<TEdge>(double weight, TEdge edge) =>
        double.IsFinite(weight) ? weight : throw new GraphFormatException($"the weight of edge {edge} is {weight}, and weights are finite numbers");
}
