using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

public class GraphTransformsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Symmetrize_AddsTheWeightsOfOppositeArcs(bool weighted)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            CsrGraph graph = SampleGraphs.Random(12, 60, directed: true, weighted, seed);
            var sums = new SortedDictionary<(int, int), double>();
            foreach (Edge e in graph.Edges())
            {
                (int, int) key = (Math.Min(e.Source, e.Target), Math.Max(e.Source, e.Target));
                sums[key] = weighted ? sums.GetValueOrDefault(key) + e.Weight : 1;
            }

            CsrGraph symmetric = graph.Symmetrize();
            Assert.False(symmetric.IsDirected);
            Assert.Equal((12, weighted), (symmetric.VertexCount, symmetric.IsWeighted));
            Assert.Equal(sums.Select(s => new Edge(s.Key.Item1, s.Key.Item2, s.Value)), symmetric.Edges());
            Assert.Same(symmetric, symmetric.Symmetrize());
        }
    }

    [Fact]
    public void Symmetrize_AddsEqualWeightsOfOppositeArcs_WhichAreNoMirrorsHere()
    {
        var builder = new GraphBuilder(null, new BuildOptions { Directed = true });
        builder.AddEdge(0, 1, 2);
        builder.AddEdge(1, 0, 2);
        Assert.Equal("n=2 0-1:4", GraphAssert.Text(builder.Build().Symmetrize()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reverse_TurnsEveryArcRound_AndTwiceIsTheGraph(bool weighted)
    {
        CsrGraph graph = SampleGraphs.Random(300, 2_000, directed: true, weighted, seed: 8);
        CsrGraph reversed = graph.Reverse();
        Assert.Equal(
            graph.Edges().Select(e => new Edge(e.Target, e.Source, e.Weight)).OrderBy(e => e.Source).ThenBy(e => e.Target),
            reversed.Edges());
        GraphAssert.Same(graph, reversed.Reverse());
        CsrGraph undirected = graph.Symmetrize();
        Assert.Same(undirected, undirected.Reverse());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void KeepEdges_KeepsThoseOfTheFlags_ForAnyNumberOfThreads(bool directed, bool weighted)
    {
        CsrGraph graph = SampleGraphs.Random(20_000, 60_000, directed, weighted, seed: 9);
        var index = new EdgeIndex(graph);
        var random = new Random(10);
        bool[] keep = [.. Enumerable.Range(0, index.EdgeCount).Select(_ => random.Next(3) == 0)];
        Edge[] expected = [.. graph.Edges().Where((_, id) => keep[id])];
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            CsrGraph kept = graph.KeepEdges(index, keep, new Parallelism(threads));
            Assert.Equal((graph.VertexCount, directed, weighted), (kept.VertexCount, kept.IsDirected, kept.IsWeighted));
            Assert.Equal(expected, kept.Edges());
            GraphAssert.IsSimple(kept);
        }

        Array.Fill(keep, true);
        GraphAssert.Same(graph, graph.KeepEdges(index, keep));
        Array.Fill(keep, false);
        Assert.Equal(0, graph.KeepEdges(index, keep).EdgeCount);
    }
}
