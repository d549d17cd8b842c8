using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.Numerics;

/// <summary>Products of a few rows of a tall matrix, in registers: the inner loops of <see cref="TallMatrix"/>.</summary>
/// <remarks>Every entry of a result is one sum in the order of rows (Gram) or of columns (product), of fused multiply-adds, so neither the width of registers nor tiles change its bits.</remarks>
internal static class TallKernels
{
    /// <summary>Rows that are turned into double precision at a time: with 128 columns 64 KiB, which stay in the second cache.</summary>
    private const int GramRows = 64;

    /// <summary>Columns are rounded up to this in the copies that the loops work on.</summary>
    public const int Padding = 32;

    /// <summary>Up to a multiple of <see cref="Padding"/>.</summary>
    public static int Padded(int columns) => (columns + Padding - 1) / Padding * Padding;

    /// <summary>Adds products of columns: sum[i, j] += Σ x[u, i]·x[u, j], for j up to the end of the tile of i at least.</summary>
    /// <param name="rows">Rows of k values, one after the other.</param>
    /// <param name="k">Columns.</param>
    /// <param name="sum">k rows of <see cref="Padded"/>(k) sums.</param>
    /// <param name="wide">Room for 64 rows of <see cref="Padded"/>(k) values, all 0 beyond k.</param>
    [MethodImpl(Hot.Loop)]
    public static void AddGram(ReadOnlySpan<float> rows, int k, Span<double> sum, Span<double> wide)
    {
        int width = Padded(k);
        int count = rows.Length / k;
        for (int first = 0; first < count; first += GramRows)
        {
            int some = Math.Min(GramRows, count - first);
            for (int u = 0; u < some; u++)
            {
                ReadOnlySpan<float> row = rows.Slice((first + u) * k, k);
                Span<double> target = wide.Slice(u * width, k);
                for (int i = 0; i < row.Length; i++)
                    target[i] = row[i];
            }

            if (Vector512.IsHardwareAccelerated)
                AddGramOf<Lanes512<double>>(wide, some, k, width, sum);
            else
                AddGramOf<Lanes256<double>>(wide, some, k, width, sum);
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void AddGramOf<TLanes>(ReadOnlySpan<double> wide, int rows, int k, int width, Span<double> sum)
        where TLanes : struct, IVectorLanes<TLanes, double>
    {
        ref readonly double x = ref wide[0];
        ref double c = ref sum[0];
        int lanes = TLanes.Count;
        int i = 0;
        for (; i + 4 <= k; i += 4)
        {
            for (int j = 0; j <= i + 3; j += 2 * lanes)
            {
                ref double c0 = ref Unsafe.Add(ref c, i * width + j);
                ref double c1 = ref Unsafe.Add(ref c0, width);
                ref double c2 = ref Unsafe.Add(ref c1, width);
                ref double c3 = ref Unsafe.Add(ref c2, width);
                TLanes s00 = TLanes.Load(ref c0), s01 = TLanes.Load(ref Unsafe.Add(ref c0, lanes));
                TLanes s10 = TLanes.Load(ref c1), s11 = TLanes.Load(ref Unsafe.Add(ref c1, lanes));
                TLanes s20 = TLanes.Load(ref c2), s21 = TLanes.Load(ref Unsafe.Add(ref c2, lanes));
                TLanes s30 = TLanes.Load(ref c3), s31 = TLanes.Load(ref Unsafe.Add(ref c3, lanes));
                ref double row = ref Unsafe.AsRef(in x);
                for (int u = 0; u < rows; u++)
                {
                    TLanes b0 = TLanes.Load(ref Unsafe.Add(ref row, j));
                    TLanes b1 = TLanes.Load(ref Unsafe.Add(ref row, j + lanes));
                    TLanes a = TLanes.All(Unsafe.Add(ref row, i));
                    s00 = TLanes.MultiplyAdd(a, b0, s00);
                    s01 = TLanes.MultiplyAdd(a, b1, s01);
                    a = TLanes.All(Unsafe.Add(ref row, i + 1));
                    s10 = TLanes.MultiplyAdd(a, b0, s10);
                    s11 = TLanes.MultiplyAdd(a, b1, s11);
                    a = TLanes.All(Unsafe.Add(ref row, i + 2));
                    s20 = TLanes.MultiplyAdd(a, b0, s20);
                    s21 = TLanes.MultiplyAdd(a, b1, s21);
                    a = TLanes.All(Unsafe.Add(ref row, i + 3));
                    s30 = TLanes.MultiplyAdd(a, b0, s30);
                    s31 = TLanes.MultiplyAdd(a, b1, s31);
                    row = ref Unsafe.Add(ref row, width);
                }

                s00.Store(ref c0);
                s01.Store(ref Unsafe.Add(ref c0, lanes));
                s10.Store(ref c1);
                s11.Store(ref Unsafe.Add(ref c1, lanes));
                s20.Store(ref c2);
                s21.Store(ref Unsafe.Add(ref c2, lanes));
                s30.Store(ref c3);
                s31.Store(ref Unsafe.Add(ref c3, lanes));
            }
        }

        for (; i < k; i++)
        {
            for (int j = 0; j <= i; j += lanes)
            {
                ref double target = ref Unsafe.Add(ref c, i * width + j);
                TLanes s = TLanes.Load(ref target);
                ref double row = ref Unsafe.AsRef(in x);
                for (int u = 0; u < rows; u++, row = ref Unsafe.Add(ref row, width))
                    s = TLanes.MultiplyAdd(TLanes.All(Unsafe.Add(ref row, i)), TLanes.Load(ref Unsafe.Add(ref row, j)), s);
                s.Store(ref target);
            }
        }
    }

    /// <summary>Products of rows with a small matrix, plus a row that is the same for all: y[u, j] = shift[j] + Σ x[u, i]·right[i, j].</summary>
    /// <param name="rows">Up to 4 rows of k values, one after the other.</param>
    /// <param name="count">Rows.</param>
    /// <param name="k">Their values.</param>
    /// <param name="right">k rows of <paramref name="width"/> values, 0 beyond the columns.</param>
    /// <param name="width">A multiple of <see cref="Padding"/>.</param>
    /// <param name="shift">As many values.</param>
    /// <param name="isUpper">Whether right[i, j] is 0 for i above j, so that these are skipped.</param>
    /// <param name="products">Written: 4 rows of <paramref name="width"/> values.</param>
    public static void Multiply(ReadOnlySpan<float> rows, int count, int k, ReadOnlySpan<float> right, int width, ReadOnlySpan<float> shift, bool isUpper, Span<float> products)
    {
        if (Vector512.IsHardwareAccelerated)
            MultiplyOf<Lanes512<float>>(rows, count, k, right, width, shift, isUpper, products);
        else
            MultiplyOf<Lanes256<float>>(rows, count, k, right, width, shift, isUpper, products);
    }

    [MethodImpl(Hot.Loop)]
    private static void MultiplyOf<TLanes>(ReadOnlySpan<float> rows, int count, int k, ReadOnlySpan<float> right, int width, ReadOnlySpan<float> shift, bool isUpper, Span<float> products)
        where TLanes : struct, IVectorLanes<TLanes, float>
    {
        int lanes = TLanes.Count;
        // Fewer rows than four: the last stands for those that are not there.
        ref float x0 = ref Unsafe.AsRef(in rows[0]);
        ref float x1 = ref Unsafe.Add(ref x0, Math.Min(1, count - 1) * k);
        ref float x2 = ref Unsafe.Add(ref x0, Math.Min(2, count - 1) * k);
        ref float x3 = ref Unsafe.Add(ref x0, Math.Min(3, count - 1) * k);
        for (int j = 0; j < width; j += 2 * lanes)
        {
            TLanes s0 = TLanes.Load(in shift[j]), s1 = TLanes.Load(in shift[j + lanes]);
            TLanes s00 = s0, s01 = s1, s10 = s0, s11 = s1, s20 = s0, s21 = s1, s30 = s0, s31 = s1;
            ref float r = ref Unsafe.AsRef(in right[j]);
            int end = isUpper ? Math.Min(k, j + 2 * lanes) : k;
            for (int i = 0; i < end; i++)
            {
                TLanes b0 = TLanes.Load(ref r);
                TLanes b1 = TLanes.Load(ref Unsafe.Add(ref r, lanes));
                TLanes a = TLanes.All(Unsafe.Add(ref x0, i));
                s00 = TLanes.MultiplyAdd(a, b0, s00);
                s01 = TLanes.MultiplyAdd(a, b1, s01);
                a = TLanes.All(Unsafe.Add(ref x1, i));
                s10 = TLanes.MultiplyAdd(a, b0, s10);
                s11 = TLanes.MultiplyAdd(a, b1, s11);
                a = TLanes.All(Unsafe.Add(ref x2, i));
                s20 = TLanes.MultiplyAdd(a, b0, s20);
                s21 = TLanes.MultiplyAdd(a, b1, s21);
                a = TLanes.All(Unsafe.Add(ref x3, i));
                s30 = TLanes.MultiplyAdd(a, b0, s30);
                s31 = TLanes.MultiplyAdd(a, b1, s31);
                r = ref Unsafe.Add(ref r, width);
            }

            s00.Store(ref products[j]);
            s01.Store(ref products[j + lanes]);
            s10.Store(ref products[width + j]);
            s11.Store(ref products[width + j + lanes]);
            s20.Store(ref products[2 * width + j]);
            s21.Store(ref products[2 * width + j + lanes]);
            s30.Store(ref products[3 * width + j]);
            s31.Store(ref products[3 * width + j + lanes]);
        }
    }
}
