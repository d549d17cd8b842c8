namespace GraphSparse.Numerics;

/// <summary>Which ends of a spectrum are wanted.</summary>
internal enum End
{
    /// <summary>The largest eigenvalue.</summary>
    Max,

    /// <summary>The smallest and the largest.</summary>
    Both,
}

/// <summary>Ends of a spectrum as far as found.</summary>
/// <param name="Min">Smallest Ritz value.</param>
/// <param name="Max">Largest Ritz value.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="Error">Estimated relative error of the worse of the wanted ends.</param>
internal readonly record struct SpectrumEnds(double Min, double Max, int Steps, double Error);

/// <summary>Extreme generalized eigenvalues of a pair of Laplacians, L_A x = λ L_B x, beside those of vectors constant on components.</summary>
/// <remarks>
/// Lanczos' iteration in the inner product of L_B, without reorthogonalization: the copies of found eigenvalues that rounding then
/// lets in do not move the ends. Source: Parlett, "The Symmetric Eigenvalue Problem", SIAM 1998, chapters 13 and 15.
/// <para>Cost per step: a product with L_A and a solve with L_B; 48 bytes per vertex. Determinism: exact.</para>
/// </remarks>
internal static class PencilSpectrum
{
    private const int CheckEvery = 5;
    private const int StepsPerVertex = 5;

    /// <summary>Measures the ends from one random start.</summary>
    /// <param name="laplacian">L_A.</param>
    /// <param name="solver">L_B; A must not join what B separates.</param>
    /// <param name="components">A label per vertex, equal on each component of B.</param>
    /// <param name="ends">Which ends must reach the tolerance.</param>
    /// <param name="tolerance">Estimated relative error to reach.</param>
    /// <param name="maxSteps">Most steps.</param>
    /// <param name="uniform">A uniform number in [0, 1) for every vertex, of which the start is made.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="report">Takes the number of steps now and then.</param>
    /// <param name="cancellationToken">Looked at in every step.</param>
    public static SpectrumEnds Measure(
        LaplacianOperator laplacian, ILaplacianSolver solver, int[] components, End ends, double tolerance, int maxSteps, Func<int, double> uniform,
        Parallelism parallelism, Action<int>? report, CancellationToken cancellationToken)
    {
        int n = laplacian.Graph.VertexCount;
        var v = new One[n];         // the basis vector, orthonormal with respect to L_B
        var image = new One[n];     // L_B v
        var previous = new One[n];  // L_B of the vector before
        var r = new One[n];
        var w = new One[n];
        var work = new One[n];
        var center = new Centering(components);
        for (int u = 0; u < n; u++)
            v[u] = new One(2 * uniform(u) - 1); // not signs: those are orthogonal to an eigenvector now and then
        laplacian.Multiply(v, r, parallelism); // in the range of L_A, so it sums to zero in every component of B
        solver.Solve(r, w, work);
        double beta = Math.Sqrt(LaneVectors.Dot(r, w, parallelism).Value);
        var diagonal = new List<double>();
        var offDiagonal = new List<double>();
        for (int step = 1; ; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (previous, image) = (image, previous);
            Scale(r, image, 1 / beta);
            Scale(w, v, 1 / beta);
            laplacian.Multiply(v, r, parallelism);
            double alpha = LaneVectors.Dot(r, v, parallelism).Value;
            diagonal.Add(alpha);
            LaneVectors.Add(r, image, new One(-alpha), parallelism);
            if (step > 1)
                LaneVectors.Add(r, previous, new One(-beta), parallelism);
            center.Apply(r); // in exact arithmetic it is centred; the recurrence would blow up what rounding leaves
            solver.Solve(r, w, work);
            beta = Math.Sqrt(Math.Max(0, LaneVectors.Dot(r, w, parallelism).Value));
            bool exhausted = beta <= 1e-13 * Math.Abs(alpha); // the space is used up
            bool isLast = exhausted || step == maxSteps || step >= StepsPerVertex * (long)n; // rounding may need more steps than n
            if (isLast || step % CheckEvery == 0)
            {
                SpectrumEnds found = Extremes([.. diagonal], [.. offDiagonal], exhausted ? 0 : beta, step, ends);
                report?.Invoke(step);
                if (isLast || found.Error <= tolerance)
                    return found;
            }

            offDiagonal.Add(beta);
        }
    }

    /// <summary>The outermost Ritz values with their error: the residual, or its square over the gap to the next one where that is less.</summary>
    private static SpectrumEnds Extremes(double[] diagonal, double[] offDiagonal, double beta, int step, End ends)
    {
        int k = diagonal.Length;
        double min = Tridiagonal.Eigenvalue(diagonal, offDiagonal, 0);
        double max = Tridiagonal.Eigenvalue(diagonal, offDiagonal, k - 1);
        if (beta == 0)
            return new SpectrumEnds(min, max, step, 0);
        if (k < 3)
            return new SpectrumEnds(min, max, step, double.PositiveInfinity);
        double error = Error(beta * Tridiagonal.LastEntry(diagonal, offDiagonal, max), max - Tridiagonal.Eigenvalue(diagonal, offDiagonal, k - 2)) / max;
        if (ends == End.Both)
        {
            double gap = Tridiagonal.Eigenvalue(diagonal, offDiagonal, 1) - min;
            error = Math.Max(error, Error(beta * Tridiagonal.LastEntry(diagonal, offDiagonal, min), gap) / min);
        }

        return new SpectrumEnds(min, max, step, error);
    }

    private static double Error(double residual, double gap) => gap > residual ? residual * residual / gap : residual;

    private static void Scale(One[] from, One[] to, double factor)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = from[i] * factor;
    }
}
