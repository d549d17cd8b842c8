namespace GraphSparse.Numerics;

/// <summary>Factors of small dense symmetric matrices.</summary>
internal static class Cholesky
{
    /// <summary>A pivot that is smaller than this part of its diagonal entry says that a column is close to a combination of those before it.</summary>
    private const double LeastPivot = 1e-9;

    /// <summary>The inverse of R, where RᵀR is the matrix and R has nothing below its diagonal; null where it cannot be had well.</summary>
    /// <param name="matrix">k × k values; symmetric.</param>
    /// <param name="k">Rows.</param>
    /// <remarks>O(k³ / 3) each for factor and inverse, on one thread.</remarks>
    public static double[]? InverseOf(double[] matrix, int k)
    {
        // L = Rᵀ, row by row: its rows are what dot products go along.
        var l = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            Span<double> row = l.AsSpan(i * k, k);
            for (int j = 0; j < i; j++)
                row[j] = (matrix[i * k + j] - DenseRows.Dot(row[..j], l.AsSpan(j * k, j))) / l[j * k + j];
            double pivot = matrix[i * k + i] - DenseRows.Dot(row[..i], row[..i]);
            if (!(pivot > LeastPivot * matrix[i * k + i]))
                return null;
            row[i] = Math.Sqrt(pivot);
        }

        // R⁻¹ = (L⁻¹)ᵀ. Row i of L⁻¹ is what the rows of L before it leave of a unit vector.
        var inverse = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            Span<double> row = inverse.AsSpan(i * k, i + 1);
            for (int j = 0; j < i; j++)
                DenseRows.AddScaled<double>(row[..(j + 1)], -l[i * k + j], inverse.AsSpan(j * k, j + 1));
            row[i] = 1;
            double scale = 1 / l[i * k + i];
            foreach (ref double value in row)
                value *= scale;
        }

        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < i; j++)
                (inverse[j * k + i], inverse[i * k + j]) = (inverse[i * k + j], 0);
        }

        return inverse;
    }
}
