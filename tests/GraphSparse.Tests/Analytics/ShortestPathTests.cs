using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

public class ShortestPathTests
{
    private static readonly ShortestPathOptions Lengths = new() { Length = EdgeLength.Weight };

    [Fact]
    public void Find_TakesTheShorterWay_ByHand()
    {
        CsrGraph graph = Fixtures.FromText("0-1:4 0-2:1 2-1:2 1-3:5 4-5:1");
        ShortestPathTree tree = ShortestPaths.Find(graph, 0, Lengths);
        Assert.Equal([0, 3, 1, 8, double.PositiveInfinity, double.PositiveInfinity], tree.Distances);
        Assert.Equal([-1, 2, 0, 1, -1, -1], tree.Parents);
        Assert.Equal([0, 2, 1, 3], tree.PathTo(3));
        Assert.Empty(tree.PathTo(5));
        Assert.Equal([0, 0.25, 0.75, 0.45], ShortestPaths.Find(graph, 0, new ShortestPathOptions { Length = EdgeLength.Inverse }).Distances[..4].Select(d => Math.Round(d, 12)));
        Assert.Equal([0, 1, 1, 2], ShortestPaths.Find(graph, 0, new ShortestPathOptions { Length = EdgeLength.Unit }).Distances[..4]);
    }

    [Theory]
    [InlineData(false, 60, 150)]
    [InlineData(true, 60, 200)]
    [InlineData(false, 2_000, 14_000)]
    [InlineData(true, 2_000, 28_000)]
    public void Find_EqualsRelaxingEveryEdge_ForEveryNumberOfThreads(bool directed, int vertices, int edges)
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            CsrGraph graph = Fixtures.Random(vertices, edges, seed, directed, weighted: true);
            double[] expected = RelaxAll(graph, 1);
            foreach (int threads in new[] { 1, 2, 3, 8 })
            {
                ShortestPathTree tree = ShortestPaths.Find(graph, 1, Lengths, new Parallelism(threads));
                Assert.Equal(expected, tree.Distances);
                for (int v = 0; v < vertices; v++)
                {
                    int smallest = double.IsInfinity(expected[v]) || v == 1 ? -1 : Enumerable.Range(0, vertices).First(u => graph.HasArc(u, v) && expected[u] + graph.Weights(u)[graph.Neighbors(u).BinarySearch(v)] == expected[v]);
                    Assert.Equal(smallest, tree.Parents[v]);
                }
            }
        }
    }

    [Fact]
    public void Find_KeepsPathsWhole_WhereLengthsVanishInRounding()
    {
        ShortestPathTree tree = ShortestPaths.Find(Fixtures.FromText("3-2:1e30 2-1:1 1-0:1"), 3, Lengths);
        Assert.Equal([1, 2, 3, -1], tree.Parents);
        Assert.Equal([3, 2, 1, 0], tree.PathTo(0));
    }

    [Fact]
    public void Find_RefusesLengthsNotAboveZero()
    {
        CsrGraph graph = Fixtures.FromText("0-1:0 1-2:1");
        Assert.Throws<InvalidWeightException>(() => ShortestPaths.Find(graph, 0, Lengths));
        Assert.Throws<InvalidWeightException>(() => ShortestPaths.Find(graph, 0, new ShortestPathOptions { Length = EdgeLength.Inverse }));
        Assert.Equal(2, ShortestPaths.Find(graph, 0, new ShortestPathOptions { Length = EdgeLength.Unit }).Distances[2]);
    }

    [Fact]
    public void Find_EndsOnALongPathWithLengths()
    {
        var builder = new GraphBuilder();
        for (int v = 1; v < 300_000; v++)
            builder.AddEdge(v - 1, v, v % 7 + 1);
        double[] distances = ShortestPaths.Find(builder.Build(), 0, Lengths).Distances;
        Assert.Equal(Enumerable.Range(1, 299_999).Sum(v => v % 7 + 1.0), distances[^1]);
    }

    [Fact]
    public void Eccentricities_AreThoseOfKarate()
    {
        double[] values = Eccentricities.Find(Fixtures.Karate).Values;
        Assert.Equal(5, values.Max());
        Assert.Equal(3, values.Min());
        CsrGraph weighted = Fixtures.Random(300, 900, 1, directed: true, weighted: true);
        AnyThreads.GiveTheSame(p => Eccentricities.Find(weighted, new EccentricityOptions { Length = EdgeLength.Weight }, parallelism: p).Values);
        Assert.Equal(RelaxAll(weighted, 1).Where(double.IsFinite).Max(), Eccentricities.Find(weighted, new EccentricityOptions { Length = EdgeLength.Weight }).Values[1]);
    }

    internal static double[] RelaxAll(CsrGraph graph, int source)
    {
        double[] distances = [.. Enumerable.Repeat(double.PositiveInfinity, graph.VertexCount)];
        distances[source] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int u = 0; u < graph.VertexCount; u++)
            {
                for (int k = 0; k < graph.Degree(u); k++)
                {
                    int v = graph.Neighbors(u)[k];
                    if (distances[u] + graph.Weights(u)[k] < distances[v])
                    {
                        distances[v] = distances[u] + graph.Weights(u)[k];
                        changed = true;
                    }
                }
            }
        }

        return distances;
    }
}
