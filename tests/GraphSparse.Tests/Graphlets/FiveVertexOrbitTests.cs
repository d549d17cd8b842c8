using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphlets;

/// <summary>Orbits of five vertices are those of looking at every set of five.</summary>
public class FiveVertexOrbitTests
{
    /// <summary>Degrees inside a connected set of five, triangles in it: degrees of the neighbours of a vertex = its orbit. No two orbits have the same.</summary>
    private const string Table = """
        11222/0:2=15 11222/0:12=16 11222/0:22=17 11123/0:2=18 11123/0:3=19 11123/0:13=20 11123/0:112=21 11114/0:4=22 11114/0:1111=23 11233/1:3=24
        11233/1:33=25 11233/1:123=26 12223/1:2=27 12223/1:13=28 12223/1:23=29 12223/1:222=30 11224/1:4=31 11224/1:24=32 11224/1:1122=33 22222/0:22=34
        12223/0:3=35 12223/0:22=36 12223/0:23=37 12223/0:122=38 12234/2:4=39 12234/2:34=40 12234/2:224=41 12234/2:1223=42 22224/2:24=43 22224/2:2222=44
        12333/2:3=45 12333/2:33=46 12333/2:233=47 12333/2:133=48 22233/0:33=49 22233/0:222=50 22233/1:23=51 22233/1:33=52 22233/1:223=53 22244/3:44=54
        22244/3:2224=55 13334/4:4=56 13334/4:334=57 13334/4:1333=58 22334/3:34=59 22334/3:234=60 22334/3:2233=61 23333/2:33=62 23333/2:233=63 23333/2:333=64
        23344/5:44=65 23344/5:344=66 23344/5:2334=67 33334/4:334=68 33334/4:3333=69 33444/7:444=70 33444/7:3344=71 44444/10:4444=72
        """;

    private static readonly Dictionary<string, int> OrbitOf = Table.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('=')).ToDictionary(e => e[0], e => int.Parse(e[1]));

    [Fact]
    public void Count_EqualsTheDefinition_OnRandomGraphs()
    {
        Assert.Equal(58, OrbitOf.Count);
        for (int seed = 0; seed < 120; seed++)
            AssertAll(OrbitCounterTests.RandomGraph(seed), $"seed {seed}", new Parallelism(1 + seed % 3));
        AssertAll(Fixtures.Karate, "karate", new Parallelism(2));
    }

    [Fact]
    public void Counts_AreTheSame_OnAnyNumberOfThreads_AndWithoutListsOfTriangles()
    {
        CsrGraph graph = SampleGraphs.Random(400, 4000, directed: false, weighted: false, seed: 3);
        FiveVertexOrbits one = FiveVertexOrbitCounter.Count(graph, Parallelism.Sequential);
        foreach (int degree in new[] { 2, 3, 8 })
            AssertSame(one, FiveVertexOrbitCounter.Count(graph, new Parallelism(degree)));
        AssertSame(one, FiveVertexOrbitCounter.Count(graph, mostThirds: 0, new Parallelism(2), null, default));
        OrbitCounts four = OrbitCounter.Count(graph);
        for (int orbit = 0; orbit < OrbitCounts.OrbitCount; orbit++)
            Assert.Equal(four[orbit], one[orbit]);
    }

    /// <summary>Of K7 every set of five is a clique; of a star every four leaves, of two stars joined at their leaves K2,3.</summary>
    [Fact]
    public void Copies_OfSimpleGraphs_AreThoseByHand()
    {
        AssertCopies(Complete(7), (0, 21), (2, 35), (8, 35), (29, 21));
        AssertCopies(Bipartite(1, 9), (0, 9), (1, 36), (4, 84), (11, 126));
        AssertCopies(Bipartite(2, 5), (0, 10), (1, 25), (4, 20), (5, 10), (11, 10), (20, 10));
        AssertCopies(Bipartite(3, 3), (0, 9), (1, 18), (4, 6), (5, 9), (20, 6));
        AssertCopies(Ring(9), (0, 9), (1, 9), (3, 9), (9, 9));
        AssertCopies(Ring(5), (0, 5), (1, 5), (3, 5), (15, 1));
        AssertCopies(CsrGraph.Empty(0));
        AssertCopies(CsrGraph.Empty(3));
    }

    /// <summary>Motifs of five as igraph counts them (motifs_randesu, by isomorphism with G9 to G29).</summary>
    [Fact]
    public void Copies_InKarate_AndTheGrid_AreThoseOfIgraph()
    {
        AssertMotifs(Fixtures.Karate, [1583, 3117, 2472, 648, 682, 1381, 20, 486, 637, 73, 130, 22, 139, 122, 115, 49, 13, 44, 1, 4, 2]);
        AssertMotifs(
            GraphReader.Read(Path.Combine(Repository.Root, "datasets", "networks", "us-power-grid.parquet")).Graph,
            [82780, 118571, 25101, 12036, 11703, 8616, 311, 3171, 1926, 818, 1785, 23, 355, 107, 785, 315, 30, 215, 8, 23, 15]);
    }

    /// <summary>The same in a network of the shared folder, 36 million copies.</summary>
    [NetworkFact]
    public void Copies_InRealNetworks_AreThoseOfIgraph() => AssertMotifs(
        Networks.Read("ca-GrQc"),
        [3568239, 7691538, 1885767, 3911974, 3699270, 4377944, 3358, 50656, 831091, 835199, 543980, 165, 23499, 52669, 5603607, 100024, 1573, 673850, 851, 291060, 2215500]);

    /// <summary>Leaves are counted once for all of a vertex, and a star whose sets of four leaves do not fit is refused before the work.</summary>
    [Fact]
    public void Hubs_WithManyLeaves_CostNoMoreThanTheirEdges()
    {
        FiveVertexOrbits orbits = FiveVertexOrbitCounter.Count(Bipartite(1, 100_000));
        Assert.Equal((UInt128)100_000 * 99_999 * 99_998 / 6 * 99_997 / 4, orbits.Graphlets[11]);
        Assert.Equal(orbits[22][1], orbits[22][100_000]);
        Assert.Contains("300000 neighbours do not fit 64 bits", Assert.Throws<ResourceLimitException>(() => FiveVertexOrbitCounter.Count(Bipartite(1, 300_000))).Message, StringComparison.Ordinal);
        var builder = new GraphBuilder(40);
        for (int v = 1; v < 40; v++)
            builder.AddEdge(v < 20 ? 0 : v < 30 ? 1 : v % 7, v);
        AssertAll(builder.Build(), "leaves", new Parallelism(2));
    }

    [Fact]
    public void Directions_AreRefused() => Assert.Throws<ArgumentException>(() => FiveVertexOrbitCounter.Count(Acceleration.Inputs.Sinks));

    [Fact]
    public void Names_BeginWithThoseOfFourVertices() => Assert.Equal(GraphletCounts.Names, FiveVertexOrbits.Names.Take(9));

    private static void AssertCopies(CsrGraph graph, params (int Graphlet, int Count)[] copies)
    {
        FiveVertexOrbits orbits = FiveVertexOrbitCounter.Count(graph);
        Assert.Equal(Enumerable.Range(0, 30).Select(g => (long)copies.FirstOrDefault(c => c.Graphlet == g).Count), orbits.Graphlets.Select(c => (long)c));
    }

    private static void AssertMotifs(CsrGraph graph, long[] expected) =>
        Assert.Equal(expected, FiveVertexOrbitCounter.Count(graph).Graphlets.Skip(9).Select(c => (long)c));

    private static void AssertSame(FiveVertexOrbits expected, FiveVertexOrbits found)
    {
        for (int orbit = 0; orbit < FiveVertexOrbits.OrbitCount; orbit++)
            Assert.Equal(expected[orbit], found[orbit]);
    }

    private static void AssertAll(CsrGraph graph, string what, Parallelism threads)
    {
        FiveVertexOrbits found = FiveVertexOrbitCounter.Count(graph, threads);
        long[,] expected = Brute(graph);
        for (int orbit = OrbitCounts.OrbitCount; orbit < FiveVertexOrbits.OrbitCount; orbit++)
        {
            for (int u = 0; u < graph.VertexCount; u++)
                Assert.True(expected[u, orbit] == found[orbit][u], $"{what}, vertex {u}, orbit {orbit}: {found[orbit][u]}, not {expected[u, orbit]}");
        }
    }

    private static long[,] Brute(CsrGraph graph)
    {
        int n = graph.VertexCount;
        var orbits = new long[n, FiveVertexOrbits.OrbitCount];
        var edges = new bool[n, n];
        for (int u = 0; u < n; u++)
        {
            foreach (int v in graph.Neighbors(u))
                edges[u, v] = true;
        }

        for (int a = 0; a < n; a++)
        {
            for (int b = a + 1; b < n; b++)
            {
                for (int c = b + 1; c < n; c++)
                {
                    for (int d = c + 1; d < n; d++)
                    {
                        for (int e = d + 1; e < n; e++)
                            Add([a, b, c, d, e], edges, orbits);
                    }
                }
            }
        }

        return orbits;
    }

    private static void Add(int[] set, bool[,] edges, long[,] orbits)
    {
        int[] degrees = [.. set.Select(u => set.Count(v => edges[u, v]))];
        if (!IsConnected(set, edges))
            return;
        int triangles = 0;
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < i; j++)
            {
                for (int k = 0; k < j; k++)
                    triangles += edges[set[i], set[j]] && edges[set[i], set[k]] && edges[set[j], set[k]] ? 1 : 0;
            }
        }

        string graphlet = $"{string.Concat(degrees.Order())}/{triangles}";
        for (int i = 0; i < 5; i++)
            orbits[set[i], OrbitOf[$"{graphlet}:{string.Concat(Enumerable.Range(0, 5).Where(j => edges[set[i], set[j]]).Select(j => degrees[j]).Order())}"]]++;
    }

    private static bool IsConnected(int[] set, bool[,] edges)
    {
        int reached = 1;
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < 5; i++)
            {
                for (int j = 0; j < 5; j++)
                    reached |= (reached >> i & 1) == 1 && edges[set[i], set[j]] ? 1 << j : 0;
            }
        }

        return reached == 31;
    }

    private static CsrGraph Complete(int n)
    {
        var builder = new GraphBuilder(n);
        for (int u = 0; u < n; u++)
        {
            for (int v = 0; v < u; v++)
                builder.AddEdge(u, v);
        }

        return builder.Build();
    }

    private static CsrGraph Ring(int n)
    {
        var builder = new GraphBuilder(n);
        for (int u = 0; u < n; u++)
            builder.AddEdge(u, (u + 1) % n);
        return builder.Build();
    }

    private static CsrGraph Bipartite(int a, int b)
    {
        var builder = new GraphBuilder(a + b);
        for (int u = 0; u < a; u++)
        {
            for (int v = 0; v < b; v++)
                builder.AddEdge(u, a + v);
        }

        return builder.Build();
    }
}
