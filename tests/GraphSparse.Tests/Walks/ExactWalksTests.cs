using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

public class ExactWalksTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Distribution_IsTheClosedForm_OnACompleteGraph(int steps)
    {
        // P has eigenvalues 1 and −1/(n−1): P^r(0, 0) = 1/n + (n−1)/n · (−1/(n−1))^r, the rest alike.
        const int n = 6;
        CsrGraph graph = Fixtures.FromText(string.Join(' ', Enumerable.Range(0, n).SelectMany(u => Enumerable.Range(u + 1, n - 1 - u).Select(v => $"{u}-{v}"))));
        double back = 1.0 / n + (n - 1.0) / n * Math.Pow(-1.0 / (n - 1), steps);
        AssertClose([back, .. Enumerable.Repeat((1 - back) / (n - 1), n - 1)], From(graph, 0, steps));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(23)]
    public void Distribution_IsBinomial_OnACycle(int steps)
    {
        const int n = 7;
        CsrGraph graph = Fixtures.FromText(string.Join(' ', Enumerable.Range(0, n).Select(u => $"{u}-{(u + 1) % n}")));
        var expected = new double[n];
        double ways = Math.Pow(0.5, steps);
        for (int right = 0; right <= steps; right++)
        {
            expected[((2 * right - steps) % n + n) % n] += ways;
            ways *= (steps - right) / (right + 1.0);
        }

        AssertClose(expected, From(graph, 0, steps));
    }

    [Fact]
    public void Distribution_Alternates_OnAStar()
    {
        CsrGraph star = Fixtures.FromText("0-1 0-2 0-3 0-4");
        AssertClose([1, 0, 0, 0, 0], From(star, 3, 5));
        AssertClose([0, 0.25, 0.25, 0.25, 0.25], From(star, 3, 6));
    }

    [Fact]
    public void Distribution_IsByHand_OnAPath()
    {
        CsrGraph path = Fixtures.FromText("0-1 1-2 2-3");
        AssertClose([0, 0.75, 0, 0.25], From(path, 0, 3));
        AssertClose([0.375, 0, 0.625, 0], From(path, 0, 4));
    }

    [Fact]
    public void Distribution_FollowsTheWeights() =>
        AssertClose([0, 0.2, 0.8], From(Fixtures.FromText("0-1:1 0-2:4"), 0, 1, new WalkOptions { Method = WalkMethod.Weighted }));

    [Fact]
    public void Distribution_LosesWhatEnds()
    {
        CsrGraph sink = Fixtures.FromText("0-1 0-2 1-0", directed: true);
        AssertClose([0.5, 0, 0], From(sink, 0, 2));
        Assert.Equal(Math.Pow(0.75, 9), From(Fixtures.Karate, 5, 9, new WalkOptions { Method = WalkMethod.Restart, Restart = 0.25 }).Sum(), 12);
    }

    [Fact]
    public void Distribution_AddsUpToOne_AndTheStationaryOneStays()
    {
        CsrGraph graph = Fixtures.Karate;
        for (int steps = 0; steps < 30; steps++)
            Assert.Equal(1, From(graph, 16, steps).Sum(), 12);
        double[] stationary = [.. Enumerable.Range(0, graph.VertexCount).Select(v => graph.Degree(v) / (double)graph.ArcCount)];
        AssertClose(stationary, ExactWalks.Distribution(graph, stationary, 11));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Distribution_IsThatOfWalks(int steps)
    {
        // Walks with ids that are multiples of n start at vertex 0. False alarms: 1e-6 a test; the seed is fixed.
        CsrGraph graph = Fixtures.Karate;
        var counts = new long[graph.VertexCount];
        RandomWalker.Walk(graph, new WalkOptions { Length = steps, PerVertex = 20_000 }, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                if ((batch.FirstWalkId + i) % graph.VertexCount == 0)
                    counts[batch.Walk(i)[steps]]++;
            }
        }, seed: 15);
        var test = new ChiSquare();
        test.Add(counts, From(graph, 0, steps));
        test.AssertPlausible();
        Assert.Equal(20_000, test.Total);
    }

    [Theory]
    [InlineData(WalkMethod.Uniform)]
    [InlineData(WalkMethod.Weighted)]
    [InlineData(WalkMethod.Restart)]
    [InlineData(WalkMethod.Uniform, 2)]
    public void Expectations_AreThoseOfMatrixPowers_AndNearTheCountsOfWalks(WalkMethod kind, int from = 1)
    {
        CsrGraph graph = Fixtures.Random(40, 90, 2, directed: true, weighted: true);
        var options = new WalkOptions { Method = kind, Length = 12, PerVertex = 4000, Window = 3, MinDistance = from };
        double[,] pairs = new double[40, 40];
        double[] visits = new double[40];
        List<double[,]> powers = Powers(graph, options);
        for (int i = 0; i <= options.Length; i++)
        {
            for (int u = 0; u < 40; u++)
            {
                double here = options.PerVertex * Enumerable.Range(0, 40).Sum(s => powers[i][s, u]);
                visits[u] += here;
                for (int r = from; r <= options.Window && i + r <= options.Length; r++)
                {
                    for (int v = 0; v < 40; v++)
                        pairs[u, v] += here * powers[r][u, v];
                }
            }
        }

        AssertClose(visits, ExactWalks.ExpectedVisits(graph, options), 1e-6);
        int next = 0;
        ExactWalks.ExpectedCoOccurrences(graph, options, (source, row) =>
        {
            Assert.Equal(next++, source);
            AssertClose([.. Enumerable.Range(0, 40).Select(v => pairs[source, v])], row.ToArray(), 1e-6);
        }, new Parallelism(3));
        Assert.Equal(40, next);

        // Sampling leaves a few per thousand; forgetting a position or a distance would cost several per cent.
        long[] visited = VisitCounts.Count(graph, options with { Window = 0, MinDistance = 1 }, seed: 2).Visits;
        Assert.InRange(Enumerable.Range(0, 40).Sum(v => Math.Abs(visited[v] - visits[v])) / visits.Sum(), 0, 0.01);
        CoOccurrenceCounts counts = CoOccurrence.Count(graph, options, seed: 2).Counts;
        double total = pairs.Cast<double>().Sum();
        for (int i = 0; i < counts.Counts.Length; i++)
            pairs[counts.Sources[i], counts.Targets[i]] -= counts.Counts[i];
        Assert.InRange(pairs.Cast<double>().Sum(Math.Abs) / total, 0, 0.025);
    }

    /// <summary>P to the powers 0 to length, dense.</summary>
    private static List<double[,]> Powers(CsrGraph graph, WalkOptions options)
    {
        int n = graph.VertexCount;
        var step = new double[n, n];
        var one = new double[n, n];
        foreach (Edge edge in graph.Edges())
        {
            bool isWeighted = options.Method == WalkMethod.Weighted;
            double total = isWeighted ? graph.Weights(edge.Source).ToArray().Sum() : graph.Degree(edge.Source);
            step[edge.Source, edge.Target] = (isWeighted ? edge.Weight : 1) / total * (options.Method == WalkMethod.Restart ? 1 - options.Restart : 1);
        }

        for (int v = 0; v < n; v++)
            one[v, v] = 1;
        List<double[,]> powers = [one];
        while (powers.Count <= options.Length)
        {
            var product = new double[n, n];
            for (int u = 0; u < n; u++)
            {
                for (int v = 0; v < n; v++)
                    product[u, v] = Enumerable.Range(0, n).Sum(k => powers[^1][u, k] * step[k, v]);
            }

            powers.Add(product);
        }

        return powers;
    }

    [Fact]
    public void Distribution_RefusesWhatDependsOnTheVertexBefore()
    {
        Assert.Throws<ArgumentException>(() => From(Fixtures.Karate, 0, 2, new WalkOptions { Method = WalkMethod.Node2vec }));
        Assert.Throws<ArgumentException>(() => From(Fixtures.Karate, 0, 2, new WalkOptions { Method = WalkMethod.NonBacktracking }));
        Assert.Throws<ArgumentException>(() => ExactWalks.Distribution(Fixtures.Karate, new double[3], 2));
    }

    private static double[] From(CsrGraph graph, int start, int steps, WalkOptions? options = null)
    {
        var mass = new double[graph.VertexCount];
        mass[start] = 1;
        return ExactWalks.Distribution(graph, mass, steps, options);
    }

    private static void AssertClose(double[] expected, double[] actual, double rounding = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int v = 0; v < expected.Length; v++)
            Assert.Equal(expected[v], actual[v], rounding);
    }
}
