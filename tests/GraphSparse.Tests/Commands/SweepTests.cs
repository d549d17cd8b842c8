using GraphSparse.Metrics;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Sparsification;
using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

public class SweepTests
{
    private static readonly RunSettings Settings = new() { Seed = 3, Parallelism = new Parallelism(2) };

    [Fact]
    public void Sweep_MeasuresWhatSparsifyAndCompareDo()
    {
        CsrGraph graph = Fixtures.Random(300, 1500, 1);
        double[] fractions = [0.2, 0.6];
        List<SweepRow> rows = new Sweep(graph, WeightSense.Strength, Settings).Run(SparsifierCatalog.Default, fractions, "degree,pagerank");
        foreach (SparsifierEntry method in SparsifierCatalog.Default)
        {
            foreach (double keep in fractions)
            {
                if (!rows.Any(r => r.Method == method.Name && r.Keep == keep))
                    continue; // a forest has more edges than that
                CsrGraph sparse = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = method.Name, Keep = keep }, Settings.Seed).Graph;
                foreach (MetricValue value in GraphComparer.Compare(graph, sparse, ["degree", "pagerank"], Settings.Seed).Values)
                    Assert.Equal(value.Value, Assert.Single(rows, r => r.Method == method.Name && r.Keep == keep && r.Metric == value.Name).Value);
            }
        }

        Assert.Contains(rows, r => r is { Method: "local-degree", Keep: 0.2, Metric: "retained-fraction" } && Math.Abs(r.Value - 0.2) < 0.001);
    }

    [Fact]
    public void Sweep_MeasuresTheGraphsThatSummariesStandFor()
    {
        CsrGraph graph = Fixtures.Random(200, 1000, 1);
        var options = new SweepOptions { Methods = "random,summarize", Keep = "0.3" };
        Assert.True(options.HasSummary);
        var sweep = new Sweep(graph, WeightSense.Strength, Settings);
        List<SweepRow> rows = sweep.Run(options.MethodEntries(), options.FractionValues(), "degree", options.HasSummary);
        Assert.Equal(["random", "summarize"], rows.Select(r => r.Method).Distinct());
        CsrGraph summary = Summarizer.Summarize(graph, new SummaryOptions { Ratio = 0.3 }, Settings.Seed).ToGraph();
        MetricValue expected = GraphComparer.Compare(graph, summary, ["degree"], Settings.Seed).Values[0];
        Assert.Equal(expected.Value, Assert.Single(rows, r => r.Method == "summarize" && r.Metric == expected.Name).Value);
        Assert.Contains(sweep.Notes, n => n.StartsWith("summarize has as many bits", StringComparison.Ordinal));

        var directed = new Sweep(Fixtures.Random(50, 100, 1, directed: true), WeightSense.Strength, Settings);
        Assert.Empty(directed.Run([], [0.5], "degree", summarizes: true));
        Assert.Contains(directed.Notes, n => n.StartsWith("summarize left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Sweep_LeavesOutWhatDoesNotApply_AndSaysSo()
    {
        CsrGraph graph = Fixtures.Random(100, 400, 1, directed: true);
        var sweep = new Sweep(graph, WeightSense.Strength, Settings);
        List<SweepRow> rows = sweep.Run([SparsifierCatalog.Default.Find("spectral"), SparsifierCatalog.Default.Find("random")], [0.5], "degree,diameter");
        Assert.All(rows, r => Assert.Equal("random", r.Method));
        Assert.Contains(sweep.Notes, n => n.StartsWith("spectral left out", StringComparison.Ordinal));
        Assert.Contains(sweep.Notes, n => n.StartsWith("diameter left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Sweep_LeavesOutOnlyTheSizes_ThatAMethodCannotReach()
    {
        CsrGraph graph = Fixtures.Random(300, 900, 1);
        var sweep = new Sweep(graph, WeightSense.Strength, Settings);
        List<SweepRow> rows = sweep.Run([SparsifierCatalog.Default.Find("effective-resistance")], [0.5, 0.1], "components");
        Assert.Equal([0.5], rows.Select(r => r.Keep).Distinct());
        Assert.Contains("0.1", Assert.Single(sweep.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Rank_IsByDistanceFromTheIdeal_EqualOnesTogether()
    {
        SweepRow[] rows =
        [
            new("a", 0.5, "stretch", 1.5), new("b", 0.5, "stretch", double.PositiveInfinity), new("c", 0.5, "stretch", 0.5), new("d", 0.5, "stretch", 1.1),
            new("d", 0.5, "stretch.max", 9), new("d", 0.9, "stretch", 1),
        ];
        SweepRanking ranking = Sweep.Rank(rows, [0.5]).Single();
        Assert.Equal([("d", 1), ("a", 2), ("c", 2), ("b", 4)], ranking.Methods.Select(m => (m.Method, m.Rank)));
    }

    [Fact]
    public void Rank_PutsWhatCutsOffPairs_BehindWhatDoesNot()
    {
        SweepRow[] rows =
        [
            new("whole", 0.5, "stretch", 1.9), new("whole", 0.5, "stretch.unreachable", 0),
            new("torn", 0.5, "stretch", 1), new("torn", 0.5, "stretch.unreachable", 0.2),
            new("frayed", 0.5, "stretch", 1.2), new("frayed", 0.5, "stretch.unreachable", 0.1),
            new("whole", 0.5, "community-count", 3), new("torn", 0.5, "community-count", 1),
        ];
        SweepRanking ranking = Sweep.Rank(rows, [0.5]).Single(); // counts of communities rank nothing
        Assert.Equal([("whole", 0.0, 1), ("frayed", 0.1, 2), ("torn", 0.2, 3)], ranking.Methods.Select(m => (m.Method, m.Companion!.Value, m.Rank)));
    }

    [Theory]
    [InlineData("stretch")]
    [InlineData("eccentricity")]
    [InlineData("diameter")]
    [InlineData("resistance")]
    public void Companions_AreParts_AndTellWhatWasCutOff(string name)
    {
        MetricEntry metric = MetricCatalog.Default.FindList(name).Single();
        CsrGraph path = Fixtures.FromText("0-1 1-2 2-3 3-4");
        CsrGraph cut = Fixtures.FromText("0-1 1-2 3-4");
        Assert.True(GraphComparer.Compare(path, cut, [name]).Values.Single(v => v.Name == metric.Companion).Value > 0);
        Assert.Equal(0, GraphComparer.Compare(path, path, [name]).Values.Single(v => v.Name == metric.Companion).Value);
    }
}
