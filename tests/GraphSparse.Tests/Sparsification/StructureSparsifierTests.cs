using GraphSparse.Analytics;
using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification;

/// <summary>Methods beside the first scores: known values, forests, spanners, connectedness, sweeps.</summary>
public class StructureSparsifierTests
{
    private static readonly CsrGraph Karate = Fixtures.Karate;

    [Fact]
    public void Scan_GivesTheKnownValues_OnKarate()
    {
        double[] scores = Scores(Karate, new ScanScore());
        Assert.Equal(0.613571991, scores[0], 9);
        SparsifiedGraph half = Sparsifier.Sparsify(Karate, new SparsifierOptions { Method = "scan", Keep = 0.5, TieBreaking = TieBreaking.Id });
        int[] kept = [.. Enumerable.Range(0, 78).Where(e => half.EdgeMask.Span[e])];
        Assert.Equal((39, 1442), (kept.Length, kept.Sum()));
        Assert.Equal(0.363803, kept.Min(e => scores[e]), 6);
    }

    [Fact]
    public void Triangle_GivesTheKnownValues_OnKarate()
    {
        double[] scores = Scores(Karate, new TriangleScore());
        Assert.Equal((135, 10), (scores.Sum(), scores.Max()));
        CsrGraph pendant = Fixtures.FromText("0-1 0-2 1-2 2-3");
        Assert.Equal([2, 1, 1, 1], Scores(pendant, new ChanceCorrectedTriangleScore())); // 1·2/(1·1), 1·2/(1·2), the same, a pendant edge
    }

    [Fact]
    public void Disparity_IsByHand_AndNeedsWeights()
    {
        // At 0, of degree 3 and strength 10, the shares are 0.8, 0.1, 0.1; the leaves have degree 1 and say 0.
        double[] scores = Scores(Fixtures.FromText("0-1:8 0-2:1 0-3:1"), new DisparityScore());
        Assert.Equal(1 - 0.2 * 0.2, scores[0], 12);
        Assert.Equal(1 - 0.9 * 0.9, scores[1], 12);
        Assert.Equal([1, 1, 1], Scores(Fixtures.FromText("0-1:8 0-2:1 0-3:1"), new DisparityScore(keepPendants: true)));
        Assert.Contains("local-degree", Assert.Throws<ArgumentException>(() => Scores(Karate, new DisparityScore())).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => Scores(Negative(), new DisparityScore()));
    }

    [Fact]
    public void Simmelian_CountsSharedStrongestNeighbours()
    {
        // Everybody in a complete graph of five has the other four: any two share three.
        CsrGraph complete = Fixtures.FromText("0-1 0-2 0-3 0-4 1-2 1-3 1-4 2-3 2-4 3-4 4-5");
        double[] scores = Scores(complete, new SimmelianScore());
        Assert.All(scores[..10], s => Assert.Equal(3, s));
        Assert.Equal(0, scores[10]);
    }

    [Theory]
    [InlineData(3, 39)]
    [InlineData(5, 35)]
    [InlineData(7, 33)]
    public void Spanner_HasTheKnownSize_AndKeepsItsPromise_OnKarate(int stretch, int edges)
    {
        CsrGraph spanner = Sparsifier.Sparsify(Karate, new SparsifierOptions { Method = "spanner", Stretch = stretch }).Graph;
        Assert.Equal(edges, spanner.EdgeCount);
        Assert.All(Karate.Edges(), e => Assert.True(Distance(spanner, e.Source)[e.Target] <= stretch));
    }

    [Fact]
    public void Spanner_KeepsItsPromise_OnLengths()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            CsrGraph graph = Fixtures.Random(60, 400, seed, weighted: true);
            CsrGraph spanner = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "spanner", Stretch = 3 }, seed, WeightSense.Length).Graph;
            Assert.True(spanner.EdgeCount < graph.EdgeCount);
            Assert.All(graph.Edges(), e => Assert.True(Distance(spanner, e.Source)[e.Target] <= 3 * e.Weight + 1e-9));
        }

        Assert.ThrowsAny<ArgumentException>(() => Sparsifier.Sparsify(Negative(), new SparsifierOptions { Method = "spanner" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparsifierOptions { Method = "spanner", Stretch = 4 }.Validate());
    }

    [Theory]
    [InlineData("spanner")]
    [InlineData("spanning-forest")]
    public void Sparsify_RefusesDirectedGraphs_WhereDirectionsWouldBeLost(string method)
    {
        var error = Assert.Throws<ArgumentException>(() => Sparsifier.Sparsify(Fixtures.FromText("0-1", directed: true), new SparsifierOptions { Method = method }));
        Assert.Contains("GraphReadOptions.Directed = false", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpanningForest_KeepsComponents_WithOrWithoutAFraction()
    {
        CsrGraph graph = Fixtures.Random(500, 2000, 3);
        int components = ConnectedComponents.Find(graph).Count;
        SparsifiedGraph forest = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "spanning-forest" });
        Assert.Equal(500 - components, forest.Graph.EdgeCount);
        SparsifiedGraph half = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "spanning-forest", Keep = 0.5 });
        Assert.Equal(TopSelection.CountFor(0.5, graph.EdgeCount), half.Graph.EdgeCount);
        Assert.Equal(components, ConnectedComponents.Find(half.Graph).Count);
        Assert.Throws<ArgumentException>(() => Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "spanning-forest", Keep = 0.01 }));
    }

    [Theory]
    [MemberData(nameof(SparsifierTests.Methods), MemberType = typeof(SparsifierTests))]
    public void EnsureConnected_CutsNothingApart_AndStaysNested(string method)
    {
        CsrGraph graph = Fixtures.Random(500, 2000, 3);
        int components = ConnectedComponents.Find(graph).Count;
        HashSet<(int, int)> larger = Fixtures.EdgeSet(graph);
        foreach (double keep in new[] { 0.8, 0.5, 0.3 })
        {
            SparsifiedGraph sparse = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = method, Keep = keep, EnsureConnected = true });
            Assert.Equal(components, ConnectedComponents.Find(sparse.Graph).Count);
            Assert.Equal(TopSelection.CountFor(keep, graph.EdgeCount), sparse.Graph.EdgeCount);
            Assert.Subset(larger, Fixtures.EdgeSet(sparse.Graph));
            larger = Fixtures.EdgeSet(sparse.Graph);
        }

        var error = Assert.Throws<ArgumentException>(() => Sparsifier.Sparsify(graph, new SparsifierOptions { Method = method, Keep = 0.05, EnsureConnected = true }));
        Assert.Contains("components takes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_GivesWhatSingleRunsGive()
    {
        double[] keeps = [0.9, 0.5, 0.1];
        IReadOnlyList<SparsifiedGraph> family = SparsifierSweep.Run(Karate, new SparsifierOptions { Method = "local-degree" }, keeps);
        for (int i = 0; i < keeps.Length; i++)
            Assert.Equal(Sparsifier.Sparsify(Karate, new SparsifierOptions { Keep = keeps[i] }).EdgeMask.ToArray(), family[i].EdgeMask.ToArray());
        Assert.Throws<ArgumentException>(() => SparsifierSweep.Run(Karate, new SparsifierOptions { Method = "spanner" }, keeps));
    }

    private static double[] Scores(CsrGraph graph, IEdgeScore score) =>
        score.Score(graph, new EdgeIndex(graph), new ScoreContext(1, TieBreaking.Id, new Parallelism(2)));

    [Fact]
    public void Spanner_EndsSoon_OnAStarAndTwoHubs()
    {
        var star = new GraphBuilder(200_001);
        for (int v = 1; v <= 200_000; v++)
            star.AddEdge(0, v);
        Assert.Equal(200_000, Sparsifier.Sparsify(star.Build(), new SparsifierOptions { Method = "spanner" }).Graph.EdgeCount);
        var hubs = new GraphBuilder(100_002);
        for (int v = 2; v < 100_002; v++)
        {
            hubs.AddEdge(0, v);
            hubs.AddEdge(1, v);
        }

        Assert.Equal(100_001, Sparsifier.Sparsify(hubs.Build(), new SparsifierOptions { Method = "spanner" }).Graph.EdgeCount);
    }

    private static CsrGraph Negative()
    {
        var builder = new GraphBuilder();
        builder.AddEdge(0, 1, -1);
        return builder.Build();
    }

    private static double[] Distance(CsrGraph graph, int source)
    {
        var distance = new double[graph.VertexCount];
        Array.Fill(distance, double.PositiveInfinity);
        distance[source] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (Edge e in graph.Edges())
            {
                changed |= distance[e.Source] + e.Weight < distance[e.Target] || distance[e.Target] + e.Weight < distance[e.Source];
                distance[e.Target] = Math.Min(distance[e.Target], distance[e.Source] + e.Weight);
                distance[e.Source] = Math.Min(distance[e.Source], distance[e.Target] + e.Weight);
            }
        }

        return distance;
    }
}
