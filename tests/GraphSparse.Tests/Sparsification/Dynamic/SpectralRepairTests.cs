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
        var sparsifier = new DynamicSpectralSparsifier(mesh, Lattices.Sparsify(mesh, 0, 1));
        double before = sparsifier.EstimateKappa();
        RepairReport report = sparsifier.Repair(before / 4);
        Assert.True(report.EdgesAdded > 0 && report.Kappa <= before / 4);
        Assert.Null(sparsifier.Verify());
        Assert.Equal(report.Kappa!.Value, ConditionNumber.Measure(sparsifier.Snapshot(), sparsifier.SparsifierSnapshot()).Kappa, 0.01 * report.Kappa.Value);
        Assert.Equal(50, sparsifier.Repair(budget: 50).EdgesAdded);
        Assert.Equal(0, sparsifier.Repair(budget: 0).EdgesAdded);
        Assert.Null(sparsifier.Verify());
    }

    [Fact]
    public void Deletions_KeepKappaWithinFivePercent()
    {
        CsrGraph mesh = Lattices.Mesh(60);
        CsrGraph initial = SpectralSparsifier.Sparsify(mesh).Graph;
        var random = new Random(3);
        EdgeUpdate[] deletions = [.. initial.Edges().OrderBy(_ => random.Next()).Take(mesh.VertexCount / 100).Select(e => EdgeUpdate.Delete(e.Source, e.Target))];
        var sparsifier = new DynamicSpectralSparsifier(mesh, initial, DynamicSpectralOptions.Published);
        double before = sparsifier.EstimateKappa();
        foreach (EdgeUpdate[] batch in deletions.Chunk(4))
            sparsifier.ApplyBatch(batch);
        Assert.InRange(sparsifier.EstimateKappa(), 0, 1.05 * before);
        Assert.Null(sparsifier.Verify());
    }

    [Fact]
    public void OneNewEdge_SetsKappaToOnePlusItsDistortion()
    {
        CsrGraph path = Lattices.Path(20);
        var sparsifier = new DynamicSpectralSparsifier(path, path, new DynamicSpectralOptions { Threshold = 100 });
        Assert.Equal(1, sparsifier.ApplyBatch([EdgeUpdate.Insert(3, 12, 2)]).Rejected);
        Assert.Equal(1 + 2 * 9, sparsifier.EstimateKappa(), 0.01);
    }

    [Fact]
    public void Rebuild_IsDueAfterHalfAsManyUpdatesAsVertices_AndKeepsTheDensity()
    {
        CsrGraph mesh = Lattices.Mesh(20);
        var sparsifier = new DynamicSpectralSparsifier(mesh, SpectralSparsifier.Sparsify(mesh).Graph);
        double density = sparsifier.Statistics.OffForestPercent;
        EdgeUpdate[] stream = [.. DynamicSpectralSparsifierTests.Stream(mesh, 201, 0)];
        sparsifier.ApplyBatch(stream[..100]);
        Assert.False(sparsifier.IsRebuildDue);
        sparsifier.ApplyBatch(stream[100..]);
        Assert.True(sparsifier.IsRebuildDue);
        sparsifier.Rebuild();
        Assert.False(sparsifier.IsRebuildDue);
        Assert.Equal(density, sparsifier.Statistics.OffForestPercent, 0.5);
        Assert.Null(sparsifier.Verify());
        Assert.Equal(1, sparsifier.ApplyBatch([EdgeUpdate.Delete(0, 1)]).Deleted);
        Assert.Null(sparsifier.Verify());
    }
}
