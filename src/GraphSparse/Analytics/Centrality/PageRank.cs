namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="PageRank"/>; immutable, vary with <c>with</c>.</summary>
public sealed record PageRankOptions
{
    /// <summary>Damping 0.85, tolerance 1e-6.</summary>
    public static PageRankOptions Default { get; } = new();

    /// <summary>Probability of following an edge, in [0, 1). Default 0.85.</summary>
    public double Damping { get; init; } = 0.85;

    /// <summary>Stops when another round of the definition would change the ranks by less than this in sum (L1), &gt; 0. Default 1e-6.</summary>
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
/// <param name="Residual">Another round of the definition would change the ranks by no more than this in sum (L1); where they were iterated by the definition, the last change.</param>
public sealed record PageRankResult(double[] Ranks, int Iterations, double Residual);

/// <summary>PageRank: of directed graphs by iterating its definition, of undirected ones by conjugate gradients.</summary>
/// <remarks>
/// Source: Brin and Page, "The Anatomy of a Large-Scale Hypertextual Web Search Engine", WWW 1998. Weights are strengths: a
/// vertex passes its rank on in proportion to them. The rank of vertices without out-edges is spread
/// over all vertices, or over the sources where there are any (Haveliwala, "Topic-Sensitive PageRank", WWW 2002). Only ratios of weights matter.
/// <para>Without directions the ranks solve a symmetric system, which conjugate gradients (in the form of Chronopoulos and Gear, J. Comput. Appl. Math. 25,
/// 1989) solve in less than half the iterations, to the same tolerance: see <see cref="PageRankConjugateGradient"/>.</para>
/// <para>Cost: O(m) per iteration; 56 bytes per vertex, and the reversed graph where it is directed.
/// Determinism: exact; sums are taken in an order that depends on the graph alone.</para>
/// </remarks>
public static class PageRank
{
    /// <summary>Computes the ranks.</summary>
    /// <param name="graph">Weights must not be negative.</param>
    /// <param name="options">Damping and stopping rule, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Iterations done, of the most that may be done.</param>
    /// <param name="cancellationToken">Looked at in every iteration.</param>
    /// <exception cref="InvalidWeightException">A weight is negative.</exception>
    /// <exception cref="ConvergenceException">The tolerance was not reached.</exception>
    public static PageRankResult Compute(
        CsrGraph graph, PageRankOptions? options = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        parallelism ??= Parallelism.AllCores;
        return Solve(graph, options, parallelism, setup => graph.IsDirected
            ? new PageRankIteration.OnThreads(setup, parallelism, cancellationToken)
            : new PageRankConjugateGradient.OnThreads(setup, parallelism, cancellationToken), cancellationToken, progress);
    }

    /// <summary>The same with the steps of an iteration done elsewhere.</summary>
    internal static PageRankResult Solve(
        CsrGraph graph, PageRankOptions? options, Parallelism parallelism, Func<PageRankSetup, IPageRankSolver> create, CancellationToken cancellationToken, IProgress<Progress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= PageRankOptions.Default;
        options.Validate();
        if (graph.VertexCount == 0)
            return new PageRankResult([], 0, 0);
        using IPageRankSolver solver = create(PageRankSetup.Of(graph, options, parallelism, cancellationToken) with { Progress = progress });
        return solver.Solve();
    }
}

/// <summary>Iterates until the ranks are as exact as asked for.</summary>
internal interface IPageRankSolver : IDisposable
{
    PageRankResult Solve();
}

/// <summary>What both methods begin with.</summary>
/// <param name="Options">Damping, tolerance, most iterations.</param>
/// <param name="Incoming">For each vertex where its rank comes from.</param>
/// <param name="PerStrength">1 / weighted out-degree, 0 where there is nothing to pass on.</param>
/// <param name="Preference">Where a restart leads, as probabilities; <see langword="null"/> for everywhere alike.</param>
internal sealed record PageRankSetup(PageRankOptions Options, CsrGraph Incoming, double[] PerStrength, double[]? Preference)
{
    /// <summary>Sums over vertices are taken in blocks of so many, and then over the blocks in their order: the same bits on threads and on devices.</summary>
    public const int Block = 256;

    /// <summary>One over less than this, times ranks and weights, may leave the range of a double.</summary>
    private const double LeastStrength = 1e-250;

    /// <summary>Told of every iteration.</summary>
    public IProgress<Progress>? Progress { get; init; }

    public int VertexCount => PerStrength.Length;

    public int BlockCount => (VertexCount - 1) / Block + 1;

    /// <summary>The probability that a restart leads to a vertex.</summary>
    public double Restart(int v) => Preference is null ? 1.0 / VertexCount : Preference[v];

    public static PageRankSetup Of(CsrGraph graph, PageRankOptions options, Parallelism parallelism, CancellationToken cancellationToken)
    {
        double[]? preference = PreferenceOf(graph.VertexCount, options);
        Require.NotNegative(graph, "PageRank");
        graph.EnsureSound(parallelism, cancellationToken); // loops go along rows without looking
        (graph, int exponent) = WeightScale.Normalize(graph);
        double[] perStrength = InverseStrength(graph, exponent, parallelism, cancellationToken);
        return new PageRankSetup(options, graph.Reverse(parallelism, cancellationToken), perStrength, preference);
    }

    /// <summary>Bounds of ranges of whole blocks with about equal work.</summary>
    public int[] Ranges()
    {
        const long work = 32_768;
        var bounds = new List<int> { 0 };
        for (int start = 0; start < VertexCount;)
        {
            long from = Incoming.Offset(start) + start;
            int end = start;
            do
                end = (int)Math.Min(VertexCount, (long)end + Block);
            while (end < VertexCount && Incoming.Offset(end) + end - from < work);
            bounds.Add(end);
            start = end;
        }

        return [.. bounds];
    }

    private static double[]? PreferenceOf(int n, PageRankOptions options)
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

    private static double[] InverseStrength(CsrGraph graph, int exponent, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var inverse = new double[graph.VertexCount];
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                double strength = graph.IsWeighted ? 0 : graph.Degree(u);
                foreach (double weight in graph.IsWeighted ? graph.Weights(u) : default)
                    strength += weight;

                if (strength is > 0 and < LeastStrength)
                {
                    throw new InvalidWeightException(new Edge(u, graph.Neighbors(u)[0], Math.ScaleB(graph.Weights(u)[0], exponent)),
                        "PageRank divides by the sum of the weights at a vertex, which must not be more than 1e250 times smaller than the heaviest weight", "");
                }

                inverse[u] = strength > 0 ? 1 / strength : 0;
            }
        }, cancellationToken);
        return inverse;
    }
}
