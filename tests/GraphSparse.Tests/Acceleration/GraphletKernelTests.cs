using GraphSparse.Acceleration;
using GraphSparse.Graphlets;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Counts on edges, orbit counts and second hops are those of the loops of threads, on every shape of graph.</summary>
public abstract class GraphletKernelTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void CountOnEdges_GivesWhatThreadsGive()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
            AssertEdges(Device, graph);
    }

    [AcceleratorFact]
    public void CountOrbits_GivesWhatThreadsGive()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
            AssertOrbits(Device, graph);
    }

    [AcceleratorFact]
    public void FindTwoHops_GivesWhatThreadsGive_ForRowsInAnyOrder()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
            AssertTwoHops(Device, graph, [.. Enumerable.Range(0, graph.VertexCount).Where(u => u % 3 != 1).Reverse().Take(400)]);
    }

    [AcceleratorFact]
    public void Adjacencies_GiveWhatThreadsGive()
    {
        OrbitMatrices expected = OrbitAdjacency.Count(Inputs.Weighted);
        OrbitMatrices found = OrbitAdjacency.Count(Inputs.Weighted, new() { Kernels = Device });
        Assert.Equal(expected.Totals, found.Totals);
        foreach (OrbitPair pair in OrbitPair.Stored)
        {
            for (int u = 0; u < Inputs.Weighted.VertexCount; u++)
                Assert.True(expected[pair].Targets(u).SequenceEqual(found[pair].Targets(u)) && expected[pair].Counts(u).SequenceEqual(found[pair].Counts(u)), $"{pair}, row {u}");
        }
    }

    [AcceleratorFact]
    public void OrbitCounts_ThatDoNotFit_AreRefused() =>
        Assert.Contains("3000000 neighbours do not fit 64 bits", Assert.Throws<ResourceLimitException>(() => OrbitCounter.Count(Star(3_000_000), Device)).Message, StringComparison.Ordinal);

    [AcceleratorFact]
    public void CliquesOfSixty_AreCounted_ThoughRowsOfBitsHaveSeveralWords()
    {
        var builder = new GraphBuilder(130);
        for (int u = 0; u < 60; u++)
        {
            for (int v = 0; v < u; v++)
                builder.AddEdge(u, v);
            builder.AddEdge(u, 60 + u);
        }

        AssertEdges(Device, builder.Build());
        AssertOrbits(Device, builder.Build());
    }

    internal static void AssertEdges(IAccelerator device, CsrGraph graph)
    {
        var ranked = new RankedGraph(graph, default);
        foreach (EdgeCounts needed in new[] { EdgeCounts.All, EdgeCounts.Triangles, EdgeCounts.Cliques, EdgeCounts.Thirds, EdgeCounts.Cycles })
        {
            EdgeArrays expected = PrimitiveCounter.Count(ranked, needed, new PhaseClock(), Parallelism.Sequential, default);
            EdgeArrays found = ((IGraphletKernels)device).CountOnEdges(ranked, needed, default);
            Assert.Equal(expected.Triangles, found.Triangles);
            Assert.Equal(expected.Cliques, found.Cliques);
            Assert.Equal(expected.BeyondHigher, found.BeyondHigher);
            Assert.Equal(expected.BeyondLower, found.BeyondLower);
            Assert.Equal(expected.ThirdDegrees, found.ThirdDegrees);
            Assert.Equal(expected.Cycles, found.Cycles);
        }
    }

    internal static void AssertOrbits(IAccelerator device, CsrGraph graph)
    {
        OrbitCounts expected = OrbitCounter.Count(graph, parallelism: Parallelism.Sequential);
        OrbitCounts found = OrbitCounter.Count(graph, device);
        for (int orbit = 0; orbit < OrbitCounts.OrbitCount; orbit++)
            Assert.Equal(expected[orbit], found[orbit]);
    }

    internal static void AssertTwoHops(IAccelerator device, CsrGraph graph, int[] vertices)
    {
        AdjacencyInput input = OrbitAdjacency.Plan(graph, new() { Matrices = [new(2, 12, 12)] }).Prepare(new PhaseClock(), Parallelism.Sequential, default);
        foreach (bool needsChords in new[] { true, false })
        {
            TwoHops found = ((IGraphletKernels)device).FindTwoHops(input, vertices, needsChords, default);
            var row = new TwoHopRow(input, needsChords);
            for (int i = 0; i < vertices.Length; i++)
            {
                row.Compute(vertices[i]);
                Assert.Equal(row.Count, found.Starts[i + 1] - found.Starts[i]);
                for (int k = 0; k < row.Count; k++)
                {
                    int v = row.Targets[k];
                    int place = (int)found.Starts[i] + k;
                    Assert.Equal(
                        (v, row.Paths(v), row.Chords(v), row.OwnTriangles(v), row.OtherTriangles(v), row.Degrees(v)),
                        (found.Targets[place], found.Paths[place], found.Chords[place], found.OwnTriangles[place], found.OtherTriangles[place], found.Degrees[place]));
                }
            }
        }
    }

    private static CsrGraph Star(int leaves)
    {
        var builder = new GraphBuilder(leaves + 1);
        for (int v = 1; v <= leaves; v++)
            builder.AddEdge(0, v);
        return builder.Build();
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuGraphletKernelTests : GraphletKernelTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuGraphletKernelTests : GraphletKernelTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
