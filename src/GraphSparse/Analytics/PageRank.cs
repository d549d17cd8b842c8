using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>Vertices that restarts lead to, each alike (personalised PageRank); none for all vertices. Default none.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

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
/// vertex passes its rank on in proportion to them. The rank of vertices without out-edges is spread
/// over all vertices, or over the sources where there are any (Haveliwala, "Topic-Sensitive PageRank", WWW 2002).
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
        double[] perStrength = InverseStrength(graph, parallelism, cancellationToken);
        double[]? preference = Preference(n, options);
        double[] ranks = preference is null ? new double[n] : [.. preference];
        if (preference is null)
            Array.Fill(ranks, 1.0 / n);
        double[] share = new double[n];
        double dangling = parallelism.Sum(n, (start, end) => Share(ranks, perStrength, share, start, end), cancellationToken);
        double[] next = new double[n];
        int[] ranges = incoming.VertexRanges();
        var parts = new (double Change, double Dangling)[ranges.Length - 1];
        double residual = double.PositiveInfinity;
        for (int iteration = 1; iteration <= options.Iterations; iteration++)
        {
            double restart = 1 - options.Damping + options.Damping * dangling;
            (double[] from, double[] to) = (share, next);
            parallelism.ForBounds(ranges, (chunk, first, last) =>
            {
                parts[chunk] = incoming.IsWeighted
                    ? PullWeighted(incoming, from, ranks, first, last, options.Damping, restart, preference, perStrength, to)
                    : Pull(incoming, from, ranks, first, last, options.Damping, restart, preference, perStrength, to);
            }, cancellationToken);
            (share, next) = (next, share);
            (residual, dangling) = (0, 0);
            foreach ((double change, double lost) in parts)
            {
                residual += change;
                dangling += lost;
            }

            if (residual < options.Tolerance)
                return new PageRankResult(ranks, iteration, residual);
        }

        throw new ConvergenceException("PageRank", options.Iterations, residual, options.Tolerance);
    }

    /// <summary>Where a restart leads, as probabilities; <see langword="null"/> for everywhere alike.</summary>
    private static double[]? Preference(int n, PageRankOptions options)
    {
        if (options.Sources is not { Count: > 0 } sources)
            return null;
        var preference = new double[n];
        foreach (int v in sources)
        {
            if (v < 0 || v >= n)
                throw new ArgumentOutOfRangeException(nameof(options), $"Source {v} is not a vertex; vertices are 0..{n - 1}.");
            preference[v] += 1.0 / sources.Count;
        }

        return preference;
    }

    /// <summary>1 / weighted out-degree, 0 where there is nothing to pass on.</summary>
    private static double[] InverseStrength(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var inverse = new double[graph.VertexCount];
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                double strength = graph.IsWeighted ? 0 : graph.Degree(u);
                foreach (double weight in graph.IsWeighted ? graph.Weights(u) : default)
                {
                    if (weight < 0)
                        throw new ArgumentException($"PageRank is defined for weights that are not negative, and an edge of vertex {u} has weight {weight}.", nameof(graph));
                    strength += weight;
                }

                inverse[u] = strength > 0 ? 1 / strength : 0;
            }
        }, cancellationToken);
        return inverse;
    }

    /// <summary>What each vertex passes on per unit of weight; returns the rank of those that pass nothing on.</summary>
    private static double Share(double[] ranks, double[] perStrength, double[] share, long start, long end)
    {
        double dangling = 0;
        for (long v = start; v < end; v++)
        {
            share[v] = ranks[v] * perStrength[v];
            if (perStrength[v] == 0)
                dangling += ranks[v];
        }

        return dangling;
    }

    /// <summary>New ranks of a range and what they pass on in the next iteration; four sums at a time, since one would wait for every addition.</summary>
    [MethodImpl(Hot.Loop)]
    private static (double Change, double Dangling) Pull(
        CsrGraph incoming, double[] share, double[] ranks, int first, int last, double damping, double restart, double[]? preference,
        double[] perStrength, double[] next)
    {
        double change = 0;
        double dangling = 0;
        double even = restart / ranks.Length;
        ref double shares = ref MemoryMarshal.GetArrayDataReference(share); // sources are vertices, so they are in range
        for (int v = first; v < last; v++)
        {
            ReadOnlySpan<int> sources = incoming.Neighbors(v);
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int k = 0;
            for (; k + 4 <= sources.Length; k += 4)
            {
                a += Unsafe.Add(ref shares, sources[k]);
                b += Unsafe.Add(ref shares, sources[k + 1]);
                c += Unsafe.Add(ref shares, sources[k + 2]);
                d += Unsafe.Add(ref shares, sources[k + 3]);
            }

            for (; k < sources.Length; k++)
                a += Unsafe.Add(ref shares, sources[k]);
            double rank = (preference is null ? even : restart * preference[v]) + damping * ((a + b) + (c + d));
            change += Math.Abs(rank - ranks[v]);
            ranks[v] = rank; // read by this range alone: others read shares
            next[v] = rank * perStrength[v];
            dangling += perStrength[v] == 0 ? rank : 0;
        }

        return (change, dangling);
    }

    [MethodImpl(Hot.Loop)]
    private static (double Change, double Dangling) PullWeighted(
        CsrGraph incoming, double[] share, double[] ranks, int first, int last, double damping, double restart, double[]? preference,
        double[] perStrength, double[] next)
    {
        double change = 0;
        double dangling = 0;
        double even = restart / ranks.Length;
        for (int v = first; v < last; v++)
        {
            ReadOnlySpan<int> sources = incoming.Neighbors(v);
            ReadOnlySpan<double> weights = incoming.Weights(v);
            double sum = 0;
            for (int k = 0; k < sources.Length; k++)
                sum += weights[k] * share[sources[k]];
            double rank = (preference is null ? even : restart * preference[v]) + damping * sum;
            change += Math.Abs(rank - ranks[v]);
            ranks[v] = rank;
            next[v] = rank * perStrength[v];
            dangling += perStrength[v] == 0 ? rank : 0;
        }

        return (change, dangling);
    }
}
