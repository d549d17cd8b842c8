using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>How often each value 0..bins−1 occurs; values outside are counted in the bin past the end. Integer additions commute, so counts do not depend on the order.</summary>
/// <remarks>An item takes <see cref="Groups.PerItem"/> values, in strides of the group.</remarks>
internal static class HistogramKernels
{
    /// <summary>Counts straight into the memory of the device; for many bins.</summary>
    [Kernel("histogram", "HistogramTests")]
    public static void Wide(long firstGroup, ArrayView<int> values, long length, int bins, ArrayView<int> counts)
    {
        long start = (firstGroup + Grid.IdxX) * Group.DimX * Groups.PerItem + Group.IdxX;
        for (int k = 0; k < Groups.PerItem; k++)
        {
            long i = start + (long)k * Group.DimX;
            if (i >= length)
                continue;
            uint value = (uint)values[i];
            Atomic.Add(ref counts[(int)Math.Min(value, (uint)bins)], 1);
        }
    }

    /// <summary>Counts in the memory of the group and adds that up; for few bins, where items would wait for one another.</summary>
    [Kernel("histogram_local", "HistogramTests")]
    public static void Local(long firstGroup, ArrayView<int> values, long length, int bins, ArrayView<int> counts)
    {
        ArrayView<int> own = SharedMemory.Allocate<int>(Groups.LocalBins + 1);
        for (int bin = Group.IdxX; bin <= bins; bin += Group.DimX)
            own[bin] = 0;
        Group.Barrier();
        long start = (firstGroup + Grid.IdxX) * Group.DimX * Groups.PerItem + Group.IdxX;
        for (int k = 0; k < Groups.PerItem; k++)
        {
            long i = start + (long)k * Group.DimX;
            if (i >= length)
                continue;
            uint value = (uint)values[i];
            Atomic.Add(ref own[(int)Math.Min(value, (uint)bins)], 1);
        }

        Group.Barrier();
        for (int bin = Group.IdxX; bin <= bins; bin += Group.DimX)
        {
            int count = own[bin];
            if (count > 0)
                Atomic.Add(ref counts[bin], count);
        }
    }
}
