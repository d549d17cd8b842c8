using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>One pass of a stable radix sort of 64-bit keys with 32-bit values, by a digit of 4 bits. Between the two launches counts become offsets by prefix sums.</summary>
/// <remarks>A tile is <see cref="Groups.PerItem"/> keys for each item of a group; a group for each tile.</remarks>
internal static class RadixKernels
{
    /// <summary>counts[digit · tiles + tile]: how often the digit occurs in the tile.</summary>
    [Kernel("radix_digits", "SortByKeyTests")]
    public static void Digits(long firstTile, ArrayView<ulong> keys, long length, int shift, long tiles, ArrayView<int> counts)
    {
        ArrayView<int> own = SharedMemory.Allocate<int>(Groups.RadixDigits);
        int item = Group.IdxX;
        int size = Group.DimX;
        long tile = firstTile + Grid.IdxX;
        long start = tile * size * Groups.PerItem;
        for (int digit = item; digit < Groups.RadixDigits; digit += size)
            own[digit] = 0;
        Group.Barrier();
        for (int k = 0; k < Groups.PerItem; k++)
        {
            long i = start + (long)k * size + item;
            if (i >= length)
                continue;
            ulong key = keys[i];
            Atomic.Add(ref own[(int)(key >> shift) & (Groups.RadixDigits - 1)], 1);
        }

        Group.Barrier();
        for (int digit = item; digit < Groups.RadixDigits; digit += size)
            counts[digit * tiles + tile] = own[digit];
    }

    /// <summary>Moves each key with its value to the next place of its digit: tiles in order, in a tile items in order, of an item keys in order.</summary>
    /// <remarks>ranks[digit · size + item] counts the keys of an item, then becomes by a scan the keys of the tile that come before.</remarks>
    [Kernel("radix_scatter", "SortByKeyTests")]
    public static void Scatter(
        long firstTile, ArrayView<ulong> keys, ArrayView<int> values, long length, int shift, long tiles, ArrayView<long> offsets, ArrayView<ulong> sortedKeys, ArrayView<int> sortedValues)
    {
        ArrayView<int> ranks = SharedMemory.Allocate<int>(Groups.RadixDigits * Groups.MostItems);
        ArrayView<int> sums = SharedMemory.Allocate<int>(Groups.MostItems);
        int item = Group.IdxX;
        int size = Group.DimX;
        long tile = firstTile + Grid.IdxX;
        long start = (tile * size + item) * Groups.PerItem;
        int count = (int)Math.Max(0L, Math.Min(Groups.PerItem, length - start));
        for (int digit = 0; digit < Groups.RadixDigits; digit++)
            ranks[digit * size + item] = 0;
        for (int k = 0; k < count; k++)
        {
            ulong key = keys[start + k];
            ranks[((int)(key >> shift) & (Groups.RadixDigits - 1)) * size + item]++;
        }

        Group.Barrier();
        int sum = 0;
        for (int k = 0; k < Groups.RadixDigits; k++)
            sum += ranks[item * Groups.RadixDigits + k];
        sums[item] = sum;
        Group.Barrier();
        for (int distance = 1; distance < size; distance *= 2)
        {
            int add = item >= distance ? sums[item - distance] : 0;
            Group.Barrier();
            sums[item] += add;
            Group.Barrier();
        }

        int before = sums[item] - sum;
        for (int k = 0; k < Groups.RadixDigits; k++)
        {
            int own = ranks[item * Groups.RadixDigits + k];
            ranks[item * Groups.RadixDigits + k] = before;
            before += own;
        }

        Group.Barrier();
        ArrayView<int> first = LocalMemory.Allocate1D<int>(Groups.RadixDigits).AsContiguous(); // where each digit begins in the tile, read before ranks move on
        for (int digit = 0; digit < Groups.RadixDigits; digit++)
            first[digit] = ranks[digit * size];
        Group.Barrier();
        for (int k = 0; k < count; k++)
        {
            ulong key = keys[start + k];
            int digit = (int)(key >> shift) & (Groups.RadixDigits - 1);
            int slot = digit * size + item;
            int rank = ranks[slot];
            ranks[slot] = rank + 1;
            long place = offsets[digit * tiles + tile] + (rank - first[digit]);
            sortedKeys[place] = key;
            sortedValues[place] = values[start + k];
        }
    }
}
