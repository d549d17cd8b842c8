using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>What several threads make of long inputs is what the kernels' twins make of them in one go.</summary>
public class CpuAcceleratorTests
{
    /// <summary>Around the sizes from which several threads work, with ends of chunks and beyond.</summary>
    private static readonly int[] Lengths = [(1 << 17) - 1, 1 << 17, (1 << 19) - 1, 1 << 19, (1 << 19) + 65_537, 2_000_003];

    [Fact]
    public void PrefixSum_IsThatOfOneGo_ForEveryNumberOfThreads()
    {
        foreach (int length in Lengths)
        {
            int[] counts = Inputs.Integers(length, int.MinValue, int.MaxValue);
            var expected = new long[length + 1];
            expected[^1] = CpuKernels.PrefixSum(counts, expected, 0);
            foreach (int degree in (int[])[1, 2, 3, 8])
                Assert.True(expected.AsSpan().SequenceEqual(OnThreads(degree).PrefixSum(counts)), $"{length} counts, {degree} threads");
        }
    }

    [Fact]
    public void Histogram_IsThatOfOneGo_ForEveryNumberOfThreads()
    {
        foreach (int length in Lengths)
        {
            foreach (int bins in (int[])[1, 1000, 70_000, 300_000]) // many bins leave fewer parts, or one
            {
                int[] values = Inputs.Integers(length, bins);
                var expected = new int[bins + 1];
                CpuKernels.Histogram(values, expected);
                foreach (int degree in (int[])[1, 2, 3, 8])
                    Assert.True(expected.AsSpan(0, bins).SequenceEqual(OnThreads(degree).Histogram(values, bins)), $"{length} values, {bins} bins, {degree} threads");
            }
        }
    }

    [Fact]
    public void Histogram_Fails_WhenAValueOfAnyPartLiesOutside()
    {
        foreach (int place in (int[])[0, 150_000, 399_999])
        {
            var values = new int[400_000];
            values[place] = -1;
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => OnThreads(3).Histogram(values, 10));
            Assert.StartsWith("1 values lie outside 0..9.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SortByKey_IsTheSame_ForEveryNumberOfThreads()
    {
        int[] values = Inputs.Integers(500_009, 1000);
        ulong[] keys = [.. values.Select(v => unchecked((ulong)v * 0x9E3779B97F4A7C15))];
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        int[] expected = [.. order.OrderBy(i => keys[i])];
        foreach (int degree in (int[])[1, 2, 3, 8])
            Assert.True(expected.AsSpan().SequenceEqual(OnThreads(degree).SortByKey(keys, order).Values), $"{degree} threads");
    }

    private static CpuAccelerator OnThreads(int degree) => new(new Parallelism(degree));
}
