using GraphSparse.IO;
using GraphSparse.Tests.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

/// <summary>A graph that is built in files, part by part, is the graph that is built in memory, whatever the parts are.</summary>
public class SpilledRowsTests
{
    public static TheoryData<bool, bool, DuplicatePolicy, bool> Builds()
    {
        var builds = new TheoryData<bool, bool, DuplicatePolicy, bool>();
        foreach (bool directed in (bool[])[false, true])
        {
            foreach (bool weighted in (bool[])[false, true])
            {
                foreach (DuplicatePolicy policy in (DuplicatePolicy[])[DuplicatePolicy.Auto, DuplicatePolicy.Sum, DuplicatePolicy.Min, DuplicatePolicy.Max, DuplicatePolicy.First])
                    builds.Add(directed, weighted, policy, false);
                builds.Add(directed, weighted, DuplicatePolicy.Auto, true);
            }
        }

        return builds;
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public void Build_GivesTheGraphThatIsBuiltInMemory(bool directed, bool weighted, DuplicatePolicy policy, bool reciprocal)
    {
        using var folder = new TemporaryFolder();
        var options = new BuildOptions { Directed = directed, Duplicates = policy };
        Row[] rows = Rows(weighted, reciprocal);
        foreach (int part in (int[])[700, 5_000, 100_000])
        {
            foreach (bool occurring in (bool[])[false, true])
            {
                var builder = new GraphBuilder(null, options);
                foreach (Row[] chunk in rows.Chunk(311))
                    builder.AddBlock(Block(chunk));
                var parallelism = new Parallelism(3);
                BuildReport report;
                (CsrGraph expected, int[]? numbers) = occurring ? builder.BuildOccurring(null, out report, parallelism, default) : (builder.Build(out report, parallelism), null);

                using var spilled = new SpilledRows(folder[""], options, MemoryBudget.Default, parallelism, default);
                foreach (Row[] chunk in rows.Chunk(part))
                    spilled.Add([.. chunk.Chunk(311).Select(Block)]);
                Assert.Equal(rows.Length, spilled.RowCount);
                (CsrGraph graph, int[]? found) = spilled.Build(spilled.LargestVertex + 1, occurring, null, out BuildReport foundReport);
                GraphAssert.Same(expected, graph);
                Assert.Equal(numbers, found);
                Assert.Equal(report, foundReport);
                Assert.True(graph.IsMapped);
            }
        }

        Assert.Empty(Directory.GetFiles(folder[""]));
    }

    [Fact]
    public void Add_SaysWhichEdgeIsRefused()
    {
        using var folder = new TemporaryFolder();
        using var loops = new SpilledRows(folder[""], new BuildOptions { SelfLoops = SelfLoopPolicy.Error }, MemoryBudget.Default, Parallelism.Sequential, default);
        Assert.Contains("self-loop at vertex 3", Assert.Throws<GraphFormatException>(() => loops.Add([Block([new Row(0, 1), new Row(3, 3)])])).Message, StringComparison.Ordinal);
        using var repeats = new SpilledRows(folder[""], new BuildOptions { Duplicates = DuplicatePolicy.Error }, MemoryBudget.Default, Parallelism.Sequential, default);
        repeats.Add([Block([new Row(0, 1), new Row(2, 5)])]);
        repeats.Add([Block([new Row(5, 2), new Row(2, 4)])]);
        Assert.Contains("edge 2–5 is given 2 times", Assert.Throws<GraphFormatException>(() => repeats.Build(6, false, null, out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocate_Fails_WhereThereIsNoFolder() =>
        Assert.ThrowsAny<IOException>(() => new ScratchFile(System.IO.Path.Combine(System.IO.Path.GetTempPath(), Guid.NewGuid().ToString("N")), 10));

    [Theory]
    [InlineData("parquet", "")]
    [InlineData("edges", "")]
    [InlineData("mtx", "")]
    [InlineData("edges", "directed")]
    [InlineData("parquet", "skip")]
    [InlineData("edges", "dense")]
    [InlineData("edges", "isolated")]
    public void Read_BuildsInFiles_WhatDoesNotFit_AndSaysSo(string format, string with)
    {
        using var folder = new TemporaryFolder();
        const int n = 40_000;
        string path = folder["g." + format];
        var random = new Random(8);
        CsrGraph written = GraphBuilder.FromEdges(Enumerable.Range(0, 150_000).Select(_ => (3 * random.Next(n), 3 * random.Next(n), random.Next(1, 9) / 4.0)).Append((3 * n + 5, 7, 1.0)));
        if (format == "parquet")
        {
            string text = folder["w.csv"];
            File.WriteAllLines(text, ["source,target,weight", .. written.Edges().Select((e, i) => FormattableString.Invariant($"{e.Source},{e.Target},{(with == "skip" && i % 1_000 == 0 ? -1.0 : e.Weight)}"))]);
            LoadedGraph rows = GraphReader.Read(text);
            GraphWriter.Write(path, rows.Graph, rows.Ids);
        }
        else if (format == "mtx")
        {
            GraphWriter.Write(path, written);
        }
        else
        {
            string isolated = with == "isolated" ? "# isolated: 5\n# isolated: 100000\n" : "";
            File.WriteAllText(path, isolated + string.Concat(written.Edges().Select(e => FormattableString.Invariant($"{e.Target} {e.Source} {e.Weight}\n{e.Source} {e.Source} 1\n"))));
        }

        var options = new GraphReadOptions { Directed = with == "directed" ? true : null, SkipInvalidWeights = with == "skip", Ids = with == "dense" ? IdMode.Dense : IdMode.Auto };
        LoadedGraph expected = GraphReader.Read(path, options);
        var small = new MemoryBudget((format == "edges" ? 9 : 6) << 20);
        Assert.Throws<ResourceLimitException>(() => GraphReader.Read(path, options, budget: small));
        LoadedGraph loaded = GraphReader.Read(path, options with { TemporaryFolder = folder[""] }, budget: small);
        GraphAssert.Same(expected.Graph, loaded.Graph);
        GraphAssert.Same(expected.Ids, loaded.Ids);
        Assert.Equal(expected.Report.Build, loaded.Report.Build);
        Assert.Equal(expected.Report.InvalidWeightsSkipped, loaded.Report.InvalidWeightsSkipped);
        Assert.Contains(loaded.Report.Notes, note => note.Contains("lies in files of", StringComparison.Ordinal));
        Assert.Equal(expected.Report.Notes, loaded.Report.Notes.Where(note => !note.Contains("lies in files of", StringComparison.Ordinal)));
        Assert.True(loaded.Graph.IsMapped);
        LoadedGraph roomy = GraphReader.Read(path, options with { TemporaryFolder = folder[""] });
        Assert.False(roomy.Graph.IsMapped);
        Assert.Equal(expected.Report.Notes, roomy.Report.Notes);
    }

    [Theory]
    [InlineData(9_000, IdMode.Auto)]
    [InlineData(2_000, IdMode.Auto)]
    [InlineData(9_000, IdMode.Dense)]
    public void Read_KeepsTheEndsOfSkippedRows_BeyondAllOthers(int largest, IdMode ids)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.edges"], $"5 {largest} 0\n" + string.Concat(Enumerable.Range(0, 120_000).Select(i => $"{i % 2000} {(i * 7 + i / 2000 + 1) % 2000} 2\n")));
        var options = new GraphReadOptions { SkipInvalidWeights = true, Ids = ids };
        LoadedGraph expected = GraphReader.Read(folder["g.edges"], options);
        LoadedGraph loaded = GraphReader.Read(folder["g.edges"], options with { TemporaryFolder = folder[""] }, budget: new MemoryBudget(5 << 20));
        Assert.True(loaded.Graph.IsMapped);
        GraphAssert.Same(expected.Graph, loaded.Graph);
        GraphAssert.Same(expected.Ids, loaded.Ids);
        Assert.Equal(1, loaded.Report.InvalidWeightsSkipped);
    }

    [Fact]
    public void Read_RefusesIdsForWhichThereIsNoMemory_BeforeItTakesAny()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.edges"], "5 400000000\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"{i % 5000} {i * 7919L % 4999}\n")));
        var options = new GraphReadOptions { TemporaryFolder = folder[""] };
        var small = new MemoryBudget(6 << 20);
        long before = GC.GetTotalAllocatedBytes();
        ResourceLimitException error = Assert.Throws<ResourceLimitException>(() => GraphReader.Read(folder["g.edges"], options, budget: small));
        Assert.Contains("for ids up to 400000000", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400 << 20); // 20 bytes for each number below the largest id would be 8 GB
        GraphAssert.Same(GraphReader.Read(folder["g.edges"]).Graph, GraphReader.Read(folder["g.edges"], options, budget: new MemoryBudget(40 << 20)).Graph); // sorted in memory
    }

    [Fact]
    public void Read_RefusesATemporaryFolderThatIsNot_BeforeItReads()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.edges"], "0 1 x y z\n"); // not looked at
        var options = new GraphReadOptions { TemporaryFolder = folder["missing"] };
        if (OperatingSystem.IsLinux())
            Assert.Contains("'/proc' cannot be written", Assert.ThrowsAny<IOException>(() => GraphReader.Read(folder["g.edges"], options with { TemporaryFolder = "/proc" })).Message, StringComparison.Ordinal);
        Assert.Contains("missing' does not exist", Assert.Throws<DirectoryNotFoundException>(() => GraphReader.Read(folder["g.edges"], options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RefusesARowThatDoesNotFit_AndNamesItsVertex()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.edges"], string.Concat(Enumerable.Range(0, 600_000).Select(i => $"0 {1 + i * 7 % 9} {1 + i % 5}\n")));
        var options = new GraphReadOptions { TemporaryFolder = folder[""] };
        ResourceLimitException error = Assert.Throws<ResourceLimitException>(() => GraphReader.Read(folder["g.edges"], options, budget: new MemoryBudget(16 << 20)));
        Assert.Contains("the row of vertex 0, which occurs in 600000 rows", error.Message, StringComparison.Ordinal);
        GraphAssert.Same(GraphReader.Read(folder["g.edges"]).Graph, GraphReader.Read(folder["g.edges"], options, budget: new MemoryBudget(20 << 20)).Graph);
    }

    [Fact]
    public void Read_Refuses_NamesThatDoNotFit()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.csv"], "source,target\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"a{i},b{i}\n")));
        Assert.Throws<ResourceLimitException>(() => GraphReader.Read(folder["g.csv"], new GraphReadOptions { TemporaryFolder = folder[""] }, budget: new MemoryBudget(8 << 20)));
    }

    private static EdgeBlock Block(Row[] rows)
    {
        var block = new EdgeBlock(rows.Length, rows[0].Weight is not null);
        foreach (Row row in rows)
            block.Add(row.Source, row.Target, row.Weight ?? 1);
        return block;
    }

    private static Row[] Rows(bool weighted, bool reciprocal)
    {
        var random = new Random(21);
        Row[] rows = [.. Enumerable.Range(0, 6_000).Select(i => new Row((int)(2_000 * Math.Pow(random.NextDouble(), 3)), random.Next(2_000), weighted ? random.Next(1, 9) / 8.0 : null))];
        if (!reciprocal)
            return rows;
        rows = [.. rows.Where(r => r.Source != r.Target).DistinctBy(r => (Math.Min(r.Source, r.Target), Math.Max(r.Source, r.Target)))];
        return Repeatable.Shuffled([.. rows, .. rows.Select(r => new Row(r.Target, r.Source, r.Weight))], 5);
    }
}
