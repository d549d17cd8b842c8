using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Acceleration;

/// <summary>What kernels of devices do, in the form that suits threads best: loops over ranges, or the body of the kernel itself.</summary>
internal static partial class CpuKernels
{
    /// <summary>As the kernel random_words: blocks from..to−1.</summary>
    public static void RandomWords(ulong seed, ulong first, uint counter2, uint counter3, Span<uint> words, long from, long to)
    {
        Span<uint> block = stackalloc uint[4];
        for (long i = from; i < to; i++)
        {
            ulong id = unchecked(first + (ulong)i);
            (block[0], block[1], block[2], block[3]) =
                KeyedRandom.Philox((uint)id, (uint)(id >> 32), counter2, counter3, (uint)seed, (uint)(seed >> 32));
            int place = (int)(i * 4);
            block[..Math.Min(4, words.Length - place)].CopyTo(words[place..]);
        }
    }

    /// <summary>As the kernels prefix_sum_tiles, _carry and _fill together: offsets from a total carried in to the total carried out.</summary>
    [MethodImpl(Hot.Loop)]
    public static long PrefixSum(ReadOnlySpan<int> counts, Span<long> offsets, long carry)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            offsets[i] = carry;
            carry += counts[i];
        }

        return carry;
    }

    /// <summary>As the kernel prefix_sum_tiles alone: the sum of a tile.</summary>
    [MethodImpl(Hot.Loop)]
    public static long Sum(ReadOnlySpan<int> counts)
    {
        Vector<long> low = default;
        Vector<long> high = default;
        int i = 0;
        for (; i <= counts.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector.Widen(new Vector<int>(counts[i..]), out Vector<long> first, out Vector<long> second);
            low += first;
            high += second;
        }

        long sum = Vector.Sum(low + high);
        for (; i < counts.Length; i++)
            sum += counts[i];
        return sum;
    }

    /// <summary>Adds one part's counts to those of another.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Add(ReadOnlySpan<int> counts, Span<int> sums)
    {
        for (int i = 0; i < counts.Length; i++)
            sums[i] += counts[i];
    }

    /// <summary>As the kernels histogram and histogram_local: values outside go into the place past the last bin.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Histogram(ReadOnlySpan<int> values, Span<int> counts)
    {
        uint last = (uint)counts.Length - 1;
        foreach (int value in values)
            counts[(int)Math.Min(unchecked((uint)value), last)]++;
    }

    /// <summary>As the kernel radix_digits: adds the digits of one tile, as many as there are counts (a power of 2), to them.</summary>
    [MethodImpl(Hot.Loop)]
    public static void RadixDigits(ReadOnlySpan<ulong> keys, int shift, Span<int> counts)
    {
        int mask = counts.Length - 1;
        foreach (ulong key in keys)
            counts[unchecked((int)(key >> shift)) & mask]++;
    }

    /// <summary>As the kernel radix_scatter: moves one tile; places holds for each digit where the next key goes.</summary>
    [MethodImpl(Hot.Loop)]
    public static void RadixScatter(
        ReadOnlySpan<ulong> keys, ReadOnlySpan<int> values, int shift, Span<int> places, Span<ulong> sortedKeys, Span<int> sortedValues)
    {
        int mask = places.Length - 1;
        for (int i = 0; i < keys.Length; i++)
        {
            int place = places[unchecked((int)(keys[i] >> shift)) & mask]++;
            sortedKeys[place] = keys[i];
            sortedValues[place] = values[i];
        }
    }

    /// <summary>As the kernel spmv: rows from..to−1.</summary>
    public static void Spmv(CsrGraph graph, ReadOnlySpan<double> x, Span<double> y, int from, int to)
    {
        for (int u = from; u < to; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            double sum = 0;
            if (graph.IsWeighted)
            {
                ReadOnlySpan<double> weights = graph.Weights(u);
                for (int k = 0; k < neighbors.Length; k++)
                    sum += weights[k] * x[neighbors[k]];
            }
            else
            {
                foreach (int v in neighbors)
                    sum += x[v];
            }

            y[u] = sum;
        }
    }

    /// <summary>As the kernel spmm: rows from..to−1. All columns of a row are added side by side, so neighbours are looked up once.</summary>
    public static void Spmm(CsrGraph graph, ReadOnlySpan<double> x, int columns, Span<double> y, int from, int to)
    {
        for (int u = from; u < to; u++)
        {
            Span<double> sums = y.Slice(u * columns, columns);
            sums.Clear();
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<double> weights = graph.IsWeighted ? graph.Weights(u) : [];
            for (int k = 0; k < neighbors.Length; k++)
                AddScaled(sums, weights.IsEmpty ? 1 : weights[k], x.Slice(neighbors[k] * columns, columns));
        }
    }

    /// <summary>Adds a multiple; products are rounded before they are added, in vectors as in scalars.</summary>
    private static void AddScaled(Span<double> sums, double factor, ReadOnlySpan<double> values)
    {
        int j = 0;
        for (; j <= sums.Length - Vector<double>.Count; j += Vector<double>.Count)
            (new Vector<double>(sums[j..]) + factor * new Vector<double>(values[j..])).CopyTo(sums[j..]);
        for (; j < sums.Length; j++)
            sums[j] += factor * values[j];
    }
}
