using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Products with the adjacency matrix have the bits of sums from the first arc to the last.</summary>
public abstract class SpmvTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void Spmv_AddsRowsInOrder_OnUndirectedGraphs()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
            AssertProduct(graph);
    }

    [AcceleratorFact]
    public void Spmv_TakesOutgoingArcs_OnDirectedGraphs()
    {
        AssertProduct(Inputs.Sinks);
        AssertProduct(Inputs.WeightedSinks);
    }

    [AcceleratorFact]
    public void Spmv_UsesTheSameGraphAgain()
    {
        AssertProduct(Inputs.Weighted);
        AssertProduct(Inputs.Weighted);
    }

    [AcceleratorFact]
    public void Spmv_Fails_WhenTheVectorDoesNotFit() =>
        Assert.Throws<ArgumentException>(() => Device.Spmv(Inputs.Sinks, new double[3], new double[200]));

    private void AssertProduct(CsrGraph graph)
    {
        double[] x = Inputs.Doubles(graph.VertexCount);
        var expected = new double[graph.VertexCount];
        for (int u = 0; u < graph.VertexCount; u++)
        {
            for (int k = 0; k < graph.Degree(u); k++)
                expected[u] += graph.Weights(u)[k] * x[graph.Neighbors(u)[k]];
        }

        var y = new double[graph.VertexCount];
        Device.Spmv(graph, x, y);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), y.Select(BitConverter.DoubleToInt64Bits));
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuSpmvTests : SpmvTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuSpmvTests : SpmvTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
