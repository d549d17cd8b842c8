using System.Text.Json.Nodes;
using GraphSparse.Commands;
using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

/// <summary>The command writes what the library counts, under the ids of the input.</summary>
public sealed class GraphletsCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Fact]
    public void Orbits_StandByVertex_UnderItsId()
    {
        (CommandOutcome outcome, _) = Run(Named(), "orbits.csv");
        OrbitCounts counts = OrbitCounter.Count(outcome.Input!.Graph);
        string[] lines = File.ReadAllLines(PathOf("orbits.csv"));
        Assert.Equal("vertex,orbit0,orbit1,orbit2,orbit3,orbit4,orbit5,orbit6,orbit7,orbit8,orbit9,orbit10,orbit11,orbit12,orbit13,orbit14", lines[0]);
        for (int u = 0; u < counts.VertexCount; u++)
            Assert.Equal($"{outcome.Input.Loaded.Ids!.GetText(u)}," + string.Join(',', Enumerable.Range(0, 15).Select(o => counts[o][u])), lines[u + 1].Replace("\"", "", StringComparison.Ordinal));
        Assert.Contains("\"a,b\"", lines.Single(l => l.Contains("a,b", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, (long)outcome.Result["counts"]!["G2"]!);
    }

    [Fact]
    public void Edges_HaveBothOrders_Together()
    {
        (CommandOutcome outcome, _) = Run(Karate(), "edges.csv", ("What", GraphletCount.Edges));
        string[][] rows = [.. File.ReadAllLines(PathOf("edges.csv")).Select(l => l.Split(','))];
        Assert.Equal(78 + 1, rows.Length);
        OrbitMatrices matrices = OrbitAdjacency.Count(outcome.Input!.Graph, new() { Matrices = [.. OrbitPair.Stored.Where(p => p.Hop == 1)] });
        for (int c = 2; c < rows[0].Length; c++)
        {
            string[] orbits = rows[0][c]["orbits".Length..].Split('_');
            var pair = new OrbitPair(1, int.Parse(orbits[0]), int.Parse(orbits[1]));
            UInt128 sum = matrices.Totals.Single(t => t.Matrix == pair).Sum;
            Assert.Equal(pair.IsSymmetric ? sum / 2 : sum, (UInt128)rows.Skip(1).Sum(r => long.Parse(r[c])));
        }
    }

    [Fact]
    public void Adjacency_HasEveryEntry_OfWhatWasAskedFor()
    {
        (CommandOutcome outcome, _) = Run(Karate(), "a.parquet", ("What", GraphletCount.Adjacency));
        OrbitMatrices matrices = OrbitAdjacency.Count(outcome.Input!.Graph);
        using (ParquetFile file = ParquetFile.Open(PathOf("a.parquet")))
        {
            Assert.Equal(["source", "target", "hop", "orbit_i", "orbit_j", "count"], file.Fields.Select(f => f.Name));
            Assert.Equal(matrices.Totals.Sum(t => t.NonZeros), file.RowCount);
            long sum = 0;
            for (int group = 0; group < file.RowGroups.Count; group++)
            {
                ReadOnlySpan<int> source = ((ParquetColumn<int>)file.ReadColumn(group, 0)).Values;
                ReadOnlySpan<int> target = ((ParquetColumn<int>)file.ReadColumn(group, 1)).Values;
                ReadOnlySpan<int> hop = ((ParquetColumn<int>)file.ReadColumn(group, 2)).Values;
                ReadOnlySpan<int> first = ((ParquetColumn<int>)file.ReadColumn(group, 3)).Values;
                ReadOnlySpan<int> second = ((ParquetColumn<int>)file.ReadColumn(group, 4)).Values;
                ReadOnlySpan<long> count = ((ParquetColumn<long>)file.ReadColumn(group, 5)).Values;
                for (int i = 0; i < source.Length; i++)
                {
                    CountMatrix matrix = matrices[hop[i], first[i], second[i]];
                    int place = matrix.Targets(source[i]).BinarySearch(target[i]);
                    Assert.Equal(matrix.Counts(source[i])[place], count[i]);
                    sum += count[i];
                }
            }

            Assert.Equal((UInt128)sum, matrices.Totals.Select(t => t.Sum).Aggregate((a, b) => a + b));
        }

        Assert.Equal(28, outcome.Result["matrices"]!.AsArray().Count);
        (CommandOutcome some, _) = Run(Karate(), "b.csv", ("What", GraphletCount.Adjacency), ("Matrices", "2:10,9 1:0,0"));
        Assert.Equal(["1:0,0", "2:9,10", "2:10,9"], some.Result["matrices"]!.AsArray().Select(m => $"{m!["hop"]}:{m["i"]},{m["j"]}"));
        Assert.Equal(1 + 156 + 370, File.ReadAllLines(PathOf("b.csv")).Length);
    }

    /// <summary>Some rows, or the largest counts of them, do not say those of the other order of orbits: both are written.</summary>
    [Fact]
    public void Some_Rows_AndTheLargestCounts_AreWrittenInBothOrders()
    {
        (CommandOutcome outcome, _) = Run(Named(), "a.csv", ("What", GraphletCount.Adjacency), ("Hops", "1"));
        (CommandOutcome some, _) = Run(Named(), "b.csv", ("What", GraphletCount.Adjacency), ("Rows", "eve"));
        string[] lines = File.ReadAllLines(PathOf("b.csv"));
        Assert.True(lines.Length > 1);
        Assert.All(lines.Skip(1), l => Assert.StartsWith("eve,", l, StringComparison.Ordinal));
        Assert.Equal(28, some.Result["matrices"]!.AsArray().Count);
        Assert.Equal(lines.Length - 1, some.Result["matrices"]!.AsArray().Sum(m => (long)m!["nonZeros"]!));
        Assert.Equal(File.ReadAllLines(PathOf("a.csv")).Where(l => l.StartsWith("eve,", StringComparison.Ordinal)), lines.Where(l => l.Split(',') is [_, _, "1", var i, var j, _] && int.Parse(i) <= int.Parse(j)));

        (CommandOutcome top, _) = Run(Karate(), "c.csv", ("What", GraphletCount.Adjacency), ("Matrices", "2:10,9"), ("Top", 2));
        string[][] rows = [.. File.ReadAllLines(PathOf("c.csv")).Skip(1).Select(l => l.Split(','))];
        CountMatrix matrix = OrbitAdjacency.Count(top.Input!.Graph)[2, 10, 9];
        Assert.All(rows, r => Assert.Equal(["2", "10", "9"], r[2..5]));
        foreach (IGrouping<string, string[]> row in rows.GroupBy(r => r[0]))
            Assert.Equal(matrix.Counts(int.Parse(row.Key)).ToArray().OrderDescending().Take(2).Order(), row.Select(r => long.Parse(r[5])).Order());
        Assert.Contains("--rows names 'nobody'", Assert.Throws<ArgumentException>(() => Run(Named(), "d.csv", ("What", GraphletCount.Adjacency), ("Rows", "eve,nobody"))).Message, StringComparison.Ordinal);
        Assert.Contains("--top is 0", Assert.Throws<ArgumentException>(() => Run(Named(), "d.csv", ("What", GraphletCount.Adjacency), ("Top", 0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GraphletAdjacency_HasAMatrixPerGraphlet()
    {
        (CommandOutcome outcome, _) = Run(Karate(), "g.csv", ("What", GraphletCount.GraphletAdjacency), ("Graphlets", "G2,7"));
        Assert.Equal("source,target,graphlet,count", File.ReadLines(PathOf("g.csv")).First());
        string[][] rows = [.. File.ReadAllLines(PathOf("g.csv")).Skip(1).Select(l => l.Split(','))];
        Assert.Equal(["2", "7"], rows.Select(r => r[2]).Distinct().Order());
        Assert.Equal(6 * 45, rows.Where(r => r[2] == "2").Sum(r => long.Parse(r[3])));
        Assert.Equal(["2", "7"], outcome.Result["matrices"]!.AsArray().Select(m => m!["graphlet"]!.ToString()));
        Assert.Equal(rows.Where(r => r[2] == "7").Sum(r => long.Parse(r[3])), (long)outcome.Result["matrices"]![1]!["sum"]!);
        Assert.Contains("some of G0 to G8", Assert.Throws<ArgumentException>(() => Run(Karate(), "h.csv", ("What", GraphletCount.GraphletAdjacency), ("Graphlets", "G9"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_AreATable_AndDirections_AreIgnoredWithANote()
    {
        string directed = PathOf("d.csv");
        File.WriteAllText(directed, "source,target\n0,1\n1,2\n2,0\n0,2\n");
        (CommandOutcome outcome, CommandRun run) = Run(directed, "c.csv", ("What", GraphletCount.Counts), ("Directed", true));
        Assert.Contains("G2,triangle,1", File.ReadAllLines(PathOf("c.csv")));
        Assert.Contains(run.Notes, n => n.Contains("directions of edges are ignored", StringComparison.Ordinal));
        Assert.Equal(3, (long)outcome.Result["counts"]!["G0"]!);
    }

    [Fact]
    public void Estimates_HaveTheirErrors()
    {
        (CommandOutcome outcome, CommandRun run) = Run(Karate(), "e.csv", ("What", GraphletCount.Counts), ("Sample", 0.9));
        Assert.StartsWith("graphlet,name,count,standard_error\nG0,edge,78,0\n", File.ReadAllText(PathOf("e.csv")), StringComparison.Ordinal);
        Assert.InRange((double)outcome.Result["counts"]!["G2"]!, 25, 70);
        Assert.InRange((double)outcome.Result["relativeError"]!, 1e-6, 0.9);
        Assert.Contains(run.Notes, n => n.StartsWith("copies are estimates from 78 sampled edges of 78", StringComparison.Ordinal));
        (CommandOutcome exact, CommandRun other) = Run(Karate(), "f.csv", ("What", GraphletCount.Counts), ("Sample", 0.05));
        Assert.Equal((45, 0), ((double)exact.Result["counts"]!["G2"]!, (double)exact.Result["relativeError"]!));
        Assert.Contains(other.Notes, n => n.EndsWith("copies were counted exactly", StringComparison.Ordinal));
        Assert.Contains("in (0, 1)", Assert.Throws<ArgumentException>(() => Run(Karate(), "g.csv", ("What", GraphletCount.Counts), ("Sample", 1.5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Triads_NeedDirections()
    {
        string file = PathOf("d.csv");
        File.WriteAllText(file, "source,target\n0,1\n1,2\n2,0\n0,2\n");
        (CommandOutcome outcome, _) = Run(file, "t.csv", ("What", GraphletCount.Triads), ("Directed", true));
        Assert.Equal(["vertex,021D,021U,021C,111D,111U,201,030T,030C,120D,120U,120C,210,300", "0,0,0,0,0,0,0,0,0,0,0,1,0,0"], File.ReadAllLines(PathOf("t.csv")).Take(2));
        Assert.Equal(1, (long)outcome.Result["triads"]!["120C"]!);
        Assert.Contains("--directed", Assert.Throws<ArgumentException>(() => Run(file, "u.csv", ("What", GraphletCount.Triads))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TooManyEntries_AreRefused_BeforeAnythingIsWritten()
    {
        string star = PathOf("star.csv");
        File.WriteAllLines(star, ["source,target", .. Enumerable.Range(1, 3000).Select(i => $"0,{i}")]);
        var error = Assert.Throws<ResourceLimitException>(() => Run(star, "s.parquet", ("What", GraphletCount.Adjacency), ("MaxEntries", 1_000_000L)));
        Assert.Matches("^the adjacencies would have about 1[78],[0-9,]+ entries, some .* in a file, and the limit is 1,000,000", error.Message);
        Assert.Equal(["star.csv"], _folder.GetFiles().Select(f => f.Name));
    }

    [Fact]
    public void Stream_KeepsCountsUpToDate()
    {
        string grid = Path.Combine(Repository.Root, "datasets", "networks", "us-power-grid.parquet");
        string updates = Path.Combine(Repository.Root, "datasets", "updates.csv");
        CommandEntry entry = CommandCatalog.Find("stream")!;
        var run = new CommandRun(entry, [grid, updates, PathOf("kept.parquet")], new Dictionary<string, object> { ["Orbits"] = true, ["Batches"] = 4 }, new RunSettings());
        CommandOutcome outcome = entry.Run(run);
        JsonArray batches = outcome.Result["batches"]!.AsArray();
        Assert.Equal(4, batches.Count);

        CsrGraph graph = GraphReader.Read(grid).Graph;
        var changing = new DynamicGraph(graph);
        foreach (string[] line in File.ReadLines(updates).Skip(1).Select(l => l.Split(',')))
            changing.Apply(line[3] == "-" ? EdgeUpdate.Delete(int.Parse(line[0]), int.Parse(line[1])) : EdgeUpdate.Insert(int.Parse(line[0]), int.Parse(line[1])));
        UInt128[] expected = [.. OrbitCounter.Count(changing.Snapshot()).Graphlets.All];
        Assert.Equal(expected, Enumerable.Range(0, 9).Select(i => (UInt128)(long)outcome.Result["counts"]![$"G{i}"]!));
        Assert.Equal(expected, Enumerable.Range(0, 9).Select(i => (UInt128)(long)batches[3]!["graphlets"]![$"G{i}"]!));
    }

    [Fact]
    public void EveryOption_IsReadFromText_AndWrittenAsItIs()
    {
        OptionSpec most = CommandCatalog.Find("graphlets")!.AllOptions.Single(o => o.PropertyName == nameof(GraphletOptions.MaxEntries));
        Assert.Equal(5_000_000_000L, most.Parse("5000000000"));
        Assert.Equal("5000000000", most.ToJson(new GraphletOptions { MaxEntries = 5_000_000_000 })!.ToJsonString());
        Assert.Throws<ArgumentException>(() => most.Parse("many"));
        Assert.All(CommandCatalog.Entries.SelectMany(e => e.AllOptions), o => Assert.Contains(new[] { o.DefaultText, o.Choices?[0], "1", "true" }.OfType<string>(), text => Record.Exception(() => o.Parse(text)) is null));
    }

    [Theory]
    [InlineData("Hops", "4", "some of 1, 2, 3")]
    [InlineData("Matrices", "2:3,3", "is no orbit adjacency; there are 1:0,0 1:1,2 1:2,1")]
    [InlineData("Matrices", "9", "is no orbit adjacency")]
    [InlineData("Matrices", " ", "names no")]
    public void WrongNames_AreRefused(string option, string value, string mentioned) =>
        Assert.Contains(mentioned, Assert.Throws<ArgumentException>(() => Run(Karate(), "x.csv", ("What", GraphletCount.Adjacency), (option, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void OtherEndings_AreRefused() =>
        Assert.Contains(".parquet, .csv, .tsv", Assert.Throws<ArgumentException>(() => Run(Karate(), "x.mtx")).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Karate() => SmallGraphFiles.Karate(_folder);

    private string Named() => SmallGraphFiles.Named(_folder);

    private (CommandOutcome Outcome, CommandRun Run) Run(string graph, string output, params (string Option, object Value)[] options)
    {
        CommandEntry entry = CommandCatalog.Find("graphlets")!;
        var run = new CommandRun(entry, [graph, PathOf(output)], options.ToDictionary(o => o.Option, o => o.Value), new RunSettings { Parallelism = new Parallelism(2) });
        return (entry.Run(run), run);
    }
}
