using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification;

/// <summary>Laws that hold for every sparsifier of the catalog.</summary>
public class SparsifierTests
{
    public static TheoryData<string> Methods => [.. SparsifierCatalog.Default.Where(e => e.CreateScore is not null && e.Name != "disparity").Select(e => e.Name)]; // which needs weights

    public static TheoryData<string, bool, bool> Kinds
    {
        get
        {
            var data = new TheoryData<string, bool, bool>();
            foreach (SparsifierEntry entry in SparsifierCatalog.Default.Where(e => e.CreateScore is not null))
            {
                foreach (bool directed in new[] { false, true })
                {
                    foreach (bool weighted in new[] { false, true })
                    {
                        if (weighted || entry.Name != "disparity")
                            data.Add(entry.Name, directed, weighted);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sparsify_KeepsExactlyTheFraction_AsASubgraphWithItsWeights(string method, bool directed, bool weighted)
    {
        CsrGraph graph = Fixtures.Random(400, 2500, 5, directed, weighted);
        Dictionary<(int, int), double> weights = graph.Edges().ToDictionary(e => (e.Source, e.Target), e => e.Weight);
        foreach (double keep in new[] { 0.01, 0.3, 0.5, 0.77, 1.0 })
        {
            SparsifiedGraph sparse = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = method, Keep = keep }, seed: 3);
            Assert.Equal((long)Math.Round(keep * graph.EdgeCount, MidpointRounding.ToEven), sparse.Graph.EdgeCount);
            Assert.Equal(graph.VertexCount, sparse.Graph.VertexCount);
            Assert.All(sparse.Graph.Edges(), e => Assert.Equal(weights[(e.Source, e.Target)], e.Weight));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sparsify_IsNested(string method)
    {
        CsrGraph graph = Fixtures.Random(300, 2000, 8);
        HashSet<(int, int)> larger = Fixtures.EdgeSet(graph);
        foreach (double keep in new[] { 0.9, 0.6, 0.35, 0.1, 0.02 })
        {
            HashSet<(int, int)> edges = Fixtures.EdgeSet(Sparsifier.Sparsify(graph, new SparsifierOptions { Method = method, Keep = keep }).Graph);
            Assert.Subset(larger, edges);
            larger = edges;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sparsify_GivesTheSameEdges_ForEveryNumberOfThreads(string method)
    {
        CsrGraph graph = Fixtures.Random(20_000, 120_000, 2);
        var options = new SparsifierOptions { Method = method, Keep = 0.3 };
        bool[] one = Sparsifier.Sparsify(graph, options, 7, parallelism: new Parallelism(1)).EdgeMask.ToArray();
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, Sparsifier.Sparsify(graph, options, 7, parallelism: new Parallelism(threads)).EdgeMask.ToArray());
    }

    [Theory]
    [InlineData("random")]
    [InlineData("k-neighbor")]
    [InlineData("rank-degree")]
    [InlineData("forest-fire")]
    [InlineData("random-node-edge")]
    [InlineData("algebraic-distance")]
    public void Sparsify_DependsOnTheSeed_WhenItIsRandom(string method)
    {
        CsrGraph graph = Fixtures.Random(300, 2000, 8);
        var options = new SparsifierOptions { Method = method, Keep = 0.5 };
        Assert.Equal(Sparsifier.Sparsify(graph, options, 1).EdgeMask.ToArray(), Sparsifier.Sparsify(graph, options, 1).EdgeMask.ToArray());
        Assert.NotEqual(Sparsifier.Sparsify(graph, options, 1).EdgeMask.ToArray(), Sparsifier.Sparsify(graph, options, 2).EdgeMask.ToArray());
    }

    [Theory]
    [InlineData("local-degree")]
    [InlineData("g-spar")]
    [InlineData("scan")]
    [InlineData("adamic-adar")]
    [InlineData("quadrangle")]
    [InlineData("triangle")]
    [InlineData("chance-corrected-triangle")]
    [InlineData("local-similarity")]
    [InlineData("disparity")]
    public void Scores_FollowTheVertices_WhenTheyAreRelabelled(string method)
    {
        // Scores, not selections: where they tie, the choice goes by edge id, which relabelling changes.
        CsrGraph graph = Fixtures.Random(200, 1500, 4, weighted: true);
        int[] permutation = Fixtures.Permutation(graph.VertexCount, 6);
        CsrGraph relabelled = Fixtures.Relabel(graph, permutation);
        Dictionary<(int, int), double> before = ScoreByEdge(graph, method);
        Dictionary<(int, int), double> after = ScoreByEdge(relabelled, method);
        foreach (((int u, int v), double score) in before)
            Assert.Equal(score, after[(Math.Min(permutation[u], permutation[v]), Math.Max(permutation[u], permutation[v]))]);
    }

    [Theory]
    [InlineData("disparity", 0.4)]
    [InlineData("spanning-forest", null)]
    [InlineData("spanner", null)]
    public void Choices_FollowTheVertices_WhereWeightsDiffer(string method, double? keep)
    {
        CsrGraph graph = DifferentWeights(Fixtures.Random(200, 1500, 4));
        int[] permutation = Fixtures.Permutation(graph.VertexCount, 6);
        var options = new SparsifierOptions { Method = method, Keep = keep };
        var before = Sparsifier.Sparsify(graph, options).Graph.Edges()
            .Select(e => (Math.Min(permutation[e.Source], permutation[e.Target]), Math.Max(permutation[e.Source], permutation[e.Target]))).Order().ToArray();
        var after = Sparsifier.Sparsify(Fixtures.Relabel(graph, permutation), options).Graph.Edges().Select(e => (e.Source, e.Target)).Order().ToArray();
        Assert.InRange(before.Length, 100, 1400);
        Assert.Equal(before, after);
    }

    /// <summary>The same edges, each with a weight that no other has.</summary>
    private static CsrGraph DifferentWeights(CsrGraph graph)
    {
        var builder = new GraphBuilder(graph.VertexCount);
        foreach (Edge edge in graph.Edges())
            builder.AddEdge(edge.Source, edge.Target, 1 + (edge.Source * 251 + edge.Target * 13 % 251) / 1000.0);
        return builder.Build();
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sparsify_TakesDegenerateGraphs(string method)
    {
        var options = new SparsifierOptions { Method = method, Keep = 0.5 };
        Assert.Equal(0, Sparsifier.Sparsify(CsrGraph.Empty(0), options).Graph.VertexCount);
        Assert.Equal(3, Sparsifier.Sparsify(CsrGraph.Empty(3), options).Graph.VertexCount);
        Assert.Equal(0, Sparsifier.Sparsify(Fixtures.FromText("0-1"), options).Graph.EdgeCount);
        Assert.Equal(1, Sparsifier.Sparsify(Fixtures.FromText("0-1"), options with { Keep = 1 }).Graph.EdgeCount);
        CsrGraph star = Fixtures.FromText(string.Join(' ', Enumerable.Range(1, 20_000).Select(v => $"0-{v}")));
        Assert.Equal(10_000, Sparsifier.Sparsify(star, options).Graph.EdgeCount);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sparsify_StopsWhenCancelled(string method)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Sparsifier.Sparsify(Fixtures.Karate, new SparsifierOptions { Method = method }, cancellationToken: source.Token));
    }

    [Fact]
    public void Sparsify_NamesTheMethods_WhenTheNameIsWrong()
    {
        var error = Assert.Throws<ArgumentException>(() => Sparsifier.Sparsify(Fixtures.Karate, new SparsifierOptions { Method = "best" }));
        Assert.Contains("local-degree", error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<(int, int), double> ScoreByEdge(CsrGraph graph, string method)
    {
        double[] scores = SparsifierCatalog.Default.Find(method).CreateScore!(new SparsifierOptions()).Score(graph, new EdgeIndex(graph), new ScoreContext(1, TieBreaking.Id, new Parallelism(2)));
        return graph.Edges().Zip(scores).ToDictionary(p => (p.First.Source, p.First.Target), p => p.Second);
    }
}
