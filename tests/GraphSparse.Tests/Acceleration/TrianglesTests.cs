using GraphSparse.Acceleration;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Triangles on edges are those that the body of the kernel finds one arc after the other.</summary>
public abstract class TrianglesTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void TrianglesPerEdge_EqualTheBody_OnEveryShape()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
        {
            var index = new EdgeIndex(graph);
            Assert.Equal(ByBody(graph, index), Device.TrianglesPerEdge(graph, index));
        }
    }

    [AcceleratorFact]
    public void TrianglesPerEdge_OfKarate_AddUpTo45() =>
        Assert.Equal(3 * 45, Device.TrianglesPerEdge(Fixtures.Karate, new EdgeIndex(Fixtures.Karate)).Sum());

    [AcceleratorFact]
    public void TrianglesPerEdge_Fail_WhenDirected() =>
        Assert.Throws<ArgumentException>(() => Device.TrianglesPerEdge(Inputs.Sinks, new EdgeIndex(Inputs.Sinks)));

    private static int[] ByBody(CsrGraph graph, EdgeIndex index)
    {
        ForwardArcs forward = ForwardArcs.Of(graph, index, Parallelism.Sequential, CancellationToken.None);
        var perEdge = new int[forward.Edges.Length];
        for (int arc = 0; arc < perEdge.Length; arc++)
        {
            ArcBodies.Triangles<ThreadAtomics, ForwardRows, ReadOnlyView<int>, SpanView<int>>(
                arc, new ForwardRows(forward), new ReadOnlyView<int>(forward.Sources), new ReadOnlyView<int>(forward.Edges), new SpanView<int>(perEdge));
        }

        return perEdge;
    }

    private readonly struct ForwardRows(ForwardArcs forward) : IRows
    {
        public long Start(int u) => forward.Offsets[u];

        public int Neighbor(long place) => forward.Targets[place];
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuTrianglesTests : TrianglesTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuTrianglesTests : TrianglesTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
