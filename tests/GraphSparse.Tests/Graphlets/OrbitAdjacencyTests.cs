using GraphSparse.Graphlets;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphlets;

/// <summary>Orbit adjacencies are those of looking at every set of vertices, entry by entry.</summary>
public class OrbitAdjacencyTests
{
    [Fact]
    public void Count_EqualsTheDefinition_OnRandomGraphs()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            CsrGraph graph = OrbitCounterTests.RandomGraph(seed);
            AssertAll(graph, new BruteOrbits(graph), OrbitAdjacency.Count(graph, parallelism: new Parallelism(1 + seed % 3)), $"seed {seed}");
        }
    }

    [Fact]
    public void Count_EqualsTheDefinition_WhereBlocksOfRowsEnd()
    {
        CsrGraph graph = Ring(40, chords: 25);
        AssertAll(graph, new BruteOrbits(graph), OrbitAdjacency.Count(graph), "ring");
    }

    /// <summary>Sums of all entries of one orientation, by hand.</summary>
    [Theory]
    [InlineData("P3", "0-1 1-2", "4 2 0 0 0 0 0 0 0 0 0 0 0 2 0 0 0 0 0 0")]
    [InlineData("K3", "0-1 1-2 0-2", "6 0 6 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")]
    [InlineData("P4", "0-1 1-2 2-3", "6 4 0 2 2 0 0 0 0 0 0 0 0 4 2 0 0 0 0 2")]
    [InlineData("claw", "0-1 0-2 0-3", "6 6 0 0 0 3 0 0 0 0 0 0 0 6 0 6 0 0 0 0")]
    [InlineData("C4", "0-1 1-2 2-3 3-0", "8 8 0 0 0 0 8 0 0 0 0 0 0 8 0 0 4 0 0 0")]
    [InlineData("paw", "0-1 1-2 0-2 2-3", "8 4 6 0 0 0 0 1 2 2 0 0 0 4 0 0 0 2 0 0")]
    [InlineData("diamond", "0-1 1-2 0-2 0-3 2-3", "10 4 12 0 0 0 0 0 0 0 4 2 0 4 0 0 0 0 2 0")]
    [InlineData("K4", "0-1 0-2 0-3 1-2 1-3 2-3", "12 0 24 0 0 0 0 0 0 0 0 0 12 0 0 0 0 0 0 0")]
    public void Sum_OfTheSmallestGraphs_IsThatByHand(string name, string edges, string sums)
    {
        CsrGraph graph = Parse(edges);
        Assert.Equal($"{name} {sums}", $"{name} {string.Join(' ', OrbitAdjacency.Sum(graph).Select(t => t.Sum))}");
    }

    [Fact]
    public void Sum_HoldsTheIdentities_OnKarate_AndASkewedGraph()
    {
        foreach (CsrGraph graph in new[] { Fixtures.Karate, Acceleration.Inputs.Skewed })
        {
            OrbitCounts counts = OrbitCounter.Count(graph);
            UInt128[] n = [.. counts.Graphlets.All];
            Dictionary<OrbitPair, UInt128> sums = OrbitAdjacency.Sum(graph).ToDictionary(t => t.Matrix, t => t.Sum);
            UInt128[] expected = [2 * n[0], 2 * n[1], 6 * n[2], 2 * n[3], 2 * n[3], 3 * n[4], 8 * n[5], n[6], 2 * n[6], 2 * n[6], 4 * n[7], 2 * n[7], 12 * n[8], 2 * n[1], 2 * n[3], 6 * n[4], 4 * n[5], 2 * n[6], 2 * n[7], 2 * n[3]];
            Assert.Equal(expected, OrbitPair.Stored.Select(p => sums[p]));
            AssertRowSums(graph, counts, OrbitAdjacency.Count(graph));
        }
    }

    [Fact]
    public void AnySelection_GivesTheSameMatrices_OnAnyNumberOfThreads()
    {
        CsrGraph graph = Acceleration.Inputs.Skewed;
        OrbitMatrices all = OrbitAdjacency.Count(graph, parallelism: Parallelism.Sequential);
        foreach (OrbitPair pair in OrbitPair.All)
            AssertSame(graph, all[pair], OrbitAdjacency.Count(graph, new() { Matrices = [pair] }, parallelism: new Parallelism(3))[pair], pair);
        OrbitMatrices some = OrbitAdjacency.Count(graph, new() { Matrices = [new(3, 4, 4), new(1, 6, 7)] }, parallelism: new Parallelism(8));
        AssertSame(graph, all[1, 7, 6], some[1, 7, 6], new(1, 7, 6));
        Assert.Throws<KeyNotFoundException>(() => some[1, 0, 0]);
    }

    [Fact]
    public void LargeNeighborhoods_AreTheSame_WithoutRowsOfBits()
    {
        CsrGraph graph = Ring(40, chords: 60);
        var expected = new BruteOrbits(graph);
        AssertAll(graph, expected, OrbitAdjacency.Count(graph), "bits");
        var ranked = new RankedGraph(graph, default);
        var input = new AdjacencyInput(graph, ranked, EdgePrimitives.Of(graph, new PhaseClock(), Parallelism.Sequential, default).Primitives, default) { MostBitRows = 0 };
        AdjacencyPlan<OrbitPair> plan = OrbitAdjacency.Plan(graph, null);
        var builder = new MatricesBuilder<OrbitPair>(plan, long.MaxValue);
        IReadOnlyList<AdjacencyTotals<OrbitPair>> totals = plan.Run(input, rows => rows, builder.Add, keepsRows: true, Parallelism.Sequential, null, default);
        AssertAll(graph, expected, new OrbitMatrices(builder.Build(), totals, areWhole: true), "edges");
    }

    [Fact]
    public void Map_HandsOnRowsInOrder()
    {
        var vertices = new List<int>();
        OrbitAdjacency.Map(Acceleration.Inputs.Skewed, null, rows => rows, rows => vertices.AddRange(rows.Rows.Select(r => r.Vertex)), new Parallelism(3));
        Assert.Equal(vertices.Order(), vertices);
    }

    [Fact]
    public void Wrong_Pairs_AreRefused_WithWhatThereIs()
    {
        Assert.Contains("there are 1:0,0, 1:1,2, 1:2,1", Assert.Throws<ArgumentException>(() => OrbitAdjacency.Sum(Fixtures.Karate, new() { Matrices = [new(3, 1, 1)] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OrbitAdjacency.Sum(Acceleration.Inputs.Sinks));
        Assert.Contains("more than 50 entries", Assert.Throws<ResourceLimitException>(() => OrbitAdjacency.Count(Fixtures.Karate, mostEntries: 50)).Message, StringComparison.Ordinal);
        Assert.Equal(28, OrbitPair.All.Count);
        Assert.All(OrbitAdjacency.Sum(CsrGraph.Empty(3)), t => Assert.Equal(0, t.NonZeros));
        Assert.Equal(20, OrbitAdjacency.Sum(CsrGraph.Empty(0)).Count);
    }

    /// <summary>Rows of some vertices, in any order, are those of all; the others are empty.</summary>
    [Fact]
    public void Some_Rows_AreThoseOfAll()
    {
        CsrGraph graph = Ring(40, chords: 25);
        int[] some = [31, 7, 8, 0, 39];
        OrbitMatrices all = OrbitAdjacency.Count(graph);
        OrbitMatrices found = OrbitAdjacency.Count(graph, new() { Matrices = OrbitPair.All, Rows = some });
        Assert.Equal(28, found.Totals.Count);
        foreach (OrbitPair pair in OrbitPair.All)
        {
            CountMatrix expected = all[pair];
            for (int u = 0; u < graph.VertexCount; u++)
            {
                Assert.Equal(some.Contains(u) ? expected.Targets(u).ToArray() : [], found[pair].Targets(u));
                Assert.Equal(some.Contains(u) ? expected.Counts(u).ToArray() : [], found[pair].Counts(u));
            }
        }

        var order = new List<int>();
        OrbitAdjacency.Map(graph, new() { Matrices = [new(1, 0, 0)], Rows = some }, rows => rows, rows => order.AddRange(rows.Rows.Select(r => r.Vertex)));
        Assert.Equal(some, order);
        Assert.Throws<KeyNotFoundException>(() => OrbitAdjacency.Count(graph, new() { Rows = some })[2, 10, 9]);
        Assert.Contains("Row 40 is not a vertex", Assert.Throws<ArgumentException>(() => OrbitAdjacency.Sum(graph, new() { Rows = [3, 40] })).Message, StringComparison.Ordinal);
        Assert.Contains("Row 3 is asked for twice", Assert.Throws<ArgumentException>(() => OrbitAdjacency.Sum(graph, new() { Rows = [3, 4, 3] })).Message, StringComparison.Ordinal);
    }

    /// <summary>The largest of each row, and of equal ones those of the smaller columns.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Largest_OfEachRow_AreKept(int most)
    {
        CsrGraph graph = Ring(40, chords: 60);
        OrbitMatrices all = OrbitAdjacency.Count(graph);
        OrbitMatrices found = OrbitAdjacency.Count(graph, new() { Matrices = OrbitPair.All, MostPerRow = most });
        foreach (OrbitPair pair in OrbitPair.All)
        {
            CountMatrix whole = all[pair];
            for (int u = 0; u < graph.VertexCount; u++)
            {
                (int Target, long Count)[] expected = [.. whole.Targets(u).ToArray().Zip(whole.Counts(u).ToArray()).OrderByDescending(e => e.Second).ThenBy(e => e.First).Take(most).OrderBy(e => e.First)];
                Assert.Equal(expected, found[pair].Targets(u).ToArray().Zip(found[pair].Counts(u).ToArray()));
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => OrbitAdjacency.Sum(graph, new() { MostPerRow = 0 }));
    }

    /// <summary>Of each graphlet the matrices of all its orbits together.</summary>
    [Fact]
    public void GraphletAdjacency_IsTheSumOfItsOrbitAdjacencies()
    {
        CsrGraph graph = Ring(40, chords: 60);
        OrbitMatrices orbits = OrbitAdjacency.Count(graph);
        GraphletMatrices graphlets = GraphletAdjacency.Count(graph, parallelism: new Parallelism(3));
        UInt128[] copies = [.. OrbitCounter.Count(graph).Graphlets.All];
        for (int g = 0; g < 9; g++)
        {
            int size = g == 0 ? 2 : g < 3 ? 3 : 4;
            Assert.Equal(copies[g] * (UInt128)(size * (size - 1)), graphlets.Totals[g].Sum);
            CountMatrix single = GraphletAdjacency.Count(graph, new() { Matrices = [g] })[g];
            for (int u = 0; u < graph.VertexCount; u++)
            {
                var sums = new SortedDictionary<int, long>();
                foreach (OrbitPair pair in OrbitPair.All.Where(p => p.Graphlet == g))
                {
                    CountMatrix matrix = orbits[pair];
                    for (int k = 0; k < matrix.Targets(u).Length; k++)
                        sums[matrix.Targets(u)[k]] = sums.GetValueOrDefault(matrix.Targets(u)[k]) + matrix.Counts(u)[k];
                }

                Assert.Equal(sums.Keys, graphlets[g].Targets(u).ToArray());
                Assert.Equal(sums.Values, graphlets[g].Counts(u).ToArray());
                Assert.Equal(sums.Values, single.Counts(u).ToArray());
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => GraphletAdjacency.Count(graph, new() { Matrices = [9] }));
        Assert.Throws<KeyNotFoundException>(() => GraphletAdjacency.Count(graph, new() { Matrices = [2] })[3]);
    }

    private static void AssertAll(CsrGraph graph, BruteOrbits expected, OrbitMatrices found, string what)
    {
        foreach (OrbitPair pair in OrbitPair.All)
        {
            long[,]? counts = expected.Adjacencies.GetValueOrDefault((pair.Hop, pair.I, pair.J));
            for (int u = 0; u < graph.VertexCount; u++)
            {
                (int, long)[] row = [.. Enumerable.Range(0, graph.VertexCount).Select(v => (v, counts?[u, v] ?? 0)).Where(e => e.Item2 != 0)];
                CountMatrix matrix = found[pair];
                (int, long)[] actual = [.. matrix.Targets(u).ToArray().Zip(matrix.Counts(u).ToArray())];
                Assert.True(row.SequenceEqual(actual), $"{what}, {pair}, row {u}: {string.Join(' ', actual)}, not {string.Join(' ', row)}");
            }
        }
    }

    /// <summary>Rows of a matrix add up to the count of the orbit, so often as others of the copy stand there.</summary>
    private static void AssertRowSums(CsrGraph graph, OrbitCounts counts, OrbitMatrices matrices)
    {
        var factors = new Dictionary<(int, int, int), int> { [(1, 2, 1)] = 2, [(1, 3, 3)] = 2, [(1, 7, 6)] = 3, [(2, 6, 6)] = 2, [(1, 8, 8)] = 2, [(2, 9, 10)] = 2, [(1, 11, 10)] = 2, [(1, 12, 13)] = 2, [(1, 13, 12)] = 2, [(1, 14, 14)] = 3 };
        foreach (OrbitPair pair in OrbitPair.All.Where(p => p.I != 0))
        {
            CountMatrix matrix = matrices[pair];
            Assert.Equal(factors.GetValueOrDefault((pair.Hop, pair.I, pair.J), 1), pair.OthersPerCopy);
            for (int u = 0; u < graph.VertexCount; u++)
                Assert.Equal(factors.GetValueOrDefault((pair.Hop, pair.I, pair.J), 1) * counts[pair.I][u], matrix.Counts(u).ToArray().Sum());
        }
    }

    private static void AssertSame(CsrGraph graph, CountMatrix expected, CountMatrix found, OrbitPair pair)
    {
        for (int u = 0; u < graph.VertexCount; u++)
            Assert.True(expected.Targets(u).SequenceEqual(found.Targets(u)) && expected.Counts(u).SequenceEqual(found.Counts(u)), $"{pair}, row {u}");
    }

    private static CsrGraph Parse(string edges)
    {
        int[][] pairs = [.. edges.Split(' ').Select(e => e.Split('-').Select(int.Parse).ToArray())];
        var builder = new GraphBuilder(1 + pairs.Max(p => p.Max()));
        foreach (int[] pair in pairs)
            builder.AddEdge(pair[0], pair[1]);
        return builder.Build();
    }

    private static CsrGraph Ring(int n, int chords)
    {
        var random = new KeyedRandom(5, "graphlets.ring");
        var builder = new GraphBuilder(n);
        for (int u = 0; u < n; u++)
            builder.AddEdge(u, (u + 1) % n);
        for (int c = 0; c < chords; c++)
        {
            (int u, int v) = ((int)(n * random.NextDouble(c, 0)), (int)(n * random.NextDouble(c, 1)));
            if (u != v)
                builder.AddEdge(u, v);
        }

        return builder.Build();
    }
}
