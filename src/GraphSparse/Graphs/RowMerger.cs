using System.Runtime.CompilerServices;
using System.Buffers;

namespace GraphSparse;

/// <summary>Sorts one half row and merges its repeats under the duplicate policy.</summary>
/// <remarks>An entry is target·2 + orientation. In an undirected graph a reversed row with the weight of a forward one is its
/// mirror: the same edge. Mirrors are matched one to one; what is left over are duplicates.</remarks>
internal sealed class RowMerger(DuplicatePolicy policy, bool weighted, bool directed)
{
    private readonly DuplicatePolicy _policy =
        policy != DuplicatePolicy.Auto ? policy : weighted ? DuplicatePolicy.Sum : DuplicatePolicy.First;

    public long Duplicates { get; private set; }

    public long Mirrors { get; private set; }

    /// <summary>Merges in place and returns the new length of the row.</summary>
    [MethodImpl(Hot.Loop)]
    public int Merge(int vertex, Span<uint> entries, Span<double> weights)
    {
        if (IsAscending(entries))
            return entries.Length;
        if (weighted)
            SortWithWeights(entries, weights);
        else
            entries.Sort();

        int write = 0;
        for (int from = 0; from < entries.Length;)
        {
            uint target = entries[from] >> 1;
            int to = from + 1;
            while (to < entries.Length && entries[to] >> 1 == target)
                to++;
            double weight = 1;
            if (to - from > 1)
                weight = Combine(vertex, entries[from..to], weighted ? weights[from..to] : default);
            else if (weighted)
                weight = weights[from];
            entries[write] = target << 1;
            if (weighted)
                weights[write] = weight;
            write++;
            from = to;
        }

        return write;
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

    /// <summary>Sorts by target and keeps the given order among equal targets: the place in the row is part of the key.</summary>
    private static void SortWithWeights(Span<uint> entries, Span<double> weights)
    {
        int length = entries.Length;
        ulong[] keys = ArrayPool<ulong>.Shared.Rent(length);
        double[] sorted = ArrayPool<double>.Shared.Rent(length);
        uint[] orientations = ArrayPool<uint>.Shared.Rent(length);
        try
        {
            for (int k = 0; k < length; k++)
                keys[k] = ((ulong)(entries[k] >> 1) << 32) | (uint)k;
            keys.AsSpan(0, length).Sort();
            for (int k = 0; k < length; k++)
            {
                int from = (int)(uint)keys[k];
                sorted[k] = weights[from];
                orientations[k] = entries[from];
            }

            orientations.AsSpan(0, length).CopyTo(entries);
            sorted.AsSpan(0, length).CopyTo(weights);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(keys);
            ArrayPool<double>.Shared.Return(sorted);
            ArrayPool<uint>.Shared.Return(orientations);
        }
    }

    private double Combine(int vertex, ReadOnlySpan<uint> entries, ReadOnlySpan<double> weights)
    {
        int kept = weighted ? KeepWithoutMirrors(entries, weights, out double result) : CountWithoutMirrors(entries, out result);
        Mirrors += entries.Length - kept;
        Duplicates += kept - 1;
        if (kept > 1 && _policy == DuplicatePolicy.Error)
            throw new GraphFormatException($"edge {vertex}–{entries[0] >> 1} is given {kept} times, and duplicates are refused here");
        return result;
    }

    private int CountWithoutMirrors(ReadOnlySpan<uint> entries, out double result)
    {
        int reversed = 0;
        foreach (uint entry in entries)
            reversed += (int)(entry & 1);
        int kept = directed ? entries.Length : Math.Max(reversed, entries.Length - reversed);
        result = 1;
        return kept;
    }

    private int KeepWithoutMirrors(ReadOnlySpan<uint> entries, ReadOnlySpan<double> weights, out double result)
    {
        Dictionary<double, int>? forward = null;
        if (!directed)
        {
            for (int k = 0; k < entries.Length; k++)
            {
                if ((entries[k] & 1) == 0)
                {
                    forward ??= [];
                    forward[weights[k]] = forward.GetValueOrDefault(weights[k]) + 1;
                }
            }
        }

        int kept = 0;
        result = 0;
        for (int k = 0; k < entries.Length; k++)
        {
            if ((entries[k] & 1) == 1 && forward is not null && forward.TryGetValue(weights[k], out int left) && left > 0)
            {
                forward[weights[k]] = left - 1;
                continue;
            }

            result = kept++ == 0 ? weights[k] : _policy switch
            {
                DuplicatePolicy.Min => Math.Min(result, weights[k]),
                DuplicatePolicy.Max => Math.Max(result, weights[k]),
                DuplicatePolicy.First => result,
                _ => result + weights[k],
            };
        }

        return kept;
    }
}
