using System.Text.Json.Nodes;
using GraphSparse.Commands;
using GraphSparse.IO.Parquet;
using GraphSparse.Summaries;
using GraphSparse.Tests.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

/// <summary>A summary's folder holds the summary of the library under the ids of the input, is read back as it was, and answers queries; what is damaged is refused.</summary>
public sealed class SummaryCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Theory]
    [InlineData(0, SummaryWeights.Off)]
    [InlineData(0, SummaryWeights.On)]
    [InlineData(1, SummaryWeights.On)]
    [InlineData(2, SummaryWeights.Off)]
    [InlineData(2, SummaryWeights.On)]
    public void Folders_AreReadAsTheyWereWritten(int which, SummaryWeights weights)
    {
        var format = (SummaryFormat)which;
        foreach (string graph in new[] { Named(), Karate(), Sparse() })
        {
            CommandRun run = SummarizeRun(graph, "s", overwrite: true, ("Ratio", 0.5), ("Weights", weights), ("OutputFormat", format));
            CommandOutcome outcome = run.Command.Run(run);
            Summary expected = Summarizer.Summarize(outcome.Input!.Graph, new SummaryOptions { Ratio = 0.5, Weights = weights });
            StoredSummary stored = Read("s");
            Assert.Equal(expected.Membership.ToArray(), stored.Summary.Membership.ToArray());
            Assert.Equal(expected.Superedges.ToArray().Select(e => e with { Edges = expected.IsWeighted ? e.Edges : expected.Pairs(e) }), stored.Summary.Superedges.ToArray());
            Assert.Equal((expected.Bits, expected.Error, expected.IsWeighted), (stored.Summary.Bits, stored.Summary.Error, stored.Summary.IsWeighted));
            for (int v = 0; v < expected.VertexCount; v++)
                Assert.Equal(outcome.Input.Loaded.Ids?.GetText(v) ?? $"{v}", stored.NameOf(v));
            Assert.Equal((expected.SupervertexCount, expected.Superedges.Length, expected.Bits, expected.Error.Re1), ((int)outcome.Result["supervertices"]!, (int)outcome.Result["superedges"]!, (double)outcome.Result["bits"]!, (double)outcome.Result["re1"]!));
            Assert.Equal(SummaryFolder.FilesOf(format, SummaryMode.Lossy), outcome.Outputs.Select(o => Path.GetFileName(o.Path)));
            Assert.Equal(SummaryFolder.FilesOf(format, SummaryMode.Lossy).Order(), Directory.EnumerateFiles(PathOf("s")).Select(Path.GetFileName).Order());
        }
    }

    /// <summary>Over a lossy one of the other format, whose tables go.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void LosslessFolders_AreTheGraph(int which)
    {
        foreach (string graph in new[] { Named(), Karate(), Sparse() })
        {
            Run(graph, "s", true, ("Ratio", 0.5), ("OutputFormat", (SummaryFormat)((which + 1) % 3)));
            CommandOutcome outcome = Run(graph, "s", true, ("Mode", SummaryMode.Lossless), ("OutputFormat", (SummaryFormat)which));
            Assert.Equal(outcome.Outputs.Select(o => Path.GetFileName(o.Path)).Order(), Directory.EnumerateFiles(PathOf("s")).Select(Path.GetFileName).Order());
            StoredSummary stored = Read("s");
            Assert.Equal(outcome.Input!.Graph.Edges(), stored.Corrected!.ToGraph().Edges());
            Assert.Equal(0, stored.Corrected.Error.L1);
            Assert.Equal((0, (double)outcome.Result["relativeSize"]!), ((double)outcome.Result["re1"]!, stored.Corrected.RelativeSize));
            Assert.Equal((double)outcome.Result["bits"]!, stored.Corrected.Bits, 1e-9);
            foreach (int v in new[] { 0, outcome.Input.Graph.VertexCount - 1 })
                Assert.Equal(outcome.Input.Graph.Degree(v), (double)Query("s", "degree", stored.NameOf(v)).Result["values"]![0]!["degree"]!);
        }

        CommandOutcome bounded = Run(Karate(), "s", true, ("Mode", SummaryMode.Lossless), ("ErrorBound", 0.4));
        Assert.Equal((double)bounded.Result["re1"]!, Read("s").Corrected!.Error.Re1, 1e-12);
        Assert.True((double)bounded.Result["re1"]! > 0);
    }

    /// <summary>Whatever the bytes of a compact file are, they are read or refused, by name.</summary>
    [Fact]
    public void DamagedCompactFiles_AreRefused()
    {
        Run(Named(), "s", false, ("Mode", SummaryMode.Lossless), ("OutputFormat", SummaryFormat.Binary));
        string path = PathOf("s/summary.gssm");
        byte[] whole = File.ReadAllBytes(path);
        var random = new Random(1);
        for (int i = 0; i < 400; i++)
        {
            byte[] bytes = i % 2 == 0 ? whole[..random.Next(whole.Length)] : (byte[])whole.Clone();
            if (i % 2 == 1)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, bytes);
            foreach (string table in new[] { "membership", "superedges", "corrections" })
                Redescribe("s", table, path);
            try
            {
                Read("s");
            }
            catch (GraphFormatException error)
            {
                Assert.Equal(path, error.Path);
            }
        }
    }

    [Fact]
    public void DamagedCorrections_AreRefused()
    {
        Run(Karate(), "s", false, ("Mode", SummaryMode.Lossless), ("OutputFormat", SummaryFormat.Csv));
        string path = PathOf("s/corrections.csv");
        string[] whole = File.ReadAllLines(path);
        foreach ((string row, string says) in new[] { ("5,5,1", "does not come before"), ("0,99,1", "row 1: vertex 99"), ("0,1,2", "change is 2"), (whole[1][..^1] + "-1", "change is -1") })
        {
            File.WriteAllLines(path, [whole[0], row, .. whole[2..]]);
            Redescribe("s", "corrections");
            Assert.Contains(says, Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
        }

        File.Delete(path);
        Assert.Contains("'corrections.csv' is missing", Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
    }

    /// <summary>Over a lossless one, whose corrections go; and a lossy one over it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void NestedFolders_AreTheGraph(int which)
    {
        foreach (string graph in new[] { Named(), Karate(), Sparse() })
        {
            Run(graph, "s", true, ("Mode", SummaryMode.Lossless));
            CommandOutcome outcome = Run(graph, "s", true, ("Mode", SummaryMode.Nested), ("OutputFormat", (SummaryFormat)which));
            Assert.Equal(SummaryFolder.FilesOf((SummaryFormat)which, SummaryMode.Nested).Order(), Directory.EnumerateFiles(PathOf("s")).Select(Path.GetFileName).Order());
            StoredSummary stored = Read("s");
            Assert.Equal(outcome.Input!.Graph.Edges(), stored.Nested!.ToGraph().Edges());
            Assert.Equal(outcome.Input.Graph.Edges().Select(e => (e.Source, e.Target)), stored.Summary.Superedges.ToArray().Select(e => (e.A, e.B)));
            Assert.Equal((stored.Nested.Bits, stored.Nested.RelativeSize, stored.Nested.TreeEdges), ((double)outcome.Result["bits"]!, (double)outcome.Result["relativeSize"]!, (int)outcome.Result["treeEdges"]!));
            foreach (int v in new[] { 0, outcome.Input.Graph.VertexCount - 1 })
                Assert.Equal(outcome.Input.Graph.Degree(v), (double)Query("s", "degree", stored.NameOf(v)).Result["values"]![0]!["degree"]!);
            Assert.Equal(0, (double)Compare(graph, "s").Result["re1"]!);
            Run(graph, "s", true, ("Ratio", 0.5));
            Assert.Equal(SummaryFolder.FilesOf(SummaryFormat.Parquet, SummaryMode.Lossy).Order(), Directory.EnumerateFiles(PathOf("s")).Select(Path.GetFileName).Order());
        }
    }

    [Theory]
    [InlineData("hierarchy", 1, "35,36", "row 1: supervertex 35 stands where 34 is next")]
    [InlineData("hierarchy", 1, "34,3", "row 1: 34 does not lie in a supervertex 3")]
    [InlineData("hierarchy", 1, null, "row 1: supervertex 35 stands where 34 is next")]
    [InlineData("superedges", 1, "5,4,1", "row 1: no superedge is from 5 to 4")]
    [InlineData("superedges", 1, "0,0,1", "row 1: no superedge is from 0 to 0")]
    [InlineData("superedges", 1, "0,999,1", "row 1: no superedge is from 0 to 999")]
    [InlineData("superedges", 1, "0,1,2", "row 1: sign is 2")]
    [InlineData("superedges", 1, "turned", "sum to something other than 0 or 1")]
    [InlineData("superedges", 2, "0,1,1", "row 2: the superedge of 0 and 1 stands twice")]
    [InlineData("superedges", 1, null, "has [0-9]+ rows, and the summary has [0-9]+ superedges")]
    [InlineData("membership", 1, "0,99", "row 1: 0 does not lie in a supervertex 99")]
    [InlineData("membership", 1, null, "has 33 rows, and the summary has 34 vertices")]
    public void DamagedNestedSummaries_AreRefused(string table, int line, string? row, string says)
    {
        Run(Karate(), "s", false, ("Mode", SummaryMode.Nested), ("OutputFormat", SummaryFormat.Csv));
        string path = PathOf($"s/{table}.csv");
        string[] whole = File.ReadAllLines(path);
        if (row == "turned")
            row = whole[line][..^1] + "-1";
        File.WriteAllLines(path, [.. whole[..line], .. row is null ? (string[])[] : [row], .. whole[(line + 1)..]]);
        if (row == "0,1,1")
            File.WriteAllLines(path, [whole[0], row, row, .. whole[3..]]);
        Redescribe("s", table);
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => Read("s"));
        Assert.Matches(says, error.Message);
        Assert.NotNull(error.Path);
        File.Delete(path);
        Assert.Contains($"'{table}.csv' is missing", Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_HaveTheNamesOfTheContract()
    {
        Summarize(Karate(), "s", ("Ratio", 0.5));
        using ParquetFile membership = ParquetFile.Open(PathOf("s/membership.parquet"));
        Assert.Equal(["vertex", "supervertex"], membership.Fields.Select(f => f.Name));
        Assert.Equal("summarize", membership.Metadata["graphsparse.command"]);
        using ParquetFile superedges = ParquetFile.Open(PathOf("s/superedges.parquet"));
        Assert.Equal(["a", "b", "weight"], superedges.Fields.Select(f => f.Name));
    }

    [Fact]
    public void PersonalizedSummaries_AreThoseOfTheLibrary()
    {
        CommandOutcome outcome = Run(Karate(), "s", false, ("Mode", SummaryMode.Personalized), ("Ratio", 0.3), ("Targets", "3,33"), ("Decay", 2.0));
        PersonalizedSummary expected = Summarizer.Personalize(Fixtures.Karate, 0.3 * SummaryBits.OfGraph(34, 78), new PersonalizedOptions { Targets = [3, 33], Decay = 2 });
        Assert.Equal(expected.Error, (double)outcome.Result["personalizedError"]!);
        Assert.Equal(expected.Summary.Membership.ToArray(), Read("s").Summary.Membership.ToArray());
    }

    /// <summary>An id with a comma in it stands in quotes.</summary>
    [Fact]
    public void Targets_MayHaveCommas()
    {
        string graph = Write("commas.csv", "source,target\n\"a,b\",c\nc,\"d \"\"e\"\"\"\n\"d \"\"e\"\"\",\"a,b\"\nc,f\n");
        CommandOutcome outcome = Run(graph, "s", false, ("Mode", SummaryMode.Personalized), ("Ratio", 2.0), ("Targets", "\"a,b\", \"d \"\"e\"\"\""));
        Assert.Equal(0, (double)outcome.Result["personalizedError"]!);
        Assert.Contains("names 'a'", Assert.Throws<ArgumentException>(() => Run(graph, "t", false, ("Mode", SummaryMode.Personalized), ("Ratio", 1.0), ("Targets", "a,b"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"vertices\": 34", "\"vertices\": \"34\"", "has no number 'vertices'")]
    [InlineData("\"vertices\": 34", "\"vertices\": 3.5", "has no whole number 'vertices'")]
    [InlineData("\"vertices\": 34", "\"vertices\": -3", "has numbers that no summary has")]
    [InlineData("\"edges\": 78,", "", "has no number 'edges'")]
    [InlineData("\"l1\": ", "\"l1\": 1e999, \"l0\": ", "has no number 'l1'")]
    [InlineData("\"tables\": \"parquet\"", "\"tables\": \"orc\"", "says that tables are 'orc'")]
    [InlineData("\"version\": 1", "\"version\": 2", "is of version 2; this program reads version 1")]
    [InlineData("\"weights\": \"off\"", "\"weights\": 0", "has no text 'weights'")]
    [InlineData("\"superedgesSha256\"", "\"superedges256\"", "has no text 'superedgesSha256'")]
    [InlineData("\"format\"", "format", "is no whole JSON document")]
    public void DamagedDescriptions_AreRefused(string from, string to, string says)
    {
        Summarize(Karate(), "s", ("Ratio", 0.5));
        string path = PathOf("s/summary.json");
        string text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => Read("s"));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.Path);
    }

    [Fact]
    public void DirectionsAndWeights_AreIgnored_AndThatIsSaid()
    {
        CommandRun run = SummarizeRun(Write("d.csv", "source,target,weight\n0,1,2\n1,0,3\n1,2,1\n"), "s", false, ("Ratio", 1.0), ("Directed", true));
        run.Command.Run(run);
        Assert.Contains(run.Notes, n => n.Contains("directions", StringComparison.Ordinal));
        Assert.Contains(run.Notes, n => n.Contains("weights of edges are ignored", StringComparison.Ordinal));
    }

    [Fact]
    public void WrongBudgets_AreRefused_AndWhatIsThereStays()
    {
        foreach ((string, object)[] options in new (string, object)[][] { [], [("Ratio", 1.0), ("Bits", 1.0)], [("Ratio", -1.0)], [("Bits", double.NaN)], [("Ratio", 1.0), ("Norm", 3)], [("Mode", SummaryMode.Lossless), ("ErrorBound", 1.0)], [("Mode", SummaryMode.Personalized), ("Ratio", 0.5)], [("Mode", SummaryMode.Personalized), ("Ratio", 0.5), ("Targets", "nobody")], [("Mode", SummaryMode.Personalized), ("Targets", "3")], [("Ratio", 1.0), ("Candidates", 1)] })
            Assert.ThrowsAny<ArgumentException>(() => Summarize(Karate(), "s", options));
        Summarize(Karate(), "s", ("Ratio", 0.3));
        byte[] before = File.ReadAllBytes(PathOf("s/membership.parquet"));
        Assert.Throws<IOException>(() => Summarize(Karate(), "s", ("Ratio", 0.1)));
        Assert.Equal(before, File.ReadAllBytes(PathOf("s/membership.parquet")));
        Assert.Throws<IOException>(() => Summarize(Karate(), "karate.csv", ("Ratio", 0.1)));
    }

    /// <summary>Only tables of the summary that stood there go, and never the input.</summary>
    [Fact]
    public void OtherFiles_Stay()
    {
        Directory.CreateDirectory(PathOf("s"));
        string mine = Write("s/corrections.csv", "0 1\n1 2\n");
        Write("s/summary.gssm", "mine");
        Assert.Throws<ArgumentException>(() => Run(mine, "s", true, ("Ratio", 0.5)));
        Run(Karate(), "s", true, ("Ratio", 0.5));
        Assert.Equal("0 1\n1 2\n", File.ReadAllText(mine));
        Assert.Equal("mine", File.ReadAllText(PathOf("s/summary.gssm")));
        Run(Karate(), "s", true, ("Ratio", 0.5), ("OutputFormat", SummaryFormat.Csv));
        Assert.False(File.Exists(PathOf("s/membership.parquet")));
        Assert.Equal("mine", File.ReadAllText(PathOf("s/summary.gssm")));
        Assert.DoesNotContain("--overwrite", Assert.Throws<IOException>(() => Run(Karate(), "karate.csv", true, ("Ratio", 0.5))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Compare(PathOf("s"), "s"));
    }

    [Fact]
    public void Queries_AnswerUnderTheIdsOfTheInput()
    {
        Summarize(Named(), "s", ("Ratio", 3.0));
        JsonObject result = Query("s", "neighbors", "ann").Result;
        Assert.Equal(["a,b", "bob", "eve"], result["values"]![0]!["neighbors"]!.AsArray().Select(n => (string)n!["vertex"]!));
        Assert.Equal(1, (double)Query("s", "edge", "ann\nbob").Result["value"]!);
        Assert.Equal(0, (double)Query("s", "edge", "ann\ndan").Result["value"]!);
        Assert.Equal(2, (int)Query("s", "hops", "ann\ndan").Result["values"]![0]!["hops"]!);
        Assert.Equal([0, 1, 2], Query("s", "hops", "ann").Result["values"]!.AsArray().Select(v => (int)v!["hops"]!).Take(3));
        Assert.Equal(2, (double)Query("s", "triangles", "").Result["triangles"]!);
        Assert.Equal(1, (int)Query("s", "components", "").Result["components"]!);
        Assert.Equal(5, Query("s", "pagerank", "").Result["values"]!.AsArray().Count);
        CommandOutcome written = Query("s", "degree", "bob", ("Output", PathOf("degrees.parquet")));
        Assert.Equal(3, (double)written.Result["values"]![0]!["degree"]!);
        using ParquetFile file = ParquetFile.Open(PathOf("degrees.parquet"));
        Assert.Equal(["vertex", "degree"], file.Fields.Select(f => f.Name));
        Assert.Equal(5, file.RowCount);
        Assert.Single(Query("s", "rwr", "ann", ("Top", 1)).Result["values"]!.AsArray());
    }

    /// <summary>Its own graph has its own error, another one another, and a lossless one none.</summary>
    [Theory]
    [InlineData(SummaryWeights.Off)]
    [InlineData(SummaryWeights.On)]
    public void Comparisons_TellTheErrorFromAnyGraph(SummaryWeights weights)
    {
        CommandOutcome outcome = Run(Karate(), "s", false, ("Ratio", 0.4), ("Weights", weights), ("Norm", 2));
        (JsonObject result, CommandRun run) = Compare(Karate(), "s");
        Assert.Equal((double)outcome.Result["re1"]!, (double)result["re1"]!, 1e-12);
        Assert.Equal((double)outcome.Result["re2"]!, (double)result["re2"]!, 1e-12);
        Assert.DoesNotContain(run.Notes, n => n.Contains("another graph", StringComparison.Ordinal));
        JsonNode triangles = result["values"]!.AsArray().Single(v => (string)v!["answer"]! == "triangles")!;
        Assert.Equal(45, (double)triangles["original"]!);
        Assert.Equal((double)Query("s", "triangles", "").Result["triangles"]!, (double)triangles["summary"]!, 1e-9);

        string other = Write("other.csv", File.ReadAllText(PathOf("karate.csv")).Replace("0,1\n", "0,9\n", StringComparison.Ordinal));
        (result, run) = Compare(other, "s");
        Assert.Contains(run.Notes, n => n.Contains("another graph", StringComparison.Ordinal));
        (double l1, double l2) = SummaryTests.ByPairs(GraphSparse.IO.GraphReader.Read(other).Graph, Read("s").Summary);
        Assert.Equal(l1 / 34 / 33, (double)result["re1"]!, 1e-12);
        Assert.Equal(l2 / 34 / 33, (double)result["re2"]!, 1e-12);

        Run(Karate(), "exact", false, ("Mode", SummaryMode.Lossless));
        (result, _) = Compare(Karate(), "exact");
        Assert.Equal(0, (double)result["re1"]!);
        Assert.All(result["values"]!.AsArray(), v => Assert.InRange((double?)v!["error"] ?? 0, 0, 1e-9));
        (result, _) = Compare(other, "exact");
        Assert.Equal(4.0 / 34 / 33, (double)result["re1"]!, 1e-12);
    }

    [Fact]
    public void Comparisons_NeedTheSameVertices()
    {
        Run(Karate(), "s", false, ("Ratio", 0.4));
        Assert.Contains("34 vertices", Assert.Throws<GraphFormatException>(() => Compare(Named(), "s")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Compare(Karate(), "s", ("Metrics", "degree")));
    }

    [Fact]
    public void WrongQueries_AreRefused()
    {
        Summarize(Karate(), "s", ("Ratio", 0.5));
        Assert.Throws<GraphFormatException>(() => Query("s", "degree", "34"));
        Assert.Throws<GraphFormatException>(() => Query("s", "hops", "0\nnobody"));
        foreach ((string what, string vertices) in new[] { ("degrees", ""), ("edge", "1"), ("neighbors", ""), ("hops", ""), ("components", "1") })
            Assert.Throws<ArgumentException>(() => Query("s", what, vertices));
        Assert.Throws<ArgumentException>(() => Query("s", "degree", "", ("Damping", 0.5)));
        Assert.Throws<ArgumentException>(() => Query("s", "edge", "1\n2", ("Output", PathOf("x.parquet"))));
        Assert.Throws<FileNotFoundException>(() => Query("nowhere", "degree", ""));
    }

    /// <summary>Tables by another summary, or none; rows that make no summary.</summary>
    [Fact]
    public void DamagedFolders_AreRefused()
    {
        Summarize(Karate(), "s", ("Ratio", 0.5), ("OutputFormat", SummaryFormat.Csv));
        Summarize(Karate(), "other", ("Ratio", 0.2), ("OutputFormat", SummaryFormat.Csv));
        string superedges = PathOf("s/superedges.csv");
        string whole = File.ReadAllText(superedges);
        File.Copy(PathOf("other/superedges.csv"), superedges, overwrite: true);
        Assert.Contains("belongs to another summary", Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
        foreach ((string from, string to, string says) in new[] { ("a,b,weight\n", "a,b,weight\n1,0,1\n", "no superedge is from 1 to 0"), ("a,b,weight\n0", "a,b,weight\n-1", "no superedge"), ("weight", "w", "a, b, weight") })
        {
            string changed = whole.Replace(from, to, StringComparison.Ordinal);
            File.WriteAllText(superedges, from.Length < to.Length && to.Contains("1,0,1", StringComparison.Ordinal) ? changed[..(changed[..^1].LastIndexOf('\n') + 1)] : changed);
            Redescribe("s", "superedges");
            Assert.Contains(says, Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
        }

        File.Delete(superedges);
        Assert.Contains("'superedges.csv' is missing", Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
        File.WriteAllText(PathOf("other/summary.json"), "{}");
        Assert.Contains("does not describe a summary", Assert.Throws<GraphFormatException>(() => Read("other")).Message, StringComparison.Ordinal);
        File.Delete(PathOf("other/summary.json"));
        Assert.Contains("'summary.json' is missing", Assert.Throws<GraphFormatException>(() => Read("other")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Makes the description fit a table that was changed.</summary>
    private void Redescribe(string folder, string table, string? file = null)
    {
        string path = PathOf($"{folder}/summary.json");
        JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        json[table + "Sha256"] = GraphSparse.IO.InputFiles.Sha256(file ?? PathOf($"{folder}/{table}.csv"));
        File.WriteAllText(path, json.ToJsonString());
    }

    private StoredSummary Read(string folder) => SummaryFolderReader.Read(PathOf(folder), QueryRun(folder, "degree", ""));

    private (JsonObject Result, CommandRun Run) Compare(string graph, string folder, params (string Name, object Value)[] options)
    {
        var run = new CommandRun(CompareCommand.Entry, [graph, PathOf(folder)], options.ToDictionary(o => o.Name, o => o.Value), new RunSettings());
        return (run.Command.Run(run).Result, run);
    }

    private CommandOutcome Query(string folder, string what, string vertices, params (string, object)[] options)
    {
        CommandRun run = QueryRun(folder, what, vertices, options);
        return run.Command.Run(run);
    }

    private CommandRun QueryRun(string folder, string what, string vertices, params (string Name, object Value)[] options) =>
        new(QueryCommand.Entry, [PathOf(folder), what, vertices], options.ToDictionary(o => o.Name, o => o.Value), new RunSettings());

    private void Summarize(string graph, string folder, params (string, object)[] options) => Run(graph, folder, overwrite: false, options);

    private CommandOutcome Run(string graph, string folder, bool overwrite, params (string, object)[] options)
    {
        CommandRun run = SummarizeRun(graph, folder, overwrite, options);
        return run.Command.Run(run);
    }

    /// <summary>Less memory than a search takes: the graph is gone through by batches, which is said, and repeated by an option.</summary>
    [Fact]
    public void SmallMemory_IsEnough_AndIsSaid()
    {
        var random = new Random(1);
        string graph = Write("random.edges", string.Concat(Enumerable.Range(0, 600_000).Select(_ => $"{random.Next(3000)} {random.Next(3000)}\n")));
        CommandOutcome all = Run(graph, "all", true, ("Ratio", 0.3));
        Assert.Null(all.Result["passes"]);
        var run = new CommandRun(SummarizeCommand.Entry, [graph, PathOf("less")], new Dictionary<string, object> { ["Ratio"] = 0.3 }, new RunSettings { Budget = new MemoryBudget(120 << 20) });
        CommandOutcome less = run.Command.Run(run);
        Assert.True((int)less.Result["passes"]! > 0);
        int blocks = (int)less.Result["maxBlocks"]!;
        Assert.True(blocks < less.Input!.Graph.EdgeCount);
        Assert.Contains(run.Notes, note => note.StartsWith($"at most {blocks} blocks with edges may be in memory at a time (--memory; --max-blocks says so with any memory)", StringComparison.Ordinal));
        Assert.InRange((double)less.Result["re1"]!, (double)all.Result["re1"]!, (double)all.Result["re1Empty"]!);
        CommandOutcome again = Run(graph, "again", true, ("Ratio", 0.3), ("MaxBlocks", blocks));
        Assert.Equal(Read("less").Summary.Superedges.ToArray(), Read("again").Summary.Superedges.ToArray());
        Assert.Equal((double)less.Result["re1"]!, (double)again.Result["re1"]!);
    }

    private CommandRun SummarizeRun(string graph, string folder, bool overwrite, params (string Name, object Value)[] options) =>
        new(SummarizeCommand.Entry, [graph, PathOf(folder)], options.ToDictionary(o => o.Name, o => o.Value), new RunSettings { Overwrite = overwrite });

    private string Karate() => SmallGraphFiles.Karate(_folder);

    private string Named() => SmallGraphFiles.Named(_folder);

    private string Sparse() => Write("sparse.edges", "18446744073709551615 5\n5 7\n7 900\n900 5\n");

    private string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
