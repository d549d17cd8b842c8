using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Embeddings;

/// <summary>Sums and products of rows whose length is a multiple of <see cref="GradientStep.Padding"/>, without bounds checked in between; products are rounded before they are added.</summary>
internal static class PaddedRows
{
    /// <summary>target = factor · row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(ReadOnlySpan<float> row, float factor, Span<float> target)
    {
        RequireSame(row, target);
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float y = ref MemoryMarshal.GetReference(target);
        var factors = new Vector<float>(factor);
        for (nuint j = 0; j < (nuint)row.Length; j += (nuint)Vector<float>.Count)
            (Vector.LoadUnsafe(ref x, j) * factors).StoreUnsafe(ref y, j);
    }

    /// <summary>sums += factor · row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<float> sums, float factor, ReadOnlySpan<float> row)
    {
        RequireSame(row, sums);
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float y = ref MemoryMarshal.GetReference(sums);
        var factors = new Vector<float>(factor);
        for (nuint j = 0; j < (nuint)row.Length; j += (nuint)Vector<float>.Count)
            (Vector.LoadUnsafe(ref y, j) + Vector.LoadUnsafe(ref x, j) * factors).StoreUnsafe(ref y, j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireSame(ReadOnlySpan<float> row, ReadOnlySpan<float> other)
    {
        if (row.Length != other.Length || row.Length % GradientStep.Padding != 0)
            throw new ArgumentException("Rows are of one length, a multiple of the padding.");
    }
}
