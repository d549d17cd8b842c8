using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>Sums of 64 bits that many items add to, by additions of 32 bits, which every device has: the lower half of each, then the upper.</summary>
internal static class WideSums
{
    /// <summary>Adds a value that is not negative.</summary>
    public static void Add(ArrayView<uint> halves, long index, long value)
    {
        uint low = (uint)value;
        uint high = (uint)(value >> 32);
        uint before = Atomic.Add(ref halves[2 * index], low);
        uint after = before + low;
        if (after < before) // the lower half went past its end, of all additions to it in this one alone
            high++;
        if (high != 0)
            Atomic.Add(ref halves[2 * index + 1], high);
    }
}
