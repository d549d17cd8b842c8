namespace GraphSparse.Analytics;

/// <summary>Finds communities of high modularity, level by level.</summary>
/// <remarks>
/// Source: Blondel, Guillaume, Lambiotte and Lefebvre, "Fast unfolding of communities in large networks", J. Stat. Mech. P10008, 2008.
/// Heuristic. Deviations: vertices decide in batches (see the remarks of the code), vertices without a moved neighbour are passed over, a level ends
/// when a round gains less than 10⁻⁶, and a second pass begins with the result of the first, as Rotta and Noack, ACM J. Exp. Algorithmics 16, 2011, refine levels. A community may be disconnected; <see cref="Leiden"/> has none such.
/// Directions are ignored as <see cref="Modularity"/> says.
/// <para>Cost: about O(m) per round, few rounds; 40 bytes per vertex, 9 per vertex and thread, and the second level's graph.
/// Determinism: exact: a function of graph, options and seed, for any number of threads.</para>
/// </remarks>
public static class Louvain
{
    private const int Passes = 2;

    /// <summary>Finds communities.</summary>
    /// <param name="graph">Weights, as strengths, must not be negative.</param>
    /// <param name="options">Resolution and seed, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Levels done.</param>
    /// <param name="cancellationToken">Looked at in every batch.</param>
    /// <exception cref="InvalidWeightException">A weight is negative.</exception>
    public static Communities Detect(
        CsrGraph graph, CommunityOptions? options = null, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= CommunityOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        Require.NotNegative(graph, "Modularity");
        CsrGraph simple = WeightScale.Normalize(graph).Graph.Symmetrize(parallelism, cancellationToken);
        var scratches = new ScratchPool(simple.VertexCount);
        CommunityLevel first = CommunityLevel.Of(simple, parallelism, cancellationToken);
        int[] labels = [.. Enumerable.Range(0, first.Count)];
        int depth = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            CommunityLevel level = first;
            int[] node = [.. Enumerable.Range(0, first.Count)]; // the vertex of the level that holds each vertex of the graph
            int[] found = (int[])labels.Clone();
            while (true)
            {
                progress?.Report(new Progress("finding communities", depth, 0));
                int[] order = SeededPermutation.Of(level.Count, options.Seed, "communities.order", depth++);
                bool moved = new LocalMoving(level, options.Resolution, order, scratches, parallelism, cancellationToken).Improve(found);
                if (!moved)
                    break;
                for (int v = 0; v < labels.Length; v++)
                    labels[v] = found[node[v]];
                int count = CommunityLevel.Renumber(found);
                if (count == level.Count)
                    break;
                for (int v = 0; v < node.Length; v++)
                    node[v] = found[node[v]];
                level = level.Aggregate(found, count, scratches, parallelism, cancellationToken);
                found = [.. Enumerable.Range(0, count)];
            }
        }

        return Communities.Of(simple, labels, options, parallelism, cancellationToken);
    }
}
