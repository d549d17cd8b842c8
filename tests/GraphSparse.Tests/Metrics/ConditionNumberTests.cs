using GraphSparse.Metrics;
using GraphSparse.Sparsification.Spectral;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Metrics;

/// <summary>κ against closed forms and a dense solver.</summary>
public class ConditionNumberTests
{
    private static ConditionNumberResult Measure(CsrGraph graph, CsrGraph sparsifier) =>
        ConditionNumber.Measure(graph, sparsifier, new ConditionNumberOptions { Tolerance = 1e-9 });

    private static void AssertEnds(double min, double max, ConditionNumberResult result)
    {
        Assert.Equal(1, result.LambdaMin / min, 1e-6);
        Assert.Equal(1, result.LambdaMax / max, 1e-6);
        Assert.Equal(result.LambdaMax / result.LambdaMin, result.Kappa);
    }

    [Fact]
    public void Equal_IsOne() => AssertEnds(1, 1, Measure(Fixtures.Karate, Fixtures.Karate));

    [Fact]
    public void Twice_IsOne() => AssertEnds(2, 2, Measure(ClassicGraphs.Scaled(Fixtures.Karate, 2), Fixtures.Karate));

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(57)]
    public void CycleByPath_IsN(int n) => AssertEnds(1, n, Measure(ClassicGraphs.Cycle(n), ClassicGraphs.Path(n)));

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void CompleteByStar_IsN(int n) => AssertEnds(1, n, Measure(ClassicGraphs.Complete(n), ClassicGraphs.Star(n - 1)));

    [Fact]
    public void OneEdgeMore_IsOnePlusLeverage()
    {
        CsrGraph h = ClassicGraphs.Conductances(60, 40, 4);
        var builder = new GraphBuilder(60);
        foreach (Edge edge in h.Edges())
            builder.AddEdge(edge.Source, edge.Target, edge.Weight);
        (int u, int v, double w) = FirstMissing(h);
        builder.AddEdge(u, v, w);
        var inverse = DenseLaplacian.PseudoInverse(h);
        double resistance = inverse[u, u] + inverse[v, v] - 2 * inverse[u, v];
        AssertEnds(1, 1 + w * resistance, Measure(builder.Build(), h));
    }

    private static (int U, int V, double W) FirstMissing(CsrGraph graph)
    {
        for (int v = 1; ; v++)
        {
            if (!graph.HasArc(0, v))
                return (0, v, 7.5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AgreesWithTheDenseSolver(ulong seed)
    {
        CsrGraph graph = ClassicGraphs.Conductances(150, 300, seed, decades: 1); // the dense solver has no more digits for wider weights
        CsrGraph sparse = SpectralSparsifier.Sparsify(graph, new SpectralSparsifierOptions { OffTree = 0.1 }).Graph;
        double[] expected = DenseLaplacian.GeneralizedEigenvalues(graph, sparse);
        AssertEnds(expected[0], expected[^1], Measure(graph, sparse));
    }

    [Fact]
    public void AgreesWithTheDenseSolver_OnReweightedPairs()
    {
        CsrGraph graph = Fixtures.Karate;
        CsrGraph other = ClassicGraphs.Conductances(34, 60, 8, decades: 1);
        double[] expected = DenseLaplacian.GeneralizedEigenvalues(graph, other);
        AssertEnds(expected[0], expected[^1], Measure(graph, other));
    }

    [Theory]
    [InlineData(30, 60, 6)]
    [InlineData(100, 300, 4)]
    [InlineData(100, 300, 6)]
    public void AgreesWithTheDenseSolver_WhereTheEndsAreFarApart(int n, int edges, int decades)
    {
        CsrGraph graph = ClassicGraphs.Conductances(n, edges, 1, decades);
        CsrGraph other = ClassicGraphs.Conductances(n, edges * 2 / 3, 2, decades);
        // The dense solver too is right at the large end alone, so each end is the largest of its pair.
        double largest = DenseLaplacian.GeneralizedEigenvalues(graph, other)[^1];
        double least = 1 / DenseLaplacian.GeneralizedEigenvalues(other, graph)[^1];
        ConditionNumberResult found = Measure(graph, other);
        Assert.True(found.Kappa > 1e4, "the endpoints are not far apart");
        AssertEnds(least, largest, found);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void AgreesWithTheDenseSolver_OnAMesh()
    {
        CsrGraph graph = ClassicGraphs.Grid(20, 20);
        CsrGraph sparse = SpectralSparsifier.Sparsify(graph).Graph;
        double[] expected = DenseLaplacian.GeneralizedEigenvalues(graph, sparse);
        AssertEnds(expected[0], expected[^1], Measure(graph, sparse));
    }

    [Fact]
    public void TwoCopies_AreAsGoodAsOne()
    {
        CsrGraph graph = ClassicGraphs.Grid(8, 9);
        CsrGraph sparse = SpectralSparsifier.Sparsify(graph).Graph;
        ConditionNumberResult one = Measure(graph, sparse);
        AssertEnds(one.LambdaMin, one.LambdaMax, Measure(ClassicGraphs.Union(graph, graph), ClassicGraphs.Union(sparse, sparse)));
    }

    [Fact]
    public void LostComponent_IsInfinite_AndTheOtherEndIsStillMeasured()
    {
        // A path of four without its middle edge: for vectors constant on neither half the smallest quotient is that of the whole path.
        ConditionNumberResult result = Measure(ClassicGraphs.Path(4), ClassicGraphs.Build(4, [(0, 1), (2, 3)]));
        Assert.Equal(double.PositiveInfinity, result.Kappa);
        Assert.Equal(double.PositiveInfinity, result.LambdaMax);
        Assert.Equal(1, result.LambdaMin, 1e-9);
    }

    [Fact]
    public void JoinedComponents_AreInfinite_FromBelow()
    {
        ConditionNumberResult result = Measure(ClassicGraphs.Build(4, [(0, 1), (2, 3)]), ClassicGraphs.Path(4));
        Assert.Equal(double.PositiveInfinity, result.Kappa);
        Assert.Equal(0, result.LambdaMin);
        Assert.Equal(1, result.LambdaMax, 1e-9);
    }

    [Fact]
    public void NoEdges_AreOne() => Assert.Equal(1, Measure(CsrGraph.Empty(4), CsrGraph.Empty(4)).Kappa);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void TinyGraphs_AreMeasured(int n) => Assert.Equal(1, Measure(n < 2 ? CsrGraph.Empty(n) : ClassicGraphs.Path(n), n < 2 ? CsrGraph.Empty(n) : ClassicGraphs.Path(n)).Kappa, 1e-12);

    [Fact]
    public void WideWeights_KeepTheirDigits()
    {
        // Conductances from 1e-6 to 1e6 in a tree, and one edge more: the closed form holds to many digits.
        var h = new GraphBuilder(20);
        var g = new GraphBuilder(20);
        double resistance = 0;
        for (int v = 0; v < 19; v++)
        {
            double weight = Math.Pow(10, v % 13 - 6);
            h.AddEdge(v, v + 1, weight);
            g.AddEdge(v, v + 1, weight);
            resistance += 1 / weight;
        }

        g.AddEdge(0, 19, 1e-3);
        AssertEnds(1, 1 + 1e-3 * resistance, Measure(g.Build(), h.Build()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void IsTheSameForAnyThreads(int threads)
    {
        CsrGraph graph = ClassicGraphs.Grid(150, 150);
        CsrGraph sparse = SpectralSparsifier.Sparsify(graph).Graph;
        var options = new ConditionNumberOptions { Tolerance = 1e-3 };
        Assert.Equal(ConditionNumber.Measure(graph, sparse, options, 5, new Parallelism(1)), ConditionNumber.Measure(graph, sparse, options, 5, new Parallelism(threads)));
    }

    [Fact]
    public void DifferentVertexCounts_AreRefused() =>
        Assert.Contains("same vertices", Assert.Throws<ArgumentException>(() => Measure(ClassicGraphs.Path(4), ClassicGraphs.Path(5))).Message, StringComparison.Ordinal);

    [Fact]
    public void DirectedGraphs_AreRefused() =>
        Assert.Throws<ArgumentException>(() => Measure(CsrGraph.Empty(3, isDirected: true), CsrGraph.Empty(3)));

    [Theory]
    [InlineData(6, 1e-4)]
    [InlineData(10, 1e-2)]
    [InlineData(12, double.PositiveInfinity)]
    public void Measure_NeverFallsBelowOne_WhereWeightsRangeWidely(int exponent, double tolerance)
    {
        // A cycle of weights 10^±exponent, and H without one edge: κ = 1 + w Σ 1/w and λmin = 1.
        var random = new KeyedRandom(3, "tests.kappa.range");
        const int n = 300;
        double[] weights = [.. Enumerable.Range(0, n).Select(i => Math.Pow(10, exponent * (2 * random.NextDouble(i) - 1)))];
        foreach (int removed in new[] { 100, n - 1 })
        {
            var graph = new GraphBuilder(n);
            var sparsifier = new GraphBuilder(n);
            for (int i = 0; i < n; i++)
            {
                graph.AddEdge(i, (i + 1) % n, weights[i]);
                if (i != removed)
                    sparsifier.AddEdge(i, (i + 1) % n, weights[i]);
            }

            ConditionNumberResult result = ConditionNumber.Measure(graph.Build(), sparsifier.Build(), new ConditionNumberOptions { Tolerance = 1e-7 });
            double expected = 1 + weights[removed] * Enumerable.Range(0, n).Where(i => i != removed).Sum(i => 1 / weights[i]);
            Assert.True(result.LambdaMin >= 1 && result.Kappa >= 1, $"λmin {result.LambdaMin}, κ {result.Kappa}");
            Assert.InRange(Math.Abs(result.Kappa / expected - 1), 0, tolerance);
        }
    }
}
