using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

public class CsrGraphTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Edges_AreOrdered_AndOncePerEdge(bool directed)
    {
        CsrGraph graph = SampleGraphs.Random(200, 900, directed, weighted: true, seed: 1);
        Edge[] edges = [.. graph.Edges()];
        Assert.Equal(graph.EdgeCount, edges.Length);
        Assert.Equal(edges.OrderBy(e => e.Source).ThenBy(e => e.Target), edges);
        Assert.Equal(edges.Length, edges.Select(e => (e.Source, e.Target)).Distinct().Count());
        Assert.All(edges, e => Assert.True((directed || e.Source < e.Target) && graph.HasArc(e.Source, e.Target)));
        Assert.Equal(directed ? edges.Length : 2 * edges.Length, graph.ArcCount);
    }

    [Fact]
    public void HasArc_AgreesWithTheEdges_ForEveryPair()
    {
        foreach (bool directed in (bool[])[false, true])
        {
            CsrGraph graph = SampleGraphs.Random(30, 100, directed, weighted: false, seed: 2);
            HashSet<(int, int)> arcs = [.. graph.Edges().Select(e => (e.Source, e.Target))];
            for (int u = 0; u < 30; u++)
            {
                for (int v = 0; v < 30; v++)
                    Assert.Equal(arcs.Contains((u, v)) || (!directed && arcs.Contains((v, u))), graph.HasArc(u, v));
            }
        }
    }

    [Fact]
    public void Weights_AreOnes_WhenUnweighted()
    {
        CsrGraph graph = SampleGraphs.Random(20, 50, directed: false, weighted: false, seed: 3);
        Assert.False(graph.IsWeighted);
        for (int u = 0; u < 20; u++)
            Assert.Equal(Enumerable.Repeat(1.0, graph.Degree(u)), graph.Weights(u).ToArray());
        Assert.All(graph.Edges(), e => Assert.Equal(1, e.Weight));
    }

    [Fact]
    public void VertexRanges_CoverTheVerticesOnce_AndAreBalanced()
    {
        const int work = 32_768;
        var star = new GraphBuilder(100_000);
        for (int v = 1; v < 100_000; v++)
            star.AddEdge(0, v);
        CsrGraph[] graphs =
        [
            CsrGraph.Empty(0), CsrGraph.Empty(1), CsrGraph.Empty(200_000), star.Build(),
            SampleGraphs.Random(50_000, 200_000, directed: true, weighted: false, seed: 4),
        ];
        foreach (CsrGraph graph in graphs)
        {
            int[] bounds = graph.VertexRanges();
            Assert.Equal(0, bounds[0]);
            Assert.Equal(graph.VertexCount, bounds[^1]);
            for (int r = 0; r + 1 < bounds.Length; r++)
            {
                Assert.True(bounds[r] < bounds[r + 1]);
                long cost = graph.Offset(bounds[r + 1]) - graph.Offset(bounds[r]) + bounds[r + 1] - bounds[r];
                long last = graph.Degree(bounds[r + 1] - 1) + 1;
                Assert.True(cost - last < work, $"range {r} costs {cost} and could have ended before its last row");
                Assert.True(cost >= work || r == bounds.Length - 2, $"range {r} costs only {cost}");
            }
        }
    }

    [Fact]
    public void MemoryBytes_CountTheArrays()
    {
        CsrGraph graph = SampleGraphs.Random(100, 300, directed: false, weighted: true, seed: 5);
        Assert.Equal(101 * 8 + graph.ArcCount * 12, graph.MemoryBytes);
        Assert.Equal(16, CsrGraph.Empty(1).MemoryBytes);
    }
}
