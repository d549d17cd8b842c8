using GraphSparse.Analytics;
using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification;

/// <summary>Scores that look at common neighbours and quadrangles, against enumeration; filters over scores.</summary>
public class NeighborhoodScoreTests
{
    private static readonly CsrGraph Karate = Fixtures.Karate;

    public static TheoryData<ulong, bool> Cases => new() { { 1, false }, { 2, false }, { 3, true }, { 4, true } };

    [Fact]
    public void AdamicAdar_IsByHand_OnACompleteGraphWithoutAnEdge()
    {
        double[] scores = Scores(Fixtures.FromText("0-1 0-2 0-3 1-2 1-3"), new AdamicAdarScore());
        Assert.Equal(2 / Math.Log(2), scores[0], 11);
        Assert.All(scores[1..], s => Assert.Equal(1 / Math.Log(3), s, 11));
    }

    [Fact]
    public void Quadrangle_IsByHand()
    {
        Assert.Equal([1, 1, 1, 1], Scores(Fixtures.FromText("0-1 1-2 2-3 0-3"), new QuadrangleScore()));
        // In K5 an edge {u, v} and an ordered pair of other vertices make a cycle: 3 · 2.
        Assert.All(Scores(ClassicGraphs.Complete(5), new QuadrangleScore()), s => Assert.Equal(6, s));
        // In K(3,4): one more vertex of each side.
        Assert.All(Scores(ClassicGraphs.Bipartite(3, 4), new QuadrangleScore()), s => Assert.Equal(2 * 3, s));
        Assert.All(Scores(ClassicGraphs.Star(5), new QuadrangleScore()), s => Assert.Equal(0, s));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AdamicAdarAndQuadrangle_AreWhatEnumerationFinds(ulong seed, bool directed)
    {
        CsrGraph graph = Fixtures.Random(40, 220, seed, directed);
        CsrGraph simple = graph.Symmetrize();
        double[] adamicAdar = Scores(graph, new AdamicAdarScore());
        double[] quadrangles = Scores(graph, new QuadrangleScore());
        int id = 0;
        foreach (Edge edge in graph.Edges())
        {
            int[] a = [.. simple.Neighbors(edge.Source)];
            int[] b = [.. simple.Neighbors(edge.Target)];
            Assert.Equal(a.Intersect(b).Sum(w => 1 / Math.Log(simple.Degree(w))), adamicAdar[id], 9);
            int cycles = a.Where(x => x != edge.Target).Sum(x => b.Count(y => y != edge.Source && y != x && simple.HasArc(x, y)));
            Assert.Equal(cycles, quadrangles[id++]);
        }
    }

    [Fact]
    public void Quadrangles_AreTheSame_WhereThreadsAddToOneArray()
    {
        CsrGraph graph = Fixtures.Random(300, 4000, 5);
        var index = new EdgeIndex(graph);
        long[] alone = QuadrangleCounter.Count(graph, index, Parallelism.Sequential);
        var context = new ScoreContext(1, TieBreaking.Id, new Parallelism(3));
        Assert.InRange(alone.Max(), 2, long.MaxValue);
        Assert.Equal(alone, QuadrangleCounter.Count(graph, index, context.Parallelism));
        Assert.Equal(alone, QuadrangleCounter.Count(graph, index, context.Parallelism, privateBytes: 0));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void SimmelianPrefix_IsTheBestPrefix_OfListsMadeByHand(ulong seed, bool directed)
    {
        CsrGraph graph = Fixtures.Random(40, 250, seed, directed);
        CsrGraph simple = graph.Symmetrize();
        var index = new EdgeIndex(simple);
        double[] triangles = Scores(simple, new TriangleScore());
        double[] quadrangles = Scores(simple, new QuadrangleScore());
        double[] atVertex = [.. Enumerable.Range(0, simple.VertexCount).Select(v => index.Of(v).ToArray().Sum(e => quadrangles[e]))];
        double[] normalized = [.. simple.Edges().Select((e, i) => quadrangles[i] == 0 ? 0 : quadrangles[i] / (Math.Sqrt(atVertex[e.Source]) * Math.Sqrt(atVertex[e.Target])))];
        foreach ((double[] strength, SimmelianStrength kind) in new[] { (triangles, SimmelianStrength.Triangles), (normalized, SimmelianStrength.NormalizedQuadrangles) })
        {
            double[] scores = Scores(graph, new SimmelianPrefixScore(kind));
            int id = 0;
            foreach (Edge edge in graph.Edges())
                Assert.Equal(BestPrefix(Ranked(edge.Source, edge.Target), Ranked(edge.Target, edge.Source)), scores[id++], 12);

            int[] Ranked(int u, int without)
            {
                int[] edges = [.. index.Of(u)];
                return [.. simple.Neighbors(u).ToArray().Select((v, k) => (v, edges[k])).OrderByDescending(p => strength[p.Item2]).ThenBy(p => p.Item2)
                    .Select(p => p.v).Where(v => v != without)];
            }
        }
    }

    [Fact]
    public void SimmelianPrefix_IsOneInAClique_AndZeroAtAPendantEdge()
    {
        CsrGraph graph = Fixtures.FromText("0-1 0-2 0-3 0-4 1-2 1-3 1-4 2-3 2-4 3-4 4-5");
        foreach (SimmelianStrength strength in Enum.GetValues<SimmelianStrength>())
        {
            double[] scores = Scores(graph, new SimmelianPrefixScore(strength));
            Assert.All(scores[..9], s => Assert.InRange(s, 0.7, 1));
            Assert.Equal((1, 0), (scores[0], scores[10]));
        }
    }

    [Fact]
    public void AlgebraicDistance_IsWhatDenseSmoothingGives()
    {
        CsrGraph graph = Fixtures.Random(30, 100, 6, weighted: true);
        double[] scores = Scores(graph, new AlgebraicDistanceScore());
        int n = graph.VertexCount;
        var random = new KeyedRandom(1, "sparsify.algebraic-distance");
        var distance = new double[graph.EdgeCount];
        for (int vector = 0; vector < 8; vector++)
        {
            double[] x = [.. Enumerable.Range(0, n).Select(v => random.NextDouble(v, vector) - 0.5)];
            for (int round = 0; round < 20; round++)
            {
                double[] now = x;
                x = [.. Enumerable.Range(0, n).Select(u =>
                {
                    (int V, double W)[] row = [.. graph.Neighbors(u).ToArray().Zip(graph.Weights(u).ToArray())];
                    return row.Length == 0 ? now[u] : now[u] / 2 + row.Sum(p => p.W * now[p.V]) / row.Sum(p => p.W) / 2;
                })];
            }

            int id = 0;
            foreach (Edge edge in graph.Edges())
                distance[id] = Math.Max(distance[id++], Math.Abs(x[edge.Source] - x[edge.Target]));
        }

        for (int e = 0; e < distance.Length; e++)
            Assert.Equal(-distance[e], scores[e], 12);
        Assert.Contains("local-degree", Assert.ThrowsAny<ArgumentException>(() => Scores(HardGraphs.NegativeEdge, new AlgebraicDistanceScore())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AlgebraicDistance_PutsBridgesBetweenCliquesLast()
    {
        CsrGraph graph = ClassicGraphs.Union(ClassicGraphs.Complete(10), ClassicGraphs.Complete(10));
        var builder = new GraphBuilder(20);
        foreach (Edge edge in graph.Edges())
            builder.AddEdge(edge.Source, edge.Target);
        builder.AddEdge(0, 10);
        double[] scores = Scores(builder.Build(), new AlgebraicDistanceScore());
        Assert.Equal(9, Array.IndexOf(scores, scores.Min())); // edges 0–1 … 0–9 come before 0–10
    }

    [Fact]
    public void MinHash_IsNearJaccard()
    {
        CsrGraph graph = Fixtures.Random(300, 6000, 4);
        double[] exact = Scores(graph, new JaccardScore());
        double[] estimate = Scores(graph, new MinHashScore(256));
        double meanSquare = exact.Zip(estimate, (a, b) => (a - b) * (a - b)).Average();
        double expected = exact.Average(j => j * (1 - j) / 256);
        Assert.InRange(meanSquare, 0.6 * expected, 1.6 * expected); // thousands of edges, though they share hash functions
        Assert.Equal(exact.Average(), estimate.Average(), 0.01);
        CsrGraph twins = ClassicGraphs.Complete(40);
        Assert.All(Scores(ClassicGraphs.Bipartite(1, 1), new MinHashScore(8)), s => Assert.Equal(0, s));
        Assert.All(Scores(twins, new MinHashScore(64)), s => Assert.InRange(s, 0.7, 1)); // 38 / 40
    }

    [Fact]
    public void Scan_CountsBothEnds_WhereAsked()
    {
        double[] one = Scores(Karate, new ScanScore());
        double[] two = Scores(Karate, new ScanScore(closedNeighborhood: true));
        Assert.Equal(9 / Math.Sqrt(17 * 10), two[0], 12);
        Assert.All(Enumerable.Range(0, 78), e => Assert.True(two[e] > one[e]));
    }

    [Fact]
    public void RandomNodeEdge_FindsEdgesAsAVertexAndAnEdgeOfItWould()
    {
        // A star of four leaves and a separate edge: the separate edge has rate 1 + 1, the others 1/4 + 1 each.
        CsrGraph graph = Fixtures.FromText("0-1 0-2 0-3 0-4 5-6");
        var index = new EdgeIndex(graph);
        int first = Enumerable.Range(0, 20_000).Count(seed =>
        {
            double[] scores = new RandomNodeEdgeScore().Score(graph, index, new ScoreContext((ulong)seed, TieBreaking.Id, Parallelism.Sequential));
            return scores[4] == scores.Max();
        });
        Assert.InRange(first / 20_000.0, 2.0 / 7 - 0.016, 2.0 / 7 + 0.016); // standard deviation 0.0032; false alarm below 1e-6
    }

    [Fact]
    public void LocalFilter_OverJaccard_IsLocalSimilarity_AndLinearIsByHand()
    {
        Assert.Equal(Scores(Karate, new LocalSimilarityScore()), Scores(Karate, Configured(new SparsifierOptions { Method = "g-spar", LocalFilter = LocalFilter.Log })));
        double[] directed = Scores(Fixtures.FromText("0-1 0-2 0-3 0-4 1-2", directed: true), new LocalFilterScore(new TriangleScore(), LocalFilter.Linear));
        Assert.Equal([1, 1, 1 - 2 / 3.0, 1 - 2 / 3.0, 1], directed); // out of 0: t = 1, 1, 0, 0
    }

    [Fact]
    public void Normalized_IsByHand_AndRefusesNegativeScores()
    {
        // Triangles on 0-1 0-2 1-2 2-3: 1, 1, 1, 0; sums at the vertices 2, 2, 2, 0.
        double[] scores = Scores(Fixtures.FromText("0-1 0-2 1-2 2-3"), Configured(new SparsifierOptions { Method = "triangle", Normalize = true }));
        Assert.Equal([0.5, 0.5, 0.5, 0], scores.Select(s => Math.Round(s, 12)));
        // Directed, by t again: out-sums 0: 2, 1: 1; in-sums 1: 1, 2: 2.
        double[] directed = Scores(Fixtures.FromText("0-1 0-2 1-2", directed: true), Configured(new SparsifierOptions { Method = "triangle", Normalize = true }));
        Assert.Equal([1 / Math.Sqrt(2), 1 / Math.Sqrt(4), 1 / Math.Sqrt(2)], directed.Select(s => s), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Contains("SparsifierOptions.LocalFilter", Assert.Throws<ArgumentException>(() => Scores(Karate, Configured(new SparsifierOptions { Method = "k-neighbor", Normalize = true }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_AreRefused_WhereTheMethodDoesNotKnowThem()
    {
        Assert.Contains("SparsifierOptions.MinHash does not apply to scan", Refused(new SparsifierOptions { Method = "scan", MinHash = 64 }), StringComparison.Ordinal);
        Assert.Contains("SparsifierOptions.ClosedNeighborhood does not apply to g-spar", Refused(new SparsifierOptions { Method = "g-spar", ClosedNeighborhood = true }), StringComparison.Ordinal);
        Assert.Contains("SparsifierOptions.LocalFilter does not apply to spanner", Refused(new SparsifierOptions { Method = "spanner", LocalFilter = LocalFilter.Log }), StringComparison.Ordinal);
        Assert.Contains("MinHash is 0", Refused(new SparsifierOptions { Method = "g-spar", MinHash = 0 }), StringComparison.Ordinal);

        static string Refused(SparsifierOptions options) => Assert.ThrowsAny<ArgumentException>(() => options.Validate()).Message;
    }

    private static double BestPrefix(int[] a, int[] b)
    {
        double best = 0;
        for (int k = 1; k <= Math.Max(a.Length, b.Length); k++)
        {
            int[] first = a[..Math.Min(k, a.Length)];
            int[] second = b[..Math.Min(k, b.Length)];
            best = Math.Max(best, first.Intersect(second).Count() / (double)first.Union(second).Count());
        }

        return best;
    }

    private static IEdgeScore Configured(SparsifierOptions options) => SparsifierCatalog.Default.Find(options.Method).CreateScore!(options);

    private static double[] Scores(CsrGraph graph, IEdgeScore score) =>
        score.Score(graph, new EdgeIndex(graph), new ScoreContext(1, TieBreaking.Id, new Parallelism(2)));
}
