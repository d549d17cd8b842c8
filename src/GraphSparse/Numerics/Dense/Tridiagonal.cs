namespace GraphSparse.Numerics;

/// <summary>Eigenvalues of symmetric tridiagonal matrices.</summary>
/// <remarks>Source: Givens' bisection with Sturm counts, as in Golub and Van Loan, "Matrix Computations", section 8.4.</remarks>
internal static class Tridiagonal
{
    /// <summary>The eigenvalue with <paramref name="below"/> smaller ones, to the last bits.</summary>
    /// <param name="diagonal">k values.</param>
    /// <param name="offDiagonal">At least k − 1 values.</param>
    /// <param name="below">In [0, k).</param>
    public static double Eigenvalue(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, int below)
    {
        // Gershgorin's discs hold them all.
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int i = 0; i < diagonal.Length; i++)
        {
            double radius = (i > 0 ? Math.Abs(offDiagonal[i - 1]) : 0) + (i < diagonal.Length - 1 ? Math.Abs(offDiagonal[i]) : 0);
            low = Math.Min(low, diagonal[i] - radius);
            high = Math.Max(high, diagonal[i] + radius);
        }

        while (true)
        {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return middle;
            if (CountBelow(diagonal, offDiagonal, middle) > below)
                high = middle;
            else
                low = middle;
        }
    }

    /// <summary>|last entry| / norm of the eigenvector of an extreme eigenvalue.</summary>
    /// <remarks>By the recurrence from the last entry up, along which the entries of a converged vector grow.</remarks>
    public static double LastEntry(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, double eigenvalue)
    {
        double entry = 1;
        double previous = 0;
        double squares = 1;
        for (int i = diagonal.Length - 1; i > 0; i--)
        {
            double next = ((eigenvalue - diagonal[i]) * entry - (i < diagonal.Length - 1 ? offDiagonal[i] * previous : 0)) / offDiagonal[i - 1];
            (previous, entry) = (entry, next);
            squares += entry * entry;
            if (squares > 1e200)
                return 0; // far below any tolerance
        }

        return 1 / Math.Sqrt(squares);
    }

    /// <summary>Eigenvalues below <paramref name="x"/>: negative pivots of T − x.</summary>
    private static int CountBelow(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal, double x)
    {
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < diagonal.Length; i++)
        {
            double coupling = i == 0 ? 0 : offDiagonal[i - 1] * offDiagonal[i - 1];
            pivot = diagonal[i] - x - coupling / pivot;
            if (pivot == 0)
                pivot = -1e-300;
            count += pivot < 0 ? 1 : 0;
        }

        return count;
    }
}
