using System.Text;
using GraphSparse.Commands;
using GraphSparse.Embeddings;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

/// <summary>The command writes the vectors of the library, in each format, under the ids of the input.</summary>
public sealed class EmbedCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Fact]
    public void Parquet_HasAListForEveryId()
    {
        (CommandOutcome outcome, _) = Run(Named(), "e.parquet", ("Dimension", 3), ("Matrix", "1:0,0"));
        using ParquetFile file = ParquetFile.Open(PathOf("e.parquet"));
        Assert.Equal(["vertex", "embedding"], file.Fields.Select(f => f.Name));
        Assert.Equal("3", file.Metadata["graphsparse.dimension"]);
        var ids = (ParquetUtf8Column)file.ReadColumn(0, 0);
        var lists = (ParquetColumn<float>)file.ReadColumn(0, 1);
        Embedding expected = OrbitEmbedder.Embed(outcome.Input!.Graph, new() { Dimension = 3, Matrices = [new(1, 0, 0)] });
        for (int u = 0; u < expected.VertexCount; u++)
        {
            Assert.Equal(outcome.Input.Loaded.Ids!.GetText(u), ids.Text(u));
            Assert.Equal(expected[u], lists.List(u));
        }

        Assert.Equal((3, expected.VertexCount), ((int)outcome.Result["dimension"]!, (int)outcome.Result["vertices"]!));
    }

    [Fact]
    public void NumPy_HasTheMatrix_AndTheIdsBesideIt()
    {
        (CommandOutcome outcome, _) = Run(Named(), "e.npy", ("Dimension", 3), ("Matrix", "1:0,0"));
        byte[] bytes = File.ReadAllBytes(PathOf("e.npy"));
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        int length = BitConverter.ToUInt16(bytes, 8);
        Assert.Equal(0, (10 + length) % 64);
        Assert.StartsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (5, 3), }", Encoding.ASCII.GetString(bytes, 10, length), StringComparison.Ordinal);
        Embedding expected = OrbitEmbedder.Embed(outcome.Input!.Graph, new() { Dimension = 3, Matrices = [new(1, 0, 0)] });
        Assert.Equal(expected.ToArray(), System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + length)).ToArray());
        Assert.Equal(["e.npy", "e.npy.ids"], outcome.Outputs.Select(o => Path.GetFileName(o.Path)));
        Assert.Equal(["a,b", "ann", "bob", "dan", "eve"], File.ReadLines(PathOf("e.npy.ids")).Where(l => !l.StartsWith('#')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Text_IsThatOfWord2vec()
    {
        (CommandOutcome outcome, _) = Run(Karate(), "e.txt", ("Dimension", 4));
        string[] lines = File.ReadAllLines(PathOf("e.txt"));
        Assert.Equal("34 4", lines[0]);
        Embedding expected = OrbitEmbedder.Embed(outcome.Input!.Graph, new EmbedOptions { Dimension = 4 }.ForOrbits());
        Assert.Equal(expected[33].ToArray(), lines[34].Split(' ').Skip(1).Select(float.Parse));
    }

    [Fact]
    public void Evaluation_PredictsTheFactionsOfKarate()
    {
        int[] first = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21]; // with the instructor, as Zachary observed, but for one
        File.WriteAllLines(PathOf("labels.csv"), ["vertex,label", .. Enumerable.Range(0, 34).Select(u => $"{u},{(first.Contains(u) ? "instructor" : "officer")}")]);
        (CommandOutcome outcome, CommandRun run) = Run(Karate(), "e.parquet", ("Dimension", 6), ("Matrix", "1:0,0"), ("Evaluate", PathOf("labels.csv")), ("Splits", 5));
        Assert.InRange((double)outcome.Result["evaluation"]!["shares"]![0]!["microF1"]!, 0.8, 1);
        Assert.Equal(2, (int)outcome.Result["evaluation"]!["labels"]!);
        Assert.Contains(run.Notes, n => n.Contains("optimistic", StringComparison.Ordinal));

        File.AppendAllText(PathOf("labels.csv"), "99,officer\n");
        Assert.Matches("line 36: vertex 99 is not in 0..33; vertices that no edge names .* --ids dense", Assert.Throws<GraphFormatException>(() => Run(Karate(), "f.parquet", ("Evaluate", PathOf("labels.csv")))).Message);
    }

    [Theory]
    [InlineData("Matrix", "2:3,3", "is no orbit adjacency")]
    [InlineData("Matrix", " ", "--matrix names no orbit adjacency")]
    [InlineData("Matrix", "1:0,0 1:0,0", "names 1:0,0 twice")]
    [InlineData("Dimension", 0, "Dimension is 0")]
    [InlineData("Dimension", 1, "must be at least 2")]
    [InlineData("MaxEntries", 100L, "would have about")]
    [InlineData("Evaluate", "/nowhere/labels.csv", "There is no file")]
    [InlineData("EvaluateLinks", 1.0, "--evaluate-links is 1")]
    [InlineData("ReduceTo", 129, "must be in 1..128")]
    [InlineData("Sparsify", "nothing", "nothing")]
    [InlineData("Sparsify", "spanner", "sparsify by itself first")]
    public void WrongOptions_AreRefused(string option, object value, string mentioned) =>
        Assert.Contains(mentioned, Assert.ThrowsAny<Exception>(() => Run(Karate(), "x.npy", (option, value))).Message, StringComparison.Ordinal);

    /// <summary>Nothing takes the place of the labels, ids of another matrix do not stay, and both files of a matrix come or none.</summary>
    [Fact]
    public void OtherFiles_AreNeitherLost_NorLeft()
    {
        File.WriteAllLines(PathOf("labels.txt"), Enumerable.Range(0, 34).Select(u => $"{u} {u % 2}"));
        Assert.Contains("is also an input", Assert.Throws<ArgumentException>(() => Run(Karate(), "labels.txt", ("Evaluate", PathOf("labels.txt")))).Message, StringComparison.Ordinal);
        Assert.Equal(34, File.ReadAllLines(PathOf("labels.txt")).Length);
        File.Copy(PathOf("labels.txt"), PathOf("e.npy.ids"));
        Assert.Contains("would take the place of the labels", Assert.Throws<ArgumentException>(() => Run(Named(), "e.npy", ("Evaluate", PathOf("e.npy.ids")))).Message, StringComparison.Ordinal);
        File.Delete(PathOf("e.npy.ids"));
        Run(Named(), "e.npy", ("Dimension", 2));
        Assert.True(File.Exists(PathOf("e.npy.ids")));
        Run(Karate(), "e.npy", ("Dimension", 2));
        Assert.False(File.Exists(PathOf("e.npy.ids")));
        File.WriteAllText(PathOf("n.npy.ids"), "mine");
        Assert.ThrowsAny<IOException>(() => RunOn(Named(), PathOf("n.npy"), [("Dimension", 2)], overwrite: false));
        Assert.Equal("mine", File.ReadAllText(PathOf("n.npy.ids")));
        Assert.False(File.Exists(PathOf("n.npy")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("vertex,label\n")]
    [InlineData("0 a\n1 b\n")]
    public void TooFewLabels_AreBadData(string text)
    {
        File.WriteAllText(PathOf("few.csv"), text);
        Assert.Matches("few.csv.*has labels of . vertices; at least 6", Assert.Throws<GraphFormatException>(() => Run(Karate(), "e.npy", ("Evaluate", PathOf("few.csv")))).Message);
    }

    [Fact]
    public void AShareThatLeavesNothingToPredict_IsRefused()
    {
        File.WriteAllLines(PathOf("labels.csv"), Enumerable.Range(0, 34).Select(u => $"{u} {u % 2}"));
        Assert.Contains("leaves 34 to learn from and 0 to predict", Assert.Throws<ArgumentException>(() => Run(Karate(), "e.npy", ("Evaluate", PathOf("labels.csv")), ("TrainingShare", "0.99"))).Message, StringComparison.Ordinal);
        Assert.Matches("line 1: vertex node is not in 0..33; a header names the columns vertex .or id", Assert.Throws<GraphFormatException>(() =>
        {
            File.WriteAllText(PathOf("head.csv"), "node,department,year\n0,a,1\n");
            Run(Karate(), "e.npy", ("Evaluate", PathOf("head.csv")));
        }).Message);
    }

    [Fact]
    public void OtherEndings_AreRefused() =>
        Assert.Contains(".parquet, .npy, .txt", Assert.Throws<ArgumentException>(() => Run(Karate(), "x.csv")).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Karate() => SmallGraphFiles.Karate(_folder);

    private string Named() => SmallGraphFiles.Named(_folder);

    private static (CommandOutcome Outcome, CommandRun Run) RunOn(string graph, string output, (string Option, object Value)[] options, bool overwrite = true)
    {
        CommandEntry entry = CommandCatalog.Find("embed")!;
        Dictionary<string, object> values = options.ToDictionary(o => o.Option, o => o.Value);
        values.TryAdd("Method", EmbedMethod.Orbit);
        var run = new CommandRun(entry, [graph, output], values, new RunSettings { Overwrite = overwrite });
        return (entry.Run(run), run);
    }

    private (CommandOutcome Outcome, CommandRun Run) Run(string graph, string output, params (string Option, object Value)[] options) => RunOn(graph, PathOf(output), options);
}
