using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Prefix sums are the sums of the counts before.</summary>
public abstract class PrefixSumTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void PrefixSum_AddsWhatLiesBefore_AtEveryLength()
    {
        foreach (int length in (int[])[.. Inputs.Lengths, 2048, 600_011]) // the last has more tiles than a group has items
            AssertSums(Inputs.Integers(length, -1000, int.MaxValue));
    }

    [AcceleratorFact]
    public void PrefixSum_OfDegrees_IsTheOffsets()
    {
        CsrGraph graph = Inputs.Skewed;
        int[] degrees = [.. Enumerable.Range(0, graph.VertexCount).Select(graph.Degree)];
        Assert.Equal(Enumerable.Range(0, graph.VertexCount + 1).Select(graph.Offset), Device.PrefixSum(degrees));
    }

    private void AssertSums(int[] counts)
    {
        var expected = new long[counts.Length + 1];
        for (int i = 0; i < counts.Length; i++)
            expected[i + 1] = expected[i] + counts[i];
        Assert.Equal(expected, Device.PrefixSum(counts));
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuPrefixSumTests : PrefixSumTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuPrefixSumTests : PrefixSumTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
