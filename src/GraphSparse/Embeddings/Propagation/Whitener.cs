using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Removes the mean of rows and turns and stretches columns until they are uncorrelated with deviation 1.</summary>
/// <remarks>Rows of 0 are those of vertices of which nothing is known: they stay 0, and do not count.</remarks>
internal static class Whitener
{
    /// <summary>Directions whose variance is less than this part of the largest are rounding, and become columns of 0.</summary>
    private const double LeastVariance = 1e-10;

    /// <summary>Whitens by a triangular factor: cheap, and the same as the other up to a turn of the columns. Falls back to the other where columns are close to dependent.</summary>
    /// <param name="x">Whitened in place.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    public static void Decorrelate(TallMatrix x, Parallelism parallelism, CancellationToken cancellationToken)
    {
        bool[] counts = RowScaling.RowsThatCount(x, parallelism, cancellationToken);
        (double[] covariance, double[] means) = Covariance(x, counts, parallelism, cancellationToken);
        double[]? inverse = Cholesky.InverseOf(covariance, x.Columns);
        Apply(x, x, inverse ?? Directions(covariance, x.Columns, x.Columns, 1), x.Columns, means, inverse is not null, counts, parallelism, cancellationToken);
    }

    /// <summary>Whitens along the directions of the largest variance, those first.</summary>
    /// <param name="x">What is whitened.</param>
    /// <param name="target">Written: of fewer columns, or <paramref name="x"/> itself.</param>
    /// <param name="power">1 for deviations of 1, ½ for their roots, 0 for a turn alone.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    /// <remarks>Columns beyond the directions with a variance are 0.</remarks>
    public static void Whiten(TallMatrix x, TallMatrix target, double power, Parallelism parallelism, CancellationToken cancellationToken)
    {
        bool[] counts = RowScaling.RowsThatCount(x, parallelism, cancellationToken);
        (double[] covariance, double[] means) = Covariance(x, counts, parallelism, cancellationToken);
        Apply(x, target, Directions(covariance, x.Columns, target.Columns, power), target.Columns, means, false, counts, parallelism, cancellationToken);
    }

    private static (double[] Covariance, double[] Means) Covariance(TallMatrix x, bool[] counts, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int k = x.Columns;
        int count = Math.Max(1, counts.Count(c => c));
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
    private static double[] Directions(double[] covariance, int k, int columns, double power)
    {
        (double[] values, double[] vectors) = SymmetricEigen.Of(covariance, k);
        var right = new double[k * columns];
        for (int r = 0; r < Math.Min(k, columns) && values[r] > LeastVariance * values[0]; r++)
        {
            double scale = Math.Pow(values[r], -power / 2);
            for (int i = 0; i < k; i++)
                right[i * columns + r] = vectors[r * k + i] * scale;
        }

        return right;
    }

    /// <summary>target = (x − mean) · right, but for the vertices that do not count.</summary>
    private static void Apply(
        TallMatrix x, TallMatrix target, double[] right, int columns, double[] means, bool isUpper, bool[] counts, Parallelism parallelism, CancellationToken cancellationToken)
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
                if (!counts[u])
                    target.Row(u).Clear();
            }
        }, cancellationToken);
    }
}
