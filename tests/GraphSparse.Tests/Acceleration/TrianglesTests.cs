using GraphSparse.Acceleration;
using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Triangles on edges are those that the analysis counts by marking.</summary>
public abstract class TrianglesTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void TrianglesPerEdge_EqualTheCounter_OnEveryShape()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
        {
            var index = new EdgeIndex(graph);
            Assert.Equal(TriangleCounter.Count(graph, index, Parallelism.Sequential).PerEdge, Device.TrianglesPerEdge(graph, index));
        }
    }

    [AcceleratorFact]
    public void TrianglesPerEdge_OfKarate_AddUpTo45() =>
        Assert.Equal(3 * 45, Device.TrianglesPerEdge(Fixtures.Karate, new EdgeIndex(Fixtures.Karate)).Sum());

    [AcceleratorFact]
    public void TrianglesPerEdge_Fail_WhenDirected() =>
        Assert.Throws<ArgumentException>(() => Device.TrianglesPerEdge(Inputs.Sinks, new EdgeIndex(Inputs.Sinks)));
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
