namespace GraphSparse.Analytics;

/// <summary>Distances in edges from one vertex.</summary>
/// <param name="Source">Where the search began.</param>
/// <param name="Distances">Edges on a shortest path from the source; −1 where there is none.</param>
/// <param name="Parents">The smallest vertex that comes before on a shortest path; −1 for the source and where there is no path.</param>
/// <param name="Reached">Vertices with a path, the source included.</param>
/// <param name="Depth">The largest distance.</param>
public sealed record BreadthFirstTree(int Source, int[] Distances, int[] Parents, int Reached, int Depth);

/// <summary>Breadth-first search that turns round where most vertices would be met again.</summary>
/// <remarks>
/// Source: Beamer, Asanović and Patterson, "Direction-Optimizing Breadth-First Search", SC 2012. Where the frontier's arcs outweigh
/// those not yet explored, unreached vertices look for a parent among their neighbours instead. Directed graphs follow arcs from
/// source to target, and always from the frontier, since in-neighbours are not stored.
/// <para>Cost: O(n + m); 8 bytes per vertex for the result, and 12, rounded up to a power of two, that are rented. Determinism: exact; distances and smallest parents do not depend on the order of visits.</para>
/// </remarks>
public static class BreadthFirstSearch
{
    /// <summary>Searches from one vertex.</summary>
    /// <param name="graph">Any graph; weights are ignored.</param>
    /// <param name="source">A vertex.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices reached, level by level.</param>
    /// <param name="cancellationToken">Looked at in every level and many times a second.</param>
    public static BreadthFirstTree Search(CsrGraph graph, int source, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.InRange(source, 0, graph.VertexCount - 1);
        using var search = new DirectionOptimizingSearch(graph, parallelism ?? Parallelism.AllCores, progress, cancellationToken);
        return search.From(source);
    }
}
