using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.Numerics;

/// <summary>Sums of some rows of a dense matrix: one row of a sparse matrix times a dense one.</summary>
/// <remarks>Each entry is added up by itself in the order of the rows, products rounded before they are added: the same bits for every width of registers, and on a device that does the same.</remarks>
internal static class NeighborSums
{
    private const int Ahead = 6; // rows that are asked for before they are needed

    /// <summary>sums[j] = Σ x[targets[k], j].</summary>
    /// <param name="targets">Rows; every one must be there, nothing is checked.</param>
    /// <param name="x">The first value of the dense matrix, whose rows are as long as <paramref name="sums"/>.</param>
    /// <param name="sums">Written.</param>
    public static void Sum(ReadOnlySpan<int> targets, ref float x, Span<float> sums)
    {
        if (Vector512.IsHardwareAccelerated && sums.Length >= 16)
            Sum<Lanes512<float>, None>(targets, default, 1, ref x, sums);
        else
            Sum<Lanes256<float>, None>(targets, default, 1, ref x, sums);
    }

    /// <summary>sums[j] = Σ (float)(factors[k]·scale)·x[targets[k], j].</summary>
    public static void Sum(ReadOnlySpan<int> targets, ReadOnlySpan<double> factors, double scale, ref float x, Span<float> sums)
    {
        if (Vector512.IsHardwareAccelerated && sums.Length >= 16)
            Sum<Lanes512<float>, double>(targets, factors, scale, ref x, sums);
        else
            Sum<Lanes256<float>, double>(targets, factors, scale, ref x, sums);
    }

    /// <summary>sums[j] = Σ factors[k]·x[targets[k], j].</summary>
    public static void Sum(ReadOnlySpan<int> targets, ReadOnlySpan<float> factors, ref float x, Span<float> sums)
    {
        if (Vector512.IsHardwareAccelerated && sums.Length >= 16)
            Sum<Lanes512<float>, float>(targets, factors, 1, ref x, sums);
        else
            Sum<Lanes256<float>, float>(targets, factors, 1, ref x, sums);
    }

    /// <summary>Says that all factors are 1.</summary>
    private readonly struct None;

    [MethodImpl(Hot.Loop)]
    private static void Sum<TLanes, TFactor>(ReadOnlySpan<int> targets, ReadOnlySpan<TFactor> factors, double scale, ref float x, Span<float> sums)
        where TLanes : struct, IVectorLanes<TLanes, float>
    {
        nint stride = sums.Length;
        int lanes = TLanes.Count;
        int j = 0;
        for (; j + 8 * lanes <= sums.Length; j += 8 * lanes)
            Eight<TLanes, TFactor>(targets, factors, scale, ref Unsafe.Add(ref x, j), stride, ref sums[j]);
        for (; j + 2 * lanes <= sums.Length; j += 2 * lanes)
            Two<TLanes, TFactor>(targets, factors, scale, ref Unsafe.Add(ref x, j), stride, ref sums[j]);
        for (; j + 8 <= sums.Length; j += 8)
            One<TFactor>(targets, factors, scale, ref Unsafe.Add(ref x, j), stride, ref sums[j]);
        for (; j < sums.Length; j++)
        {
            float sum = 0;
            for (int k = 0; k < targets.Length; k++)
                sum += Factor(factors, scale, k) * Unsafe.Add(ref x, targets[k] * stride + j);
            sums[j] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Factor<TFactor>(ReadOnlySpan<TFactor> factors, double scale, int k) =>
        typeof(TFactor) == typeof(None) ? 1 : typeof(TFactor) == typeof(double) ? (float)((double)(object)factors[k]! * scale) : (float)(object)factors[k]!;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Term<TLanes, TFactor>(TLanes factor, ref float value)
        where TLanes : struct, IVectorLanes<TLanes, float> =>
        typeof(TFactor) == typeof(None) ? TLanes.Load(ref value) : factor * TLanes.Load(ref value);

    [MethodImpl(Hot.Loop)]
    private static void Eight<TLanes, TFactor>(ReadOnlySpan<int> targets, ReadOnlySpan<TFactor> factors, double scale, ref float x, nint stride, ref float sums)
        where TLanes : struct, IVectorLanes<TLanes, float>
    {
        int lanes = TLanes.Count;
        TLanes s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (int k = 0; k < targets.Length; k++)
        {
            if (k + Ahead < targets.Length)
            {
                ref float coming = ref Unsafe.Add(ref x, targets[k + Ahead] * stride);
                for (int line = 0; line < 8 * lanes; line += 16)
                    MemoryHints.Prefetch(ref Unsafe.Add(ref coming, line));
            }

            ref float row = ref Unsafe.Add(ref x, targets[k] * stride);
            TLanes factor = typeof(TFactor) == typeof(None) ? default : TLanes.All(Factor(factors, scale, k));
            s0 += Term<TLanes, TFactor>(factor, ref row);
            s1 += Term<TLanes, TFactor>(factor, ref Unsafe.Add(ref row, lanes));
            s2 += Term<TLanes, TFactor>(factor, ref Unsafe.Add(ref row, 2 * lanes));
            s3 += Term<TLanes, TFactor>(factor, ref Unsafe.Add(ref row, 3 * lanes));
            s4 += Term<TLanes, TFactor>(factor, ref Unsafe.Add(ref row, 4 * lanes));
            s5 += Term<TLanes, TFactor>(factor, ref Unsafe.Add(ref row, 5 * lanes));
            s6 += Term<TLanes, TFactor>(factor, ref Unsafe.Add(ref row, 6 * lanes));
            s7 += Term<TLanes, TFactor>(factor, ref Unsafe.Add(ref row, 7 * lanes));
        }

        s0.Store(ref sums);
        s1.Store(ref Unsafe.Add(ref sums, lanes));
        s2.Store(ref Unsafe.Add(ref sums, 2 * lanes));
        s3.Store(ref Unsafe.Add(ref sums, 3 * lanes));
        s4.Store(ref Unsafe.Add(ref sums, 4 * lanes));
        s5.Store(ref Unsafe.Add(ref sums, 5 * lanes));
        s6.Store(ref Unsafe.Add(ref sums, 6 * lanes));
        s7.Store(ref Unsafe.Add(ref sums, 7 * lanes));
    }

    [MethodImpl(Hot.Loop)]
    private static void Two<TLanes, TFactor>(ReadOnlySpan<int> targets, ReadOnlySpan<TFactor> factors, double scale, ref float x, nint stride, ref float sums)
        where TLanes : struct, IVectorLanes<TLanes, float>
    {
        int lanes = TLanes.Count;
        TLanes s0 = default, s1 = default;
        for (int k = 0; k < targets.Length; k++)
        {
            ref float row = ref Unsafe.Add(ref x, targets[k] * stride);
            TLanes factor = typeof(TFactor) == typeof(None) ? default : TLanes.All(Factor(factors, scale, k));
            s0 += Term<TLanes, TFactor>(factor, ref row);
            s1 += Term<TLanes, TFactor>(factor, ref Unsafe.Add(ref row, lanes));
        }

        s0.Store(ref sums);
        s1.Store(ref Unsafe.Add(ref sums, lanes));
    }

    [MethodImpl(Hot.Loop)]
    private static void One<TFactor>(ReadOnlySpan<int> targets, ReadOnlySpan<TFactor> factors, double scale, ref float x, nint stride, ref float sums)
    {
        Lanes256<float> sum = default;
        for (int k = 0; k < targets.Length; k++)
        {
            Lanes256<float> factor = typeof(TFactor) == typeof(None) ? default : Lanes256<float>.All(Factor(factors, scale, k));
            sum += Term<Lanes256<float>, TFactor>(factor, ref Unsafe.Add(ref x, targets[k] * stride));
        }

        sum.Store(ref sums);
    }
}
