using GraphSparse.Metrics;
using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Metrics;

public class MetricTests
{
    public static TheoryData<string> Names => [.. MetricCatalog.Default.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compare_GivesTheIdeal_ForAGraphAndItself(string name)
    {
        MetricEntry entry = MetricCatalog.Default.First(e => e.Name == name);
        foreach (CsrGraph graph in new[] { Fixtures.Karate, Fixtures.Random(200, 700, 1, directed: true, weighted: true), CsrGraph.Empty(3), CsrGraph.Empty(0) })
        {
            if (entry.NotApplicable?.Invoke(new Comparison(graph, graph, 1, Parallelism.Sequential)) is not null || (name == "pcg-iterations" && graph.EdgeCount == 0))
                continue;
            double ideal = name == "isolated" ? Value(graph, graph, "isolated.original", name) : entry.Ideal;
            Assert.Equal(ideal, Value(graph, graph, name, name), 10);
        }
    }

    [Fact]
    public void Compare_GivesTheSameBits_ForEveryNumberOfThreads()
    {
        IReadOnlyList<MetricValue> one = Measure(1);
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, Measure(threads));

        // Graphs of their own, as what is known of a graph is not measured again.
        static IReadOnlyList<MetricValue> Measure(int threads)
        {
            CsrGraph graph = Fixtures.Random(5000, 15_000, 4, weighted: true);
            CsrGraph sparse = Sparsifier.Sparsify(graph, new SparsifierOptions { Keep = 0.4 }).Graph;
            return GraphComparer.Compare(new Comparison(graph, sparse, 5, new Parallelism(threads))).Values;
        }
    }

    [Fact]
    public void Degree_IsByHand_OnAPathThatLosesAnEdge()
    {
        // Degrees 1 2 2 1 before; 1 1 1 1 after losing the middle edge of the path, rescaled by 3/2.
        CsrGraph path = Fixtures.FromText("0-1 1-2 2-3");
        CsrGraph cut = Fixtures.FromText("0-1 2-3");
        Assert.Equal(0.5, Value(path, cut, "degree", "degree"), 12); // up to 1: half against none; up to 1.5: half against all
        Assert.Equal(0.5, Value(path, cut, "degree.raw", "degree"), 12);
        // Over their means: 2/3 4/3 4/3 2/3 against 1 1 1 1.
        Assert.Equal(1.0 / 3, Value(path, cut, "degree.wasserstein", "degree"), 12);
        Assert.Equal(2, Value(path, cut, "components", "components"));
        Assert.Equal(4.0 / 6, Value(path, cut, "unreachable", "unreachable"), 12);
    }

    [Fact]
    public void Bhattacharyya_IsInfinite_WhenNothingOverlaps() =>
        Assert.Equal(double.PositiveInfinity, DegreeMetric.Bhattacharyya([0, 0], [50, 50]));

    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 2, 3 }, 0)]
    [InlineData(new double[] { 1, 1 }, new double[] { 2, 2 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 3, 4, 5, 6 }, 0.5)]
    [InlineData(new double[] { 0, 0, 1 }, new double[] { 0, 1, 1 }, 1.0 / 3)]
    public void KolmogorovSmirnov_IsByHand(double[] a, double[] b, double expected) =>
        Assert.Equal(expected, DegreeMetric.KolmogorovSmirnov(a, b), 12);

    [Fact]
    public void QuadraticForm_IsTheRetainedFraction_UnderUniformSampling()
    {
        CsrGraph graph = Fixtures.Random(2000, 20_000, 1);
        CsrGraph half = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "random", Keep = 0.5 }).Graph;
        Assert.Equal(0.5, Value(graph, half, "quadratic-form", "quadratic-form"), 0.02);
    }

    [Fact]
    public void QuadraticForm_ScalesWithTheWeights()
    {
        CsrGraph graph = Fixtures.FromText("0-1:1 1-2:2 0-2:3");
        CsrGraph doubled = Fixtures.FromText("0-1:2 1-2:4 0-2:6");
        Assert.Equal(2, Value(graph, doubled, "quadratic-form", "quadratic-form"), 12);
        Assert.Equal(0, Value(graph, doubled, "quadratic-form.sd", "quadratic-form"), 12);
    }

    [Fact]
    public void QuadraticForm_EqualsTheDenseLaplacian()
    {
        // With one edge the form is w (x0 - x1)^2 for every vector, whatever is drawn.
        CsrGraph graph = Fixtures.FromText("0-1:4", 3);
        CsrGraph other = Fixtures.FromText("0-1:3", 3);
        Assert.Equal(0.75, Value(graph, other, "quadratic-form", "quadratic-form"), 12);
    }

    [Fact]
    public void Clustering_IsTheRatioOfTheKnownValues()
    {
        CsrGraph square = Fixtures.FromText("0-1 0-2 0-3 1-2 1-3 2-3");
        CsrGraph withoutOne = Fixtures.FromText("0-1 0-2 0-3 1-2 1-3");
        Assert.Equal((2.0 / 3 + 2.0 / 3 + 1 + 1) / 4, Value(square, withoutOne, "clustering", "clustering"), 12);
        Assert.Equal(6.0 / 8, Value(square, withoutOne, "transitivity", "transitivity"), 12);
    }

    [Fact]
    public void Compare_LeavesOutWhatDoesNotApply_WhenAskedForAll()
    {
        var builder = new GraphBuilder();
        builder.AddEdge(0, 1, -2.0);
        builder.AddEdge(1, 2, 1.0);
        CsrGraph signed = builder.Build();
        ComparisonReport report = GraphComparer.Compare(new Comparison(signed, signed, 1, new Parallelism(1)));
        Assert.DoesNotContain(report.Values, v => v.Name == "pagerank");
        Assert.Contains(report.Omitted, o => o.ToString().StartsWith("pagerank left out", StringComparison.Ordinal));
        Assert.Contains(report.Omitted, o => o.Name == "kappa");
        Assert.Contains("kappa left out", Assert.Throws<KeyNotFoundException>(() => report["kappa"]).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidWeightException>(() => GraphComparer.Compare(signed, signed, ["pagerank"]));
    }

    [Fact]
    public void Compare_RefusesGraphsThatDoNotGoTogether()
    {
        var parallelism = new Parallelism(1);
        Assert.Throws<ArgumentException>(() => GraphComparer.Compare(new Comparison(Fixtures.Karate, CsrGraph.Empty(3), 1, parallelism)));
        Assert.Throws<ArgumentException>(() => GraphComparer.Compare(new Comparison(CsrGraph.Empty(3), CsrGraph.Empty(3, isDirected: true), 1, parallelism)));
        Assert.Throws<ArgumentException>(() => GraphComparer.Compare(new Comparison(CsrGraph.Empty(3), CsrGraph.Empty(3), 1, parallelism), ["degree", "nonsense"]));
    }

    private static double Value(CsrGraph original, CsrGraph other, string name, string metric) =>
        GraphComparer.Compare(new Comparison(original, other, 1, new Parallelism(2)), [metric]).Values.First(v => v.Name == name).Value;
}
