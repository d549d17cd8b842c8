using GraphSparse.Acceleration;
using GraphSparse.Analytics;

namespace GraphSparse.Tests.Acceleration;

/// <summary>PageRank has the bits of one thread everywhere, after the same number of iterations.</summary>
public abstract class PageRankKernelTests
{
    private static readonly PageRankOptions Precise = new() { Tolerance = 1e-11 };

    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void PageRank_HasTheSameBits_WithoutDirections()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
        {
            AssertSame(graph, Precise);
            if (graph.VertexCount > 16)
                AssertSame(graph, Precise with { Sources = [3, 16] });
        }
    }

    [AcceleratorFact]
    public void PageRank_HasTheSameBits_WithDirections()
    {
        foreach (CsrGraph graph in (CsrGraph[])[Inputs.Sinks, Inputs.WeightedSinks])
        {
            AssertSame(graph, Precise);
            AssertSame(graph, Precise with { Sources = [3, 16, 199] });
        }
    }

    [AcceleratorFact]
    public void PageRank_Fails_WhereItDoesNotConverge() =>
        Assert.Throws<ConvergenceException>(() => Device.PageRank(Inputs.Skewed, new PageRankOptions { Iterations = 1, Tolerance = 1e-12 }));

    private void AssertSame(CsrGraph graph, PageRankOptions options)
    {
        PageRankResult expected = PageRank.Compute(graph, options, Parallelism.Sequential);
        PageRankResult found = Device.PageRank(graph, options);
        Assert.Equal(expected.Ranks.Select(BitConverter.DoubleToInt64Bits), found.Ranks.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal((expected.Iterations, expected.Residual), (found.Iterations, found.Residual));
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuPageRankKernelTests : PageRankKernelTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuPageRankKernelTests : PageRankKernelTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
