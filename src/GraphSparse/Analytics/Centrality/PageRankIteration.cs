namespace GraphSparse.Analytics;

/// <summary>PageRank by iterating its definition, each vertex pulling from its in-neighbours.</summary>
internal abstract class PageRankIteration(PageRankSetup setup, CancellationToken cancellationToken) : IPageRankSolver
{
    protected PageRankSetup Setup { get; } = setup;

    protected CancellationToken CancellationToken { get; } = cancellationToken;

    public PageRankResult Solve()
    {
        PageRankOptions options = Setup.Options;
        var ranks = new double[Setup.VertexCount];
        var share = new double[ranks.Length];
        double dangling = 0;
        for (int v = 0; v < ranks.Length; v++)
        {
            ranks[v] = Setup.Restart(v);
            share[v] = ranks[v] * Setup.PerStrength[v];
            dangling += Setup.PerStrength[v] == 0 ? ranks[v] : 0;
        }

        Start(ranks, share);
        double residual = double.PositiveInfinity;
        for (int iteration = 1; iteration <= options.Iterations; iteration++)
        {
            PageRankSums sums = Step(1 - options.Damping + options.Damping * dangling);
            (dangling, residual) = (sums.Product, sums.Absolute);
            Setup.Progress?.Report(new Progress("computing PageRank", iteration, options.Iterations));
            if (residual < options.Tolerance)
                return new PageRankResult(Ranks(ranks), iteration, residual);
        }

        throw new ConvergenceException("PageRank", options.Iterations, residual, options.Tolerance);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Takes over the ranks to begin with and what each vertex passes on per unit of weight.</summary>
    protected abstract void Start(double[] ranks, double[] share);

    /// <summary>One iteration; returns the change and the rank of vertices that pass nothing on.</summary>
    protected abstract PageRankSums Step(double restart);

    /// <summary>The ranks found, in the array that the iteration began with.</summary>
    protected abstract double[] Ranks(double[] ranks);

    /// <summary>On the threads of this process.</summary>
    internal sealed class OnThreads(PageRankSetup setup, Parallelism parallelism, CancellationToken cancellationToken) : PageRankIteration(setup, cancellationToken)
    {
        private readonly int[] _ranges = setup.Ranges();
        private readonly PageRankSums[] _sums = new PageRankSums[setup.BlockCount];
        private double[] _ranks = [];
        private double[] _share = [];
        private double[] _next = [];

        public override void Dispose()
        {
        }

        protected override void Start(double[] ranks, double[] share) => (_ranks, _share, _next) = (ranks, share, new double[ranks.Length]);

        protected override PageRankSums Step(double restart)
        {
            parallelism.ForBounds(_ranges, (_, first, last) => PageRankLoops.Iterate(Setup, restart, _share, _ranks, _next, _sums, first, last), CancellationToken);
            (_share, _next) = (_next, _share);
            return PageRankSums.Total(_sums);
        }

        protected override double[] Ranks(double[] ranks) => ranks;
    }
}
