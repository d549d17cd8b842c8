namespace GraphSparse.Tests.Common;

public class NativeArrayTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)] // more than a large page
    public void AsSpan_HoldsWhatIsWritten(int length)
    {
        using var array = new NativeArray<int>(length);
        Span<int> all = array.AsSpan(0, length);
        for (int i = 0; i < length; i++)
            all[i] = i;
        Assert.Equal(length, array.Length);
        if (length > 0)
            Assert.Equal(length - 1, array.AsSpan(length - 1, 1)[0]);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 11)]
    [InlineData(10, 1)]
    [InlineData(5, int.MaxValue)]
    public void AsSpan_Fails_BeyondItsBounds(int start, int length)
    {
        using var array = new NativeArray<int>(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => array.AsSpan(start, length).Length);
    }

    [Fact]
    public void AsSpan_Fails_AfterDispose()
    {
        var array = new NativeArray<double>(10);
        array.Dispose();
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => array.AsSpan(0, 1).Length);
    }
}
