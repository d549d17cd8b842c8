using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Tests.Sparsification.Dynamic;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Walks toward a target give the verdicts and paths of their definition, while the graph changes too.</summary>
public abstract class NbrwTests
{
    private protected abstract IAccelerator Device { get; }

    private IHittingWalks Walks => (IHittingWalks)Device;

    [AcceleratorFact]
    public void Verdicts_EqualTheDefinition_OnAMesh() => AssertSame(new DynamicGraph(Lattices.Mesh(40)).Adjacency, new HittingRequest(7, 512, 100, 20), 300);

    [AcceleratorFact]
    public void Verdicts_EqualTheDefinition_OnWeightsOfSixDecades() =>
        AssertSame(new DynamicGraph(Lattices.Sparsify(Lattices.Mesh(40, decades: 3), 0.1, 3)).Adjacency, new HittingRequest(0xFEDCBA9876543210, 128, 60, 35), 300);

    [AcceleratorFact]
    public void Verdicts_EqualTheDefinition_OnASkewedGraph() => AssertSame(new DynamicGraph(Inputs.Skewed).Adjacency, new HittingRequest(1, 33, 9, 4), 200);

    [AcceleratorFact]
    public void Verdicts_EqualTheDefinition_InEveryNumber()
    {
        DynamicAdjacency graph = new DynamicGraph(Lattices.Mesh(10)).Adjacency;
        foreach (int count in new[] { 0, 1, 17, 1025 })
            AssertSame(graph, new HittingRequest(5, 3, 12, 9), count);
    }

    [AcceleratorFact]
    public void Verdicts_EqualTheDefinition_OnExtremeWeights()
    {
        var graph = new DynamicGraph(Lattices.Build(5, [(0, 1, 1e-300), (1, 2, 1e300), (2, 3, 1e-40), (3, 4, 1e39), (4, 0, 1)]));
        AssertSame(graph.Adjacency, new HittingRequest(5, 8, 10, 2), 200);
    }

    [AcceleratorFact]
    public void Verdicts_FollowTheGraph_WhenItChanges()
    {
        var graph = new DynamicGraph(Lattices.Mesh(30));
        var random = new Random(3);
        for (int round = 0; round < 6; round++)
        {
            for (int i = 0; i < 200; i++)
            {
                (int u, int v) = (random.Next(900), random.Next(900));
                if (u != v)
                    graph.Apply(graph.HasEdge(u, v) ? EdgeUpdate.Delete(u, v) : EdgeUpdate.Insert(u, v, 0.5 + random.NextDouble()));
            }

            if (round == 4)
                graph.CompactIfWasteful();
            AssertSame(graph.Adjacency, new HittingRequest(9, 64, 20, 8), 100);
        }
    }

    [AcceleratorFact]
    public void Sparsifier_IsThatOfTheCpusOwnEngine()
    {
        CsrGraph mesh = Lattices.Mesh(30, decades: 2);
        CsrGraph initial = Lattices.Sparsify(mesh, 0.1, 1);
        var own = DynamicSpectralSparsifier.Create(mesh, initial, DynamicSpectralOptions.Published);
        var onDevice = DynamicSpectralSparsifier.Create(mesh, initial, DynamicSpectralOptions.Published, accelerator: Device);
        foreach (EdgeUpdate[] batch in DynamicSpectralSparsifierTests.Stream(mesh, 400, 200).Chunk(200))
        {
            own.ApplyBatch(batch);
            onDevice.ApplyBatch(batch);
            GraphAssert.Same(own.SparsifierSnapshot(), onDevice.SparsifierSnapshot());
        }
    }

    [AcceleratorFact]
    public void Walks_Stop_WhenCancelled() => Assert.ThrowsAny<OperationCanceledException>(() =>
        Walks.NbrwInsert(new DynamicGraph(Lattices.Mesh(5)).Adjacency, new HittingRequest(1, 8, 8, 1), new HittingQuery[1], new byte[1], new CancellationToken(true)));

    private void AssertSame(DynamicAdjacency graph, HittingRequest request, int count)
    {
        var random = new Random(count);
        var queries = new HittingQuery[count];
        for (int i = 0; i < count; i++)
        {
            int source = random.Next(graph.VertexCount);
            int target = Near(graph, source, random);
            queries[i] = new HittingQuery { Source = source, Target = target, Weight = (float)Math.Pow(10, 2 * random.NextDouble() - 1), Ordinal = unchecked((uint)(i - 5)) };
        }

        var hits = new byte[count];
        var expected = new byte[count];
        Walks.NbrwInsert(graph, request, queries, hits, CancellationToken.None);
        CpuKernels.NbrwInsert(graph, request, queries, expected, 0, count);
        Assert.Equal(expected, hits);
        var paths = new int[count * request.Steps];
        var expectedPaths = new int[count * request.Steps];
        Walks.NbrwDelete(graph, request, queries, paths, CancellationToken.None);
        CpuKernels.NbrwDelete(graph, request, queries, expectedPaths, 0, count);
        Assert.Equal(expectedPaths, paths);
    }

    /// <summary>A vertex a few steps away where there is one, so that both verdicts occur.</summary>
    private static int Near(DynamicAdjacency graph, int source, Random random)
    {
        int at = source;
        for (int step = random.Next(2, 6); step > 0 && graph.Degree(at) > 0; step--)
            at = graph.Neighbors(at)[random.Next(graph.Degree(at))];
        return at != source ? at : (source + 1) % graph.VertexCount;
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuNbrwTests : NbrwTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuNbrwTests : NbrwTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;

    [AcceleratorFact]
    public void Device_TakesTheChangedBlocksAlone()
    {
        var graph = new DynamicGraph(Lattices.Mesh(120));
        var device = (GpuAccelerator)Device;
        var request = new HittingRequest(1, 8, 8, 4);
        var query = new[] { new HittingQuery { Source = 0, Target = 2, Weight = 1 } };
        ((IHittingWalks)device).NbrwInsert(graph.Adjacency, request, query, new byte[1], CancellationToken.None);
        long first = device.UploadedBytes(graph.Adjacency);
        graph.Apply(EdgeUpdate.Insert(0, 5000));
        ((IHittingWalks)device).NbrwInsert(graph.Adjacency, request, query, new byte[1], CancellationToken.None);
        long second = device.UploadedBytes(graph.Adjacency) - first;
        Assert.InRange(second, 1, first / 4);
    }
}
