using System.Text.Json.Nodes;
using GraphSparse.Commands;
using GraphSparse.Embeddings;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

/// <summary>Each method of the command gives the vectors of the library; features, sparsifiers and evaluation stand in the result.</summary>
public sealed class EmbedMethodTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Fact]
    public void Methods_GiveTheVectorsOfTheLibrary()
    {
        CsrGraph karate = Fixtures.Karate;
        Assert.Equal(WhitenedIteration.Embed(karate, new() { Dimension = 8 }).ToArray(), Vectors(Run("w.npy", ("Dimension", 8))));
        Assert.Equal(WhitenedIteration.Embed(karate, new() { Dimension = 8, Rounds = 2, Steps = 3, SelfShare = 0.5 }).ToArray(), Vectors(Run("w.npy", ("Dimension", 8), ("Rounds", 2), ("Steps", 3), ("SelfShare", 0.5))));
        Assert.Equal(FastRp.Embed(karate, new() { Dimension = 8, IterationWeights = [0, 1, 1] }).ToArray(), Vectors(Run("f.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 8), ("IterationWeights", "0, 1,1"))));
        Assert.Equal(Prone.Embed(karate, new() { Dimension = 8 }).ToArray(), Vectors(Run("p.npy", ("Method", EmbedMethod.Prone), ("Dimension", 8))));
        Assert.Equal(Node2vec.Embed(karate, new() { Dimension = 8, PerVertex = 2, Window = 3, P = 0.5 }).ToArray(), Vectors(Run("n.npy", ("Method", EmbedMethod.Node2vec), ("Dimension", 8), ("PerVertex", 2), ("Window", 3), ("P", 0.5))));
        Embedding long16 = FastRp.Embed(karate, new() { Dimension = 16 });
        Assert.Equal(
            SpectralPropagation.Apply(karate, Whitening.Apply(long16, 8)).ToArray(),
            Vectors(Run("c.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 16), ("ReduceTo", 8), ("Propagate", true))));
    }

    [Fact]
    public void WeightsAndDirections_AreTakenOrSaidToBeIgnored()
    {
        File.WriteAllText(PathOf("g.csv"), "source,target,weight\na,b,2\nb,c,0.5\nc,a,4\nc,d,1\n");
        LoadedGraph loaded = GraphReader.Read(PathOf("g.csv"));
        Assert.Equal(FastRp.Embed(loaded.Graph, new() { Dimension = 4 }).ToArray(), Vectors(RunOn("g.csv", "f.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 4))));
        CsrGraph lengths = loaded.Graph.MapWeights(w => 1 / w);
        Assert.Equal(FastRp.Embed(lengths, new() { Dimension = 4 }).ToArray(), Vectors(RunOn("g.csv", "f.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 4), ("Weights", WeightSense.Length))));
        LoadedGraph directed = GraphReader.Read(PathOf("g.csv"), new GraphReadOptions { Directed = true });
        Assert.Equal(FastRp.Embed(directed.Graph, new() { Dimension = 4, Orientation = ArcOrientation.In }).ToArray(), Vectors(RunOn("g.csv", "f.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 4), ("Directed", true), ("Orientation", ArcOrientation.In))));
        (CommandOutcome outcome, CommandRun run) = RunOn("g.csv", "w.npy", ("Dimension", 4), ("Directed", true));
        Assert.Equal(WhitenedIteration.Embed(directed.Graph.Symmetrize(), new() { Dimension = 4 }).ToArray(), Vectors((outcome, run)));
        Assert.Contains(run.Notes, n => n.Contains("directions of edges are ignored", StringComparison.Ordinal));
        File.WriteAllText(PathOf("negative.csv"), "source,target,weight\na,b,2\nb,c,-0.5\n");
        Assert.Contains("edge b-c has weight -0.5", Assert.Throws<GraphFormatException>(() => RunOn("negative.csv", "x.npy")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_AreThoseOfTheNamedVertices()
    {
        File.WriteAllText(PathOf("features.csv"), string.Join('\n', ["id,f,g", .. Enumerable.Range(0, 33).Reverse().Select(u => $"{u},{u % 3},{0.5 * u}")]));
        (CommandOutcome outcome, CommandRun run) = Run("f.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 8), ("Features", PathOf("features.csv")), ("PropertyRatio", 0.25));
        float[] values = [.. Enumerable.Range(0, 33).SelectMany(u => new[] { u % 3, 0.5f * u }), 0, 0];
        Assert.Equal(FastRp.Embed(Fixtures.Karate, new() { Dimension = 8, PropertyRatio = 0.25 }, Embedding.From(values, 2)).ToArray(), Vectors((outcome, run)));
        Assert.Contains(run.Notes, n => n.Contains("1 of 34 vertices have no features", StringComparison.Ordinal));
        File.WriteAllText(PathOf("other.csv"), "99,1\n");
        Assert.Contains("vertex 99 is not in 0..33", Assert.Throws<GraphFormatException>(() => Run("x.npy", ("Method", EmbedMethod.Fastrp), ("Features", PathOf("other.csv")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_HasEveryShare_AndLinks()
    {
        (CommandOutcome outcome, _) = Run("w.npy", ("Dimension", 8), ("Evaluate", Factions()), ("TrainingShare", "0.2,0.5"), ("Splits", 5), ("EvaluateLinks", 0.2));
        JsonNode shares = outcome.Result["evaluation"]!["shares"]!;
        Assert.Equal([0.2, 0.5], shares.AsArray().Select(s => (double)s!["trainingShare"]!));
        Assert.All(shares.AsArray(), s => Assert.InRange((double)s!["microF1"]!, 0.7, 1));
        Assert.All(shares.AsArray(), s => Assert.InRange((double)s!["thresholdMicroF1"]!, 0.6, 1));
        JsonNode links = outcome.Result["links"]!;
        Assert.Equal((16, 16), ((int)links["heldOutEdges"]!, (int)links["otherPairs"]!));
        Assert.InRange((double)links["auc"]!, 0, 1);
        Assert.InRange((double)links["commonNeighborsAuc"]!, 0.4, 1);
        Assert.Contains("shares are in (0, 1)", Assert.Throws<ArgumentException>(() => Run("w.npy", ("Evaluate", Factions()), ("TrainingShare", "0.1,2"))).Message, StringComparison.Ordinal);
        Assert.Contains("'half', which is no finite number", Assert.Throws<ArgumentException>(() => Run("w.npy", ("Evaluate", Factions()), ("TrainingShare", "half"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", "8")]
    [InlineData("2020-01-01", "2021-05-05")]
    public void LatestEdges_AreHeldOut(string early, string late)
    {
        // Two cliques, and later an edge between them beside one inside.
        var rows = new List<string> { "source,target,time" };
        for (int u = 0; u < 14; u++)
        {
            for (int v = u + 1; v < 14; v++)
            {
                if (u / 7 == v / 7)
                    rows.Add($"{u},{v},{((u, v) is (0, 1) or (7, 9) ? late : early)}");
            }
        }

        rows.Add($"0,20,{late}");
        File.WriteAllLines(PathOf("t.csv"), rows);
        (CommandOutcome outcome, CommandRun run) = RunOn("t.csv", "t.npy", ("Dimension", 4), ("EvaluateLinks", 0.0698), ("LatestBy", "time"));
        Assert.Equal(3, (int)outcome.Result["links"]!["heldOutEdges"]!);
        Assert.DoesNotContain(run.Notes, n => n.Contains("not used", StringComparison.Ordinal));
        Assert.Contains(run.Notes, n => n.StartsWith("1 of 3 edges that are held out have an end without an earlier edge", StringComparison.Ordinal));
        Assert.Contains("no column 'when'", Assert.Throws<GraphFormatException>(() => RunOn("t.csv", "t.npy", ("EvaluateLinks", 0.1), ("LatestBy", "when"))).Message, StringComparison.Ordinal);
        rows[1] = "0,1,soon";
        File.WriteAllLines(PathOf("w.csv"), rows);
        Assert.Contains("'soon' is neither an integer nor a date", Assert.Throws<GraphFormatException>(() => RunOn("w.csv", "t.npy", ("EvaluateLinks", 0.1), ("LatestBy", "time"))).Message, StringComparison.Ordinal);
        Assert.Contains("undirected graphs", Assert.Throws<ArgumentException>(() => RunOn("t.csv", "t.npy", ("EvaluateLinks", 0.1), ("LatestBy", "time"), ("Directed", true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SparsifiedGraph_StandsBesideTheWholeOne()
    {
        (CommandOutcome outcome, CommandRun run) = Run("s.npy", ("Dimension", 8), ("Evaluate", Factions()), ("Splits", 3), ("Sparsify", "local-degree"), ("Keep", 0.5));
        Assert.Equal(39, (long)outcome.Result["sparsified"]!["keptEdges"]!);
        Assert.True((double)outcome.Result["whole"]!["embedSeconds"]! > 0);
        (CommandOutcome whole, _) = Run("w.npy", ("Dimension", 8), ("Evaluate", Factions()), ("Splits", 3));
        Assert.Equal(whole.Result["evaluation"]!.ToJsonString(), outcome.Result["whole"]!["evaluation"]!.ToJsonString());
        Assert.NotEqual(Vectors((whole, run)), Vectors((outcome, run)));
    }

    [Fact]
    public void FewerBits_KeepVectorsWithinTheirErrors()
    {
        float[] exact = Vectors(Run("f.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 8)));
        Run("h.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 8), ("OutputType", EmbeddingType.Float16));
        VectorTable half = VectorReader.Read(PathOf("h.npy"));
        Run("i.parquet", ("Method", EmbedMethod.Fastrp), ("Dimension", 8), ("OutputType", EmbeddingType.Int8));
        VectorTable bytes = VectorReader.Read(PathOf("i.parquet"));
        (_, CommandRun run) = Run("i.npy", ("Method", EmbedMethod.Fastrp), ("Dimension", 8), ("OutputType", EmbeddingType.Int8));
        VectorTable plain = VectorReader.Read(PathOf("i.npy"));
        Assert.Contains(run.Notes, n => n.Contains("not their lengths", StringComparison.Ordinal));
        for (int u = 0; u < 34; u++)
        {
            float largest = exact.AsSpan(8 * u, 8).ToArray().Max(Math.Abs);
            Assert.Equal(127, plain[u].ToArray().Max(Math.Abs));
            for (int j = 0; j < 8; j++)
            {
                Assert.Equal(exact[8 * u + j], half[u][j], 1e-3 * Math.Abs(exact[8 * u + j]) + 1e-6);
                Assert.Equal(exact[8 * u + j], bytes[u][j], largest / 250);
                Assert.Equal(bytes[u][j], plain[u][j] * largest / 127, 1e-5);
            }
        }

        Assert.Contains("beyond single precision", Assert.Throws<ArgumentException>(() => Run("x.npy", ("Method", EmbedMethod.Fastrp), ("IterationWeights", "1e39"))).Message, StringComparison.Ordinal);
        Assert.Contains("float16 is written as .npy", Assert.Throws<ArgumentException>(() => Run("h.parquet", ("OutputType", EmbeddingType.Float16))).Message, StringComparison.Ordinal);
        Assert.Contains("beyond float16", Assert.Throws<ArgumentException>(() => VectorQuantizer.ToHalf(Embedding.From([1, 1e5f], 1), 0, 2)).Message, StringComparison.Ordinal);
    }

    /// <summary>Rows in another order name the same graph, and vertices are numbered by their ids: the bytes are the same.</summary>
    [Fact]
    public void OrderOfRows_ChangesNoByte()
    {
        string[] rows = [.. Fixtures.Random(60, 200, 4).Edges().Select(e => $"v{e.Source}\tv{e.Target}")];
        File.WriteAllLines(PathOf("a.tsv"), rows);
        File.WriteAllLines(PathOf("b.tsv"), rows.Reverse());
        foreach (EmbedMethod method in Enum.GetValues<EmbedMethod>())
            Assert.Equal(Vectors(RunOn("a.tsv", "a.npy", ("Method", method), ("Dimension", 6))), Vectors(RunOn("b.tsv", "b.npy", ("Method", method), ("Dimension", 6))));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Factions()
    {
        int[] first = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21];
        File.WriteAllLines(PathOf("labels.csv"), ["vertex,label", .. Enumerable.Range(0, 34).Select(u => $"{u},{(first.Contains(u) ? "instructor" : "officer")}")]);
        return PathOf("labels.csv");
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static float[] Vectors((CommandOutcome Outcome, CommandRun Run) ran)
    {
        byte[] bytes = File.ReadAllBytes(ran.Outcome.Outputs[0].Path);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + BitConverter.ToUInt16(bytes, 8))).ToArray();
    }

    private (CommandOutcome Outcome, CommandRun Run) Run(string output, params (string Option, object Value)[] options)
    {
        SmallGraphFiles.Karate(_folder);
        return RunOn(SmallGraphFiles.Karate(_folder), output, options);
    }

    private (CommandOutcome Outcome, CommandRun Run) RunOn(string graph, string output, params (string Option, object Value)[] options)
    {
        CommandEntry entry = CommandCatalog.Find("embed")!;
        var run = new CommandRun(entry, [PathOf(graph), PathOf(output)], options.ToDictionary(o => o.Option, o => o.Value), new RunSettings { Overwrite = true });
        return (entry.Run(run), run);
    }
}
