using GraphSparse.Graphlets;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphlets;

/// <summary>Counts that are kept up to date are those of counting anew.</summary>
public class DynamicOrbitsTests
{
    [Fact]
    public void EveryUpdate_LeavesTheCountsOfARecount()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            CsrGraph graph = OrbitCounterTests.RandomGraph(seed);
            if (graph.VertexCount < 2)
                continue;
            var orbits = new DynamicOrbits(graph);
            var edges = new HashSet<(int, int)>(graph.Edges().Select(e => (e.Source, e.Target)));
            var random = new KeyedRandom((ulong)seed, "dynamic.orbits");
            for (int i = 0; i < 40; i++)
            {
                int u = (int)(graph.VertexCount * random.NextDouble(i, 0));
                int v = (int)(graph.VertexCount * random.NextDouble(i, 1));
                if (u == v)
                    continue;
                (int, int) edge = (Math.Min(u, v), Math.Max(u, v));
                bool isThere = edges.Contains(edge);
                bool again = isThere && random.NextDouble(i, 2) < 0.2; // a second insertion changes the weight alone
                orbits.Apply(isThere && !again ? EdgeUpdate.Delete(u, v) : EdgeUpdate.Insert(u, v, 3));
                if (isThere && !again)
                    edges.Remove(edge);
                else
                    edges.Add(edge);
                AssertRecount(graph.VertexCount, edges, orbits, $"seed {seed}, update {i}");
            }
        }
    }

    [Fact]
    public void ManyUpdates_OfASkewedGraph_LeaveTheCountsOfARecount()
    {
        CsrGraph graph = Acceleration.Inputs.Skewed;
        var orbits = new DynamicOrbits(graph);
        var edges = new HashSet<(int, int)>(graph.Edges().Select(e => (e.Source, e.Target)));
        foreach ((int, int) edge in edges.Where((_, i) => i % 3 == 0).ToArray())
        {
            orbits.Apply(EdgeUpdate.Delete(edge.Item1, edge.Item2));
            edges.Remove(edge);
        }

        var random = new KeyedRandom(3, "dynamic.orbits");
        for (int i = 0; i < 500; i++)
        {
            int u = (int)(graph.VertexCount * random.NextDouble(i, 0) * random.NextDouble(i, 1));
            int v = (int)(graph.VertexCount * random.NextDouble(i, 2));
            if (u == v)
                continue;
            orbits.Apply(EdgeUpdate.Insert(u, v));
            edges.Add((Math.Min(u, v), Math.Max(u, v)));
        }

        Assert.Equal(edges.Count, orbits.EdgeCount);
        AssertRecount(graph.VertexCount, edges, orbits, "skewed");
    }

    [Fact]
    public void WrongUpdates_AreRefused_AndChangeNothing()
    {
        var orbits = new DynamicOrbits(Fixtures.Karate);
        Assert.Throws<InvalidUpdateException>(() => orbits.Apply(EdgeUpdate.Delete(0, 33)));
        Assert.Throws<InvalidUpdateException>(() => orbits.Apply(EdgeUpdate.Insert(0, 34)));
        Assert.Throws<InvalidUpdateException>(() => orbits.Apply(EdgeUpdate.Insert(5, 5)));
        Assert.Equal(OrbitCounter.Count(Fixtures.Karate).Graphlets, orbits.CountGraphlets());
    }

    private static void AssertRecount(int n, IEnumerable<(int U, int V)> edges, DynamicOrbits orbits, string what)
    {
        var builder = new GraphBuilder(n);
        foreach ((int u, int v) in edges)
            builder.AddEdge(u, v);
        OrbitCounts expected = OrbitCounter.Count(builder.Build());
        for (int orbit = 0; orbit < OrbitCounts.OrbitCount; orbit++)
        {
            for (int u = 0; u < n; u++)
                Assert.True(expected[orbit][u] == orbits[orbit][u], $"{what}, vertex {u}, orbit {orbit}: {orbits[orbit][u]}, not {expected[orbit][u]}");
        }
    }
}
