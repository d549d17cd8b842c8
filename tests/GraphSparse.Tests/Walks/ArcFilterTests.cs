using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

public class ArcFilterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Filter_DeniesNoArc_AndMostOtherPairs(bool directed)
    {
        CsrGraph graph = Fixtures.Random(2000, 20_000, 3, directed);
        using ArcFilter filter = ArcFilter.Build(graph, new Parallelism(3), CancellationToken.None);
        int others = 0;
        int wrong = 0;
        for (int u = 0; u < 2000; u++)
        {
            for (int v = 0; v < 2000; v++)
            {
                bool mayHold = filter.MayHold(filter.Hash(u, v));
                if (graph.HasArc(u, v))
                    Assert.True(mayHold);
                else
                    (others, wrong) = (others + 1, wrong + (mayHold ? 1 : 0));
            }
        }

        // With exactly four keys of three bits in a word it would be (12/64)³ = 0.7 %; words with more keys raise that.
        Assert.InRange(wrong / (double)others, 0, 0.02);
    }

    [Fact]
    public void Filter_OfNothing_DeniesEverything()
    {
        using ArcFilter filter = ArcFilter.Build(CsrGraph.Empty(4), Parallelism.Sequential, CancellationToken.None);
        Assert.False(filter.MayHold(filter.Hash(1, 2)));
    }

    [Theory]
    [InlineData(0.5, 2, 1, false)]
    [InlineData(0.5, 2, 20, false)]
    [InlineData(4, 0.25, 20, true)]
    [InlineData(3, 1, 20, false)]
    public void Node2vec_EqualsTheDefinition_WithAFilterAndWithout(double p, double q, int length, bool directed)
    {
        CsrGraph graph = Fixtures.Random(400, 6000, 9, directed);
        var options = new WalkOptions { Method = WalkMethod.Node2vec, P = p, Q = q, Length = length, PerVertex = 2 };
        using (var walkGraph = new WalkGraph(graph, options, Parallelism.Sequential, CancellationToken.None))
            Assert.Equal(length > 10 && q != 1, walkGraph.Filter is not null);
        var plain = new SingleWalker(graph, options, seed: 7);
        RandomWalker.Walk(graph, options, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
                Assert.Equal(plain.Walk(batch.FirstWalkId + i), batch.Walk(i).ToArray());
        }, seed: 7);
    }
}
