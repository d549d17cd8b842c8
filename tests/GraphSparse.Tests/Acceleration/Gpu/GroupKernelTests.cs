using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>Kernels whose items share memory, again and again: what a driver gets wrong there it gets wrong now and then.</summary>
public class GroupKernelTests
{
    private const int Times = 50;

    [Fact]
    public void InTheSimulator_TheyGiveWhatThreadsGive()
    {
        using GpuAccelerator simulator = GpuProvider.OpenSimulator();
        foreach (int length in new[] { 0, 1, 17, 1025 })
            AssertSame(simulator, length);
        AssertWalks(simulator, Fixtures.Karate, queries: 20);
        AssertGraphlets(simulator, Fixtures.Karate);
    }

    /// <summary>On a device.</summary>
    [Trait("Device", "Gpu")]
    [Trait("Speed", "Slow")]
    public class OnADevice
    {
        [AcceleratorFact]
        public void EveryTime_TheyGiveWhatThreadsGive()
        {
            for (int time = 0; time < Times; time++)
            {
                AssertSame(TestDevices.Gpu, 20_003 + time);
                AssertWalks(TestDevices.Gpu, Inputs.Skewed, queries: 40);
                AssertGraphlets(TestDevices.Gpu, Inputs.Weighted);
            }
        }
    }

    internal static void AssertSame(IAccelerator device, int length)
    {
        int[] values = Inputs.Integers(length, 1000);
        Assert.Equal(TestDevices.Cpu.PrefixSum(values), device.PrefixSum(values));
        Assert.Equal(TestDevices.Cpu.Histogram(values, 1000), device.Histogram(values, 1000));
        Assert.Equal(TestDevices.Cpu.Histogram(values, 70_000), device.Histogram(values, 70_000));
        ulong[] keys = [.. values.Select(v => (ulong)v * 0x1_0001)];
        (ulong[] sortedKeys, int[] sortedValues) = TestDevices.Cpu.SortByKey(keys, values);
        (ulong[] deviceKeys, int[] deviceValues) = device.SortByKey(keys, values);
        Assert.Equal(sortedKeys, deviceKeys);
        Assert.Equal(sortedValues, deviceValues);
    }

    internal static void AssertGraphlets(IAccelerator device, CsrGraph graph)
    {
        GraphletKernelTests.AssertEdges(device, graph);
        GraphletKernelTests.AssertOrbits(device, graph);
        GraphletKernelTests.AssertTwoHops(device, graph, [.. Enumerable.Range(0, graph.VertexCount)]);
    }

    internal static void AssertWalks(IAccelerator device, CsrGraph graph, int queries)
    {
        DynamicAdjacency adjacency = new DynamicGraph(graph).Adjacency;
        HittingQuery[] asked = [.. Enumerable.Range(0, queries).Select(i => new HittingQuery { Source = i * 7 % graph.VertexCount, Target = (i * 13 + 1) % graph.VertexCount, Weight = 1, Ordinal = (uint)i })];
        const int steps = 20;
        var request = new HittingRequest(0xFEDCBA9876543210, 64, steps, 8);
        (byte[] hits, byte[] expectedHits) = (new byte[queries], new byte[queries]);
        (int[] paths, int[] expectedPaths) = (new int[queries * steps], new int[queries * steps]);
        ((IHittingWalks)TestDevices.Cpu).NbrwInsert(adjacency, request, asked, expectedHits, default);
        ((IHittingWalks)device).NbrwInsert(adjacency, request, asked, hits, default);
        Assert.Equal(expectedHits, hits);
        ((IHittingWalks)TestDevices.Cpu).NbrwDelete(adjacency, request, asked, expectedPaths, default);
        ((IHittingWalks)device).NbrwDelete(adjacency, request, asked, paths, default);
        Assert.Equal(expectedPaths, paths);
        Assert.Contains(hits, hit => hit == 1);
    }
}
