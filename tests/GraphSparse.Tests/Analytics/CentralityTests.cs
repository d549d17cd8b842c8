using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

/// <summary>Closeness, betweenness, eigenvector, Katz.</summary>
public class CentralityTests
{
    private static readonly ClosenessOptions WassermanFaust = new() { Kind = ClosenessKind.WassermanFaust };

    [Fact]
    public void Karate_HasThePublishedCentralities()
    {
        double[] closeness = ClosenessCentrality.Compute(Fixtures.Karate, WassermanFaust).Values;
        Assert.Equal([0.568966, 0.559322, 0.55], new[] { 0, 2, 33 }.Select(v => Math.Round(closeness[v], 6)));
        double[] betweenness = BetweennessCentrality.Compute(Fixtures.Karate).Values;
        Assert.Equal([231.0714, 160.5516, 76.6905], new[] { 0, 33, 32 }.Select(v => Math.Round(betweenness[v], 4)));
        EigenvectorResult eigenvector = EigenvectorCentrality.Compute(Fixtures.Karate);
        Assert.Equal([1, 0.952132, 0.849554], new[] { 33, 0, 2 }.Select(v => Math.Round(eigenvector.Values[v], 6)));
        Assert.Equal(6.725698, eigenvector.Eigenvalue, 6);
        double[] katz = KatzCentrality.Compute(Fixtures.Karate).Values;
        Assert.Equal([11.9138, 11.4635, 9.8349], new[] { 33, 0, 32 }.Select(v => Math.Round(katz[v], 4)));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Compute_IsTheDefinition_OnRandomGraphs(bool directed, bool weighted)
    {
        for (ulong seed = 0; seed < 6; seed++)
        {
            const int n = 50;
            CsrGraph graph = Fixtures.Random(n, 110, seed, directed, weighted);
            double[][] distances = [.. Enumerable.Range(0, n).Select(s => ShortestPathTests.RelaxAll(graph, s))];
            double[] harmonic = ClosenessCentrality.Compute(graph, new ClosenessOptions { Length = EdgeLength.Weight }).Values;
            double[] meanDistance = ClosenessCentrality.Compute(graph, WassermanFaust with { Length = EdgeLength.Weight }).Values;
            double[] betweenness = BetweennessCentrality.Compute(graph, new BetweennessOptions { Length = EdgeLength.Weight }).Values;
            double[] expected = PairByPair(graph, distances);
            for (int v = 0; v < n; v++)
            {
                double[] finite = [.. distances[v].Where((d, u) => u != v && double.IsFinite(d))];
                Assert.Equal(finite.Sum(d => 1 / d) / (n - 1), harmonic[v], 9);
                Assert.Equal(finite.Length == 0 ? 0 : finite.Length / finite.Sum() * finite.Length / (n - 1), meanDistance[v], 9);
                Assert.Equal(expected[v], betweenness[v], 8);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compute_GivesTheSameBits_ForEveryNumberOfThreads(bool weighted)
    {
        CsrGraph graph = Fixtures.Random(3_000, 20_000, 2, weighted: weighted);
        AnyThreads.GiveTheSame(p => ClosenessCentrality.Compute(graph, new ClosenessOptions { Sources = 150 }, parallelism: p).Values);
        AnyThreads.GiveTheSame(p => BetweennessCentrality.Compute(graph, new BetweennessOptions { Sources = 150 }, parallelism: p).Values);
        AnyThreads.GiveTheSame(p => EigenvectorCentrality.Compute(graph, null, p).Values);
        AnyThreads.GiveTheSame(p => KatzCentrality.Compute(graph, null, p).Values);
    }

    [Fact]
    public void Compute_EstimatesFromSources_WithinSamplingError()
    {
        CsrGraph graph = Fixtures.Random(2_000, 12_000, 9);
        double[] exact = ClosenessCentrality.Compute(graph, new ClosenessOptions { Sources = 2_000 }).Values;
        double[] sampled = ClosenessCentrality.Compute(graph, new ClosenessOptions { Sources = 400 }).Values;
        Assert.True(exact.Zip(sampled, (a, b) => Math.Abs(a - b)).Max() < 0.05);
        double[] between = BetweennessCentrality.Compute(graph).Values;
        double[] estimated = BetweennessCentrality.Compute(graph, new BetweennessOptions { Sources = 400 }).Values;
        Assert.InRange(estimated.Sum() / between.Sum(), 0.9, 1.1);
        Assert.Equal(400, BetweennessCentrality.Compute(graph, new BetweennessOptions { Sources = 400 }).Sources);
    }

    [Fact]
    public void Betweenness_CountsBeyondTheRangeOfNumbers_OnAChainOfDiamonds()
    {
        const int diamonds = 1_200; // 2^1200 shortest paths
        var builder = new GraphBuilder();
        for (int d = 0; d < diamonds; d++)
        {
            builder.AddEdge(3 * d, 3 * d + 1);
            builder.AddEdge(3 * d, 3 * d + 2);
            builder.AddEdge(3 * d + 1, 3 * d + 3);
            builder.AddEdge(3 * d + 2, 3 * d + 3);
        }

        double[] values = BetweennessCentrality.Compute(builder.Build()).Values;
        double middle = 3 * (diamonds / 2);
        Assert.Equal(middle * (3.0 * diamonds - middle) + 1, values[(int)middle], 0); // pairs on both sides, and the tips of one diamond beside it: half from either
        Assert.All(values, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void Compute_HasItsClosedForms()
    {
        const int leaves = 100;
        CsrGraph star = Fixtures.FromText(string.Join(' ', Enumerable.Range(1, leaves).Select(v => $"0-{v}")));
        Assert.Equal(1, ClosenessCentrality.Compute(star).Values[0], 12);
        Assert.Equal(leaves * (leaves - 1) / 2.0, BetweennessCentrality.Compute(star).Values[0], 9);
        EigenvectorResult eigenvector = EigenvectorCentrality.Compute(star);
        Assert.Equal(10, eigenvector.Eigenvalue, 6);
        Assert.Equal(0.1, eigenvector.Values[5], 6);
        double attenuation = 0.05; // x0 = 1 + 100·a·x1, x1 = 1 + a·x0
        Assert.Equal((1 + leaves * attenuation) / (1 - leaves * attenuation * attenuation), KatzCentrality.Compute(star, new KatzOptions { Attenuation = attenuation }).Values[0], 6);
    }

    [Fact]
    public void Compute_RefusesWhatDoesNotApply()
    {
        CsrGraph acyclic = Fixtures.FromText("0-1 1-2 0-2", directed: true);
        Assert.Contains("cycle", Assert.Throws<ArgumentException>(() => EigenvectorCentrality.Compute(acyclic)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => KatzCentrality.Compute(acyclic));
        Assert.Equal(1 + 2 * 0.75 + 0.75 * 0.75, KatzCentrality.Compute(acyclic, new KatzOptions { Attenuation = 0.75 }).Values[2], 9); // walks of 0, 1, 2 edges
        Assert.Throws<ConvergenceException>(() => KatzCentrality.Compute(Fixtures.Karate, new KatzOptions { Attenuation = 0.5 }));
        Assert.Throws<InvalidWeightException>(() => ClosenessCentrality.Compute(HardGraphs.NegativeEdge));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetweennessCentrality.Compute(Fixtures.Karate, new BetweennessOptions { Sources = 0 }));
        Assert.Equal([1, 1, 1], EigenvectorCentrality.Compute(CsrGraph.Empty(3)).Values);
        Assert.Empty(BetweennessCentrality.Compute(CsrGraph.Empty(0)).Values);
    }

    [Fact]
    public void Compute_EndsOnHardGraphs()
    {
        foreach (CsrGraph graph in HardGraphs.All.Where(g => g != HardGraphs.Path))
        {
            Assert.Equal(graph.VertexCount, BetweennessCentrality.Compute(graph, new BetweennessOptions { Sources = 20 }).Values.Length);
            Assert.Equal(graph.VertexCount, ClosenessCentrality.Compute(graph, new ClosenessOptions { Sources = 20 }).Values.Length);
            Assert.Equal(1, EigenvectorCentrality.Compute(graph).Values.Max());
            Assert.True(KatzCentrality.Compute(graph).Values.Min() >= 1);
        }

        Assert.Throws<ConvergenceException>(() => EigenvectorCentrality.Compute(HardGraphs.Path));
        Assert.Equal(1_000_000, BetweennessCentrality.Compute(HardGraphs.Path, new BetweennessOptions { Sources = 4 }).Values.Length);
        Assert.Equal(1_000_000, ClosenessCentrality.Compute(HardGraphs.Path, new ClosenessOptions { Sources = 4 }).Values.Length);
    }

    /// <summary>For each pair the share of its shortest paths through each vertex, by counting paths along tight arcs.</summary>
    private static double[] PairByPair(CsrGraph graph, double[][] distances)
    {
        int n = graph.VertexCount;
        var counts = new double[n][];
        for (int s = 0; s < n; s++)
        {
            counts[s] = new double[n];
            counts[s][s] = 1;
            foreach (int u in Enumerable.Range(0, n).Where(v => double.IsFinite(distances[s][v])).OrderBy(v => distances[s][v]))
            {
                for (int k = 0; k < graph.Degree(u); k++)
                {
                    if (distances[s][u] + graph.Weights(u)[k] == distances[s][graph.Neighbors(u)[k]])
                        counts[s][graph.Neighbors(u)[k]] += counts[s][u];
                }
            }
        }

        var values = new double[n];
        for (int s = 0; s < n; s++)
        {
            for (int t = 0; t < n; t++)
            {
                for (int v = 0; v < n; v++)
                {
                    if (v != s && v != t && s != t && counts[s][t] > 0 && distances[s][v] + distances[v][t] == distances[s][t])
                        values[v] += counts[s][v] * counts[v][t] / counts[s][t] / (graph.IsDirected ? 1 : 2);
                }
            }
        }

        return values;
    }
}
