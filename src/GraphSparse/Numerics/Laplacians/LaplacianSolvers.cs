namespace GraphSparse.Numerics;

/// <summary>Takes a residual to a correction: z ≈ L⁺ r.</summary>
internal interface IPreconditioner
{
    /// <summary>z ≈ L⁺ r in every lane. <paramref name="work"/> is scratch of n values.</summary>
    void Apply<T>(T[] r, T[] z, T[] work)
        where T : struct, ILanes<T>;
}

/// <summary>A factor, exact or sampled, as a preconditioner.</summary>
internal sealed class FactorPreconditioner(EliminationFactor factor) : IPreconditioner
{
    public void Apply<T>(T[] r, T[] z, T[] work)
        where T : struct, ILanes<T> => factor.Solve(r, z, work);
}

/// <summary>A solver for one graph as a preconditioner for another with the same components.</summary>
/// <remarks>A small residual is mostly rounding in its mean, which no solution takes away: an iterative solver would never be done. So the means go first.</remarks>
internal sealed class SolverPreconditioner(ILaplacianSolver solver, int[] components) : IPreconditioner
{
    private readonly Centering _center = new(components);

    public void Apply<T>(T[] r, T[] z, T[] work)
        where T : struct, ILanes<T>
    {
        var centered = (T[])r.Clone();
        _center.Apply(centered);
        solver.Solve(centered, z, work);
    }
}

/// <summary>Divides by the weighted degrees (Jacobi).</summary>
internal sealed class DegreePreconditioner : IPreconditioner
{
    private readonly double[] _inverse;

    public DegreePreconditioner(CsrGraph graph)
    {
        _inverse = new double[graph.VertexCount];
        for (int u = 0; u < _inverse.Length; u++)
        {
            double sum = 0;
            foreach (double weight in graph.Weights(u))
                sum += weight;
            _inverse[u] = sum > 0 ? 1 / sum : 0;
        }
    }

    public void Apply<T>(T[] r, T[] z, T[] work)
        where T : struct, ILanes<T>
    {
        for (int u = 0; u < z.Length; u++)
            z[u] = r[u] * _inverse[u];
    }
}

/// <summary>Leaves the residual as it is: the no-op of its kind.</summary>
internal sealed class NoPreconditioner : IPreconditioner
{
    public void Apply<T>(T[] r, T[] z, T[] work)
        where T : struct, ILanes<T> => r.AsSpan().CopyTo(z);
}

/// <summary>Solves L x = b for one fixed graph.</summary>
internal interface ILaplacianSolver
{
    /// <summary>x = L⁺ b up to a constant per component, for b that sums to zero in each.</summary>
    void Solve<T>(T[] b, T[] x, T[] work)
        where T : struct, ILanes<T>;
}

/// <summary>Solves by an exact factor.</summary>
internal sealed class DirectSolver(EliminationFactor factor) : ILaplacianSolver
{
    public void Solve<T>(T[] b, T[] x, T[] work)
        where T : struct, ILanes<T> => factor.Solve(b, x, work);
}

/// <summary>Solves by conjugate gradients to a tolerance.</summary>
internal sealed class IterativeSolver(LaplacianOperator laplacian, IPreconditioner preconditioner, ConjugateGradientOptions options, Parallelism parallelism, CancellationToken cancellationToken)
    : ILaplacianSolver
{
    public void Solve<T>(T[] b, T[] x, T[] work)
        where T : struct, ILanes<T>
    {
        ConjugateGradientResult result = ConjugateGradient.Solve(laplacian, preconditioner, b, x, options, parallelism, cancellationToken);
        if (!result.Converged)
            throw new ConvergenceException("the Laplacian solver", result.Iterations, result.Residual, options.Tolerance);
    }
}

/// <summary>Picks a solver for a graph: exact elimination where its factor stays small, else conjugate gradients with a sampled one.</summary>
internal static class LaplacianSolver
{
    /// <summary>Entries of a factor per vertex above which elimination gives way to iteration.</summary>
    public const int MaxFillPerVertex = 60;

    /// <summary>Factors too small to be worth saving: always exact.</summary>
    private const long SmallFactor = 1_000_000;

    /// <summary>Multiplications above which elimination gives way: some seconds. Graphs with hubs fill up late, but then densely.</summary>
    private const double MaxWork = 1e9;

    /// <summary>The same where one factor serves hundreds of solves, each of which would iterate some dozens of times.</summary>
    private const double MaxWorkOfMany = 1e10;

    /// <summary>Makes the solver of <paramref name="graph"/>.</summary>
    /// <param name="graph">Undirected, weights are conductances.</param>
    /// <param name="tolerance">Relative residual of the iterative solver.</param>
    /// <param name="seed">Seed of the sampled elimination.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at often.</param>
    /// <param name="isForMany">Whether hundreds of systems will be solved, so that a costly factor pays.</param>
    public static ILaplacianSolver For(CsrGraph graph, double tolerance, ulong seed, Parallelism parallelism, CancellationToken cancellationToken, bool isForMany = false)
    {
        long limit = Math.Max(SmallFactor, (long)MaxFillPerVertex * graph.VertexCount);
        if (ExactElimination.Factor(graph, limit, isForMany ? MaxWorkOfMany : MaxWork, cancellationToken) is { } exact)
            return new DirectSolver(exact);
        var preconditioner = new FactorPreconditioner(SampledElimination.Factor(graph, seed, cancellationToken));
        return new IterativeSolver(new LaplacianOperator(graph), preconditioner, new ConjugateGradientOptions { Tolerance = tolerance, Iterations = 2000 }, parallelism, cancellationToken);
    }
}
