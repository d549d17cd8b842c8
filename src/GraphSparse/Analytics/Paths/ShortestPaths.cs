namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="ShortestPaths"/>; immutable, vary with <c>with</c>.</summary>
public sealed record ShortestPathOptions
{
    /// <summary>Lengths are 1 / weight.</summary>
    public static ShortestPathOptions Default { get; } = new();

    /// <summary>How long an edge is. Default 1 / weight: weights are strengths.</summary>
    public EdgeLength Length { get; init; } = EdgeLength.Inverse;
}

/// <summary>Shortest paths from one vertex.</summary>
/// <param name="Source">Where the paths begin.</param>
/// <param name="Distances">Length of a shortest path from the source; infinite where there is none.</param>
/// <param name="Parents">The smallest vertex that comes before on a shortest path, or one that is longer by rounding alone; −1 for the source and where there is no path.</param>
/// <param name="Options">What was asked for.</param>
public sealed record ShortestPathTree(int Source, double[] Distances, int[] Parents, ShortestPathOptions Options)
{
    /// <summary>The vertices of a shortest path from the source; empty where there is none.</summary>
    public int[] PathTo(int target)
    {
        if (double.IsInfinity(Distances[target]))
            return [];
        var path = new List<int>();
        for (int v = target; v >= 0; v = Parents[v])
            path.Add(v);
        path.Reverse();
        return [.. path];
    }
}

/// <summary>Shortest paths from one vertex, exact, along arcs of length above 0.</summary>
/// <remarks>
/// Source: Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1, 1959, for small graphs; Meyer and
/// Sanders, "Δ-stepping: a parallelizable shortest path algorithm", J. Algorithms 49(1), 2003, for large ones, without the split into light
/// and heavy arcs; breadth-first search where all lengths are 1. Directed graphs follow arcs from source to target.
/// <para>Cost: O(m log n) or about O(n + m) bucket work; 24 bytes per vertex. Determinism: exact: a distance is the smallest sum in
/// floating point along any path, added from the source on, and does not depend on the order of relaxations.</para>
/// </remarks>
public static class ShortestPaths
{
    /// <summary>Finds the paths.</summary>
    /// <param name="graph">Any graph with lengths above 0.</param>
    /// <param name="source">A vertex.</param>
    /// <param name="options">What a length is, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices reached; of large weighted graphs buckets done, whose number is not known.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="InvalidWeightException">A length is not above 0.</exception>
    public static ShortestPathTree Find(
        CsrGraph graph, int source, ShortestPathOptions? options = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.InRange(source, 0, graph.VertexCount - 1);
        options ??= ShortestPathOptions.Default;
        parallelism ??= Parallelism.AllCores;
        var lengths = new ArcLengths(graph, options.Length, parallelism, cancellationToken);
        if (lengths.IsUnit)
        {
            BreadthFirstTree tree = BreadthFirstSearch.Search(graph, source, parallelism, progress, cancellationToken);
            return new ShortestPathTree(source, [.. tree.Distances.Select(d => d < 0 ? double.PositiveInfinity : d)], tree.Parents, options);
        }

        double[] distances;
        if (graph.ArcCount < Parallelism.InlineBelow)
        {
            var search = new DijkstraSearch(graph, lengths);
            search.From(source, cancellationToken);
            distances = search.Distances;
        }
        else
        {
            distances = new DeltaStepping(graph, lengths, parallelism, cancellationToken).From(source, progress);
        }

        return new ShortestPathTree(source, distances, Parents(graph, lengths, distances, source), options);
    }

    /// <summary>The smallest tight predecessor of each vertex, nearer ones before those at the same distance (lengths that vanish in rounding).</summary>
    private static int[] Parents(CsrGraph graph, ArcLengths lengths, double[] distances, int source)
    {
        var parents = new int[distances.Length];
        Array.Fill(parents, -1);
        var level = new List<(int From, int To)>(); // tight arcs between vertices at the same distance
        for (int u = 0; u < distances.Length; u++)
        {
            if (double.IsInfinity(distances[u]))
                continue;
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<double> row = lengths.Of(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                if (distances[u] + row[k] != distances[v] && !PathTies.IsTight(distances[u], distances[v], row[k]))
                    continue;
                if (distances[u] == distances[v])
                    level.Add((u, v));
                else if (parents[v] < 0)
                    parents[v] = u; // vertices come in ascending order
            }
        }

        for (bool changed = level.Count > 0; changed;)
        {
            changed = false;
            foreach ((int from, int to) in level)
            {
                if (to == source || parents[to] >= 0 || (from != source && parents[from] < 0))
                    continue;
                parents[to] = from;
                changed = true;
            }
        }

        return parents;
    }
}
