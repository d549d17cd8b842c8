using GraphSparse.Analytics;
using GraphSparse.Metrics;
using GraphSparse.Sampling;
using GraphSparse.Sparsification;
using GraphSparse.Sparsification.Spectral;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Weights;

/// <summary>Weights at the ends of their range: a right value or a refusal, and never a number that is none.</summary>
public class ExtremeWeightTests
{
    [Theory]
    [InlineData("0-1:1 1-2:1 0-2:1 2-3:1e-18")]
    [InlineData("0-1:1 1-2:1 0-2:1 2-3:1e-250")]
    [InlineData("0-1:1e90 1-2:1e90 0-2:1e90 2-3:1e-300")]
    [InlineData("0-1:1e-300 1-2:1e-300 0-2:1e-300 2-3:1e-300")]
    [InlineData("0-1:1e100 1-2:1e100 0-2:1e100 2-3:1e100")]
    public void EffectiveResistance_KeepsWeights_WhereEveryEdgeIsKept(string edges)
    {
        CsrGraph graph = Fixtures.FromText(edges);
        SparsifiedGraph kept = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "effective-resistance", Keep = 1 });
        Assert.Equal(graph.Edges(), kept.Graph.Edges());
    }

    [Fact]
    public void EffectiveResistance_IsRight_BehindAWeakBridge()
    {
        double[] found = EffectiveResistance.Compute(Fixtures.FromText("0-1:1 1-2:1 0-2:1 2-3:1e-18")).PerEdge;
        Assert.Equal([2 / 3.0, 2 / 3.0, 2 / 3.0], found[..3].Select(r => Math.Round(r, 12)).Select(r => r == Math.Round(2 / 3.0, 12) ? 2 / 3.0 : r));
        Assert.Equal(1e18, found[3], 1e6);
    }

    [Theory]
    [InlineData("effective-resistance")]
    [InlineData("d-spar")]
    [InlineData("spectral")]
    [InlineData("disparity")]
    [InlineData("k-neighbor")]
    public void Sparsifiers_WriteNumbers(string method)
    {
        foreach (double decades in new[] { 20, 100, 280 })
        {
            CsrGraph mesh = Lattices.Mesh(12, 3, decades / 2).MapWeights(w => Math.Min(w, 1e100));
            try
            {
                CsrGraph kept = Sparsifier.Sparsify(mesh, new SparsifierOptions { Method = method, Keep = method == "spectral" ? null : 0.6 }).Graph;
                Assert.All(kept.Edges(), e => Assert.True(double.IsFinite(e.Weight) && e.Weight > 0, $"{e} at {decades} decades"));
            }
            catch (ConvergenceException)
            {
                // said, and nothing is written
            }
        }
    }

    [Fact]
    public void PageRank_OfSubnormalWeights_IsThatOfUsualOnes()
    {
        CsrGraph usual = Fixtures.FromText("0-1:1 1-2:2 2-3:3 3-0:1 0-2:5");
        CsrGraph tiny = usual.MapWeights(w => w * double.Epsilon * 8);
        Assert.Equal(PageRank.Compute(usual).Ranks, PageRank.Compute(tiny).Ranks);
        var options = new SamplerOptions { Method = "random-pagerank-node", Fraction = 0.5 };
        Assert.Equal(Sampler.Sample(usual, options).Vertices, Sampler.Sample(tiny, options).Vertices);
    }

    [Fact]
    public void PageRank_RefusesAVertex_WhoseWeightsVanishBesideOthers()
    {
        CsrGraph graph = Fixtures.FromText("0-1:1 1-2:1 3-4:1e-310");
        InvalidWeightException error = Assert.Throws<InvalidWeightException>(() => PageRank.Compute(graph));
        Assert.Equal((3, 4), (error.Edge.Source, error.Edge.Target));
        Assert.Contains("1E-310", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_AreNeverNaN_OnWideWeights()
    {
        CsrGraph mesh = Lattices.Mesh(8, 2, 20);
        CsrGraph other = Lattices.Sparsify(mesh, 0.3, 1);
        foreach (MetricEntry metric in MetricCatalog.Default)
        {
            try
            {
                Assert.All(GraphComparer.Compare(mesh, other, [metric.Name]).Values, v => Assert.False(double.IsNaN(v.Value), v.Name));
            }
            catch (ConvergenceException error)
            {
                Assert.DoesNotContain("NaN", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
