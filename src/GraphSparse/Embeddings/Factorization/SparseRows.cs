using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Rows of values in single precision, with the place of each. 8 bytes per entry.</summary>
/// <param name="offsets">Where each row begins, and the end of the last.</param>
/// <param name="targets">Columns, ascending in each row.</param>
/// <param name="values">Values.</param>
internal sealed class SparseRows(long[] offsets, int[] targets, float[] values)
{
    public int Size => offsets.Length - 1;

    /// <summary>Writes its product with a tall matrix into another of the same columns.</summary>
    public void Times(TallMatrix right, TallMatrix product, Parallelism parallelism, CancellationToken cancellationToken) =>
        parallelism.ForBounds(Ranges(parallelism.Degree), (_, from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                (int start, int end) = ((int)offsets[u], (int)offsets[u + 1]);
                NeighborSums.Sum(targets.AsSpan(start, end - start), values.AsSpan(start, end - start), ref right.First, product.Row(u));
            }
        }, cancellationToken);

    /// <summary>Adds rows of a tall matrix, each times a factor.</summary>
    [MethodImpl(Hot.Loop)]
    public static void AddRow(Span<float> sums, ReadOnlySpan<int> targets, ReadOnlySpan<float> factors, TallMatrix right)
    {
        for (int k = 0; k < targets.Length; k++)
            DenseRows.AddScaled<float>(sums, factors[k], right.Row(targets[k]));
    }

    private int[] Ranges(int degree)
    {
        var bounds = new List<int> { 0 };
        long share = Math.Max(1, offsets[^1] / (16L * degree));
        for (int u = 1; u < Size; u++)
        {
            if (offsets[u] - offsets[bounds[^1]] >= share)
                bounds.Add(u);
        }

        if (Size > 0)
            bounds.Add(Size);
        return [.. bounds];
    }
}
