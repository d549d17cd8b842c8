using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Dynamic;

/// <summary>The tests of insertions that go by estimated resistances and by clusters.</summary>
public class EstimatedTestsTests
{
    [Fact]
    public void Resistance_IsThatOfTheSparsifier_UpToTheErrorOfProjections()
    {
        // On a path the resistance is the distance. With 48 projections it is within a factor of two of it, at a chance of error far below 1e-6.
        CsrGraph path = ClassicGraphs.Path(200);
        var sparsifier = DynamicSpectralSparsifier.Create(path, path, new DynamicSpectralOptions { Method = InsertionTestMethod.Resistance, Threshold = 40 });
        bool[] staysOut = sparsifier.Test([EdgeUpdate.Insert(10, 30), EdgeUpdate.Insert(10, 90), EdgeUpdate.Insert(10, 90, 0.2), EdgeUpdate.Insert(150, 151 + 10, 8)], 0);
        Assert.Equal([true, false, true, false], staysOut);
    }

    [Fact]
    public void Resistance_IsMadeAnew_WithEveryBatch()
    {
        CsrGraph path = ClassicGraphs.Path(200);
        var sparsifier = DynamicSpectralSparsifier.Create(path, path, new DynamicSpectralOptions { Method = InsertionTestMethod.Resistance, Threshold = 40, Recheck = false });
        Assert.Equal(1, sparsifier.ApplyBatch([EdgeUpdate.Insert(0, 199)]).EnteredSparsifier);
        Assert.Equal(0, sparsifier.ApplyBatch([EdgeUpdate.Insert(1, 198)]).EnteredSparsifier); // the first one joined the ends
    }

    [Fact]
    public void Clusters_AreNested_AndCoverAll()
    {
        CsrGraph mesh = ClassicGraphs.Grid(30, 30);
        var clusters = new ResistanceClusters(mesh, 3, default);
        Assert.True(clusters.LevelCount > 4);
        for (int level = 1; level < clusters.LevelCount; level++)
        {
            var parents = new Dictionary<int, int>();
            for (int v = 0; v < 900; v++)
                Assert.Equal(clusters.Level(level)[v], parents.TryGetValue(clusters.Level(level - 1)[v], out int parent) ? parent : parents[clusters.Level(level - 1)[v]] = clusters.Level(level)[v]);
        }

        int chosen = clusters.CoarsestBelow(50);
        Assert.All(clusters.Level(chosen).CountBy(c => c), c => Assert.True(c.Value < 50));
        Assert.True(clusters.Level(clusters.LevelCount - 1).Distinct().Count() <= 9);
    }

    [Fact]
    public void Clusters_LetOneEdgePerPairIn_AndNoneWithin()
    {
        // Two grids joined by one edge: an edge within a cluster stays out, a second one between the same clusters too.
        CsrGraph mesh = ClassicGraphs.Grid(30, 30);
        var clusters = new ResistanceClusters(mesh, 42, default);
        int[] level = clusters.Level(clusters.CoarsestBelow(50));
        int first = 0;
        int within = Enumerable.Range(2, 898).First(v => level[v] == level[first] && !mesh.HasArc(first, v));
        int[] far = [.. Enumerable.Range(0, 900).Where(v => level[v] == level[899])];
        Assert.DoesNotContain(mesh.Edges(), e => level[e.Source] == level[first] && level[e.Target] == level[899]);
        var sparsifier = DynamicSpectralSparsifier.Create(mesh, mesh, new DynamicSpectralOptions { Method = InsertionTestMethod.Lrd, Recheck = false });
        BatchReport report = sparsifier.ApplyBatch([EdgeUpdate.Insert(first, within), EdgeUpdate.Insert(first, far[0]), EdgeUpdate.Insert(first, far[1])]);
        Assert.Equal(1, report.EnteredSparsifier);
        Assert.Equal(0, sparsifier.ApplyBatch([EdgeUpdate.Insert(within, far[^1])]).EnteredSparsifier);
    }
}
