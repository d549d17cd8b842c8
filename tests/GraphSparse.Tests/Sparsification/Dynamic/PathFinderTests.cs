using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Dynamic;

/// <summary>The bounded search says what a plain one says.</summary>
public class PathFinderTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    public void Search_EqualsPlainDijkstra(double decades)
    {
        CsrGraph mesh = Lattices.Mesh(20, decades: decades);
        foreach (CsrGraph graph in new[] { mesh, Lattices.Sparsify(mesh, 0.1, 2), Fixtures.Random(300, 280, seed: 1) })
        {
            DynamicAdjacency rows = new DynamicGraph(graph).Adjacency;
            var finder = new PathFinder();
            var path = new List<int>();
            var random = new Random(5);
            for (int i = 0; i < 200; i++)
            {
                int source = random.Next(graph.VertexCount);
                int target = (source + 1 + random.Next(graph.VertexCount - 1)) % graph.VertexCount;
                double expected = Distances(rows, source)[target];
                Assert.Equal(double.IsFinite(expected), finder.FindShortest(rows, source, target, path));
                if (double.IsFinite(expected))
                {
                    Assert.Equal(expected, finder.Length, 1e-9 * expected);
                    Assert.Equal((source, target), (path[0], path[^1]));
                    Assert.Equal(expected, Enumerable.Range(1, path.Count - 1).Sum(k => (double)rows.Resistances(path[k - 1])[rows.Neighbors(path[k - 1]).IndexOf(path[k])]), 1e-9 * expected);
                    Assert.Equal(PathVerdict.Near, finder.Search(rows, source, target, expected * 1.001));
                    Assert.Equal(PathVerdict.Far, finder.Search(rows, source, target, expected * 0.999));
                }
                else
                {
                    Assert.Equal(PathVerdict.Apart, finder.Search(rows, source, target, double.PositiveInfinity));
                    Assert.Equal(PathVerdict.Far, finder.Search(rows, source, target, 3));
                }
            }
        }
    }

    [Fact]
    public void Search_IsGivenUp_AtTheCap()
    {
        DynamicAdjacency path = new DynamicGraph(Lattices.Path(10_000)).Adjacency;
        var finder = new PathFinder();
        Assert.Equal(PathVerdict.Near, finder.Search(path, 0, 3_000, 3_001));
        Assert.Equal(PathVerdict.Capped, finder.Search(path, 0, 9_999, 10_001));
        Assert.True(finder.FindShortest(path, 0, 9_999, []));
        Assert.Equal(9_999, finder.Length);
        DynamicAdjacency star = new DynamicGraph(Lattices.Build(200_000, Enumerable.Range(1, 199_998).Select(i => (0, i, 1.0)))).Adjacency;
        Assert.Equal(PathVerdict.Near, finder.Search(star, 5, 6, 3));
        Assert.NotEqual(PathVerdict.Near, finder.Search(star, 5, 199_999, 3));
    }

    [Fact]
    public void Search_AllocatesNothing_OnceItHasItsSize()
    {
        DynamicAdjacency graph = new DynamicGraph(Lattices.Sparsify(Lattices.Mesh(60), 0.1, 2)).Adjacency;
        var finder = new PathFinder();
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            for (int v = 1; v < 3_600; v += 7)
                finder.Search(graph, 0, v, 20);
        }
    }

    private static double[] Distances(DynamicAdjacency graph, int source)
    {
        var distances = new double[graph.VertexCount];
        Array.Fill(distances, double.PositiveInfinity);
        var queue = new PriorityQueue<int, double>();
        distances[source] = 0;
        queue.Enqueue(source, 0);
        while (queue.TryDequeue(out int u, out double distance))
        {
            for (int k = 0; distance <= distances[u] && k < graph.Degree(u); k++)
            {
                int v = graph.Neighbors(u)[k];
                if (distance + graph.Resistances(u)[k] < distances[v])
                {
                    distances[v] = distance + graph.Resistances(u)[k];
                    queue.Enqueue(v, distances[v]);
                }
            }
        }

        return distances;
    }
}
