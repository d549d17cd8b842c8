using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Products of the adjacency matrix with dense matrices have the bits of sums from the first arc to the last.</summary>
public abstract class SpmmTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void Spmm_AddsRowsInOrder_OnUndirectedGraphs()
    {
        foreach (CsrGraph graph in Inputs.Undirected)
        {
            foreach (int columns in (int[])[1, 3, 16, 17]) // below, at and above whole vectors
                AssertProduct(graph, columns);
        }
    }

    [AcceleratorFact]
    public void Spmm_TakesOutgoingArcs_OnDirectedGraphs()
    {
        AssertProduct(Inputs.Sinks, 5);
        AssertProduct(Inputs.WeightedSinks, 5);
    }

    [AcceleratorFact]
    public void Spmm_OfOneColumn_IsSpmv()
    {
        double[] x = Inputs.Doubles(Inputs.Weighted.VertexCount);
        var vector = new double[x.Length];
        var matrix = new double[x.Length];
        Device.Spmv(Inputs.Weighted, x, vector);
        Device.Spmm(Inputs.Weighted, x, 1, matrix);
        Assert.Equal(vector, matrix);
    }

    [AcceleratorFact]
    public void Spmm_Fails_WhenAMatrixDoesNotFit()
    {
        Assert.Throws<ArgumentException>(() => Device.Spmm(Inputs.Sinks, new double[400], 2, new double[399]));
        Assert.Throws<ArgumentException>(() => Device.Spmm(Inputs.Sinks, new double[400], 3, new double[400]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Spmm(Inputs.Sinks, Array.Empty<double>(), 0, Array.Empty<double>()));
    }

    [AcceleratorFact]
    public void Spmm_Stops_WhenCancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Device.Spmm(Inputs.Sinks, new double[400], 2, new double[400], new CancellationToken(true)));

    private void AssertProduct(CsrGraph graph, int columns)
    {
        double[] x = Inputs.Doubles(graph.VertexCount * columns);
        var expected = new double[x.Length];
        for (int u = 0; u < graph.VertexCount; u++)
        {
            for (int k = 0; k < graph.Degree(u); k++)
            {
                for (int j = 0; j < columns; j++)
                    expected[u * columns + j] += graph.Weights(u)[k] * x[graph.Neighbors(u)[k] * columns + j];
            }
        }

        double[] y = [.. Enumerable.Repeat(double.NaN, x.Length)]; // what was there before must not show
        Device.Spmm(graph, x, columns, y);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), y.Select(BitConverter.DoubleToInt64Bits));
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuSpmmTests : SpmmTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuSpmmTests : SpmmTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
