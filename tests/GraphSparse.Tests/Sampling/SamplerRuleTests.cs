using GraphSparse.Sampling;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sampling;

/// <summary>The rules of single samplers, against the shares they must have.</summary>
public class SamplerRuleTests
{
    private static readonly CsrGraph Star = ClassicGraphs.Star(9);

    [Fact]
    public void NonBacktracking_NeverTurnsBack_UnlessItMust()
    {
        CsrGraph graph = Fixtures.Random(200, 1000, 3);
        foreach (bool weighted in new[] { false, true })
        {
            CsrGraph weights = Fixtures.Random(200, 1000, 3, weighted: weighted);
            WalkStep step = WalkSteps.NonBacktracking(Choice(weights, weighted));
            (int previous, int at) = (-1, 0);
            for (int i = 0; i < 20_000; i++)
            {
                int next = step(at, previous, i);
                Assert.True(weights.HasArc(at, next));
                Assert.True(next != previous || graph.Degree(at) == 1);
                (previous, at) = (at, next);
            }
        }
    }

    [Fact]
    public void NonBacktracking_IsUniformOverTheOthers()
    {
        WalkStep step = WalkSteps.NonBacktracking(Choice(Star, false));
        var counts = new double[10];
        for (int i = 0; i < 80_000; i++)
            counts[step(0, 4, i)]++;
        Assert.Equal(0, counts[4]);
        foreach (int leaf in new[] { 1, 2, 3, 5, 6, 7, 8, 9 })
            Assert.InRange(counts[leaf], 9_500, 10_500); // 10,000 ± 94
    }

    [Fact]
    public void CirculatedNeighbor_GivesEveryNeighbourItsTurn()
    {
        WalkStep step = WalkSteps.CirculatedNeighbor(Choice(Star, false));
        var orders = new HashSet<string>();
        for (int round = 0; round < 20; round++)
        {
            int[] turn = [.. Enumerable.Range(0, 9).Select(i => step(0, -1, round * 9 + i))];
            Assert.Equal(Enumerable.Range(1, 9), turn.Order());
            orders.Add(string.Join(' ', turn));
        }

        Assert.True(orders.Count > 15); // each round in a new order
    }

    [Fact]
    public void CommonNeighborAware_StaysAsOftenAsItShould()
    {
        // Two vertices of K5 share 3 of 4 neighbours: a step is made one time in four. In a star nothing is shared.
        WalkStep inClique = WalkSteps.CommonNeighborAware(Choice(ClassicGraphs.Complete(5), false));
        double moved = Enumerable.Range(0, 40_000).Count(i => inClique(0, -1, i) != 0) / 40_000.0;
        Assert.InRange(moved, 0.239, 0.261); // standard deviation 0.0022
        WalkStep inStar = WalkSteps.CommonNeighborAware(Choice(Star, false));
        Assert.All(Enumerable.Range(0, 1000), i => Assert.NotEqual(0, inStar(0, -1, i)));
    }

    [Fact]
    public void WeightedWalk_VisitsVerticesByStrength_AndMetropolisHastingsAllAlike()
    {
        CsrGraph graph = Fixtures.FromText("0-1:8 1-2:1 2-3:1 3-0:2 0-2:4");
        double[] strength = [14, 9, 6, 3];
        NeighborChoice choice = Choice(graph, true);
        double[] simple = Shares(WalkSteps.Simple(choice), 4);
        double[] even = Shares(WalkSteps.MetropolisHastings(choice, 1), 4);
        for (int v = 0; v < 4; v++)
        {
            Assert.Equal(strength[v], choice.Strength(v));
            Assert.InRange(simple[v], strength[v] / 32 - 0.006, strength[v] / 32 + 0.006);
            Assert.InRange(even[v], 0.25 - 0.01, 0.25 + 0.01);
        }
    }

    [Fact]
    public void HybridNodeEdge_MixesBothRules()
    {
        // Star of four leaves and a separate edge: the first draw takes the separate edge with probability p · 2/7 + (1 − p) / 5.
        CsrGraph graph = Fixtures.FromText("0-1 0-2 0-3 0-4 5-6");
        foreach ((double share, double expected) in new[] { (1.0, 2 / 7.0), (0.0, 0.2), (0.5, 0.5 * 2 / 7 + 0.1) })
        {
            var options = new SamplerOptions { Method = "hybrid-node-edge", Fraction = 0.2, NodeShare = share };
            double first = Enumerable.Range(0, 20_000).Count(seed => Sampler.Sample(graph, options, (ulong)seed, parallelism: Parallelism.Sequential).Vertices![0] == 5) / 20_000.0;
            Assert.InRange(first, expected - 0.016, expected + 0.016); // standard deviation 0.0032
        }
    }

    [Fact]
    public void RandomEdge_TakesTheEdgesWithTheSmallestKeys()
    {
        CsrGraph graph = Fixtures.Random(2000, 70_000, 3);
        var random = new KeyedRandom(9, "sample.edges");
        foreach (double fraction in new[] { 0.0001, 0.1, 0.7 })
        {
            SampledGraph sample = Sampler.Sample(graph, new SamplerOptions { Method = "random-edge", Fraction = fraction }, 9);
            (int, int)[] expected = [.. graph.Edges().Select((e, i) => (Key: random.NextUInt64(i), Edge: (e.Source, e.Target))).OrderBy(p => p.Key).Take((int)sample.Target).Select(p => p.Edge).Order()];
            Assert.Equal(expected, sample.Graph.Edges().Select(e => (sample.Vertices![e.Source], sample.Vertices[e.Target])));
        }
    }

    [Fact]
    public void Pies_KeepsEdgesAmongItsVertices_ThatCameWhileBothWereThere()
    {
        CsrGraph graph = Fixtures.Random(400, 4000, 5);
        var options = new SamplerOptions { Method = "pies", Fraction = 0.3 };
        SampledGraph sample = Sampler.Sample(graph, options);
        Assert.Equal(0, sample.Shortfall);
        var taken = sample.Vertices!.ToHashSet();
        int induced = graph.Edges().Count(e => taken.Contains(e.Source) && taken.Contains(e.Target));
        Assert.InRange(sample.Graph.EdgeCount, 1, induced - 1);
        // With room for all there is nothing to replace: the whole graph.
        SampledGraph whole = Sampler.Sample(Fixtures.Karate, options with { Fraction = 1 });
        Assert.Equal(Fixtures.Karate.Edges(), whole.Graph.Edges());
    }

    [Fact]
    public void Dfs_FollowsAPath_AndGoesDeepInAGrid()
    {
        SampledGraph sample = Sampler.Sample(ClassicGraphs.Path(100), new SamplerOptions { Method = "dfs", Fraction = 0.3, SeedVertices = [0] });
        Assert.Equal(Enumerable.Range(0, 30), sample.Vertices);
        var options = new SamplerOptions { Method = "dfs", Fraction = 0.2, Edges = SampledEdges.Traversed };
        SampledGraph tree = Sampler.Sample(ClassicGraphs.Grid(30, 30), options);
        Assert.Equal(179, tree.Graph.EdgeCount); // a tree, since the grid is connected
    }

    [Theory]
    [InlineData("bfs")]
    [InlineData("dfs")]
    [InlineData("snowball")]
    [InlineData("forest-fire")]
    public void OnlyTravelled_GivesATreePerStart(string method)
    {
        foreach (bool directed in new[] { false, true })
        {
            CsrGraph graph = Fixtures.Random(300, 2000, 6, directed);
            var options = new SamplerOptions { Method = method, Fraction = 0.4 };
            SampledGraph whole = Sampler.Sample(graph, options);
            SampledGraph trees = Sampler.Sample(graph, options with { Edges = SampledEdges.Traversed });
            Assert.Equal(whole.Vertices, trees.Vertices);
            Assert.Equal(trees.Graph.VertexCount - 1 - trees.Restarts, trees.Graph.EdgeCount);
            Assert.Subset(Fixtures.EdgeSet(whole.Graph), Fixtures.EdgeSet(trees.Graph));
        }
    }

    [Fact]
    public void Starts_AreSeveral_AndNoRestarts()
    {
        SampledGraph sample = Sampler.Sample(CsrGraph.Empty(100), new SamplerOptions { Method = "bfs", Fraction = 0.1, SeedCount = 10 });
        Assert.Equal((10, 0), (sample.Graph.VertexCount, sample.Restarts));
        SampledGraph pieces = Sampler.Sample(ClassicGraphs.Path(1000), new SamplerOptions { Method = "bfs", Fraction = 0.1, SeedCount = 5 });
        Assert.Equal(5, GraphSparse.Analytics.ConnectedComponents.Find(pieces.Graph).Count);
    }

    [Fact]
    public void ForestFire_BurnsAgainstArcs_OnlyWhereAskedTo()
    {
        // Arcs lead from 1, 2, 3 … to 0: a fire at 0 goes nowhere along them.
        CsrGraph graph = ClassicGraphs.Star(50);
        var builder = new GraphBuilder(51, new BuildOptions { Directed = true });
        foreach (Edge edge in graph.Edges())
            builder.AddEdge(edge.Target, edge.Source);
        CsrGraph inwards = builder.Build();
        var options = new SamplerOptions { Method = "forest-fire", Fraction = 0.2, ForwardProbability = 0.9, SeedVertices = [0] };
        Assert.Equal(9, Sampler.Sample(inwards, options with { BackwardRatio = 0 }).Restarts);
        Assert.True(Sampler.Sample(inwards, options with { BackwardRatio = 1 }).Restarts < 9);
        Assert.Contains("SamplerOptions.Direction", Refused(options with { BackwardRatio = 0.5, Direction = TravelDirection.In }), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_AreRefused_WhereTheyDoNotApply()
    {
        Assert.Contains("random-walk", Refused(new SamplerOptions { Method = "random-node", Weighted = true }), StringComparison.Ordinal);
        Assert.Contains("bfs", Refused(new SamplerOptions { Method = "ties", Edges = SampledEdges.Traversed }), StringComparison.Ordinal);
        Assert.Contains("none", Assert.Throws<ArgumentException>(() => Sampler.Sample(Fixtures.Karate, new SamplerOptions { Weighted = true })).Message, StringComparison.Ordinal);
        Assert.Contains("above 0", Assert.Throws<InvalidWeightException>(() => Sampler.Sample(HardGraphs.NegativeEdge, new SamplerOptions { Weighted = true, Fraction = 1 })).Message, StringComparison.Ordinal);
    }

    private static string Refused(SamplerOptions options) => Assert.ThrowsAny<ArgumentException>(() => options.Validate()).Message;

    private static NeighborChoice Choice(CsrGraph graph, bool weighted) => new(graph, new KeyedRandom(1, "tests.walk"), weighted);

    private static double[] Shares(WalkStep step, int n)
    {
        var visits = new double[n];
        int at = 0;
        for (int i = 0; i < 400_000; i++)
        {
            at = step(at, -1, i);
            visits[at]++;
        }

        return [.. visits.Select(v => v / 400_000)];
    }
}
