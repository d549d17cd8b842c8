using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>Kernels as they are written, item by item, where there is no device; some thousand items, since an item takes microseconds.</summary>
public class SimulatorTests
{
    [Fact]
    public void EveryOperation_GivesWhatThreadsGive()
    {
        using GpuAccelerator simulator = GpuProvider.OpenSimulator();
        (uint[] words, uint[] expectedWords) = (new uint[1025], new uint[1025]);
        simulator.RandomWords(7, 1UL << 33, 1, 2, words);
        TestDevices.Cpu.RandomWords(7, 1UL << 33, 1, 2, expectedWords);
        Assert.Equal(expectedWords, words);
        foreach (CsrGraph graph in new[] { CsrGraph.Empty(0), Fixtures.Karate, Inputs.Weighted, Inputs.Sinks })
        {
            AssertProducts(simulator, graph);
            if (graph.VertexCount > 0)
                AssertWalks(simulator, graph);
            if (graph.IsDirected)
                continue;
            var index = new EdgeIndex(graph);
            Assert.Equal(TestDevices.Cpu.TrianglesPerEdge(graph, index), simulator.TrianglesPerEdge(graph, index));
            Assert.Equal(TestDevices.Cpu.Jaccard(graph, index), simulator.Jaccard(graph, index));
        }

        foreach (CsrGraph graph in new[] { Fixtures.Karate, Inputs.WeightedSinks })
            Assert.Equal(TestDevices.Cpu.PageRank(graph).Ranks, simulator.PageRank(graph).Ranks);
    }

    private static void AssertProducts(GpuAccelerator simulator, CsrGraph graph)
    {
        const int columns = 3;
        double[] x = Inputs.Doubles(graph.VertexCount * columns);
        (double[] y, double[] expected) = (new double[x.Length], new double[x.Length]);
        simulator.Spmm(graph, x, columns, y);
        TestDevices.Cpu.Spmm(graph, x, columns, expected);
        Assert.Equal(expected, y);
        int n = graph.VertexCount;
        simulator.Spmv(graph, x.AsMemory(0, n), y.AsMemory(0, n));
        TestDevices.Cpu.Spmv(graph, x.AsMemory(0, n), expected.AsMemory(0, n));
        Assert.Equal(expected, y);
    }

    private static void AssertWalks(GpuAccelerator simulator, CsrGraph graph)
    {
        foreach (WalkOptions options in new WalkOptions[] { new(), new() { Method = WalkMethod.Weighted }, new() { Method = WalkMethod.NonBacktracking }, new() { Method = WalkMethod.Node2vec, P = 0.5, Q = 2 } })
        {
            WalkRequest batch = RandomWalker.DeviceBatch(graph, options with { Length = 10 }, seed: 1, Parallelism.Sequential, CancellationToken.None);
            (int[] rows, int[] expected) = (new int[200 * batch.Width], new int[200 * batch.Width]);
            simulator.Walks(graph, batch, rows);
            TestDevices.Cpu.Walks(graph, batch, expected);
            Assert.Equal(expected, rows);
        }
    }
}
