using GraphSparse.Graphlets;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphlets;

/// <summary>Orbits and orbit adjacencies of well-known graphs, counted by another program over all sets of vertices.</summary>
public class KnownOrbitTests
{
    /// <summary>Sums of all entries of one orientation, in the order of <see cref="OrbitPair.Stored"/>.</summary>
    [Theory]
    [InlineData("K5", "20 0 60 0 0 0 0 0 0 0 0 0 60 0 0 0 0 0 0 0")]
    [InlineData("C5", "10 10 0 10 10 0 0 0 0 0 0 0 0 10 10 0 0 0 0 10")]
    [InlineData("star6 (1+5)", "10 20 0 0 0 30 0 0 0 0 0 0 0 20 0 60 0 0 0 0")]
    [InlineData("P6", "10 8 0 6 6 0 0 0 0 0 0 0 0 8 6 0 0 0 0 6")]
    [InlineData("K3,3", "18 36 0 0 0 18 72 0 0 0 0 0 0 36 0 36 36 0 0 0")]
    [InlineData("wheel W6 (hub+C5)", "20 20 30 10 10 0 0 5 10 10 20 10 0 20 10 0 0 10 10 10")]
    [InlineData("Petersen", "30 60 0 120 120 30 0 0 0 0 0 0 0 60 120 60 0 0 0 120")]
    [InlineData("barbell K4-K4 (edge)", "26 12 48 18 18 0 0 6 12 12 0 0 24 12 18 0 0 12 0 18")]
    [InlineData("grid 3x3", "24 44 0 48 48 24 32 0 0 0 0 0 0 44 48 48 16 0 0 48")]
    [InlineData("C12(1,2)", "48 72 72 120 120 0 0 24 48 48 48 24 0 72 120 0 0 48 24 120")]
    [InlineData("Q4", "64 192 0 384 384 192 192 0 0 0 0 0 0 192 384 384 96 0 0 384")]
    public void Sums_OfNamedGraphs_AreKnown(string name, string sums)
    {
        OrbitCounts counts = OrbitCounter.Count(Named(name));
        Assert.Equal(sums, string.Join(' ', OrbitAdjacency.Sum(Named(name)).Select(t => t.Sum)));
        Assert.Equal(counts.Graphlets.All, FiveVertexOrbitCounter.Count(Named(name)).Graphlets.Take(9));
    }

    /// <summary>Sum, entries that are not 0, largest entry.</summary>
    [Fact]
    public void Matrices_OfKarate_AreKnown() =>
        Assert.Equal("156/156/1 786/127/16 270/134/10 1362/114/39 1362/90/72 3294/79/105 288/84/10 452/82/18 904/124/22 904/100/57 340/84/9 170/34/43 132/50/5 786/530/6 1362/313/54 6588/518/32 144/82/14 904/370/12 170/156/6 1362/512/14", string.Join(' ', OrbitAdjacency.Sum(Fixtures.Karate).Select(t => $"{t.Sum}/{t.NonZeros}/{t.Largest}")));

    /// <summary>Entries in both orders, once where the matrix is symmetric.</summary>
    [Theory]
    [InlineData(0, 1, "1:1,2=1/8 1:3,3=7 1:4,5=2/9 1:5,5=7 1:6,7=0/24 1:8,8=1 1:9,11=0/4 1:10,10=6 1:10,11=7/54 1:12,13=0/2 1:13,13=16 1:14,14=5")]
    [InlineData(0, 2, "1:1,2=4/10 1:3,3=5 1:4,5=14/6 1:5,5=38 1:6,7=6/41 1:8,8=2 1:9,11=0/4 1:10,10=4 1:10,11=19/46 1:12,13=1/4 1:13,13=5 1:14,14=5")]
    [InlineData(33, 32, "1:1,2=1/6 1:3,3=10 1:4,5=4/6 1:5,5=2 1:6,7=0/15 1:8,8=4 1:9,11=0/0 1:10,10=6 1:10,11=9/57 1:12,13=1/3 1:13,13=43 1:14,14=2")]
    [InlineData(0, 31, "1:1,2=5/15 1:3,3=0 1:4,5=21/6 1:5,5=69 1:6,7=7/87 1:8,8=6 1:9,11=3/18 1:10,10=0 1:10,11=0/0 1:12,13=0/0 1:13,13=0 1:14,14=0")]
    [InlineData(0, 33, "2:1,1=4 2:4,5=48/43 3:4,4=5 2:6,6=2 2:8,8=6 2:9,10=4/5 2:12,12=0")]
    [InlineData(0, 9, "2:1,1=1 2:4,5=1/10 3:4,4=4 2:6,6=3 2:8,8=0 2:9,10=0/5 2:12,12=0")]
    [InlineData(1, 33, "2:1,1=3 2:4,5=40/14 3:4,4=7 2:6,6=0 2:8,8=3 2:9,10=2/4 2:12,12=0")]
    public void Entries_OfKarate_AreKnown(int u, int v, string entries)
    {
        OrbitMatrices matrices = OrbitAdjacency.Count(Fixtures.Karate);
        foreach (string entry in entries.Split(' '))
        {
            int[] pair = [.. entry.Split('=')[0].Split(':', ',').Select(int.Parse)];
            CountMatrix matrix = matrices[pair[0], pair[1], pair[2]];
            Assert.Equal(entry, $"{pair[0]}:{pair[1]},{pair[2]}={(pair[1] == pair[2] ? $"{At(matrix, u, v)}" : $"{At(matrix, u, v)}/{At(matrix, v, u)}")}");
        }
    }

    [Fact]
    public void Orbits_OfKarate_AreKnown()
    {
        OrbitCounts counts = OrbitCounter.Count(Fixtures.Karate);
        Assert.Equal([16, 17, 102, 18, 81, 197, 13, 352, 10, 6, 34, 171, 2, 30, 7], Of(counts, 0));
        Assert.Equal([17, 18, 121, 15, 81, 210, 3, 507, 25, 9, 26, 123, 1, 48, 2], Of(counts, 33));
        Assert.Equal([1, 15, 0, 0, 17, 0, 87, 0, 0, 18, 0, 0, 0, 0, 0], Of(counts, 11));
        Assert.Equal([156, 786, 393, 135, 1362, 1362, 3294, 1098, 144, 452, 904, 452, 170, 170, 44], Enumerable.Range(0, 15).Select(o => counts[o].ToArray().Sum()));
    }

    /// <summary>As ORCA counts them.</summary>
    [NetworkFact]
    public void Orbits_OfARealNetwork_AreKnown()
    {
        OrbitCounts counts = OrbitCounter.Count(Networks.Read("ca-GrQc"));
        Assert.Equal(
            [28968, 170174, 85087, 144780, 1106644, 1106644, 1217250, 405750, 4460, 628366, 1256732, 628366, 131434, 131434, 1317188],
            Enumerable.Range(0, 15).Select(o => counts[o].ToArray().Sum()));
    }

    /// <summary>Of K(a,b) with u in the part of a: what follows from choosing the other vertices.</summary>
    [Theory]
    [InlineData(3, 5)]
    [InlineData(2, 2)]
    [InlineData(6, 4)]
    public void Bipartite_Entries_AreThoseByHand(int a, int b)
    {
        OrbitMatrices matrices = OrbitAdjacency.Count(Build(a + b, Enumerable.Range(0, a).SelectMany(u => Enumerable.Range(a, b).Select(v => (u, v)))));
        Assert.Equal(b, At(matrices[2, 1, 1], 0, 1));
        Assert.Equal((a - 1) * (b - 1), At(matrices[1, 8, 8], 0, a));
        Assert.Equal(b * (b - 1) / 2, At(matrices[2, 8, 8], 0, 1));
        Assert.Equal(b * (a - 2), At(matrices[2, 6, 6], 0, 1));
        Assert.Equal(0, matrices[3, 4, 4].NonZeros + matrices[1, 4, 5].NonZeros + matrices[1, 5, 5].NonZeros);
    }

    /// <summary>Walks of two and three edges are fixed mixtures of orbit adjacencies.</summary>
    [Fact]
    public void Walks_AreMixturesOfOrbitAdjacencies()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            CsrGraph graph = OrbitCounterTests.RandomGraph(seed);
            int n = graph.VertexCount;
            OrbitMatrices m = OrbitAdjacency.Count(graph, new() { Matrices = OrbitPair.All });
            OrbitCounts counts = OrbitCounter.Count(graph);
            for (int u = 0; u < n; u++)
            {
                var two = new long[n];
                var three = new long[n];
                foreach (int x in graph.Neighbors(u))
                {
                    foreach (int v in graph.Neighbors(x))
                        two[v]++;
                }

                for (int y = 0; y < n; y++)
                {
                    foreach (int v in graph.Neighbors(y))
                        three[v] += two[y];
                }

                Assert.Equal(2 * counts[3][u], three[u]);
                for (int v = 0; v < n; v++)
                {
                    if (v == u)
                        continue;
                    bool joined = graph.Neighbors(u).BinarySearch(v) >= 0;
                    Assert.Equal(joined ? At(m[1, 3, 3], u, v) : At(m[2, 1, 1], u, v), two[v]);
                    Assert.Equal(
                        joined ? 1 + At(m[1, 1, 2], u, v) + At(m[1, 2, 1], u, v) + 2 * At(m[1, 3, 3], u, v) + At(m[1, 8, 8], u, v) + At(m[1, 12, 13], u, v) + At(m[1, 13, 12], u, v) + 2 * At(m[1, 14, 14], u, v)
                            : At(m[3, 4, 4], u, v) + At(m[2, 9, 10], u, v) + At(m[2, 10, 9], u, v) + 2 * At(m[2, 12, 12], u, v),
                        three[v]);
                }
            }
        }
    }

    private static long[] Of(OrbitCounts counts, int vertex) => [.. Enumerable.Range(0, 15).Select(o => counts[o][vertex])];

    private static long At(CountMatrix matrix, int u, int v)
    {
        int place = matrix.Targets(u).BinarySearch(v);
        return place < 0 ? 0 : matrix.Counts(u)[place];
    }

    private static CsrGraph Named(string name) => name switch
    {
        "K5" => Complete(5),
        "C5" => Ring(5, 1),
        "star6 (1+5)" => Build(6, Enumerable.Range(1, 5).Select(v => (0, v))),
        "P6" => Build(6, Enumerable.Range(0, 5).Select(v => (v, v + 1))),
        "K3,3" => Build(6, Enumerable.Range(0, 3).SelectMany(u => Enumerable.Range(3, 3).Select(v => (u, v)))),
        "wheel W6 (hub+C5)" => Build(6, Enumerable.Range(0, 5).SelectMany(v => new[] { (5, v), (v, (v + 1) % 5) })),
        "Petersen" => Build(10, Enumerable.Range(0, 5).SelectMany(v => new[] { (v, (v + 1) % 5), (v, v + 5), (v + 5, (v + 2) % 5 + 5) })),
        "barbell K4-K4 (edge)" => Build(8, Pairs(4).Concat(Pairs(4).Select(p => (p.Item1 + 4, p.Item2 + 4))).Append((0, 4))),
        "grid 3x3" => Build(9, Enumerable.Range(0, 9).SelectMany(v => new[] { (v, v % 3 < 2 ? v + 1 : v), (v, v < 6 ? v + 3 : v) }).Where(e => e.Item1 != e.Item2)),
        "C12(1,2)" => Ring(12, 1, 2),
        _ => Build(16, Enumerable.Range(0, 16).SelectMany(v => Enumerable.Range(0, 4).Select(bit => (v, v ^ (1 << bit)))).Where(e => e.Item1 < e.Item2)), // Q4
    };

    private static CsrGraph Complete(int n) => Build(n, Pairs(n));

    private static IEnumerable<(int, int)> Pairs(int n) => Enumerable.Range(0, n).SelectMany(u => Enumerable.Range(0, u).Select(v => (u, v)));

    private static CsrGraph Ring(int n, params int[] steps) => Build(n, Enumerable.Range(0, n).SelectMany(v => steps.Select(s => (v, (v + s) % n))));

    private static CsrGraph Build(int n, IEnumerable<(int, int)> edges)
    {
        var builder = new GraphBuilder(n);
        foreach ((int u, int v) in edges)
            builder.AddEdge(u, v);
        return builder.Build();
    }
}
