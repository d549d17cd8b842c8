using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Rows of length 1, and columns of mean 0 and deviation 1.</summary>
/// <remarks>Rows of 0 are those of vertices of which nothing is known: they stay 0, and do not count.</remarks>
internal static class RowScaling
{
    /// <summary>Scales in place.</summary>
    public static void Apply(TallMatrix vectors, EmbeddingScaling scaling, Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (scaling == EmbeddingScaling.UnitRows)
            UnitRows(vectors, parallelism, cancellationToken);
        else if (scaling == EmbeddingScaling.StandardColumns)
            StandardColumns(vectors, parallelism, cancellationToken);
    }

    /// <summary>Rows of length 1; rows of 0 stay.</summary>
    public static void UnitRows(TallMatrix vectors, Parallelism parallelism, CancellationToken cancellationToken) => vectors.ForRows(parallelism, (from, to) =>
    {
        for (int u = from; u < to; u++)
            ToUnit(vectors.Row(u));
    }, cancellationToken);

    /// <summary>A row of length 1, or of 0.</summary>
    public static void ToUnit(Span<float> row)
    {
        double length = Math.Sqrt(DenseRows.SquaredLength(row));
        if (length > 0)
            DenseRows.Scale(row, (float)(1 / length));
    }

    /// <summary>Whether each row has a number that is not 0.</summary>
    public static bool[] RowsThatCount(TallMatrix vectors, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var counts = new bool[vectors.Rows];
        vectors.ForRows(parallelism, (from, to) =>
        {
            for (int u = from; u < to; u++)
                counts[u] = vectors.Row(u).ContainsAnyExcept(0f);
        }, cancellationToken);
        return counts;
    }

    private static void StandardColumns(TallMatrix vectors, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int k = vectors.Columns;
        bool[] counts = RowsThatCount(vectors, parallelism, cancellationToken);
        int count = counts.Count(c => c);
        if (count == 0)
            return;
        double[] means = vectors.ColumnSums(parallelism, cancellationToken);
        for (int j = 0; j < k; j++)
            means[j] /= count;
        double[] squares = vectors.SumBlocks(k, [MethodImpl(Hot.Loop)] (from, to) =>
        {
            var sums = new double[k];
            for (int u = from; u < to; u++)
            {
                if (counts[u])
                    DenseRows.AddSquaredDistances(sums, vectors.Row(u), means);
            }

            return sums;
        }, parallelism, cancellationToken);
        var shift = new float[k];
        var scale = new float[k];
        for (int j = 0; j < k; j++)
        {
            double deviation = Math.Sqrt(squares[j] / count);
            shift[j] = (float)means[j];
            scale[j] = deviation > 1e-7 * Math.Abs(means[j]) && deviation > 0 ? (float)(1 / deviation) : 0; // less is rounding
        }

        vectors.ForRows(parallelism, [MethodImpl(Hot.Loop)] (from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                if (counts[u])
                    DenseRows.ShiftAndScale(vectors.Row(u), shift, scale);
            }
        }, cancellationToken);
    }
}
