using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Sorting by key is ordering by key that leaves equal keys in their order.</summary>
public abstract class SortByKeyTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void SortByKey_OrdersKeysOf64Bits_AtEveryLength()
    {
        foreach (int length in (int[])[.. Inputs.Lengths, 2048, 200_003]) // the last has several tiles on threads and many on devices
        {
            var random = new Random(length);
            AssertSorted([.. Enumerable.Range(0, length).Select(_ => unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)))]);
        }
    }

    [AcceleratorFact]
    public void SortByKey_KeepsTheOrderOfEqualKeys()
    {
        foreach (int length in Inputs.Lengths)
            AssertSorted([.. Inputs.Integers(length, 7).Select(i => (ulong)i << 62 | (uint)i)]);
        AssertSorted([.. Enumerable.Repeat(ulong.MaxValue, 5000)]);
    }

    [AcceleratorFact]
    public void SortByKey_OrdersTheArcsOfASkewedGraph_ByTheirTargets()
    {
        CsrGraph graph = Inputs.Skewed;
        AssertSorted([.. Enumerable.Range(0, graph.VertexCount).SelectMany(u => graph.Neighbors(u).ToArray().Select(v => ((ulong)v << 32) | (uint)graph.Degree(u)))]);
    }

    [AcceleratorFact]
    public void SortByKey_LeavesItsInputAlone()
    {
        ulong[] keys = [3, 1, 2];
        int[] values = [30, 10, 20];
        Assert.Equal([10, 20, 30], Device.SortByKey(keys, values).Values);
        Assert.Equal([3UL, 1, 2], keys);
        Assert.Equal([30, 10, 20], values);
    }

    [AcceleratorFact]
    public void SortByKey_Fails_WhenValuesAreMissing() => Assert.Throws<ArgumentException>(() => Device.SortByKey(new ulong[3], new int[2]));

    [AcceleratorFact]
    public void SortByKey_Stops_WhenCancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Device.SortByKey(new ulong[] { 2, 1 }, new int[2], new CancellationToken(true)));

    private void AssertSorted(ulong[] keys)
    {
        int[] values = [.. Enumerable.Range(0, keys.Length)];
        int[] order = [.. values.OrderBy(i => keys[i])]; // stable
        (ulong[] sorted, int[] moved) = Device.SortByKey(keys, values);
        Assert.Equal(order, moved);
        Assert.Equal(order.Select(i => keys[i]), sorted);
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuSortByKeyTests : SortByKeyTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuSortByKeyTests : SortByKeyTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
