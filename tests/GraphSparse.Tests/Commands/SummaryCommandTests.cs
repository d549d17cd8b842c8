using GraphSparse.Commands;
using GraphSparse.IO.Parquet;
using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

/// <summary>A summary's folder holds the summary of the library under the ids of the input, is read back as it was, and replaces no more than its own files.</summary>
public sealed class SummaryCommandTests : SummaryFolderTests
{
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
}
