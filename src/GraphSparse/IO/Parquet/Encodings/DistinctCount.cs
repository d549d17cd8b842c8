using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Estimates how many values of a column are distinct, to know before a dictionary is built whether it is worth it.</summary>
/// <remarks>Values whose hash ends in a number of zeros are a sample of the distinct values, however often each occurs; those are counted. The relative error is about
/// one over the square root of the number counted, up to <see cref="Sample"/>.</remarks>
internal static class DistinctCount
{
    /// <summary>Distinct values that are counted at most, about.</summary>
    private const int Sample = 1 << 13;

    /// <summary>The estimate; exact for columns of up to that many values. T is int or long.</summary>
    [MethodImpl(Hot.Loop)]
    public static long Of<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        int skipped = SkippedBits(values.Length);
        ulong mask = (1ul << skipped) - 1;
        var seen = new HashSet<T>();
        foreach (T value in values)
        {
            if ((ValueHash.Of(ulong.CreateTruncating(value)) >> 32 & mask) == 0)
                seen.Add(value);
        }

        return Math.Min(values.Length, (long)seen.Count << skipped);
    }

    /// <summary>The same for values given by their hashes, with the sizes of those that are distinct.</summary>
    /// <param name="hashes">Of each value, of 32 bits that are all good.</param>
    /// <param name="sizeOf">The size of a value by its place.</param>
    /// <param name="size">The sizes of the distinct values together, estimated.</param>
    public static long Of(ReadOnlySpan<uint> hashes, Func<int, long> sizeOf, out long size)
    {
        int skipped = SkippedBits(hashes.Length);
        uint mask = (1u << skipped) - 1;
        var seen = new HashSet<uint>();
        size = 0;
        for (int i = 0; i < hashes.Length; i++)
        {
            if ((hashes[i] & mask) == 0 && seen.Add(hashes[i]))
                size += sizeOf(i);
        }

        size <<= skipped;
        return Math.Min(hashes.Length, (long)seen.Count << skipped);
    }

    private static int SkippedBits(int count) => Math.Max(0, BitOperations.Log2((uint)Math.Max(1, count)) - BitOperations.Log2(Sample));
}
