namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="PageRank"/>; immutable, vary with <c>with</c>.</summary>
public sealed record PageRankOptions
{
    /// <summary>Damping 0.85, tolerance 1e-6.</summary>
    public static PageRankOptions Default { get; } = new();

    /// <summary>Probability of following an edge, in [0, 1). Default 0.85.</summary>
    public double Damping { get; init; } = 0.85;

    /// <summary>Stops when the ranks change by less than this in sum (L1), &gt; 0. Default 1e-6.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Most iterations, at least 1. Default 1000.</summary>
    public int Iterations { get; init; } = 1000;

    internal void Validate()
    {
        Require.InRange(Damping, 0.0, 1.0 - 1e-9);
        Require.InRange(Tolerance, 0.0, 1.0, lowerOpen: true);
        Require.InRange(Iterations, 1, int.MaxValue);
    }
}

/// <summary>PageRank of every vertex.</summary>
/// <param name="Ranks">Sum to 1.</param>
/// <param name="Iterations">Iterations done.</param>
/// <param name="Residual">Last change in sum (L1).</param>
public sealed record PageRankResult(double[] Ranks, int Iterations, double Residual);

/// <summary>PageRank by power iteration, each vertex pulling from its in-neighbours.</summary>
/// <remarks>
/// Source: Brin and Page, "The Anatomy of a Large-Scale Hypertextual Web Search Engine", WWW 1998. Weights are strengths: a
/// vertex passes its rank on in proportion to them. The rank of vertices without out-edges is spread over all vertices.
/// <para>Cost: O(m) per iteration; 24 bytes per vertex, and the reversed graph where it is directed.
/// Determinism: exact; sums are taken in an order that depends on the graph alone.</para>
/// </remarks>
public static class PageRank
{
    /// <summary>Computes the ranks.</summary>
    /// <param name="graph">Weights must not be negative.</param>
    /// <param name="options">Damping and stopping rule, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at in every iteration.</param>
    /// <exception cref="ArgumentException">A weight is negative.</exception>
    /// <exception cref="ConvergenceException">The tolerance was not reached.</exception>
    public static PageRankResult Compute(
        CsrGraph graph, PageRankOptions? options = null, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= PageRankOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        int n = graph.VertexCount;
        if (n == 0)
            return new PageRankResult([], 0, 0);

        CsrGraph incoming = graph.Reverse(parallelism, cancellationToken);
        double[] strength = OutStrength(graph, parallelism, cancellationToken);
        var ranks = new double[n];
        var next = new double[n];
        var share = new double[n];
        Array.Fill(ranks, 1.0 / n);
        int[] ranges = incoming.VertexRanges();
        var changes = new double[ranges.Length - 1];
        double residual = double.PositiveInfinity;
        for (int iteration = 1; iteration <= options.Iterations; iteration++)
        {
            double dangling = Share(ranks, strength, share, parallelism, cancellationToken);
            double floor = (1 - options.Damping + options.Damping * dangling) / n;
            (double[] from, double[] to) = (ranks, next);
            parallelism.ForBounds(ranges, (chunk, first, last) => changes[chunk] = Pull(incoming, share, from, to, first, last, options.Damping, floor), cancellationToken);
            (ranks, next) = (next, ranks);
            residual = 0;
            foreach (double change in changes)
                residual += change;
            if (residual < options.Tolerance)
                return new PageRankResult(ranks, iteration, residual);
        }

        throw new ConvergenceException("PageRank", options.Iterations, residual, options.Tolerance);
    }

    private static double[] OutStrength(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var strength = new double[graph.VertexCount];
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                if (!graph.IsWeighted)
                {
                    strength[u] = graph.Degree(u);
                    continue;
                }

                foreach (double weight in graph.Weights(u))
                {
                    if (weight < 0)
                        throw new ArgumentException($"PageRank is defined for weights that are not negative, and an edge of vertex {u} has weight {weight}.", nameof(graph));
                    strength[u] += weight;
                }
            }
        }, cancellationToken);
        return strength;
    }

    /// <summary>What each vertex passes on per unit of weight; returns the rank of those that pass nothing on.</summary>
    private static double Share(double[] ranks, double[] strength, double[] share, Parallelism parallelism, CancellationToken cancellationToken) =>
        parallelism.Sum(ranks.Length, (start, end) =>
        {
            double dangling = 0;
            for (long v = start; v < end; v++)
            {
                if (strength[v] > 0)
                {
                    share[v] = ranks[v] / strength[v];
                }
                else
                {
                    share[v] = 0;
                    dangling += ranks[v];
                }
            }

            return dangling;
        }, cancellationToken);

    private static double Pull(CsrGraph incoming, double[] share, double[] ranks, double[] next, int first, int last, double damping, double floor)
    {
        double change = 0;
        for (int v = first; v < last; v++)
        {
            double sum = 0;
            ReadOnlySpan<int> sources = incoming.Neighbors(v);
            if (incoming.IsWeighted)
            {
                ReadOnlySpan<double> weights = incoming.Weights(v);
                for (int k = 0; k < sources.Length; k++)
                    sum += weights[k] * share[sources[k]];
            }
            else
            {
                foreach (int u in sources)
                    sum += share[u];
            }

            next[v] = floor + damping * sum;
            change += Math.Abs(next[v] - ranks[v]);
        }

        return change;
    }
}
