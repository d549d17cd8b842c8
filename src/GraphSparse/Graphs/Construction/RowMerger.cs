using System.Runtime.CompilerServices;
using System.Buffers;

namespace GraphSparse;

/// <summary>Sorts one half row and merges its repeats under the duplicate policy.</summary>
/// <remarks>An entry is target·2 + orientation. Where the whole input is reciprocal (every row has its reverse with an equal weight), the reversed entries are the
/// same edges as the forward ones and only the latter count.</remarks>
internal sealed class RowMerger(BuildOptions options, bool weighted, bool isReciprocal)
{
    /// <summary>Memory for each entry of a row that is sorted with its weights.</summary>
    public const int SortingBytes = 20;

    /// <summary>From here on arrays are made to measure: rented ones may be twice as long, and stay.</summary>
    private const int LongRow = 1 << 18;

    private readonly DuplicatePolicy _policy =
        options.Duplicates != DuplicatePolicy.Auto ? options.Duplicates : weighted ? DuplicatePolicy.Sum : DuplicatePolicy.First;

    public long Duplicates { get; private set; }

    /// <summary>Reversed entries of a reciprocal input.</summary>
    public long Reciprocal { get; private set; }

    /// <summary>Merges in place, so that entries become targets, and returns the new length of the row.</summary>
    [MethodImpl(Hot.Loop)]
    public int Merge(int vertex, Span<uint> entries, Span<double> weights)
    {
        if (!isReciprocal)
        {
            if (IsAscending(entries))
            {
                foreach (ref uint entry in entries)
                    entry >>= 1;
                return entries.Length;
            }

            Sort(entries, weights);
        }

        int write = 0;
        for (int from = 0; from < entries.Length;)
        {
            uint target = entries[from] >> 1;
            int to = from + 1;
            while (to < entries.Length && entries[to] >> 1 == target)
                to++;
            double weight = weighted ? weights[from] : 1;
            if (isReciprocal && to - from == 2)
            {
                Reciprocal++;
                if (weighted && (entries[from] & 1) == 1)
                    weight = weights[from + 1]; // equal, but for the sign of 0
            }
            else if (to - from > 1)
            {
                weight = Combine(vertex, entries[from..to], weighted ? weights[from..to] : default);
            }

            entries[write] = target;
            if (weighted)
                weights[write] = weight;
            write++;
            from = to;
        }

        return write;
    }

    /// <summary>Sorts a half row and tells whether its forward and its reversed entries pair up, target by target and weight by weight.</summary>
    [MethodImpl(Hot.Loop)]
    public static bool SortAndPair(Span<uint> entries, Span<double> weights)
    {
        Sort(entries, weights);
        for (int from = 0; from < entries.Length;)
        {
            uint target = entries[from] >> 1;
            int to = from + 1;
            while (to < entries.Length && entries[to] >> 1 == target)
                to++;
            bool pairs = to - from == 2
                ? ((entries[from] ^ entries[from + 1]) & 1) == 1 && (weights.IsEmpty || weights[from] == weights[from + 1])
                : PairUp(entries[from..to], weights.IsEmpty ? default : weights[from..to]);
            if (!pairs)
                return false;
            from = to;
        }

        return true;
    }

    private static bool PairUp(ReadOnlySpan<uint> entries, ReadOnlySpan<double> weights)
    {
        int half = entries.Length / 2;
        int reversed = 0;
        foreach (uint entry in entries)
            reversed += (int)(entry & 1);
        if (2 * reversed != entries.Length)
            return false;
        if (weights.IsEmpty)
            return true;
        var forwardWeights = new List<double>(half);
        var reversedWeights = new List<double>(half);
        for (int k = 0; k < entries.Length; k++)
            ((entries[k] & 1) == 0 ? forwardWeights : reversedWeights).Add(weights[k]);
        forwardWeights.Sort();
        reversedWeights.Sort();
        return forwardWeights.SequenceEqual(reversedWeights);
    }

    [MethodImpl(Hot.Loop)]
    private static bool IsAscending(ReadOnlySpan<uint> entries)
    {
        for (int k = 1; k < entries.Length; k++)
        {
            if (entries[k] >> 1 <= entries[k - 1] >> 1)
                return false;
        }

        return true;
    }

    /// <summary>Sorts by target; weights, where there are any, keep the given order among equal targets.</summary>
    private static void Sort(Span<uint> entries, Span<double> weights)
    {
        if (weights.IsEmpty)
            entries.Sort();
        else if (!IsAscending(entries))
            SortWithWeights(entries, weights);
    }

    /// <summary>Sorts by target and keeps the given order among equal targets: the place in the row is part of the key.</summary>
    private static void SortWithWeights(Span<uint> entries, Span<double> weights)
    {
        int length = entries.Length;
        if (length >= LongRow)
        {
            SortWithWeights(entries, weights, GC.AllocateUninitializedArray<ulong>(length), GC.AllocateUninitializedArray<double>(length), GC.AllocateUninitializedArray<uint>(length));
            return;
        }

        ulong[] keys = ArrayPool<ulong>.Shared.Rent(length);
        double[] sorted = ArrayPool<double>.Shared.Rent(length);
        uint[] orientations = ArrayPool<uint>.Shared.Rent(length);
        SortWithWeights(entries, weights, keys.AsSpan(0, length), sorted.AsSpan(0, length), orientations.AsSpan(0, length));
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<double>.Shared.Return(sorted);
        ArrayPool<uint>.Shared.Return(orientations);
    }

    private static void SortWithWeights(Span<uint> entries, Span<double> weights, Span<ulong> keys, Span<double> sorted, Span<uint> orientations)
    {
        for (int k = 0; k < entries.Length; k++)
            keys[k] = ((ulong)(entries[k] >> 1) << 32) | (uint)k;
        keys.Sort();
        for (int k = 0; k < entries.Length; k++)
        {
            int from = (int)(uint)keys[k];
            sorted[k] = weights[from];
            orientations[k] = entries[from];
        }

        orientations.CopyTo(entries);
        sorted.CopyTo(weights);
    }

    /// <summary>The weight of an edge that is given several times.</summary>
    private double Combine(int vertex, ReadOnlySpan<uint> entries, ReadOnlySpan<double> weights)
    {
        int kept = 0;
        double result = weighted ? 0 : 1;
        for (int k = 0; k < entries.Length; k++)
        {
            if (isReciprocal && (entries[k] & 1) == 1)
            {
                Reciprocal++;
                continue;
            }

            kept++;
            if (!weighted)
                continue;
            result = kept == 1 ? weights[k] : _policy switch
            {
                DuplicatePolicy.Min => Math.Min(result, weights[k]),
                DuplicatePolicy.Max => Math.Max(result, weights[k]),
                DuplicatePolicy.First => result,
                _ => result + weights[k],
            };
        }

        Duplicates += kept - 1;
        if (kept > 1 && _policy == DuplicatePolicy.Error)
            throw new GraphFormatException($"edge {options.NameOf(vertex)}–{options.NameOf((int)(entries[0] >> 1))} is given {kept} times, and duplicates are refused here");
        return result;
    }
}
