using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

public class TriangleTests
{
    [Fact]
    public void Count_GivesThePublishedNumbers_OnKarate()
    {
        CsrGraph graph = Fixtures.Karate;
        var index = new EdgeIndex(graph);
        TriangleCounts counts = TriangleCounter.Count(graph, index);

        Assert.Equal(45, counts.Total);
        Assert.Equal(135, counts.PerEdge.Sum());
        Assert.Equal(10, counts.PerEdge.Max());
        Assert.Equal(10, counts.PerEdge[index.Of(32)[graph.Neighbors(32).IndexOf(33)]]);
    }

    [Fact]
    public void Count_GivesCommonNeighbours_OnACompleteGraphWithoutAnEdge()
    {
        CsrGraph graph = Fixtures.FromText("0-1 0-2 0-3 1-2 1-3");
        Assert.Equal([2, 1, 1, 1, 1], TriangleCounter.Count(graph, new EdgeIndex(graph)).PerEdge);
    }

    [Theory]
    [InlineData(50, 200)]
    [InlineData(300, 3000)]
    [InlineData(40, 700)]
    public void Count_EqualsTheIntersectionOfNeighbourhoods_OnRandomGraphs(int vertices, int edges)
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            CsrGraph graph = Fixtures.Random(vertices, edges, seed);
            int[] expected = [.. graph.Edges().Select(e => graph.Neighbors(e.Source).ToArray().Intersect(graph.Neighbors(e.Target).ToArray()).Count())];
            var perVertex = new long[vertices];
            foreach (((int source, int target), int common) in graph.Edges().Select(e => (e.Source, e.Target)).Zip(expected))
                (perVertex[source], perVertex[target]) = (perVertex[source] + common, perVertex[target] + common);
            perVertex = [.. perVertex.Select(twice => twice / 2)];
            foreach (int threads in new[] { 1, 2, 3, 8, 17 }) // more than 16 share their counts
            {
                TriangleCounts counts = TriangleCounter.Count(graph, new EdgeIndex(graph), new Parallelism(threads));
                Assert.Equal(expected, counts.PerEdge);
                Assert.Equal(expected.Sum() / 3, counts.Total);

                VertexTriangleCounts byVertex = TriangleCounter.CountPerVertex(graph, new Parallelism(threads));
                Assert.Equal(perVertex, byVertex.PerVertex);
                Assert.Equal(counts.Total, byVertex.Total);
            }
        }
    }

    [Fact]
    public void CountPerVertex_RefusesADirectedGraph() =>
        Assert.Throws<ArgumentException>(() => TriangleCounter.CountPerVertex(Fixtures.FromText("0-1", directed: true)));

    [Fact]
    public void Count_RefusesADirectedGraph() =>
        Assert.Throws<ArgumentException>(() => TriangleCounter.Count(Fixtures.FromText("0-1", directed: true), new EdgeIndex(Fixtures.FromText("0-1"))));

    [Fact]
    public void Count_IsZero_OnAStarAndOnNothing()
    {
        CsrGraph star = Fixtures.FromText(string.Join(' ', Enumerable.Range(1, 5000).Select(v => $"0-{v}")));
        Assert.Equal(0, TriangleCounter.Count(star, new EdgeIndex(star)).Total);
        Assert.Equal(0, TriangleCounter.CountPerVertex(star).Total);
        Assert.Empty(TriangleCounter.CountPerVertex(CsrGraph.Empty(0)).PerVertex);
        Assert.Equal(0, TriangleCounter.Count(CsrGraph.Empty(0), new EdgeIndex(CsrGraph.Empty(0))).Total);
    }

    [Fact]
    public void Compute_GivesThePublishedClustering_OnKarate()
    {
        ClusteringCoefficients clustering = ClusteringCoefficient.Compute(Fixtures.Karate);
        Assert.Equal(45, clustering.Triangles);
        Assert.Equal(528, clustering.Wedges);
        Assert.Equal(0.255682, clustering.Global, 6);
        Assert.Equal(0.570638, clustering.Average, 6);
    }
}
