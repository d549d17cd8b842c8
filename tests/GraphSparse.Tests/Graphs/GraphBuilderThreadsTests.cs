using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

public class GraphBuilderThreadsTests
{
    private static readonly int[] Threads = [1, 2, 3, 8];

    public static TheoryData<string, bool, bool> Inputs()
    {
        var inputs = new TheoryData<string, bool, bool>();
        foreach (string shape in (string[])["uniform", "skewed", "few vertices", "many vertices", "reciprocal", "nearly reciprocal"])
        {
            inputs.Add(shape, false, false);
            inputs.Add(shape, false, true);
            inputs.Add(shape, true, true);
        }

        return inputs;
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(Inputs))]
    public void Build_GivesTheSameArrays_ForAnyNumberOfThreads(string shape, bool directed, bool weighted)
    {
        Row[] rows = Rows(shape, weighted);
        Row[] sorted = [.. rows.OrderBy(r => r.Source).ThenBy(r => r.Target)];
        foreach (Row[] given in (Row[][])[rows, sorted])
        {
            var options = new BuildOptions { Directed = directed };
            (CsrGraph expected, BuildReport report) = Build(given, options, 1);
            BuilderOracle oracle = BuilderOracle.Build(given, options);
            Assert.Equal(oracle.Report, report);
            Assert.Equal(oracle.Edges.Select(e => new Edge(e.Key.Source, e.Key.Target, e.Value)), expected.Edges());
            foreach (int threads in Threads)
            {
                (CsrGraph graph, BuildReport found) = Build(given, options, threads);
                Assert.Equal(report, found);
                GraphAssert.Same(expected, graph);
            }
        }
    }

    [Theory]
    [InlineData(DuplicatePolicy.Sum)]
    [InlineData(DuplicatePolicy.Min)]
    [InlineData(DuplicatePolicy.Max)]
    public void Build_DoesNotDependOnTheOrderOfRows_ForPoliciesWithoutAnOrder(DuplicatePolicy policy)
    {
        foreach (bool directed in (bool[])[false, true])
        {
            var options = new BuildOptions { Directed = directed, Duplicates = policy };
            Row[] rows = [.. Rows("skewed", weighted: true).Take(20_000).Select(r => r with { Weight = Math.Floor(r.Weight!.Value * 8) })];
            (CsrGraph expected, BuildReport report) = Build(rows, options, 2);
            for (int seed = 0; seed < 3; seed++)
            {
                (CsrGraph graph, BuildReport found) = Build(Repeatable.Shuffled(rows, seed), options, 2);
                Assert.Equal(report, found);
                GraphAssert.Same(expected, graph);
            }
        }
    }

    [Fact]
    public void Build_SortsTheHub_OfAStarWithManyLeaves()
    {
        const int leaves = 1 << 17;
        int[] order = Repeatable.Shuffled(Enumerable.Range(1, leaves), 3);
        foreach (int hub in (int[])[0, leaves + 1])
        {
            foreach (int threads in Threads)
            {
                var builder = new GraphBuilder(leaves + 2);
                foreach (int leaf in order)
                    builder.AddEdge(leaf % 2 == 0 ? hub : leaf, leaf % 2 == 0 ? leaf : hub);
                CsrGraph graph = builder.Build(new Parallelism(threads));
                Assert.Equal(leaves, graph.MaxDegree);
                Assert.True(graph.Neighbors(hub).SequenceEqual(Enumerable.Range(1, leaves).ToArray()));
                Assert.Equal([hub], graph.Neighbors(leaves / 2).ToArray());
            }
        }
    }

    [Fact]
    public void Build_NamesTheSameEdge_ForAnyNumberOfThreads_WhenDuplicatesAreRefused()
    {
        Row[] rows = Rows("uniform", weighted: false);
        string expected = BuilderOracle.Build(rows, new BuildOptions { Duplicates = DuplicatePolicy.Error }).Error!;
        foreach (int threads in Threads)
        {
            var error = Assert.Throws<GraphFormatException>(() => Build(rows, new BuildOptions { Duplicates = DuplicatePolicy.Error }, threads));
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Build_Stops_WhenCancelled()
    {
        foreach (int threads in Threads)
        {
            var builder = new GraphBuilder();
            builder.AddEdge(0, 1);
            Assert.ThrowsAny<OperationCanceledException>(() => builder.Build(new Parallelism(threads), new CancellationToken(canceled: true)));
        }
    }

    [Theory]
    [InlineData("uniform", false)]
    [InlineData("skewed", true)]
    [InlineData("few vertices", true)]
    [InlineData("many vertices", true)]
    [InlineData("star of the first", false)]
    [InlineData("star of the last", true)]
    [InlineData("one bucket", false)]
    [InlineData("path", true)]
    public void Build_OfSortedRows_PlacesEveryMirror(string shape, bool weighted)
    {
        (int U, int V)[] edges = shape switch
        {
            "star of the first" => [.. Enumerable.Range(1, 30_000).Select(v => (0, 3 * v))],
            "star of the last" => [.. Enumerable.Range(0, 30_000).Select(v => (2 * v, 70_000))],
            "one bucket" => [.. from u in Enumerable.Range(50_000, 60) from v in Enumerable.Range(u + 1, 50_060 - u) select (u, v)],
            "path" => [.. Enumerable.Range(0, 40_000).Select(v => (v, v + 1))],
            _ => [.. Rows(shape, weighted: false).Select(r => (Math.Min(r.Source, r.Target), Math.Max(r.Source, r.Target))).Where(e => e.Item1 < e.Item2).Distinct().Order()],
        };
        int n = edges.Max(e => e.V) + 1;
        var rows = new SortedSet<(int Vertex, int Neighbor, double Weight)>();
        for (int e = 0; e < edges.Length; e++)
        {
            rows.Add((edges[e].U, edges[e].V, Weight(e)));
            rows.Add((edges[e].V, edges[e].U, Weight(e)));
        }

        int[] occurring = [.. rows.Select(r => r.Vertex).Distinct()];
        Dictionary<int, int> numberOf = occurring.Index().ToDictionary(o => o.Item, o => o.Index);
        foreach (int threads in Threads)
        {
            CsrGraph graph = Builder().Build(new Parallelism(threads));
            Assert.Equal(n, graph.VertexCount);
            Assert.Equal(rows, Arcs(graph));
            (CsrGraph dense, int[]? numbers) = Builder().BuildOccurring(null, out _, new Parallelism(threads), CancellationToken.None);
            Assert.Equal(occurring, numbers ?? [.. Enumerable.Range(0, n)]);
            Assert.Equal(rows.Select(r => (numberOf[r.Vertex], numberOf[r.Neighbor], r.Weight)), Arcs(dense));
        }

        double Weight(int edge) => weighted && edge / 7_000 != 1 ? 1 + edge % 97 / 8.0 : 1; // the second block has none

        GraphBuilder Builder()
        {
            var builder = new GraphBuilder(n);
            for (int from = 0; from < edges.Length; from += 7_000)
            {
                var block = new EdgeBlock(7_000, weighted && from != 7_000);
                for (int e = from; e < Math.Min(edges.Length, from + 7_000); e++)
                    block.Add(edges[e].U, edges[e].V, Weight(e));
                builder.AddBlock(block);
            }

            return builder;
        }

        static IEnumerable<(int, int, double)> Arcs(CsrGraph graph) => Enumerable.Range(0, graph.VertexCount).SelectMany(u =>
            graph.Neighbors(u).ToArray().Select((v, k) => (u, v, graph.IsWeighted ? graph.Weights(u)[k] : 1.0)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(5_000)]
    public void MirroredRows_TakeSmallerBuckets_WhereTheRowsOfOneAreTooMany(long mostArcs)
    {
        (int U, int V)[] edges = [.. Rows("skewed", weighted: false).Select(r => (Math.Min(r.Source, r.Target), Math.Max(r.Source, r.Target))).Where(e => e.Item1 < e.Item2).Distinct().Order()];
        var sorted = new SortedBlocks([new EdgeBlock([.. edges.Select(e => e.U)], [.. edges.Select(e => e.V)], null, edges.Length)], 5_000, isDirected: false);
        CsrGraph expected = ClassicGraphs.Build(5_000, edges);
        GraphAssert.Same(expected, new MirroredRows(sorted, isWeighted: false, ArcMemory.Managed, new Parallelism(3), CancellationToken.None, mostArcs).Build());
    }

    private static (CsrGraph Graph, BuildReport Report) Build(Row[] rows, BuildOptions options, int threads)
    {
        var builder = new GraphBuilder(null, options);
        foreach (Row[] part in rows.Chunk(7_000)) // several blocks, not all full
        {
            bool weighted = part[0].Weight is not null;
            var block = new EdgeBlock(part.Length + 5, weighted);
            foreach (Row row in part)
                block.Add(row.Source, row.Target, row.Weight ?? 1);
            builder.AddBlock(block);
        }

        CsrGraph graph = builder.Build(out BuildReport report, new Parallelism(threads));
        return (graph, report);
    }

    private static Row[] Rows(string shape, bool weighted)
    {
        var random = new Random(11);
        var rows = new Row[60_000];
        for (int i = 0; i < rows.Length; i++)
        {
            (int u, int v) = shape switch
            {
                "uniform" => (random.Next(3_000), random.Next(3_000)),
                "skewed" => ((int)(5_000 * Math.Pow(random.NextDouble(), 6)), random.Next(5_000)),
                "few vertices" => (random.Next(40), random.Next(40)),
                _ => (random.Next(400_000), random.Next(400_000)),
            };
            rows[i] = random.Next(8) == 0 && i > 0
                ? new Row(rows[i - 1].Target, rows[i - 1].Source, rows[i - 1].Weight) // a reverse
                : new Row(u, v, weighted ? random.NextDouble() : null);
        }

        if (!shape.EndsWith("reciprocal", StringComparison.Ordinal))
            return rows;
        Row[] both = Repeatable.Shuffled([.. rows, .. rows.Select(r => new Row(r.Target, r.Source, r.Weight))], 5);
        if (shape.StartsWith("nearly", StringComparison.Ordinal))
            both[^1] = weighted ? both[^1] with { Weight = 2 } : new Row(both[^1].Target, both[^1].Source);
        return both;
    }
}
