using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

public class VisitCountsTests
{
    [Fact]
    public void Count_IsThatOfTheWalks_ForEveryNumberOfThreads()
    {
        CsrGraph graph = Fixtures.Random(3000, 6000, 12, directed: true);
        var options = new WalkOptions { Method = WalkMethod.Restart, PerVertex = 40, Length = 60 };
        var expected = new long[graph.VertexCount];
        WalkTotals walked = RandomWalker.Walk(graph, options, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                foreach (int v in batch.Walk(i))
                    expected[v]++;
            }
        }, seed: 4);
        foreach (int threads in new[] { 1, 2, 5 })
        {
            (long[] visits, WalkTotals totals) = VisitCounts.Count(graph, options, seed: 4, parallelism: new Parallelism(threads));
            Assert.Equal(walked, totals);
            Assert.Equal(expected, visits);
            Assert.Equal(totals.Walks + totals.Steps, visits.Sum());
        }
    }

    [Fact]
    public void Count_IsTheStarts_WhereNoWalkCanStep() =>
        Assert.Equal([7, 7, 7], VisitCounts.Count(CsrGraph.Empty(3), new WalkOptions { PerVertex = 7 }).Visits);

    [Fact]
    public void Options_RefuseVisitsTogetherWithAWindow() =>
        Assert.Throws<ArgumentException>(() => new WalkOptions { Visits = true, Window = 2 }.Validate());
}
