using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

/// <summary>Edge ids and kept edges against the simple way to both.</summary>
public class KeptRowsTests
{
    public static TheoryData<bool, bool, int> Cases()
    {
        var cases = new TheoryData<bool, bool, int>();
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            foreach (bool directed in new[] { false, true })
            {
                cases.Add(directed, false, threads);
                cases.Add(directed, true, threads);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ids_AreRanks_AtBothEnds(bool directed, bool weighted, int threads)
    {
        foreach (CsrGraph graph in Graphs(directed, weighted))
        {
            var index = new EdgeIndex(graph, new Parallelism(threads));
            Dictionary<(int, int), int> rank = graph.Edges().Select((e, i) => (e, i)).ToDictionary(p => (p.e.Source, p.e.Target), p => p.i);
            int next = 0;
            for (int u = 0; u < graph.VertexCount; u++)
            {
                Assert.Equal(next, index.FirstOf(u));
                ReadOnlySpan<int> row = graph.Neighbors(u);
                Assert.Equal(row.Length, index.Of(u).Length);
                for (int k = 0; k < row.Length; k++)
                    Assert.Equal(rank[directed || u < row[k] ? (u, row[k]) : (row[k], u)], index.Of(u)[k]);
                next += index.ForwardCount(u);
            }

            Assert.Equal((index.EdgeCount, rank.Count), (next, index.EdgeCount));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void KeepEdges_GivesTheGraphOfTheEdges(bool directed, bool weighted, int threads)
    {
        foreach (CsrGraph graph in Graphs(directed, weighted))
        {
            Edge[] edges = [.. graph.Edges()];
            var random = new KeyedRandom(5, "test.keep");
            foreach (double share in new[] { 0, 0.01, 0.3, 1 })
            {
                bool[] keep = [.. edges.Select((_, i) => random.NextDouble(i) < share)];
                double[] weights = [.. edges.Select((_, i) => 0.5 + i)];
                var index = new EdgeIndex(graph, new Parallelism(threads));
                Same(Expected(graph, edges, keep, null), graph.KeepEdges(index, keep, new Parallelism(threads)));
                Same(Expected(graph, edges, keep, weights), graph.KeepEdges(index, keep, weights, new Parallelism(threads)));
            }
        }
    }

    [Fact]
    public void KeepEdges_RefusesFlagsOfAnotherGraph()
    {
        var index = new EdgeIndex(Fixtures.Karate);
        Assert.Throws<ArgumentException>(() => Fixtures.Karate.KeepEdges(index, new bool[77]));
        Assert.Throws<ArgumentException>(() => Fixtures.Karate.KeepEdges(index, new bool[78], new double[3]));
    }

    private static IEnumerable<CsrGraph> Graphs(bool directed, bool weighted) =>
    [
        CsrGraph.Empty(0, directed), CsrGraph.Empty(5, directed), Fixtures.Random(40, 100, 3, directed, weighted),
        Fixtures.Random(3000, 40_000, 4, directed, weighted), // more than one range of vertices, so that threads share the work
        Fixtures.Random(70_000, 60_000, 5, directed, weighted), // more vertices than arcs to a thread
    ];

    private static CsrGraph Expected(CsrGraph graph, Edge[] edges, bool[] keep, double[]? weights)
    {
        var builder = new GraphBuilder(graph.VertexCount, new BuildOptions { Directed = graph.IsDirected });
        for (int i = 0; i < edges.Length; i++)
        {
            if (!keep[i])
                continue;
            if (weights is not null || graph.IsWeighted)
                builder.AddEdge(edges[i].Source, edges[i].Target, weights?[i] ?? edges[i].Weight);
            else
                builder.AddEdge(edges[i].Source, edges[i].Target);
        }

        return builder.Build();
    }

    private static void Same(CsrGraph expected, CsrGraph found)
    {
        Assert.Equal(expected.VertexCount, found.VertexCount);
        for (int u = 0; u < expected.VertexCount; u++)
        {
            Assert.Equal(expected.Neighbors(u), found.Neighbors(u));
            Assert.Equal(expected.Weights(u), found.Weights(u));
        }
    }
}
