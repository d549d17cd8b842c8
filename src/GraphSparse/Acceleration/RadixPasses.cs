namespace GraphSparse.Acceleration;

/// <summary>Which digits a radix sort has to look at, and the sort on threads.</summary>
/// <remarks>A pass counts digits tile by tile, adds the counts up and moves the tiles. Where a key goes depends on the counts alone, so the
/// result is the same for every number of threads. Memory: three times what is sorted.</remarks>
internal static class RadixPasses
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Tile = 1 << 16;

    /// <summary>The lowest bits of the digits that not all keys share, ascending; the others need no pass.</summary>
    public static List<int> Shifts(ReadOnlySpan<ulong> keys, int digitBits)
    {
        ulong all = ulong.MaxValue;
        ulong any = 0;
        foreach (ulong key in keys)
        {
            all &= key;
            any |= key;
        }

        var shifts = new List<int>();
        ulong differs = keys.IsEmpty ? 0 : all ^ any;
        for (int shift = 0; shift < 64; shift += digitBits)
        {
            if (((differs >> shift) & ((1UL << digitBits) - 1)) != 0)
                shifts.Add(shift);
        }

        return shifts;
    }

    /// <summary>Fails unless there is a value for each key.</summary>
    public static void Check(int keys, int values)
    {
        if (keys != values)
            throw new ArgumentException($"There are {keys} keys and {values} values.");
    }

    /// <summary>Sorts on threads.</summary>
    public static SortedPairs Sort(
        ReadOnlyMemory<ulong> keys, ReadOnlyMemory<int> values, Parallelism parallelism, CancellationToken cancellationToken)
    {
        List<int> shifts = Shifts(keys.Span, DigitBits);
        if (shifts.Count == 0)
            return new SortedPairs(keys.ToArray(), values.ToArray());
        int length = keys.Length;
        var places = new int[(length + Tile - 1L) / Tile * Digits];
        var to = (Keys: new ulong[length], Values: new int[length]);
        var spare = shifts.Count == 1 ? to : (Keys: new ulong[length], Values: new int[length]);
        foreach (int shift in shifts)
        {
            parallelism.ForRanges(length, Tile, (tile, from, end) =>
            {
                Span<int> counts = places.AsSpan(tile * Digits, Digits);
                counts.Clear();
                CpuKernels.RadixDigits(keys.Span[(int)from..(int)end], shift, counts);
            }, cancellationToken);
            ToPlaces(places);
            parallelism.ForRanges(length, Tile, (tile, from, end) => CpuKernels.RadixScatter(
                keys.Span[(int)from..(int)end], values.Span[(int)from..(int)end], shift, places.AsSpan(tile * Digits, Digits), to.Keys, to.Values),
                cancellationToken);
            keys = to.Keys;
            values = to.Values;
            (to, spare) = (spare, to);
        }

        return new SortedPairs(spare.Keys, spare.Values);
    }

    /// <summary>Counts of digits by tile become the place of the first key of each: all tiles of a digit before the next digit.</summary>
    private static void ToPlaces(int[] counts)
    {
        int place = 0;
        for (int digit = 0; digit < Digits; digit++)
        {
            for (int i = digit; i < counts.Length; i += Digits)
                (counts[i], place) = (place, place + counts[i]);
        }
    }
}
