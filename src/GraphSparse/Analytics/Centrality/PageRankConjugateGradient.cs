namespace GraphSparse.Analytics;

/// <summary>PageRank of an undirected graph as a symmetric system.</summary>
/// <remarks>
/// With D the strengths and d the damping, ranks x = Dy satisfy (D − dA)y = (1 − d)·restart, up to the rank that isolated vertices give back, which
/// only scales x: so the system is solved without it and x is scaled to sum 1. The matrix is positive definite, D preconditions it to eigenvalues in
/// [1 − d, 1 + d], and conjugate gradients converge at least as fast as (1 − √(1 − d²))/d per iteration, 0.56 at d = 0.85. The start y = constant takes the
/// eigenvalue 1 − d of the whole graph out of the way. With one sum over the graph between two products (Chronopoulos and Gear), an iteration is two loops.
/// </remarks>
internal abstract class PageRankConjugateGradient(PageRankSetup setup, CancellationToken cancellationToken) : IPageRankSolver
{
    protected PageRankSetup Setup { get; } = setup;

    protected CancellationToken CancellationToken { get; } = cancellationToken;

    public PageRankResult Solve()
    {
        PageRankOptions options = Setup.Options;
        double damping = options.Damping;
        (PageRankVectors x, double target, double isolated) = Begin();
        PageRankSums sums = Start(x);
        double before = 1;
        double alpha = 1;
        for (int iteration = 0; ; iteration++)
        {
            // Summing the system over its rows tells the sum of the ranks; scaling them to 1 scales the residual, and what is missing in sum is spread as a restart.
            double total = (target - sums.Signed) / (1 - damping) + isolated;
            double residual = (sums.Absolute + Math.Abs(sums.Signed)) / total;
            if (residual < options.Tolerance || sums.Product == 0)
                return new PageRankResult(Ranks(x), iteration, residual);
            if (iteration == options.Iterations)
                throw new ConvergenceException("PageRank", options.Iterations, residual, options.Tolerance);
            Setup.Progress?.Report(new Progress("computing PageRank", iteration, options.Iterations));
            double curvature = Pull();
            double beta = iteration == 0 ? 0 : sums.Product / before;
            alpha = sums.Product / (iteration == 0 ? curvature : curvature - beta * sums.Product / alpha);
            before = sums.Product;
            sums = Update(alpha, beta);
        }
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Takes the vectors over; returns the sums of r and z over them.</summary>
    protected abstract PageRankSums Start(PageRankVectors x);

    /// <summary>w = r − dAz; returns z·w.</summary>
    protected abstract double Pull();

    /// <summary>Moves on by α in the direction z + βp; returns the sums over the new r and z.</summary>
    protected abstract PageRankSums Update(double alpha, double beta);

    /// <summary>The solution found.</summary>
    protected abstract double[] Solution(PageRankVectors x);

    /// <summary>y = the constant with a residual of sum 0 over the vertices with edges; also the sum of the right side over these and over the others.</summary>
    private (PageRankVectors Vectors, double Target, double Isolated) Begin()
    {
        int n = Setup.VertexCount;
        double[] perStrength = Setup.PerStrength;
        double damping = Setup.Options.Damping;
        (double target, double isolated, double strength) = (0, 0, 0);
        for (int v = 0; v < n; v++)
        {
            double right = (1 - damping) * Setup.Restart(v);
            if (perStrength[v] == 0)
                isolated += right;
            else
                (target, strength) = (target + right, strength + 1 / perStrength[v]);
        }

        double constant = strength == 0 ? 0 : target / ((1 - damping) * strength);
        (double[] y, double[] r, double[] z) = (new double[n], new double[n], new double[n]);
        for (int v = 0; v < n; v++)
        {
            if (perStrength[v] == 0)
                continue;
            y[v] = constant;
            r[v] = (1 - damping) * (Setup.Restart(v) - constant / perStrength[v]);
            z[v] = r[v] * perStrength[v];
        }

        return (new PageRankVectors(perStrength, y, r, z), target, isolated);
    }

    private double[] Ranks(PageRankVectors x)
    {
        double[] ranks = Solution(x);
        double sum = 0;
        for (int v = 0; v < ranks.Length; v++)
        {
            ranks[v] = x.PerStrength[v] == 0 ? (1 - Setup.Options.Damping) * Setup.Restart(v) : ranks[v] / x.PerStrength[v];
            sum += ranks[v];
        }

        for (int v = 0; v < ranks.Length; v++)
            ranks[v] /= sum;
        return ranks;
    }

    /// <summary>On the threads of this process.</summary>
    internal sealed class OnThreads(PageRankSetup setup, Parallelism parallelism, CancellationToken cancellationToken) : PageRankConjugateGradient(setup, cancellationToken)
    {
        private const int Grain = 32 * PageRankSetup.Block;

        private readonly int[] _ranges = setup.Ranges();
        private readonly double[] _dots = new double[setup.BlockCount];
        private readonly PageRankSums[] _sums = new PageRankSums[setup.BlockCount];
        private PageRankVectors? _x;

        public override void Dispose()
        {
        }

        protected override PageRankSums Start(PageRankVectors x)
        {
            _x = x;
            return Update(0, 0);
        }

        protected override double Pull()
        {
            PageRankVectors x = _x!;
            parallelism.ForBounds(_ranges, (_, first, last) =>
                PageRankLoops.Pull(Setup.Incoming, Setup.Options.Damping, x.Z, x.R, x.W, _dots, first, last), CancellationToken);
            double sum = 0;
            foreach (double dot in _dots)
                sum += dot;
            return sum;
        }

        protected override PageRankSums Update(double alpha, double beta)
        {
            parallelism.ForRanges(Setup.VertexCount, Grain, (_, first, last) =>
                PageRankLoops.Update(_x!, alpha, beta, _sums, (int)first, (int)last), CancellationToken);
            return PageRankSums.Total(_sums);
        }

        protected override double[] Solution(PageRankVectors x) => x.Y;
    }
}
