using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

public class PageRankTests
{
    private static readonly PageRankOptions Precise = new() { Tolerance = 1e-12 };

    [Fact]
    public void Compute_GivesThePublishedRanks_OnKarate()
    {
        double[] ranks = PageRank.Compute(Fixtures.Karate, Precise).Ranks;
        Assert.Equal(0.100919, ranks[33], 6);
        Assert.Equal(0.096997, ranks[0], 6);
        Assert.Equal(0.071693, ranks[32], 6);
        Assert.Equal(1, ranks.Sum(), 10);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Compute_EqualsPushingDenseRanks(bool directed, bool weighted)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            CsrGraph graph = Fixtures.Random(120, 400, seed, directed, weighted);
            double[] expected = Push(graph, 0.85, 300);
            double[] ranks = PageRank.Compute(graph, Precise).Ranks;
            for (int v = 0; v < ranks.Length; v++)
                Assert.Equal(expected[v], ranks[v], 9);
        }
    }

    [Fact]
    public void Compute_GivesTheSameBits_ForEveryNumberOfThreads()
    {
        CsrGraph graph = Fixtures.Random(40_000, 200_000, 3);
        double[] one = PageRank.Compute(graph, parallelism: new Parallelism(1)).Ranks;
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, PageRank.Compute(graph, parallelism: new Parallelism(threads)).Ranks);
    }

    [Fact]
    public void Compute_GivesTheSameBits_ForEveryNumberOfThreads_WithDirections()
    {
        CsrGraph graph = Fixtures.Random(40_000, 200_000, 3, directed: true);
        double[] one = PageRank.Compute(graph, parallelism: new Parallelism(1)).Ranks;
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, PageRank.Compute(graph, parallelism: new Parallelism(threads)).Ranks);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-10)]
    public void Compute_SaysWhatAnotherRoundWouldChange(double tolerance)
    {
        // A mesh of two components, with isolated vertices: what gradients find fast, and what the scaling must get right.
        CsrGraph graph = ClassicGraphs.Union(ClassicGraphs.Grid(40, 50), ClassicGraphs.Union(CsrGraph.Empty(300), ClassicGraphs.Star(100)));
        PageRankResult result = PageRank.Compute(graph, new PageRankOptions { Tolerance = tolerance });
        double change = 0;
        double lost = 0;
        for (int v = 0; v < graph.VertexCount; v++)
            lost += graph.Degree(v) == 0 ? result.Ranks[v] : 0;
        for (int v = 0; v < graph.VertexCount; v++)
        {
            double pulled = 0;
            foreach (int u in graph.Neighbors(v))
                pulled += result.Ranks[u] / graph.Degree(u);
            change += Math.Abs((0.15 + 0.85 * lost) / graph.VertexCount + 0.85 * pulled - result.Ranks[v]);
        }

        Assert.Equal(1, result.Ranks.Sum(), 10);
        Assert.True(change <= result.Residual * 1.01 + 1e-14 && result.Residual < tolerance, $"{change} {result.Residual}");
        Assert.True(result.Iterations < Math.Log(tolerance) / Math.Log(0.6), $"{result.Iterations} iterations"); // by definition 0.85 for each
    }

    [Fact]
    public void Compute_SpreadsRankEvenly_WithoutEdges() =>
        Assert.Equal([0.25, 0.25, 0.25, 0.25], PageRank.Compute(CsrGraph.Empty(4)).Ranks);

    [Fact]
    public void Compute_SaysWhatItReached_WhenItDoesNotConverge()
    {
        var error = Assert.Throws<ConvergenceException>(() => PageRank.Compute(Fixtures.Karate, new PageRankOptions { Iterations = 2, Tolerance = 1e-9 }));
        Assert.Equal(2, error.Iterations);
        Assert.True(error.Residual > 1e-9);
    }

    [Fact]
    public void Compute_RefusesNegativeWeights() =>
        Assert.Throws<InvalidWeightException>(() => PageRank.Compute(new GraphBuilderOf((0, 1, -2.0)).Build()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compute_RestartsAtTheSources_WherePersonalised(bool directed)
    {
        CsrGraph graph = Fixtures.Random(60, 150, 4, directed);
        double[] preference = new double[60];
        preference[3] = preference[17] = 0.5;
        double[] expected = Push(graph, 0.85, 300, preference);
        double[] ranks = PageRank.Compute(graph, Precise with { Sources = [3, 17] }).Ranks;
        for (int v = 0; v < ranks.Length; v++)
            Assert.Equal(expected[v], ranks[v], 9);
        Assert.Throws<ArgumentOutOfRangeException>(() => PageRank.Compute(graph, new PageRankOptions { Sources = [60] }));
    }

    private static double[] Push(CsrGraph graph, double damping, int rounds, double[]? preference = null)
    {
        int n = graph.VertexCount;
        preference ??= [.. Enumerable.Repeat(1.0 / n, n)];
        double[] ranks = [.. Enumerable.Repeat(1.0 / n, n)];
        for (int round = 0; round < rounds; round++)
        {
            double[] next = [.. preference.Select(p => (1 - damping) * p)];
            for (int u = 0; u < n; u++)
            {
                double total = graph.Weights(u).ToArray().Sum();
                for (int k = 0; k < graph.Degree(u); k++)
                    next[graph.Neighbors(u)[k]] += damping * ranks[u] * graph.Weights(u)[k] / total;
                for (int v = 0; total == 0 && v < n; v++)
                    next[v] += damping * ranks[u] * preference[v];
            }

            ranks = next;
        }

        return ranks;
    }

    private sealed class GraphBuilderOf
    {
        private readonly GraphBuilder _builder = new();

        public GraphBuilderOf(params (int U, int V, double W)[] edges)
        {
            foreach ((int u, int v, double w) in edges)
                _builder.AddEdge(u, v, w);
        }

        public CsrGraph Build() => _builder.Build();
    }
}
