namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="Louvain"/> and <see cref="Leiden"/>; immutable, vary with <c>with</c>.</summary>
public sealed record CommunityOptions
{
    /// <summary>Resolution 1.</summary>
    public static CommunityOptions Default { get; } = new();

    /// <summary>Resolution γ of modularity, ≥ 0: more and smaller communities above 1, fewer below. Default 1.</summary>
    public double Resolution { get; init; } = 1.0;

    internal void Validate() => Require.InRange(Resolution, 0.0, double.MaxValue);
}

/// <summary>A partition of the vertices.</summary>
/// <param name="Labels">For each vertex the smallest vertex of its community.</param>
/// <param name="Count">Number of communities.</param>
/// <param name="Modularity">Modularity of the partition at the resolution asked for.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Seed">The seed that made it.</param>
public sealed record Communities(int[] Labels, int Count, double Modularity, CommunityOptions Options, ulong Seed)
{
    /// <summary>Names every community by its smallest vertex.</summary>
    internal static Communities Of(CsrGraph graph, int[] labels, CommunityOptions options, ulong seed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int n = labels.Length;
        var smallest = new int[n];
        Array.Fill(smallest, -1);
        var named = new int[n];
        int count = 0;
        for (int v = 0; v < n; v++)
        {
            if (smallest[labels[v]] < 0)
            {
                smallest[labels[v]] = v;
                count++;
            }

            named[v] = smallest[labels[v]];
        }

        return new Communities(named, count, Analytics.Modularity.Compute(graph, named, options.Resolution, parallelism, null, cancellationToken), options, seed);
    }
}

/// <summary>Modularity: the share of weight inside communities, less what a random graph of the same degrees would have there.</summary>
/// <remarks>
/// Source: Newman and Girvan, "Finding and evaluating community structure in networks", Phys. Rev. E 69, 2004; resolution by
/// Reichardt and Bornholdt, Phys. Rev. E 74, 2006. Q = Σ over communities of w(inside)/m − γ·(K/2m)², K the sum of weighted degrees.
/// Directions are ignored: weights of opposite arcs add up in a weighted graph, and count once in an unweighted one.
/// <para>Cost: O(n + m). Determinism: exact; sums are taken in an order that depends on the graph alone.</para>
/// </remarks>
public static class Modularity
{
    /// <summary>Computes the modularity of a partition; 0 for a graph without edges.</summary>
    /// <param name="graph">Weights must not be negative.</param>
    /// <param name="labels">A community for each vertex, in 0..n−1.</param>
    /// <param name="resolution">γ, ≥ 0.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Told when the sums begin; they take one pass.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    public static double Compute(
        CsrGraph graph, int[] labels, double resolution = 1.0, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(labels);
        Require.InRange(resolution, 0.0, double.MaxValue);
        int n = graph.VertexCount;
        if (labels.Length != n)
            throw new ArgumentException($"There are {labels.Length} labels for {n} vertices.", nameof(labels));
        foreach (int label in labels)
            Require.InRange(label, 0, n - 1, name: nameof(labels));
        parallelism ??= Parallelism.AllCores;
        progress?.Report(new Progress("computing modularity", 0, graph.ArcCount));
        CsrGraph simple = WeightScale.Normalize(graph).Graph.Symmetrize(parallelism, cancellationToken);
        int[] ranges = simple.VertexRanges();
        var inside = new double[ranges.Length - 1];
        var strength = new double[n];
        parallelism.ForBounds(ranges, (chunk, first, last) => inside[chunk] = Inside(simple, labels, strength, first, last), cancellationToken);

        var totals = new double[n];
        double twiceWeight = 0;
        for (int v = 0; v < n; v++)
        {
            totals[labels[v]] += strength[v];
            twiceWeight += strength[v];
        }

        if (twiceWeight == 0)
            return 0;
        double expected = 0;
        foreach (double total in totals)
            expected += total / twiceWeight * (total / twiceWeight);
        return inside.Sum() / twiceWeight - resolution * expected;
    }

    private static double Inside(CsrGraph graph, int[] labels, double[] strength, int first, int last)
    {
        double inside = 0;
        for (int u = first; u < last; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<double> weights = graph.Weights(u);
            int label = labels[u];
            double all = 0;
            double own = 0;
            for (int k = 0; k < neighbors.Length; k++)
            {
                all += weights[k];
                if (labels[neighbors[k]] == label)
                    own += weights[k];
            }

            strength[u] = all;
            inside += own;
        }

        return inside;
    }
}
