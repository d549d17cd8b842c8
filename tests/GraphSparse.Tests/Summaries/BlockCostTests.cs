using GraphSparse.Summaries;

namespace GraphSparse.Tests.Summaries;

/// <summary>Costs of blocks and scores of merges are those by hand.</summary>
public class BlockCostTests
{
    [Theory]
    [InlineData(4, 2, 3, true, 3, 4, 6.830075, 12)]
    [InlineData(4, 2, 1, false, 3, 4, 6, 12)]
    [InlineData(5, 2, 5, true, 5, 6, 8.222063, 23.219281)]
    [InlineData(5, 2, 5, true, 1, 3, 7.076816, 4.643856)]
    [InlineData(5, 2, 1, false, 1, 3, 11.287712, 4.643856)]
    [InlineData(8, 2, 6, true, 6, 6, 4.584963, 36)]
    [InlineData(8, 2, 6, true, 1, 16, 9.981604, 6)]
    public void Blocks_TakeWhatTheyTakeByHand(int n, int s, long largest, bool isWeighted, long edges, long pairs, double dense, double list)
    {
        var cost = new BlockCost(n, s, largest, isWeighted, SummaryNorm.Two);
        Assert.Equal(dense, cost.Dense(edges, pairs), 1e-5);
        Assert.Equal(list, cost.List(edges), 1e-5);
        Assert.Equal(Math.Min(dense, list), cost.Of(edges, pairs), 1e-5);
        Assert.Equal(0, cost.Of(0, pairs));
    }

    [Fact]
    public void WithWeights_ASuperedgeOfFewerThanHalf_IsNone()
    {
        Assert.False(new BlockCost(1000, 2, 1, true, SummaryNorm.One).IsDense(4, 9));
        Assert.True(new BlockCost(1000, 2, 1, true, SummaryNorm.Two).IsDense(4, 9));
        Assert.True(new BlockCost(1000, 2, 1, true, SummaryNorm.One).IsDense(5, 9));
    }

    /// <summary>The first merges from single vertices.</summary>
    [Theory]
    [InlineData(6, "0-3 0-4 0-5 1-3 1-4 1-5 2-3 2-4 2-5", 0, 1, 0.5)]
    [InlineData(6, "0-3 0-4 0-5 1-3 1-4 1-5 2-3 2-4 2-5", 0, 3, 0)]
    [InlineData(4, "0-1 1-2 2-3", 0, 2, 1.0 / 3)]
    [InlineData(4, "0-1 1-2 2-3", 1, 2, 0)]
    [InlineData(6, "0-1 0-2 0-3 0-4 0-5", 1, 2, 0.5)]
    [InlineData(8, "0-1 0-2 0-3 1-2 1-3 2-3 4-5 4-6 4-7 5-6 5-7 6-7 3-4", 0, 1, 0.4)]
    [InlineData(5, "0-2 0-4 1-3 2-3 2-4 3-4", 2, 4, 0.4)]
    [InlineData(4, "0-1 1-2 2-3 3-0", 0, 2, 0.5)]
    public void FirstMerges_ScoreAsByHand(int n, string edges, int a, int b, double score)
    {
        var builder = new GraphBuilder(n);
        foreach (int[] edge in edges.Split(' ').Select(e => e.Split('-').Select(int.Parse).ToArray()))
            builder.AddEdge(edge[0], edge[1]);
        var partition = new Partition([.. Enumerable.Range(0, n)]);
        Block[] blocks = BlockTable.Of(builder.Build(), partition);
        foreach (bool isWeighted in new[] { true, false })
            Assert.Equal(score, MergeScore.Of(partition, blocks, a, b, new BlockCost(n, n, 1, isWeighted, SummaryNorm.One)), 1e-9);
    }
}
