namespace GraphSparse.Numerics;

/// <summary>When conjugate gradients stop.</summary>
public sealed record ConjugateGradientOptions
{
    /// <summary>Relative residual ‖b − Lx‖ / ‖b‖ to reach, in (0, 1). Default 1e-8.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Most iterations, at least 1. Default 10,000.</summary>
    public int Iterations { get; init; } = 10_000;

    internal void Validate()
    {
        Require.InRange(Tolerance, 0.0, 1.0, lowerOpen: true);
        Require.InRange(Iterations, 1, int.MaxValue);
    }
}

/// <summary>How far conjugate gradients came.</summary>
/// <param name="Iterations">Iterations done.</param>
/// <param name="Residual">Largest relative residual of the vectors solved for.</param>
/// <param name="Converged">Whether the tolerance was reached.</param>
public sealed record ConjugateGradientResult(int Iterations, double Residual, bool Converged);

/// <summary>Solves Laplacian systems by preconditioned conjugate gradients.</summary>
/// <remarks>
/// Source: Hestenes and Stiefel, "Methods of Conjugate Gradients for Solving Linear Systems", J. Res. NBS 49(6), 1952; with β from the change
/// of the residual (Polak and Ribière), which forgives a preconditioner that is not quite linear.
/// The residual is the recurrence's; it is replaced by the true one, and the search restarted, when the former says that all is done
/// and the latter does not.
/// <para>Determinism: exact, sums in an order that depends on the graph alone.</para>
/// </remarks>
internal static class ConjugateGradient
{
    private const int Restarts = 3;

    /// <summary>Solves L x = b in every lane, from x = 0.</summary>
    public static ConjugateGradientResult Solve<T>(
        LaplacianOperator laplacian, IPreconditioner preconditioner, T[] b, T[] x, ConjugateGradientOptions options, Parallelism parallelism, CancellationToken cancellationToken)
        where T : struct, ILanes<T>
    {
        options.Validate();
        int n = b.Length;
        var r = (T[])b.Clone();
        var z = new T[n];
        var p = new T[n];
        var q = new T[n];
        var work = new T[n];
        Array.Clear(x);
        T target = LaneVectors.Dot(b, b, parallelism) * (options.Tolerance * options.Tolerance);
        T norm = LaneVectors.Dot(b, b, parallelism);
        int iterations = 0;
        int restarts = 0;
        while (true)
        {
            if (Iterate())
            {
                // The recurrence says that it is done; ask the matrix.
                laplacian.Multiply(x, q, parallelism);
                parallelism.ForRanges(n, 16_384, (_, start, end) =>
                {
                    for (long i = start; i < end; i++)
                        r[i] = b[i] - q[i];
                }, cancellationToken);
                T residual = LaneVectors.Dot(r, r, parallelism);
                if (IsBelow(residual, target) || restarts++ == Restarts)
                    return new ConjugateGradientResult(iterations, Relative(residual, norm), IsBelow(residual, target * 4)); // rounding: within twice the tolerance
            }
            else
            {
                return new ConjugateGradientResult(iterations, Relative(LaneVectors.Dot(r, r, parallelism), norm), false);
            }
        }

        bool Iterate()
        {
            Array.Clear(p);
            T rz = T.All(0);
            bool first = true;
            var previous = new T[n];
            while (!IsBelow(LaneVectors.Dot(r, r, parallelism), target))
            {
                if (iterations == options.Iterations)
                    return false;
                cancellationToken.ThrowIfCancellationRequested();
                iterations++;
                preconditioner.Apply(r, z, work);
                T rzNew = LaneVectors.Dot(r, z, parallelism);
                T change = first ? T.All(0) : rzNew - LaneVectors.Dot(previous, z, parallelism);
                LaneVectors.ScaleAndAdd(p, first ? T.All(0) : Quotient(change, rz), z, parallelism);
                rz = rzNew;
                first = false;
                laplacian.Multiply(p, q, parallelism);
                T alpha = Quotient(rz, LaneVectors.Dot(p, q, parallelism));
                r.AsSpan().CopyTo(previous);
                LaneVectors.Add(x, p, alpha, parallelism);
                LaneVectors.Add(r, q, alpha * -1.0, parallelism);
            }

            return true;
        }
    }

    /// <summary>a / b lane by lane; 0 where b is not positive, as in lanes that are done to the last bit.</summary>
    private static T Quotient<T>(T a, T b)
        where T : struct, ILanes<T>
    {
        T result = T.All(0);
        for (int lane = 0; lane < T.Count; lane++)
            result = result.With(lane, b[lane] > 0 ? a[lane] / b[lane] : 0);
        return result;
    }

    private static bool IsBelow<T>(T value, T limit)
        where T : struct, ILanes<T>
    {
        for (int lane = 0; lane < T.Count; lane++)
        {
            if (!(value[lane] <= limit[lane]))
                return false;
        }

        return true;
    }

    private static double Relative<T>(T residual, T norm)
        where T : struct, ILanes<T>
    {
        double largest = 0;
        for (int lane = 0; lane < T.Count; lane++)
            largest = Math.Max(largest, norm[lane] > 0 ? Math.Sqrt(residual[lane] / norm[lane]) : 0);
        return largest;
    }
}
