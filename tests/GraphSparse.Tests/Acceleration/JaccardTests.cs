using GraphSparse.Acceleration;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration;

/// <summary>The similarity of an edge's ends is the share of their neighbours that they have in common.</summary>
public abstract class JaccardTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void Jaccard_IsIntersectionOverUnion_OnEveryShape()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
        {
            var sets = new HashSet<int>[graph.VertexCount];
            for (int v = 0; v < sets.Length; v++)
                sets[v] = [.. graph.Neighbors(v)];
            double[] expected = [.. graph.Edges().Select(e =>
            {
                int both = sets[e.Source].Count < sets[e.Target].Count ? sets[e.Source].Count(sets[e.Target].Contains) : sets[e.Target].Count(sets[e.Source].Contains);
                return both / (double)(sets[e.Source].Count + sets[e.Target].Count - both);
            })];
            Assert.Equal(expected, Device.Jaccard(graph, new EdgeIndex(graph)));
        }
    }

    [AcceleratorFact]
    public void Jaccard_OfKarate_HasThePublishedValues()
    {
        double[] scores = Device.Jaccard(Fixtures.Karate, new EdgeIndex(Fixtures.Karate));
        Assert.Equal(78, scores.Length);
        Assert.Equal(7 / 18.0, scores[0]); // 0-1: degrees 16 and 9, seven neighbours in common
    }

    [AcceleratorFact]
    public void Jaccard_Fails_WhenDirected() =>
        Assert.Throws<ArgumentException>(() => Device.Jaccard(Inputs.Sinks, new EdgeIndex(Inputs.Sinks)));
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuJaccardTests : JaccardTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuJaccardTests : JaccardTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
