using FsCheck;
using FsCheck.Fluent;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

public class GraphBuilderTests
{
    public static TheoryData<bool, bool, DuplicatePolicy> Kinds()
    {
        var kinds = new TheoryData<bool, bool, DuplicatePolicy>();
        foreach (DuplicatePolicy policy in Enum.GetValues<DuplicatePolicy>())
        {
            foreach (bool directed in (bool[])[false, true])
            {
                kinds.Add(directed, false, policy);
                kinds.Add(directed, true, policy);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Build_AgreesWithTheRules_ForRandomRows(bool directed, bool weighted, DuplicatePolicy policy)
    {
        var options = new BuildOptions { Directed = directed, Duplicates = policy };
        Gen<int[][]> rows = Gen.Choose(1, 7).SelectMany(n => Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, n - 1), 2)
            .SelectMany(ends => Gen.Choose(0, 3).Select(w => new[] { ends[0], ends[1], w }))));
        Prop.ForAll(rows.ToArbitrary(), cases =>
        {
            Row[] given = [.. cases.Select(r => new Row(r[0], r[1], weighted ? r[2] * 0.5 - 0.5 : null))];
            RequireAgreement(given, options);
        }).Check(Repeatable.Cases(700));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Build_AgreesWithTheRules_WhenOnlySomeRowsAreWeighted(bool directed)
    {
        var random = new Random(5);
        for (int trial = 0; trial < 500; trial++)
        {
            Row[] rows = [.. Enumerable.Range(0, random.Next(12)).Select(_ => new Row(random.Next(4), random.Next(4), random.Next(2) == 0 ? null : random.Next(1, 3)))];
            RequireAgreement(rows, new BuildOptions { Directed = directed });
        }
    }

    [Theory]
    [InlineData("0-1 1-0", "n=2 0-1", 0, 1)]
    [InlineData("0-1 0-1", "n=2 0-1", 1, 0)]
    [InlineData("1-0 1-0 0-1", "n=2 0-1", 2, 0)]
    [InlineData("0-1:2 1-0:2", "n=2 0-1:2", 0, 1)]
    [InlineData("0-1:2 1-0:3", "n=2 0-1:5", 1, 0)]
    [InlineData("0-1:2 0-1:2 1-0:2", "n=2 0-1:6", 2, 0)]
    [InlineData("1-0:3 0-1:2 1-0:2 0-1:3", "n=2 0-1:5", 1, 2)]
    [InlineData("1-0:0 0-1:-0", "n=2 0-1:-0", 0, 1)]
    [InlineData("0-1:100 1-0:100 2-3:100 3-2:101", "n=4 0-1:200 2-3:201", 2, 0)]
    [InlineData("0-1 1-0 1-1 1-2 2-1", "n=3 0-1 1-2", 0, 2)]
    [InlineData("0-1 1-0 1-2", "n=3 0-1 1-2", 1, 0)]
    public void Build_MergesReverses_AsOneEdgeWhereAllRowsHaveOne_ElseAsDuplicates(string rows, string edges, long duplicates, long reciprocal)
    {
        var builder = new GraphBuilder();
        foreach (string row in rows.Split(' '))
        {
            string[] parts = row.Split(':');
            int[] ends = [.. parts[0].Split('-').Select(int.Parse)];
            if (parts.Length == 1)
                builder.AddEdge(ends[0], ends[1]);
            else
                builder.AddEdge(ends[0], ends[1], double.Parse(parts[1]));
        }

        CsrGraph graph = builder.Build(out BuildReport report);
        Assert.Equal(edges, GraphAssert.Text(graph));
        Assert.Equal(new BuildReport(rows.Split(' ').Length, rows.Split(' ').Count(r => r == "1-1"), duplicates, reciprocal), report);
    }

    [Theory]
    [InlineData("0-3 3-1", false, "n=3 0-2 1-2", "0 1 3")]
    [InlineData("0-1 1-2", false, "n=3 0-1 1-2", null)]
    [InlineData("1-1 3-3 5-4", false, "n=4 2-3", "1 3 4 5")]
    [InlineData("5-2 5-7", true, "n=3 1-0 1-2", "2 5 7")]
    [InlineData("7-7", true, "n=1 ", "7")]
    public void BuildOccurring_MakesNoVerticesOfGaps(string rows, bool directed, string graph, string? numbers)
    {
        foreach (int threads in (int[])[1, 3])
        {
            var builder = new GraphBuilder(null, new BuildOptions { Directed = directed });
            foreach (string row in rows.Split(' '))
                builder.AddEdge(row[0] - '0', row[2] - '0');
            (CsrGraph found, int[]? of) = builder.BuildOccurring(null, out _, new Parallelism(threads), CancellationToken.None);
            Assert.Equal(graph, GraphAssert.Text(found));
            Assert.Equal(numbers, of is null ? null : string.Join(' ', of));
            GraphAssert.IsSimple(found);
        }
    }

    [Fact]
    public void Build_CountsMultiplicities_WhenUnweightedRowsAreSummed()
    {
        var builder = new GraphBuilder(null, new BuildOptions { Duplicates = DuplicatePolicy.Sum });
        foreach ((int u, int v) in ((int, int)[])[(0, 1), (0, 1), (0, 1), (1, 0), (1, 2)])
            builder.AddEdge(u, v);
        Assert.Equal("n=3 0-1:4 1-2:1", GraphAssert.Text(builder.Build()));
    }

    [Fact]
    public void Build_KeepsIsolatedVertices_WhenMoreAreGivenThanOccur()
    {
        var builder = new GraphBuilder(10);
        builder.AddEdge(1, 3);
        CsrGraph graph = builder.Build();
        Assert.Equal(10, graph.VertexCount);
        Assert.Equal(0, graph.Degree(9));
        GraphAssert.IsSimple(graph);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    public void Build_GivesAGraphWithoutEdges_WhenNothingWasAdded(int? given, int n)
    {
        foreach (bool directed in (bool[])[false, true])
        {
            CsrGraph graph = new GraphBuilder(given, new BuildOptions { Directed = directed }).Build(out BuildReport report, new Parallelism(4));
            Assert.Equal((n, 0L, 0, directed), (graph.VertexCount, graph.ArcCount, graph.MaxDegree, graph.IsDirected));
            Assert.Equal(default, report);
        }
    }

    [Fact]
    public void Build_LeavesAnEmptyBuilder_WhenCalledTwice()
    {
        var builder = new GraphBuilder(3);
        builder.AddEdge(0, 1);
        Assert.Equal(1, builder.Build().EdgeCount);
        Assert.Equal(0, builder.Build().EdgeCount);
        builder.AddEdge(1, 2);
        Assert.Equal("n=3 1-2", GraphAssert.Text(builder.Build()));
    }

    [Fact]
    public void Build_RefusesSelfLoops_WhenAsked()
    {
        var builder = new GraphBuilder(null, new BuildOptions { SelfLoops = SelfLoopPolicy.Error });
        builder.AddEdge(0, 1);
        builder.AddEdge(7, 7);
        builder.AddEdge(3, 3);
        var error = Assert.Throws<GraphFormatException>(() => builder.Build(new Parallelism(3)));
        Assert.Contains("self-loop at vertex 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddEdge_RefusesVerticesOutOfRange_AndWeightsThatAreNoNumbers()
    {
        var open = new GraphBuilder();
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>("source", () => open.AddEdge(-1, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("target", () => open.AddEdge(0, int.MaxValue));
        var closed = new GraphBuilder(3);
        Assert.Contains("0..2", Assert.Throws<ArgumentOutOfRangeException>("target", () => closed.AddEdge(0, 3)).Message, StringComparison.Ordinal);
        foreach (double weight in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
            Assert.Throws<ArgumentOutOfRangeException>("weight", () => closed.AddEdge(0, 1, weight));
        Assert.Equal(0, closed.Build().EdgeCount);
        Assert.Throws<ArgumentOutOfRangeException>("vertexCount", () => new GraphBuilder(-1));
        Assert.Throws<ArgumentOutOfRangeException>("vertexCount", () => new GraphBuilder(int.MaxValue));
    }

    [Fact]
    public void Build_RefusesBlocks_WhoseVerticesAreNotAmongThoseGiven()
    {
        var builder = new GraphBuilder(3);
        builder.AddBlock(new EdgeBlock([0, 3], [1, 0], null, 2));
        Assert.Contains("vertex 3 is not in 0..2", Assert.Throws<GraphFormatException>(() => builder.Build()).Message, StringComparison.Ordinal);
    }

    private static void RequireAgreement(Row[] rows, BuildOptions options)
    {
        var builder = new GraphBuilder(null, options);
        foreach (Row row in rows)
        {
            if (row.Weight is { } weight)
                builder.AddEdge(row.Source, row.Target, weight);
            else
                builder.AddEdge(row.Source, row.Target);
        }

        BuilderOracle oracle = BuilderOracle.Build(rows, options);
        if (oracle.Error is { } refused)
        {
            var error = Assert.Throws<GraphFormatException>(() => builder.Build(Parallelism.Sequential));
            Assert.Contains(refused, error.Message, StringComparison.Ordinal);
            return;
        }

        CsrGraph graph = builder.Build(out BuildReport report, Parallelism.Sequential);
        Assert.Equal(oracle.Report, report);
        Assert.Equal(rows.Length == 0 ? 0 : rows.Max(r => Math.Max(r.Source, r.Target)) + 1, graph.VertexCount);
        Assert.Equal(rows.Any(r => r.Weight is not null) || options.Duplicates == DuplicatePolicy.Sum, graph.IsWeighted);
        Assert.Equal(oracle.Edges.Select(e => new Edge(e.Key.Source, e.Key.Target, e.Value)), graph.Edges());
        GraphAssert.IsSimple(graph);
    }
}
