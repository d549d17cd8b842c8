using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification;

/// <summary>Published and hand-computed values, ties by id.</summary>
public class ScoreTests
{
    private static readonly CsrGraph Karate = Fixtures.Karate;
    private static readonly EdgeIndex Index = new(Karate);

    [Fact]
    public void Jaccard_GivesTheKnownValues_OnKarate()
    {
        double[] scores = Scores("g-spar");
        Assert.Equal(7.0 / 18, scores[0], 15);
        bool[] kept = TopSelection.Top(scores, 39, new TieOrder(TieBreaking.Id, 0));
        Assert.Equal(1468, Ids(kept).Sum());
        Assert.Equal(2.0 / 17, Ids(kept).Min(e => scores[e]), 15);
        Assert.Equal(12, GraphSparse.Analytics.ConnectedComponents.Find(Karate.KeepEdges(Index, kept)).Count);
    }

    [Fact]
    public void LocalDegree_GivesTheKnownValues_OnKarate()
    {
        double[] scores = Scores("local-degree");
        Assert.Equal(33, scores.Count(s => s == 1));
        Assert.Equal(47, scores.Count(s => s >= 0.5));
        Assert.Equal(61, scores.Count(s => s >= 0.25));
        Assert.Equal(47.303376, scores.Sum(), 6);
    }

    [Fact]
    public void LocalSimilarity_GivesTheKnownValues_OnKarate()
    {
        double[] scores = Scores("local-similarity");
        Assert.Equal(29, scores.Count(s => s == 1));
        Assert.Equal(44, scores.Count(s => s >= 0.5));
        Assert.Equal(46.331101, scores.Sum(), 6);
    }

    [Theory]
    [InlineData(0.0, 26, 1082)]
    [InlineData(0.5, 61, 2469)]
    [InlineData(0.8, 75, 2936)]
    public void LSpar_KeepsTheFirstOfEachVertex_OnKarate(double exponent, int edges, int idSum)
    {
        // The score is 1 minus the smallest exponent, exclusive, at which the edge is kept; 2 for those kept even at 0.
        double[] scores = Scores("l-spar");
        int[] kept = [.. Enumerable.Range(0, scores.Length).Where(e => scores[e] > 1 - exponent + 1e-12)];
        Assert.Equal(edges, kept.Length);
        Assert.Equal(idSum, kept.Sum());
    }

    [Fact]
    public void LocalDegree_IsOneEverywhere_OnATriangle()
    {
        CsrGraph triangle = Fixtures.FromText("0-1 1-2 0-2");
        Assert.Equal([1, 1, 1], new LocalDegreeScore().Score(triangle, new EdgeIndex(triangle), Context()));
    }

    [Fact]
    public void Jaccard_IsByHand_OnACompleteGraphWithoutAnEdge()
    {
        CsrGraph graph = Fixtures.FromText("0-1 0-2 0-3 1-2 1-3");
        Assert.Equal([2.0 / 4, 0.25, 0.25, 0.25, 0.25], new JaccardScore().Score(graph, new EdgeIndex(graph), Context()));
    }

    [Fact]
    public void LocalDegree_RanksOutNeighboursByInDegree_WhenDirected()
    {
        // In-degrees: 1 has 1, 2 has 3, 3 has 2. Vertex 0 ranks 2, 3, 1; the others have one arc or two.
        CsrGraph graph = Fixtures.FromText("0-1 0-2 0-3 1-2 3-2 2-3", directed: true);
        double[] scores = new LocalDegreeScore().Score(graph, new EdgeIndex(graph), Context());
        Assert.Equal([1 - Math.Log(3) / Math.Log(3), 1, 1 - Math.Log(2) / Math.Log(3), 1, 1, 1], scores);
    }

    [Fact]
    public void Random_IsUniform()
    {
        CsrGraph graph = Fixtures.Random(2000, 40_000, 1);
        double[] scores = new RandomScore().Score(graph, new EdgeIndex(graph), Context());
        double[] counts = new double[10];
        foreach (double s in scores)
            counts[(int)(s * 10)]++;
        double expected = scores.Length / 10.0;
        double chiSquare = counts.Sum(c => (c - expected) * (c - expected) / expected);
        Assert.True(chiSquare < 45, $"chi-square {chiSquare} with 9 degrees of freedom; false alarm below 1e-6");
    }

    [Fact]
    public void KNeighbor_RanksFormWholeNumbersAtEachEnd()
    {
        // -score = rank - 1 + u: at a star's leaves the rank is 1, so every score is above -1.
        CsrGraph star = Fixtures.FromText(string.Join(' ', Enumerable.Range(1, 50).Select(v => $"0-{v}")));
        Assert.All(new KNeighborScore().Score(star, new EdgeIndex(star), Context()), s => Assert.InRange(s, -1, 0));
    }

    [Fact]
    public void KNeighbor_ProposesEveryVertexOnce_BeforeAnySecondProposal()
    {
        // Edges with score > -1 are the first proposals: every vertex has one, and there are at most n of them.
        CsrGraph graph = Fixtures.Random(500, 4000, 9);
        var index = new EdgeIndex(graph);
        double[] scores = new KNeighborScore().Score(graph, index, Context());
        CsrGraph first = graph.KeepEdges(index, Array.ConvertAll(scores, s => s > -1));
        for (int v = 0; v < graph.VertexCount; v++)
            Assert.True(graph.Degree(v) == 0 || first.Degree(v) > 0);
        Assert.True(first.EdgeCount <= graph.VertexCount);
    }

    [Fact]
    public void KNeighbor_FavoursHeavyEdges_WhenWeighted()
    {
        // A star with one edge of weight 100 among 99 of weight 1: it is the centre's first with probability 100/199.
        string edges = string.Join(' ', Enumerable.Range(1, 99).Select(v => $"0-{v}:1")) + " 0-100:100";
        CsrGraph star = Fixtures.FromText(edges, directed: true);
        var index = new EdgeIndex(star);
        int first = Enumerable.Range(0, 400).Count(seed =>
        {
            double[] scores = new KNeighborScore().Score(star, index, Context((ulong)seed));
            return scores[^1] == scores.Max();
        });
        Assert.InRange(first, 150, 252); // mean 201, standard deviation 10; five of them each way, false alarm below 1e-6
    }

    private static double[] Scores(string method) => SparsifierCatalog.Default.Find(method).CreateScore!(new SparsifierOptions()).Score(Karate, Index, Context());

    private static ScoreContext Context(ulong seed = 1) => new(seed, TieBreaking.Id, new Parallelism(2));

    private static IEnumerable<int> Ids(bool[] kept) => Enumerable.Range(0, kept.Length).Where(e => kept[e]);
}
