using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>Exclusive prefix sums of 32-bit counts in 64 bits, in three launches: sums of tiles, their running totals, sums within tiles.</summary>
/// <remarks>A tile is <see cref="Groups.PerItem"/> counts for each item of a group, read in strides of the group so that neighbours read together. The size of a group is a power of 2.</remarks>
internal static class PrefixSumKernels
{
    /// <summary>The sum of a tile. A group for each.</summary>
    [Kernel("prefix_sum_tiles", "PrefixSumTests")]
    public static void Tiles(long firstTile, ArrayView<int> counts, long length, ArrayView<long> sums)
    {
        ArrayView<long> scratch = SharedMemory.Allocate<long>(Groups.MostItems);
        int item = Group.IdxX;
        int size = Group.DimX;
        long tile = firstTile + Grid.IdxX;
        long start = tile * size * Groups.PerItem;
        long sum = 0;
        for (int k = 0; k < Groups.PerItem; k++)
        {
            long i = start + (long)k * size + item;
            if (i < length)
                sum += counts[i];
        }

        scratch[item] = sum;
        Group.Barrier();
        for (int half = size / 2; half > 0; half /= 2)
        {
            if (item < half)
            {
                long other = scratch[item + half];
                scratch[item] += other;
            }

            Group.Barrier();
        }

        if (item == 0)
            sums[tile] = scratch[0];
    }

    /// <summary>Each sum becomes that of all tiles before. One group in all.</summary>
    [Kernel("prefix_sum_carry", "PrefixSumTests")]
    public static void Carry(long tiles, ArrayView<long> sums)
    {
        ArrayView<long> scratch = SharedMemory.Allocate<long>(Groups.MostItems);
        int item = Group.IdxX;
        int size = Group.DimX;
        long carry = 0;
        for (long start = 0; start < tiles; start += size)
        {
            long i = start + item;
            long own = i < tiles ? sums[i] : 0;
            scratch[item] = own;
            AddUp(scratch, item, size);
            if (i < tiles)
                sums[i] = carry + scratch[item] - own;
            carry += scratch[size - 1];
            Group.Barrier();
        }
    }

    /// <summary>The sums of all counts before each. A group for each tile.</summary>
    [Kernel("prefix_sum_fill", "PrefixSumTests")]
    public static void Fill(long firstTile, ArrayView<int> counts, long length, ArrayView<long> sums, ArrayView<long> offsets)
    {
        ArrayView<long> scratch = SharedMemory.Allocate<long>(Groups.MostItems);
        int item = Group.IdxX;
        int size = Group.DimX;
        long tile = firstTile + Grid.IdxX;
        long start = tile * size * Groups.PerItem;
        long carry = sums[tile];
        for (int k = 0; k < Groups.PerItem; k++)
        {
            long i = start + (long)k * size + item;
            long own = i < length ? counts[i] : 0;
            scratch[item] = own;
            AddUp(scratch, item, size);
            if (i < length)
                offsets[i] = carry + scratch[item] - own;
            carry += scratch[size - 1];
            Group.Barrier();
        }
    }

    /// <summary>Inclusive sums over the group (Hillis and Steele, Commun. ACM 29(12), 1986).</summary>
    private static void AddUp(ArrayView<long> scratch, int item, int size)
    {
        Group.Barrier();
        for (int distance = 1; distance < size; distance *= 2)
        {
            long add = item >= distance ? scratch[item - distance] : 0;
            Group.Barrier();
            scratch[item] += add;
            Group.Barrier();
        }
    }
}
