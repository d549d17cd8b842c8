using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

public class WalkArrayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Walk_KeepsWhatBatchesGive_WithoutTheirPadding(int threads)
    {
        CsrGraph graph = Fixtures.Random(300, 350, 2, directed: true); // with sinks
        var options = new WalkOptions { Length = 30, PerVertex = 3 };
        WalkArray all = RandomWalker.Walk(graph, options, seed: 5, parallelism: new Parallelism(threads));
        Assert.Equal((900, 31, 900 * 31), (all.Count, all.Width, all.Rows.Length));
        RandomWalker.Walk(graph, options, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
                Assert.Equal(batch.Walk(i), all[(int)batch.FirstWalkId + i]);
        }, seed: 5);
        var alone = new SingleWalker(graph, options, seed: 5);
        Assert.All(new[] { 0, 450, 899 }, id => Assert.Equal(alone.Walk(id), all[id].ToArray()));
        Assert.Equal(all.Totals.Steps, Enumerable.Range(0, all.Count).Sum(i => all[i].Length - 1L));
        Assert.Contains(Enumerable.Range(0, all.Count), i => all[i].Length < 31);
        Assert.Throws<ArgumentOutOfRangeException>(() => all[900].Length);
        Assert.Equal($"900 walks, {all.Totals.Steps} steps", all.ToString());
    }

    [Fact]
    public void Walk_RefusesMoreThanAnArrayHolds() =>
        Assert.Contains("take them in batches", Assert.Throws<ResourceLimitException>(() =>
            RandomWalker.Walk(CsrGraph.Empty(1 << 20), new WalkOptions { Length = 1000, PerVertex = 10 })).Message, StringComparison.Ordinal);
}
