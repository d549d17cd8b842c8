using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Rows of length 1, and columns of mean 0 and deviation 1.</summary>
internal static class RowScaling
{
    /// <summary>Scales in place.</summary>
    /// <param name="vectors">A row per vertex.</param>
    /// <param name="scaling">How.</param>
    /// <param name="strengths">Rows of vertices of strength 0 stay 0 and do not count; null where all count.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    public static void Apply(TallMatrix vectors, EmbeddingScaling scaling, double[]? strengths, Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (scaling == EmbeddingScaling.UnitRows)
            UnitRows(vectors, parallelism, cancellationToken);
        else if (scaling == EmbeddingScaling.StandardColumns)
            StandardColumns(vectors, strengths, parallelism, cancellationToken);
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

    private static void StandardColumns(TallMatrix vectors, double[]? strengths, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int k = vectors.Columns;
        int count = strengths is null ? vectors.Rows : strengths.Count(s => s > 0);
        if (count == 0)
            return;
        double[] means = vectors.ColumnSums(parallelism, cancellationToken); // rows that do not count are 0
        for (int j = 0; j < k; j++)
            means[j] /= count;
        double[] squares = vectors.SumBlocks(k, [MethodImpl(Hot.Loop)] (from, to) =>
        {
            var sums = new double[k];
            for (int u = from; u < to; u++)
            {
                if (strengths is not null && !(strengths[u] > 0))
                    continue;
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
                if (strengths is not null && !(strengths[u] > 0))
                    continue;
                DenseRows.ShiftAndScale(vectors.Row(u), shift, scale);
            }
        }, cancellationToken);
    }
}
