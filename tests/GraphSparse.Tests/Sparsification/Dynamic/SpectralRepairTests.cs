using GraphSparse.Metrics;
using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Sparsification.Spectral;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Dynamic;

/// <summary>κ of a sparsifier that is kept: measured, repaired, built anew.</summary>
public class SpectralRepairTests
{
    [Fact]
    public void Repair_ReachesItsTarget_InsideTheGraph()
    {
        CsrGraph mesh = Lattices.Mesh(30);
        var sparsifier = DynamicSpectralSparsifier.Create(mesh, Lattices.Sparsify(mesh, 0, 1));
        double before = sparsifier.EstimateKappa();
        RepairReport report = sparsifier.Repair(before / 4);
        Assert.True(report.EdgesAdded > 0 && report.Kappa <= before / 4);
        Assert.Null(sparsifier.Verify());
        Assert.Equal(report.Kappa!.Value, ConditionNumber.Measure(sparsifier.Snapshot(), sparsifier.SparsifierSnapshot()).Kappa, 0.01 * report.Kappa.Value);
        Assert.Equal(50, sparsifier.AddEdges(budget: 50).EdgesAdded);
        Assert.Equal(0, sparsifier.AddEdges(budget: 0).EdgesAdded);
        Assert.Null(sparsifier.Verify());
    }

    [Fact]
    public void Deletions_KeepKappaWithinFivePercent()
    {
        CsrGraph mesh = Lattices.Mesh(60);
        CsrGraph initial = SpectralSparsifier.Sparsify(mesh).Graph;
        var random = new Random(3);
        EdgeUpdate[] deletions = [.. initial.Edges().OrderBy(_ => random.Next()).Take(mesh.VertexCount / 100).Select(e => EdgeUpdate.Delete(e.Source, e.Target))];
        foreach (DynamicSpectralOptions options in new[] { DynamicSpectralOptions.Published, DynamicSpectralOptions.Default })
        {
            var sparsifier = DynamicSpectralSparsifier.Create(mesh, initial, options);
            double before = sparsifier.EstimateKappa();
            foreach (EdgeUpdate[] batch in deletions.Chunk(4))
                sparsifier.ApplyBatch(batch);
            Assert.InRange(sparsifier.EstimateKappa(), 0, 1.05 * before);
            Assert.Null(sparsifier.Verify());
        }
    }

    [Fact]
    public void Exchange_ReachesTheSize_KeepsTheComponents_AndIsBetterThanRepair()
    {
        CsrGraph mesh = Lattices.Mesh(40);
        CsrGraph initial = SpectralSparsifier.Sparsify(mesh).Graph;
        EdgeUpdate[] stream = [.. DynamicSpectralSparsifierTests.Stream(mesh, 390, 0)];
        long size = initial.EdgeCount + 50;
        double[] kappa = new double[2];
        foreach (bool isExchanged in new[] { true, false })
        {
            var sparsifier = DynamicSpectralSparsifier.Create(mesh, initial, new DynamicSpectralOptions { Threshold = 50 });
            sparsifier.ApplyBatch(stream);
            long before = sparsifier.Statistics.SparsifierEdges;
            RepairReport report = isExchanged ? sparsifier.ExchangeEdges(size) : sparsifier.AddEdges((int)(size - before));
            Assert.Equal(size, sparsifier.Statistics.SparsifierEdges);
            Assert.Equal(size - before, report.EdgesAdded - report.EdgesDropped);
            Assert.Equal(isExchanged, report.EdgesDropped > 0);
            Assert.Null(sparsifier.Verify());
            kappa[isExchanged ? 1 : 0] = sparsifier.EstimateKappa();
        }

        Assert.True(kappa[1] < kappa[0], $"{kappa[1]} and {kappa[0]}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Exchange_GoesToForestAndWhole_AndNoFarther(int copies)
    {
        CsrGraph mesh = Lattices.Mesh(12, decades: 2);
        CsrGraph graph = Lattices.Build(mesh.VertexCount * copies, mesh.Edges().SelectMany(
            e => Enumerable.Range(0, copies).Select(c => (e.Source + c * mesh.VertexCount, e.Target + c * mesh.VertexCount, e.Weight))));
        var sparsifier = DynamicSpectralSparsifier.Create(graph, SpectralSparsifier.Sparsify(graph).Graph);
        foreach (long wanted in new[] { 0, graph.VertexCount, graph.EdgeCount, graph.VertexCount + 20, long.MaxValue })
        {
            sparsifier.ExchangeEdges(wanted);
            Assert.Equal(Math.Clamp(wanted, graph.VertexCount - copies, graph.EdgeCount), sparsifier.Statistics.SparsifierEdges);
            Assert.Null(sparsifier.Verify());
        }

        Assert.Equal(1, sparsifier.EstimateKappa(), 1e-6);
        Assert.Throws<ArgumentOutOfRangeException>(() => sparsifier.ExchangeEdges(-1));
        Assert.ThrowsAny<OperationCanceledException>(() => sparsifier.ExchangeEdges(graph.VertexCount, new CancellationToken(true)));
        Assert.Null(sparsifier.Verify());
        var empty = DynamicSpectralSparsifier.Create(CsrGraph.Empty(3), CsrGraph.Empty(3));
        Assert.Equal((0, 0), (empty.ExchangeEdges(5).EdgesAdded, empty.ExchangeEdges(0).EdgesDropped));
    }

    [Fact]
    public void Exchange_IsTheSame_ForEveryNumberOfThreads()
    {
        CsrGraph mesh = Lattices.Mesh(25, decades: 1);
        CsrGraph initial = SpectralSparsifier.Sparsify(mesh).Graph;
        CsrGraph? expected = null;
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            var sparsifier = DynamicSpectralSparsifier.Create(mesh, initial, parallelism: new Parallelism(threads));
            sparsifier.ExchangeEdges(initial.EdgeCount - 5);
            expected ??= sparsifier.SparsifierSnapshot();
            GraphAssert.Same(expected, sparsifier.SparsifierSnapshot());
        }
    }

    [Fact]
    public void Drift_IsCounteredByRepair_ThenByBuildingAnew()
    {
        // A threshold that lets nothing in: κ grows until it has doubled.
        CsrGraph mesh = Lattices.Mesh(30);
        CsrGraph initial = SpectralSparsifier.Sparsify(mesh).Graph;
        var sparsifier = DynamicSpectralSparsifier.Create(mesh, initial, new DynamicSpectralOptions { Threshold = 1e9 });
        Assert.Equal(new RebuildReport(false, 0, 0), sparsifier.RebuildIfDrifted() with { Seconds = 0 }); // κ was not measured
        double built = sparsifier.EstimateKappa();
        Assert.Equal(built, sparsifier.KappaAtBuild);
        Assert.Equal((false, 0), (sparsifier.RebuildIfDrifted().IsRebuilt, sparsifier.RebuildIfDrifted().EdgesAdded));
        sparsifier.ApplyBatch([.. Enumerable.Range(0, 8).Select(i => EdgeUpdate.Insert(i, 899 - i, 50))]); // a cut that a few edges mend
        Assert.True(sparsifier.EstimateKappa() > 2 * built);
        RebuildReport repaired = sparsifier.RebuildIfDrifted();
        Assert.Equal((false, 18), (repaired.IsRebuilt, repaired.EdgesAdded));
        Assert.True(sparsifier.EstimateKappa() <= 2 * built);
        sparsifier.ApplyBatch([.. Enumerable.Range(0, 200).Select(i => EdgeUpdate.Insert(2 * i, 898 - 2 * i, 50))]); // more than 18 edges can mend
        RebuildReport rebuilt = sparsifier.RebuildIfDrifted();
        Assert.Equal((true, 18), (rebuilt.IsRebuilt, rebuilt.EdgesAdded));
        Assert.NotNull(sparsifier.KappaAtBuild);
        Assert.Null(sparsifier.Verify());
    }

    [Fact]
    public void OneNewEdge_SetsKappaToOnePlusItsDistortion()
    {
        CsrGraph path = Lattices.Path(20);
        var sparsifier = DynamicSpectralSparsifier.Create(path, path, new DynamicSpectralOptions { Threshold = 100 });
        Assert.Equal(1, sparsifier.ApplyBatch([EdgeUpdate.Insert(3, 12, 2)]).Rejected);
        Assert.Equal(1 + 2 * 9, sparsifier.EstimateKappa(), 0.01);
    }

    [Fact]
    public void Rebuild_IsDueAfterHalfAsManyUpdatesAsVertices_AndKeepsTheDensity()
    {
        CsrGraph mesh = Lattices.Mesh(20);
        var sparsifier = DynamicSpectralSparsifier.Create(mesh, SpectralSparsifier.Sparsify(mesh).Graph);
        double density = sparsifier.Statistics.OffTreePerVertex;
        EdgeUpdate[] stream = [.. DynamicSpectralSparsifierTests.Stream(mesh, 201, 0)];
        sparsifier.ApplyBatch(stream[..100]);
        Assert.False(sparsifier.IsRebuildDue);
        sparsifier.ApplyBatch(stream[100..]);
        Assert.True(sparsifier.IsRebuildDue);
        sparsifier.Rebuild();
        Assert.False(sparsifier.IsRebuildDue);
        Assert.Equal(density, sparsifier.Statistics.OffTreePerVertex, 0.005);
        Assert.Null(sparsifier.Verify());
        Assert.Equal(1, sparsifier.ApplyBatch([EdgeUpdate.Delete(0, 1)]).Deleted);
        Assert.Null(sparsifier.Verify());
    }
}
