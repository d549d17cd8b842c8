using System.Buffers;
using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Sorts 64-bit keys by their digits of 11 bits, lowest first, passing over digits that all keys share.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Buckets = 1 << DigitBits;

    /// <summary>Sorts ascending. O(length) per digit that differs; as much memory again.</summary>
    /// <param name="keys">Sorted in place.</param>
    /// <param name="lowestBit">Bits below are not looked at: keys that differ only there keep their order.</param>
    [MethodImpl(Hot.Loop)]
    public static void Sort(Span<ulong> keys, int lowestBit = 0)
    {
        ulong all = ulong.MaxValue;
        ulong any = 0;
        foreach (ulong key in keys)
        {
            all &= key;
            any |= key;
        }

        ulong differs = all ^ any;
        ulong[] rented = ArrayPool<ulong>.Shared.Rent(keys.Length);
        Span<ulong> from = keys;
        Span<ulong> to = rented.AsSpan(0, keys.Length);
        Span<int> places = stackalloc int[Buckets];
        bool isInKeys = true;
        for (int shift = lowestBit; shift < 64; shift += DigitBits)
        {
            if (((differs >> shift) & (Buckets - 1)) == 0)
                continue;
            places.Clear();
            foreach (ulong key in from)
                places[(int)(key >> shift) & (Buckets - 1)]++;
            int sum = 0;
            for (int bucket = 0; bucket < Buckets; bucket++)
            {
                int count = places[bucket];
                places[bucket] = sum;
                sum += count;
            }

            foreach (ulong key in from)
                to[places[(int)(key >> shift) & (Buckets - 1)]++] = key;
            Span<ulong> swap = from;
            from = to;
            to = swap;
            isInKeys = !isInKeys;
        }

        if (!isInKeys)
            from.CopyTo(keys);
        ArrayPool<ulong>.Shared.Return(rented);
    }

    /// <summary>Sorts items by their keys, ascending; items with equal keys keep their order.</summary>
    /// <remarks>O(length) per digit that differs; as much memory again.</remarks>
    [MethodImpl(Hot.Loop)]
    public static void Sort(Span<ulong> keys, Span<int> items)
    {
        ulong all = ulong.MaxValue;
        ulong any = 0;
        foreach (ulong key in keys)
        {
            all &= key;
            any |= key;
        }

        ulong differs = all ^ any;
        ulong[] rentedKeys = ArrayPool<ulong>.Shared.Rent(keys.Length);
        int[] rentedItems = ArrayPool<int>.Shared.Rent(keys.Length);
        Span<ulong> fromKeys = keys;
        Span<ulong> toKeys = rentedKeys.AsSpan(0, keys.Length);
        Span<int> fromItems = items;
        Span<int> toItems = rentedItems.AsSpan(0, keys.Length);
        bool isInKeys = true;
        Span<int> places = stackalloc int[Buckets];
        for (int shift = 0; shift < 64; shift += DigitBits)
        {
            if (((differs >> shift) & (Buckets - 1)) == 0)
                continue;
            places.Clear();
            for (int i = 0; i < keys.Length; i++)
                places[(int)(fromKeys[i] >> shift) & (Buckets - 1)]++;
            int sum = 0;
            for (int digit = 0; digit < Buckets; digit++)
                (places[digit], sum) = (sum, sum + places[digit]);
            for (int i = 0; i < keys.Length; i++)
            {
                int place = places[(int)(fromKeys[i] >> shift) & (Buckets - 1)]++;
                toKeys[place] = fromKeys[i];
                toItems[place] = fromItems[i];
            }

            Span<ulong> swapKeys = fromKeys;
            fromKeys = toKeys;
            toKeys = swapKeys;
            Span<int> swapItems = fromItems;
            fromItems = toItems;
            toItems = swapItems;
            isInKeys = !isInKeys;
        }

        if (!isInKeys)
        {
            fromKeys.CopyTo(keys);
            fromItems.CopyTo(items);
        }

        ArrayPool<ulong>.Shared.Return(rentedKeys);
        ArrayPool<int>.Shared.Return(rentedItems);
    }
}
