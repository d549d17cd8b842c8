using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Removes the mean of rows and turns and stretches columns until they are uncorrelated with deviation 1.</summary>
/// <remarks>Rows of 0 are those of vertices that do not count: they stay 0.</remarks>
internal static class Whitener
{
    /// <summary>Directions whose variance is less than this part of the largest are rounding, and become columns of 0.</summary>
    private const double LeastVariance = 1e-10;

    /// <summary>Whitens by a triangular factor: cheap, and the same as the other up to a turn of the columns. Falls back to the other where columns are close to dependent.</summary>
    /// <param name="x">Whitened in place.</param>
    /// <param name="strengths">Vertices of strength 0 do not count.</param>
    /// <param name="count">Vertices that count, at least 1.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    public static void Decorrelate(TallMatrix x, double[] strengths, int count, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (double[] covariance, double[] means) = Covariance(x, count, parallelism, cancellationToken);
        double[]? inverse = Cholesky.InverseOf(covariance, x.Columns);
        Apply(x, x, inverse ?? Directions(covariance, x.Columns, x.Columns, 1, out _), x.Columns, means, inverse is not null, strengths, parallelism, cancellationToken);
    }

    /// <summary>Whitens along the directions of the largest variance, those first.</summary>
    /// <param name="x">What is whitened.</param>
    /// <param name="target">Written: of fewer columns, or <paramref name="x"/> itself.</param>
    /// <param name="power">1 for deviations of 1, ½ for their roots, 0 for a turn alone.</param>
    /// <param name="strengths">Vertices of strength 0 do not count.</param>
    /// <param name="count">Vertices that count, at least 1.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    /// <returns>Directions with a variance; further columns are 0.</returns>
    public static int Whiten(TallMatrix x, TallMatrix target, double power, double[] strengths, int count, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (double[] covariance, double[] means) = Covariance(x, count, parallelism, cancellationToken);
        double[] right = Directions(covariance, x.Columns, target.Columns, power, out int found);
        Apply(x, target, right, target.Columns, means, false, strengths, parallelism, cancellationToken);
        return found;
    }

    private static (double[] Covariance, double[] Means) Covariance(TallMatrix x, int count, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int k = x.Columns;
        double[] means = x.ColumnSums(parallelism, cancellationToken);
        double[] covariance = x.Gram(parallelism, cancellationToken);
        for (int j = 0; j < k; j++)
            means[j] /= count;
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
                covariance[i * k + j] = covariance[i * k + j] / count - means[i] * means[j];
        }

        return (covariance, means);
    }

    /// <summary>V·W^(−power/2): a column per direction.</summary>
    private static double[] Directions(double[] covariance, int k, int columns, double power, out int found)
    {
        (double[] values, double[] vectors) = SymmetricEigen.Of(covariance, k);
        var right = new double[k * columns];
        found = 0;
        for (int r = 0; r < Math.Min(k, columns) && values[r] > LeastVariance * values[0]; r++, found++)
        {
            double scale = Math.Pow(values[r], -power / 2);
            for (int i = 0; i < k; i++)
                right[i * columns + r] = vectors[r * k + i] * scale;
        }

        return right;
    }

    /// <summary>target = (x − mean) · right, but for the vertices that do not count.</summary>
    private static void Apply(
        TallMatrix x, TallMatrix target, double[] right, int columns, double[] means, bool isUpper, double[] strengths, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var shift = new double[columns];
        for (int i = 0; i < means.Length; i++)
        {
            for (int j = 0; j < columns; j++)
                shift[j] -= means[i] * right[i * columns + j];
        }

        x.TimesInto(right, columns, target, 0, parallelism, cancellationToken, isUpper, shift);
        target.ForRows(parallelism, (from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                if (!(strengths[u] > 0))
                    target.Row(u).Clear();
            }
        }, cancellationToken);
    }
}
