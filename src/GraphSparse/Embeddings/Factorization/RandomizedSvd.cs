using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>The largest singular values of a matrix and their left singular vectors, by products with tall matrices alone.</summary>
/// <remarks>Halko, Martinsson and Tropp, SIAM Review 53(2), 2011, algorithms 4.4 and 5.1: a random start, power iterations with new orthonormal columns after each product, and the singular values of what is left.
/// 2 (1 + iterations) products. The same on any number of threads.</remarks>
internal static class RandomizedSvd
{
    /// <summary>Writes singular vectors, each times the root of its singular value, into columns: U·Σ^½. Columns beyond the rank of the matrix are 0.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="target">Where.</param>
    /// <param name="firstColumn">The first column.</param>
    /// <param name="rank">Columns.</param>
    /// <param name="oversampling">Columns on the way beyond those.</param>
    /// <param name="iterations">Power iterations.</param>
    /// <param name="seed">Of the random start.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="progress">Products done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <returns>The singular values, descending.</returns>
    public static double[] Compute(
        IRowMatrix matrix, TallMatrix target, int firstColumn, int rank, int oversampling, int iterations, ulong seed, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int width = (int)Math.Min(matrix.Size, (long)rank + oversampling);
        int products = 2 * (1 + iterations);
        int done = 0;
        TallMatrix right = TallMatrix.Gaussian(matrix.Size, width, seed, "embeddings.svd", parallelism, cancellationToken);
        var left = new TallMatrix(matrix.Size, width);
        for (int i = 0; i <= iterations; i++)
        {
            matrix.Times(right, left, cancellationToken);
            left.Orthonormalize(parallelism, cancellationToken);
            Report();
            matrix.TransposeTimes(left, right, cancellationToken);
            if (i < iterations)
                right.Orthonormalize(parallelism, cancellationToken);
            Report();
        }

        (double[] squares, double[] vectors) = SymmetricEigen.Of(right.Gram(parallelism, cancellationToken), width);
        double[] singular = [.. squares.Take(Math.Min(rank, width)).Select(s => Math.Sqrt(Math.Max(0, s)))];
        var turn = new double[width * rank];
        for (int r = 0; r < singular.Length; r++)
        {
            for (int i = 0; i < width; i++)
                turn[i * rank + r] = vectors[r * width + i] * Math.Sqrt(singular[r]);
        }

        left.TimesInto(turn, rank, target, firstColumn, parallelism, cancellationToken);
        return singular;

        void Report() => progress?.Report(new Progress("factorising", ++done, products));
    }
}
