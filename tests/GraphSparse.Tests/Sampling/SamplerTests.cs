using GraphSparse.Sampling;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sampling;

/// <summary>Laws that hold for every sampler of the catalog, and the answers of small graphs.</summary>
public class SamplerTests
{
    public static TheoryData<string> Methods => [.. SamplerCatalog.Default.Where(e => e.Name != "jdm").Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sample_HasTheExactSize_AndOnlyEdgesOfTheOriginal(string method)
    {
        foreach (bool directed in new[] { false, true })
        {
            CsrGraph graph = Fixtures.Random(400, 2500, 5, directed, weighted: directed);
            Dictionary<(int, int), double> edges = graph.Edges().ToDictionary(e => (e.Source, e.Target), e => e.Weight);
            foreach (double fraction in new[] { 0.001, 0.1, 0.5, 0.9, 1.0 })
            {
                SampledGraph sample = Sampler.Sample(graph, new SamplerOptions { Method = method, Fraction = fraction }, seed: 3);
                long whole = sample.Unit == SampleUnit.Vertices ? graph.VertexCount : graph.EdgeCount;
                Assert.Equal((long)Math.Round(fraction * whole, MidpointRounding.ToEven), sample.Target);
                if (method is not ("ties" or "pies") || fraction < 0.9) // vertices without edges are not ends of any
                    Assert.Equal(0, sample.Shortfall);
                Assert.Equal(sample.Taken, sample.Unit == SampleUnit.Vertices ? sample.Graph.VertexCount : sample.Graph.EdgeCount);
                IReadOnlyList<int> vertices = sample.Vertices!;
                Assert.Equal(vertices.Distinct().Order(), vertices);
                Assert.All(sample.Graph.Edges(), e => Assert.Equal(edges[(vertices[e.Source], vertices[e.Target])], e.Weight));
                if (sample.Unit == SampleUnit.Vertices && method != "pies")
                {
                    var taken = vertices.ToHashSet();
                    Assert.Equal(edges.Keys.Count(e => taken.Contains(e.Item1) && taken.Contains(e.Item2)), sample.Graph.EdgeCount);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sample_IsTheSame_ForEveryNumberOfThreads_AndDependsOnTheSeed(string method)
    {
        CsrGraph graph = Fixtures.Random(20_000, 120_000, 2);
        var options = new SamplerOptions { Method = method, Fraction = 0.2 };
        IReadOnlyList<int> one = Sampler.Sample(graph, options, 7, parallelism: new Parallelism(1)).Vertices!;
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, Sampler.Sample(graph, options, 7, parallelism: new Parallelism(threads)).Vertices);
        Assert.NotEqual(one, Sampler.Sample(graph, options, 8).Vertices);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sample_TakesDegenerateGraphs(string method)
    {
        var options = new SamplerOptions { Method = method, Fraction = 0.5 };
        Assert.Equal(0, Sampler.Sample(CsrGraph.Empty(0), options).Graph.VertexCount);
        Assert.Equal(0, Sampler.Sample(CsrGraph.Empty(10), options).Graph.EdgeCount);
        Assert.Equal(1, Sampler.Sample(Fixtures.FromText("0-1"), options with { Fraction = 1 }).Graph.EdgeCount);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Sampler.Sample(Fixtures.Karate, options, cancellationToken: cancelled.Token));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    [Trait("Speed", "Slow")]
    public void Sample_EndsSoon_OnAStarAndALongPath(string method)
    {
        var star = new GraphBuilder(200_001);
        for (int v = 1; v <= 200_000; v++)
            star.AddEdge(0, v);
        var path = new GraphBuilder(1_000_000);
        for (int v = 1; v < 1_000_000; v++)
            path.AddEdge(v - 1, v);
        foreach (CsrGraph graph in new[] { star.Build(), path.Build() })
            Assert.Equal(0, Sampler.Sample(graph, new SamplerOptions { Method = method, Fraction = 0.1 }).Shortfall);
    }

    [Theory]
    [InlineData("random-node")]
    [InlineData("random-degree-node")]
    [InlineData("random-pagerank-node")]
    [InlineData("bfs")]
    [InlineData("random-walk")]
    public void Sample_IsNested(string method)
    {
        CsrGraph graph = Fixtures.Random(500, 3000, 4);
        IEnumerable<int> smaller = [];
        foreach (double fraction in new[] { 0.05, 0.2, 0.4, 0.8 })
        {
            IReadOnlyList<int> sample = Sampler.Sample(graph, new SamplerOptions { Method = method, Fraction = fraction }).Vertices!;
            Assert.Subset(sample.ToHashSet(), smaller.ToHashSet());
            smaller = sample;
        }
    }

    [Fact]
    public void RandomDegreeNode_TakesTheCentreOfAStar_HalfOfTheTime()
    {
        CsrGraph star = Fixtures.FromText(string.Join(' ', Enumerable.Range(1, 9).Select(v => $"0-{v}")));
        var options = new SamplerOptions { Method = "random-degree-node", Fraction = 0.1 };
        int centre = Enumerable.Range(0, 20_000).Count(seed => Sampler.Sample(star, options, (ulong)seed, parallelism: Parallelism.Sequential).Vertices![0] == 0);
        Assert.InRange(centre / 20_000.0, 0.48, 0.52); // standard deviation 0.0035
    }

    [Theory]
    [InlineData(null, 0.497, 0.503)]
    [InlineData(1.0, 0.095, 0.105)]
    public void Walk_IsAtTheCentreOfAStar_AsOftenAsItShould(double? alpha, double low, double high)
    {
        CsrGraph star = Fixtures.FromText(string.Join(' ', Enumerable.Range(1, 9).Select(v => $"0-{v}")));
        var choice = new NeighborChoice(star, new KeyedRandom(1, "tests.walk"), weighted: false);
        WalkStep next = alpha is { } power ? WalkSteps.MetropolisHastings(choice, power) : WalkSteps.Simple(choice);
        int at = 1;
        int centre = 0;
        for (int step = 0; step < 1_000_000; step++)
        {
            at = next(at, -1, step);
            centre += at == 0 ? 1 : 0;
        }

        Assert.InRange(centre / 1e6, low, high);
    }

    [Fact]
    public void Snowball_FollowsAPath_FromItsEnd()
    {
        CsrGraph path = Fixtures.FromText(string.Join(' ', Enumerable.Range(0, 99).Select(v => $"{v}-{v + 1}")));
        SampledGraph sample = Sampler.Sample(path, new SamplerOptions { Method = "snowball", Neighbors = 1, Fraction = 0.3, SeedVertices = [0] });
        Assert.Equal(Enumerable.Range(0, 30), sample.Vertices);
        Assert.Equal(0, sample.Restarts);
    }

    [Fact]
    public void ForestFire_TakesOnlyStarts_WhereNothingBurns()
    {
        SampledGraph sample = Sampler.Sample(Fixtures.Karate, new SamplerOptions { Method = "forest-fire", ForwardProbability = 0, Fraction = 0.5 });
        Assert.Equal(16, sample.Restarts); // 17 vertices, each a start of its own
    }

    [Fact]
    public void Sample_RefusesWhatDoesNotApply()
    {
        foreach (double fraction in new[] { 0, -1, 1.01, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Sample(Fixtures.Karate, new SamplerOptions { Fraction = fraction }));
        Assert.Contains("forest-fire", Assert.Throws<ArgumentException>(() => Sampler.Sample(Fixtures.Karate, new SamplerOptions { Method = "x" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KolmogorovSmirnov_IsOne_WhereNothingWasSampled()
    {
        Assert.Equal(1, SampleMetricCatalog.KolmogorovSmirnov([1, 2], []));
        Assert.Equal(0, SampleMetricCatalog.KolmogorovSmirnov([], []));
        Assert.Equal(0.5, SampleMetricCatalog.KolmogorovSmirnov([1, 2], [2]));
    }
}
