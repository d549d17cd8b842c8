namespace GraphSparse.Tests.Graphs;

/// <summary>Values in one piece of memory, whatever their number.</summary>
public class LargeArrayTests
{
    [Fact]
    public void Slice_GivesTheValues_AndRefusesWhatIsNotThere()
    {
        var values = new LargeArray<int>([1, 2, 3, 4]);
        Assert.Equal([2, 3], values.Slice(1, 2).ToArray());
        Assert.Equal(0, values.Slice(4, 0).Length);
        values[3] = 9;
        Assert.Equal(9, values.Slice(3, 1)[0]);
        foreach ((long start, int length) in new[] { (-1L, 1), (0L, 5), (4L, 1), (5L, 0), (0L, -1), (long.MaxValue, 1), (long.MinValue, 0), (3L, int.MaxValue) })
            Assert.Throws<ArgumentOutOfRangeException>(() => values.Slice(start, length).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => values[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => values[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => default(LargeArray<int>)[0]);
        Assert.Equal(0, default(LargeArray<int>).Slice(0, 0).Length);
    }

    [Fact]
    public void AllocateZeroed_IsZero_AndRefusesWhatCannotBe()
    {
        LargeArray<double> values = LargeArray<double>.AllocateZeroed(1000);
        Assert.True(values.Slice(0, 1000).IndexOfAnyExcept(0.0) < 0);
        Assert.Throws<ResourceLimitException>(() => LargeArray<long>.Allocate(long.MaxValue));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public unsafe void Values_BeyondTheLengthOfAnArray_AreOnePiece()
    {
        const long length = (1L << 31) + 1000; // bytes, so that the test takes 2 GiB of addresses and touches few of them
        LargeArray<byte> values = LargeArray<byte>.Allocate(length);
        Assert.InRange(length, Array.MaxLength + 1L, long.MaxValue);
        foreach (long at in new[] { 0, Array.MaxLength - 1L, Array.MaxLength, (1L << 31) - 1, 1L << 31, length - 1 })
            values[at] = (byte)(at % 251);
        foreach (long at in new[] { 0, Array.MaxLength - 1L, Array.MaxLength, (1L << 31) - 1, 1L << 31, length - 1 })
            Assert.Equal((byte)(at % 251), values.Slice(at, 1)[0]);
        Span<byte> across = values.Slice((1L << 31) - 8, 16);
        across.Fill(7);
        Assert.Equal(7, values[(1L << 31) + 7]);
        using (System.Buffers.MemoryHandle pinned = values.Pin())
            Assert.Equal(7, ((byte*)pinned.Pointer)[(1L << 31) + 7]);
        Assert.Throws<ArgumentOutOfRangeException>(() => values[length]);
        Assert.Throws<ArgumentOutOfRangeException>(() => values.Slice(length - 1, 2).Length);
        Assert.Throws<ResourceLimitException>(() => values.AsMemory());
    }
}
