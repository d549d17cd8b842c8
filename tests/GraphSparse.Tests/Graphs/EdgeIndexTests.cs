using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

public class EdgeIndexTests
{
    [Theory]
    [InlineData(false, 60, 300, 2)]
    [InlineData(true, 60, 300, 2)]
    [InlineData(false, 5_000, 20_000, 1)]
    [InlineData(false, 5_000, 20_000, 8)]
    [InlineData(false, 2_000, 200_000, 2)]
    [InlineData(false, 2_000, 200_000, 5)]
    [InlineData(false, 4, 0, 2)]
    public void Of_GivesTheRankOfTheEdge_AtBothEnds(bool directed, int n, int rows, int threads)
    {
        CsrGraph graph = SampleGraphs.Random(n, rows, directed, weighted: false, seed: 7);
        var index = new EdgeIndex(graph, new Parallelism(threads));
        Assert.Equal(graph.EdgeCount, index.EdgeCount);
        Dictionary<(int, int), int> rank = graph.Edges().Select((e, id) => ((e.Source, e.Target), id)).ToDictionary();
        for (int u = 0; u < n; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<int> ids = index.Of(u);
            Assert.Equal(neighbors.Length, ids.Length);
            for (int k = 0; k < ids.Length; k++)
                Assert.Equal(rank[directed || u < neighbors[k] ? (u, neighbors[k]) : (neighbors[k], u)], ids[k]);
        }
    }
}
