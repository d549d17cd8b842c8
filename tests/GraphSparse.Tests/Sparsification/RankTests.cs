using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification;

/// <summary>Ranks by counting and by buckets are those of a sort, and the better end of an edge counts.</summary>
public class RankTests
{
    [Fact]
    public void ClassRanks_AreCompetitionRanks_InRowsOfAnyLength()
    {
        var random = new KeyedRandom(5, "tests");
        const int n = 3000;
        foreach (int distinct in new[] { 1, 3, 70, 2000 })
        {
            int[] values = [.. Enumerable.Range(0, n).Select(v => (int)(random.NextUInt64(v, distinct) % (ulong)distinct) * 3)];
            (int[] classes, int count) = ClassRanks.Of(values);
            Assert.Equal(values.Distinct().Count(), count);
            var ranks = new ClassRanks(classes, count);
            foreach (int length in new[] { 0, 1, 2, 15, 16, 17, 64, 65, 1000, n })
            {
                int[] row = [.. Enumerable.Range(0, n).OrderBy(v => random.NextUInt64(v, length + 10_000)).Take(length)];
                var found = new int[length];
                ranks.Rank(row, found);
                int[] sorted = [.. row.Select(v => -values[v]).Order()];
                Assert.Equal(row.Select(v => 1 + sorted.Count(other => other < -values[v])), found);
            }
        }
    }

    [Fact]
    public void RandomRanks_AreThoseOfASort_ByWordAndPlace()
    {
        var random = new KeyedRandom(5, "tests");
        var shuffle = new RandomRanks(random);
        foreach (int length in new[] { 0, 1, 2, 24, 25, 31, 64, 257, 5000 })
        {
            int[] neighbors = [.. Enumerable.Range(0, length).Select(k => 3 * k)];
            var ranks = new int[length];
            shuffle.Rank(7, neighbors, ranks);
            int[] order = [.. Enumerable.Range(0, length).OrderBy(k => (uint)(random.NextUInt64(7, neighbors[k]) >> 32)).ThenBy(k => k)];
            for (int i = 0; i < length; i++)
                Assert.Equal(i + 1, ranks[order[i]]);
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(8, false)]
    [InlineData(2, true)]
    public void BestOverEnds_TakesTheBetterEnd(int threads, bool directed)
    {
        CsrGraph graph = SampleGraphs.Random(5000, 60_000, directed, weighted: false, seed: 3);
        var index = new EdgeIndex(graph, new Parallelism(threads));
        var context = new ScoreContext(1, TieBreaking.Hash, new Parallelism(threads));
        double[] scores = EndpointRanks.BestOverEnds<double, LinearRankScore>(graph, index, context, "", default(LinearRankScore), () => (u, ranks) =>
        {
            for (int k = 0; k < ranks.Length; k++)
                ranks[k] = 1 + (k * 7 + u) % ranks.Length;
        });
        double[] expected = EndpointScores.MaxOverEnds(graph, index, context, "", () => (u, row) =>
        {
            for (int k = 0; k < row.Length; k++)
                row[k] = default(LinearRankScore).Of(1 + (k * 7 + u) % row.Length, row.Length);
        });
        Assert.Equal(expected, scores);
    }

    [Theory]
    [InlineData("random", 1, false)]
    [InlineData("random", 8, true)]
    [InlineData("k-neighbor", 1, false)]
    [InlineData("k-neighbor", 3, true)]
    [InlineData("k-neighbor", 8, false)]
    [InlineData("local-degree", 1, false)]
    [InlineData("local-degree", 3, true)]
    [InlineData("local-degree", 8, false)]
    public void Top_OfACompactScore_IsThatOfItsArray(string method, int threads, bool directed)
    {
        CsrGraph graph = SampleGraphs.Random(9000, 300_000, directed, weighted: false, seed: 5);
        IEdgeScore score = method switch { "random" => new RandomScore(), "k-neighbor" => new KNeighborScore(), _ => new LocalDegreeScore() };
        var index = new EdgeIndex(graph);
        var context = new ScoreContext(9, TieBreaking.Hash, new Parallelism(threads));
        double[] array = score.Score(graph, index, context);
        Assert.True(array.Length > 1 << 17); // enough for a sample to show between which scores the last one lies
        foreach (long count in new[] { 0L, 1, 1000, array.Length / 3, array.Length - 1, array.Length })
            Assert.Equal(TopSelection.Top(array, count, context.TieOrder, Parallelism.Sequential), ((ICompactScore)score).Top(graph, index, count, context));
    }

    [Fact]
    public void Top_OfKNeighbor_NeedsTheArray_WhereWeighted()
    {
        CsrGraph graph = SampleGraphs.Random(50, 200, directed: false, weighted: true, seed: 5);
        Assert.Null(((ICompactScore)new KNeighborScore()).Top(graph, new EdgeIndex(graph), 10, new ScoreContext(9, TieBreaking.Hash, Parallelism.AllCores)));
    }
}
