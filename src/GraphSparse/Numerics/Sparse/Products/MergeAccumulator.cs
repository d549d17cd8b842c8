using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Makes a row of a product by merging the rows of the right factor in pairs: few terms of a wide matrix, whose sums would lie far apart.</summary>
/// <remarks>Terms stay apart until all are sorted by (column, place), so that they are added in the order of the left factor's row. A term costs a step without branches per
/// doubling of the number of rows.</remarks>
internal sealed unsafe class MergeAccumulator<T, TSemiring> : IDisposable where T : unmanaged where TSemiring : struct, ISemiring<T>
{
    /// <summary>The most terms of a row.</summary>
    public const int MostTerms = 2048;

    private readonly ProductOperands<T> _operands;
    private readonly NativeArray<ulong> _keys = new(MostTerms); // column, then place of the term
    private readonly NativeArray<ulong> _merged = new(MostTerms);
    private readonly NativeArray<T> _terms = new(MostTerms);
    private readonly NativeArray<int> _ends = new(MostTerms + 2); // of runs: ascending keys

    public MergeAccumulator(ProductOperands<T> operands) => _operands = operands;

    /// <summary>Bytes of an accumulator.</summary>
    public static long EstimateBytes => MostTerms * (2 * sizeof(ulong) + sizeof(T) + sizeof(int));

    /// <summary>Multiplies the entries [<paramref name="from"/>, <paramref name="to"/>) of the left factor, a row of at most <see cref="MostTerms"/> terms, and writes the row of the product.</summary>
    [MethodImpl(Hot.Loop)]
    public int Multiply(long from, long to, int* columns, T* values)
    {
        ulong* keys = Sorted(from, to, out int terms);
        T* products = _terms.First;
        int count = 0;
        for (int t = 0; t < terms;)
        {
            uint column = (uint)(keys[t] >> 32);
            T sum = products[(uint)keys[t]];
            for (t++; t < terms && (uint)(keys[t] >> 32) == column; t++)
                sum = TSemiring.Add(sum, products[(uint)keys[t]]);
            columns[count] = (int)column;
            values[count++] = sum;
        }

        return count;
    }

    /// <summary>How many entries that row of the product has.</summary>
    [MethodImpl(Hot.Loop)]
    public int Count(long from, long to)
    {
        ulong* keys = Sorted(from, to, out int terms);
        int count = terms > 0 ? 1 : 0;
        for (int t = 1; t < terms; t++)
            count += keys[t] >> 32 != keys[t - 1] >> 32 ? 1 : 0;
        return count;
    }

    public void Dispose()
    {
        _keys.Dispose();
        _merged.Dispose();
        _terms.Dispose();
        _ends.Dispose();
    }

    [MethodImpl(Hot.Loop)]
    private ulong* Sorted(long from, long to, out int terms)
    {
        ulong* keys = _keys.First;
        ulong* merged = _merged.First;
        int* ends = _ends.First;
        int runs = Expand(from, to);
        while (runs > 1)
        {
            int pairs = 0;
            int start = 0;
            for (int run = 0; run < runs; run += 2)
            {
                int middle = ends[run];
                int end = run + 1 < runs ? ends[run + 1] : middle;
                Merge(keys + start, keys + middle, keys + end, merged + start);
                ends[pairs++] = start = end;
            }

            runs = pairs;
            ulong* swap = keys;
            keys = merged;
            merged = swap;
        }

        terms = runs == 0 ? 0 : ends[0];
        return keys;
    }

    /// <summary>Writes terms and their keys; gives the number of runs.</summary>
    [MethodImpl(Hot.Loop)]
    private int Expand(long from, long to)
    {
        ulong* keys = _keys.First;
        T* terms = _terms.First;
        int* ends = _ends.First;
        int* aColumns = _operands.AColumns;
        T* aValues = _operands.AValues;
        long* bOffsets = _operands.BOffsets;
        int* bColumns = _operands.BColumns;
        T* bValues = _operands.BValues;
        int count = 0;
        int runs = 0;
        for (long e = from; e < to; e++)
        {
            _operands.PrefetchBehind(e);
            int k = aColumns[e];
            T factor = aValues != null ? aValues[e] : TSemiring.One;
            (long start, long end) = (bOffsets[k], bOffsets[k + 1]);
            if (start == end)
                continue;
            for (long p = start; p < end; p++, count++)
            {
                keys[count] = ((ulong)(uint)bColumns[p] << 32) | (uint)count;
                terms[count] = TSemiring.Multiply(factor, bValues != null ? bValues[p] : TSemiring.One);
            }

            ends[runs++] = count;
        }

        return runs;
    }

    /// <summary>Merges two runs that lie one behind the other; no key is in both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge(ulong* left, ulong* middle, ulong* end, ulong* target)
    {
        ulong* right = middle;
        while (left < middle && right < end)
        {
            (ulong x, ulong y) = (*left, *right);
            bool takesRight = y < x;
            *target++ = takesRight ? y : x;
            nint step = Unsafe.BitCast<bool, byte>(takesRight);
            right += step;
            left += 1 - step;
        }

        for (; left < middle; left++)
            *target++ = *left;
        for (; right < end; right++)
            *target++ = *right;
    }
}
