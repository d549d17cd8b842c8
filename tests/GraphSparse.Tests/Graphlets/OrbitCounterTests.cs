using GraphSparse.Graphlets;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphlets;

/// <summary>Orbit counts are those of looking at every set of vertices.</summary>
public class OrbitCounterTests
{
    [Fact]
    public void Count_EqualsTheDefinition_OnRandomGraphs()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            CsrGraph graph = RandomGraph(seed);
            var expected = new BruteOrbits(graph);
            OrbitCounts counts = OrbitCounter.Count(graph, parallelism: new Parallelism(1 + seed % 3));
            for (int orbit = 0; orbit < OrbitCounts.OrbitCount; orbit++)
            {
                for (int u = 0; u < graph.VertexCount; u++)
                    Assert.True(expected.Orbits[u, orbit] == counts[orbit][u], $"seed {seed}, vertex {u}, orbit {orbit}: {counts[orbit][u]}, not {expected.Orbits[u, orbit]}");
            }

            Assert.Equal(expected.Graphlets.Select(g => (UInt128)g), counts.Graphlets.All);
        }
    }

    [Fact]
    public void Count_OfKarate_IsThatOfTheLiterature()
    {
        GraphletCounts counts = OrbitCounter.Count(Fixtures.Karate).Graphlets;
        Assert.Equal(new GraphletCounts(78, 393, 45, 681, 1098, 36, 452, 85, 11), counts);
    }

    [Fact]
    public void Count_IsTheSame_OnAnyNumberOfThreads_AndForAnyOrderOfIds()
    {
        CsrGraph graph = Acceleration.Inputs.Skewed;
        OrbitCounts one = OrbitCounter.Count(graph, parallelism: Parallelism.Sequential);
        foreach (int degree in new[] { 2, 3, 8 })
        {
            var ranked = new RankedGraph(graph, default);
            var threads = new Parallelism(degree);
            var shared = new EdgePrimitives(ranked, PrimitiveCounter.Count(ranked, EdgeCounts.All, new PhaseClock(), threads, default, mostCopyBytes: 0), threads, default);
            OrbitCounts together = OrbitCounter.Of(ranked, shared, new PhaseClock(), new Parallelism(degree), default);
            Assert.All(Enumerable.Range(0, OrbitCounts.OrbitCount), orbit => Assert.True(one[orbit].SequenceEqual(together[orbit])));
        }

        foreach (int degree in new[] { 2, 3, 8 })
            Assert.All(Enumerable.Range(0, OrbitCounts.OrbitCount), orbit => Assert.True(one[orbit].SequenceEqual(OrbitCounter.Count(graph, parallelism: new Parallelism(degree))[orbit])));
        int n = graph.VertexCount;
        int[] renamed = [.. Enumerable.Range(0, n).OrderBy(i => new KeyedRandom(1, "test").NextUInt64(i))];
        var builder = new GraphBuilder(n);
        foreach (Edge edge in graph.Edges())
            builder.AddEdge(renamed[edge.Source], renamed[edge.Target]);
        OrbitCounts other = OrbitCounter.Count(builder.Build());
        for (int u = 0; u < n; u++)
        {
            for (int orbit = 0; orbit < OrbitCounts.OrbitCount; orbit++)
                Assert.Equal(one[orbit][u], other[orbit][renamed[u]]);
        }
    }

    [Fact]
    public void Count_TakesStarsOfAnySize_WhereCountsFit()
    {
        const int leaves = 300_000;
        OrbitCounts counts = OrbitCounter.Count(Star(leaves));
        Assert.Equal((UInt128)leaves * (leaves - 1) * (leaves - 2) / 6, counts.Graphlets.Claws);
        Assert.Equal((long)(leaves - 1) * (leaves - 2) / 2, counts[6][1]);
        Assert.Equal(0, (long)counts.Graphlets.Cycles);
    }

    [Fact]
    public void Count_Fails_WhereCountsDoNotFit_AndForDirectedGraphs()
    {
        Assert.Contains("64 bits", Assert.Throws<ResourceLimitException>(() => OrbitCounter.Count(Star(3_000_000))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OrbitCounter.Count(Acceleration.Inputs.Sinks));
    }

    [Fact]
    public void Count_OfNothing_IsNothing()
    {
        foreach (int n in new[] { 0, 1, 5 })
        {
            OrbitCounts counts = OrbitCounter.Count(CsrGraph.Empty(n));
            Assert.Equal(n, counts.VertexCount);
            Assert.All(counts.Graphlets.All, count => Assert.Equal((UInt128)0, count));
        }
    }

    internal static CsrGraph RandomGraph(int seed)
    {
        var random = new KeyedRandom((ulong)seed, "graphlets.test");
        int n = 1 + (int)(14 * random.NextDouble(0, 0));
        double density = random.NextDouble(0, 1);
        var builder = new GraphBuilder(n);
        for (int u = 0; u < n; u++)
        {
            for (int v = u + 1; v < n; v++)
            {
                if (random.NextDouble(1 + u, v) < density)
                    builder.AddEdge(u, v);
            }
        }

        return builder.Build();
    }

    private static CsrGraph Star(int leaves)
    {
        var builder = new GraphBuilder(leaves + 1);
        for (int v = 1; v <= leaves; v++)
            builder.AddEdge(0, v);
        return builder.Build();
    }
}
