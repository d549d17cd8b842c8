using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>After any merges rows are what counting the edges of the groups anew gives, and scores what all blocks give.</summary>
public class SupervertexRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rows_AreThoseOfTheGroups_AfterEveryMerge(int threads)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            CsrGraph graph = SampleGraphs.Random(60, 60 + 30 * seed, directed: false, weighted: false, seed);
            var rows = new SupervertexRows(graph);
            while (rows.Count > 1)
            {
                int[] order = [.. Enumerable.Range(0, 60).Where(a => rows.Sizes[a] > 0)];
                random.Shuffle(order);
                (int, int)[] pairs = [.. Enumerable.Range(0, Math.Max(1, random.Next(order.Length / 2))).Select(i => (Math.Min(order[2 * i], order[2 * i + 1]), Math.Max(order[2 * i], order[2 * i + 1])))];
                rows.Merge(pairs, new Parallelism(threads), CancellationToken.None);
                AssertRows(graph, rows);
            }
        }
    }

    [Fact]
    public void Scores_AreThoseOfAllBlocks()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            CsrGraph graph = SampleGraphs.Random(24, 20 + 10 * seed, directed: false, weighted: false, seed);
            var rows = new SupervertexRows(graph);
            for (int step = 0; step < 8; step++)
                rows.Merge([(step, 23 - step)], Parallelism.Sequential, CancellationToken.None);
            var partition = new Partition(rows.SuperOf());
            Block[] blocks = BlockTable.Of(graph, partition);
            AssertScores(new ListedCost(0.75));
            AssertScores(new BlockCost(24, partition.Count, 3, true, SummaryNorm.One));
            AssertScores(new BlockCost(24, partition.Count, 1, false, SummaryNorm.Two));

            void AssertScores<TCost>(TCost cost) where TCost : struct, IBlockCost
            {
                var scorer = new PairScorer<TCost>(rows);
                double[] costs = [.. Enumerable.Range(0, 24).Select(a => PairScorer<TCost>.CostOf(rows, cost, a))];
                for (int a = 0; a < 16; a++)
                {
                    for (int b = 0; b < 16; b++)
                    {
                        if (a != b)
                            Assert.Equal(MergeScore.Of(partition, blocks, partition.SuperOf[a], partition.SuperOf[b], cost), scorer.Score(a, b, cost, costs), 9);
                    }
                }
            }
        }
    }

    private static void AssertRows(CsrGraph graph, SupervertexRows rows)
    {
        int[] superOf = rows.SuperOf().ToArray();
        var expected = graph.Edges()
            .Select(e => (A: Math.Min(superOf[e.Source], superOf[e.Target]), B: Math.Max(superOf[e.Source], superOf[e.Target])))
            .GroupBy(k => k).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(superOf.Distinct().Count(), rows.Count);
        var found = new Dictionary<(int A, int B), int>();
        for (int a = 0; a < rows.VertexCount; a++)
        {
            Assert.Equal(superOf.Count(s => s == a), rows.Sizes[a]);
            if (rows.Loops[a] > 0)
                found[(a, a)] = rows.Loops[a];
            int[] neighbors = rows.Neighbors(a).ToArray();
            Assert.Equal(neighbors.Order().Distinct(), neighbors);
            for (int i = 0; i < neighbors.Length; i++)
            {
                if (neighbors[i] > a)
                    found[(a, neighbors[i])] = rows.Edges(a)[i];
                else
                    Assert.Equal(found[(neighbors[i], a)], rows.Edges(a)[i]);
            }
        }

        Assert.Equal(expected.OrderBy(p => p.Key), found.OrderBy(p => p.Key));
    }
}
