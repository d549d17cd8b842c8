using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>A graph that does not fit a device at once gives, some rows after the others, what it gives as a whole.</summary>
public class GpuBlocksTests
{
    [Fact]
    public void InTheSimulator_BlocksGiveWhatTheWholeGives()
    {
        using GpuAccelerator simulator = GpuProvider.OpenSimulator();
        foreach (CsrGraph graph in new[] { Fixtures.Karate, Inputs.Weighted })
        {
            foreach (double share in new[] { 0.6, 0.8, 2 })
                AssertSame(simulator, graph, share);
        }
    }

    [Fact]
    public void ASmallBuffer_MakesBlocksToo()
    {
        using GpuAccelerator small = GpuMemoryTests.Limited(maxAllocationBytes: 300, memoryBytes: 1 << 20);
        var index = new EdgeIndex(Fixtures.Karate);
        Assert.Equal(TestDevices.Cpu.TrianglesPerEdge(Fixtures.Karate, index), small.TrianglesPerEdge(Fixtures.Karate, index));
        double[] x = Inputs.Doubles(Fixtures.Karate.VertexCount);
        (double[] y, double[] expected) = (new double[x.Length], new double[x.Length]);
        small.Spmv(Fixtures.Karate, x, y);
        TestDevices.Cpu.Spmv(Fixtures.Karate, x, expected);
        Assert.Equal(expected, y);
    }

    [Fact]
    public void WhatEvenARowDoesNotFit_IsRefused()
    {
        using GpuAccelerator tiny = GpuMemoryTests.Limited(maxAllocationBytes: 24, memoryBytes: 1 << 20); // the vectors have 272 bytes, and some vertex has more than 3 forward arcs
        var index = new EdgeIndex(Fixtures.Karate);
        Assert.Throws<ResourceLimitException>(() => tiny.TrianglesPerEdge(Fixtures.Karate, index));
        var x = new double[Fixtures.Karate.VertexCount];
        Assert.Throws<ResourceLimitException>(() => tiny.Spmv(Fixtures.Karate, x, new double[x.Length]));
    }

    [Fact]
    public void Cut_KeepsToTheLimits_AndCoversEveryRow()
    {
        long[] starts = [0, 0, 3, 3, 7, 8, 8, 12];
        foreach ((long arcs, long rows) in new[] { (4L, 100L), (7, 100), (100, 2), (12, 7), (5, 3) })
        {
            IReadOnlyList<RowBlock> blocks = RowBlock.Cut(7, u => starts[u], arcs, rows);
            Assert.Equal(Enumerable.Range(0, 7), blocks.SelectMany(b => Enumerable.Range(b.From, b.To - b.From)));
            Assert.All(blocks, b => Assert.True(starts[b.To] - starts[b.From] <= arcs && b.To - b.From <= rows, b.ToString()));
        }

        Assert.Contains("4 arcs", Assert.Throws<ResourceLimitException>(() => RowBlock.Cut(7, u => starts[u], 3, 100)).Message, StringComparison.Ordinal);
        Assert.Empty(RowBlock.Cut(0, _ => 0, 3, 3));
    }

    /// <summary>On a device.</summary>
    [Trait("Device", "Gpu")]
    public class OnADevice
    {
        [AcceleratorFact]
        public void BlocksGiveWhatTheWholeGives()
        {
            using var device = (GpuAccelerator)Devices.Open(TestDevices.GpuName);
            foreach (CsrGraph graph in new[] { Fixtures.Karate, Inputs.Weighted, Inputs.Skewed })
            {
                foreach (double share in new[] { 0.6, 0.8, 2 })
                    AssertSame(device, graph, share);
            }
        }
    }

    /// <summary>With so much of the memory that the whole takes.</summary>
    private static void AssertSame(GpuAccelerator device, CsrGraph graph, double share)
    {
        const int columns = 3;
        double[] x = Inputs.Doubles(graph.VertexCount * columns);
        (double[] y, double[] expected) = (new double[x.Length], new double[x.Length]);
        (long offsets, long neighbors) = DeviceNeed.BytesOf(graph);
        device.MostBytes = (long)(share * (offsets + neighbors * (graph.IsWeighted ? 3 : 1) + 2 * x.Length * sizeof(double)));
        device.Spmm(graph, x, columns, y);
        TestDevices.Cpu.Spmm(graph, x, columns, expected);
        Assert.Equal(expected, y);
        var index = new EdgeIndex(graph);
        device.MostBytes = (long)(share * (offsets + 4 * graph.EdgeCount * sizeof(int)) + 2 * offsets);
        Assert.Equal(TestDevices.Cpu.TrianglesPerEdge(graph, index), device.TrianglesPerEdge(graph, index));
        Assert.Equal(TestDevices.Cpu.Jaccard(graph, index), device.Jaccard(graph, index));
    }
}
