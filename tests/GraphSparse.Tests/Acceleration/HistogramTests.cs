using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>A histogram counts every value once.</summary>
public abstract class HistogramTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void Histogram_CountsEveryValue_ForFewAndManyBins()
    {
        foreach (int length in (int[])[.. Inputs.Lengths, 200_003]) // the last is counted by several threads
        {
            foreach (int bins in (int[])[1, 7, 1024, 1025, 50_000])
                AssertCounts(Inputs.Integers(length, bins), bins);
        }
    }

    [AcceleratorFact]
    public void Histogram_OfASkewedGraph_CountsItsDegrees()
    {
        CsrGraph graph = Inputs.Skewed;
        AssertCounts([.. Enumerable.Range(0, graph.VertexCount).Select(graph.Degree)], graph.MaxDegree + 1);
    }

    [AcceleratorFact]
    public void Histogram_Fails_WhenAValueLiesOutside()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Histogram(new[] { 0, 1, 2 }, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Histogram(new[] { 0, -1 }, 5000));
    }

    private void AssertCounts(int[] values, int bins)
    {
        var expected = new int[bins];
        foreach (int value in values)
            expected[value]++;
        Assert.Equal(expected, Device.Histogram(values, bins));
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuHistogramTests : HistogramTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuHistogramTests : HistogramTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
