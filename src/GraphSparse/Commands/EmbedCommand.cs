using System.Text.Json.Nodes;
using GraphSparse.Embeddings;
using GraphSparse.Graphlets;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary><c>embed IN OUT --method M</c>: a vector for every vertex, and how well they predict labels.</summary>
internal static class EmbedCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "embed",
        Summary = "Give every vertex a vector, and say how well vectors predict labels.",
        Usage = "[--matrix LIST] [--dimension D] [--evaluate FILE]",
        MainOptions = [nameof(EmbedOptions.Matrix), nameof(EmbedOptions.Dimension), nameof(EvaluationOptions.Evaluate)],
        Example = "embed us-power-grid vectors.parquet --matrix '1:0,0 2:12,12' --dimension 64",
        Arguments = [CommonArguments.In, CommonArguments.Out with { Description = "File to write: .parquet, .npy or .txt (word2vec)" }],
        Options = [OptionGroup.Of<EmbedOptions>(), OptionGroup.Of<EvaluationOptions>(), OptionGroup.Of<GraphReadOptions>()],
        MakesGraph = false,
        ComputesWithWeights = false,
        Check = Check,
        Work = Work,
        LeastWorkBytes = EstimateWorkBytes,
        EstimateWorkBytes = EstimateWorkBytes,
    };

    private static void Check(CommandRun run)
    {
        run.Get<EmbedOptions>().ForOrbits();
        run.Get<EvaluationOptions>().ForLabels();
        if (run.Get<EvaluationOptions>().Evaluate is { } labels)
        {
            if (!Path.Exists(labels))
                throw new FileNotFoundException($"There is no file '{labels}'.", labels);
            if (Directory.Exists(labels))
                throw new ArgumentException($"--evaluate names the folder '{labels}'; it takes a file.");
            if (EmbeddingFile.IsBeside(labels, run.Arguments[1]))
                throw new ArgumentException($"The ids beside '{run.Arguments[1]}' would take the place of the labels '{labels}'; choose another output.");
        }

        if (EmbeddingFile.IsBeside(run.Arguments[0], run.Arguments[1]))
            throw new ArgumentException($"The ids beside '{run.Arguments[1]}' would take the place of the input '{run.Arguments[0]}'; choose another output.");
        EmbeddingFile.Refuse(run, run.Arguments[1]);
    }

    /// <summary>Rows of adjacencies, two dense matrices, features of labelled vertices; rows that are kept take what is left.</summary>
    private static long EstimateWorkBytes(CommandRun run, GraphSize size)
    {
        OrbitEmbeddingOptions options = run.Get<EmbedOptions>().ForOrbits();
        int threads = run.Settings.Parallelism.Degree;
        long symmetric = size.Directed ? size.GraphBytes * 2 : 0;
        long dense = size.Vertices * (options.Dimension / options.Matrices.Count + OrbitEmbedder.Oversampling + 1L) * sizeof(float) * 2;
        long evaluation = run.Get<EvaluationOptions>().Evaluate is null ? 0 : size.Vertices * (options.Dimension + 1L) * sizeof(double) + (32 << 20);
        return symmetric + GraphletMemory.Adjacency(size, threads, options.Matrices) + dense + size.Vertices * options.Dimension * sizeof(float) + evaluation + (32 << 20);
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        RunSettings settings = run.Settings;
        CsrGraph graph = run.Plain(input, "graphlets are counted in");
        VertexLabels? labels = run.Get<EvaluationOptions>().Evaluate is { } file ? run.Timed("read", () => ReadLabels(run, file, input)) : null;
        GraphSize size = CommandRun.SizeOf(input);
        long left = settings.Budget.AvailableBytes - size.HeldBytes - EstimateWorkBytes(run, size) - RunPlan.FixedBytes(settings);
        long mostKept = Math.Clamp(left / 2 / 16, 0, 1L << 28); // twice while they are put together
        RequireRoom(run, graph);
        Embedding embedding = run.Timed("compute", () => OrbitEmbedder.Embed(
            graph, run.Get<EmbedOptions>().ForOrbits(), settings.Seed, mostKept, settings.Parallelism, settings.Progress, settings.CancellationToken));
        run.Notes.AddRange(embedding.Notes);
        if (run.Get<EmbedOptions>() is { Symmetric: true } && run.Get<EmbedOptions>().ForOrbits().Matrices.All(m => m.IsSymmetric))
            run.Notes.Add("--symmetric changes nothing: each of these matrices is its own transpose");
        var result = new JsonObject { ["dimension"] = embedding.Dimension, ["vertices"] = embedding.VertexCount };
        if (labels is not null)
            result["evaluation"] = Evaluate(run, embedding, labels);
        IReadOnlyList<OutputFile> outputs = run.Timed("write", () => EmbeddingFile.Write(run, run.Arguments[1], embedding, graph, input.Loaded.Ids));
        return new CommandOutcome { Input = input, Result = result, Outputs = outputs };
    }

    /// <summary>Says before the work begins where matrices would have too many entries.</summary>
    private static void RequireRoom(CommandRun run, CsrGraph graph)
    {
        EmbedOptions options = run.Get<EmbedOptions>();
        AdjacencyPlan<OrbitPair> plan = OrbitAdjacency.Plan(graph, new() { Matrices = options.ForOrbits().Matrices });
        if (plan.MostEntries() > options.MaxEntries)
        {
            double entries = run.Timed("compute", () => plan.PredictEntries(plan.Prepare(new PhaseClock(), run.Settings.Parallelism, run.Settings.CancellationToken), options.MaxEntries, run.Settings.CancellationToken));
            if (entries > options.MaxEntries)
                throw new ResourceLimitException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the orbit adjacencies would have about {entries:#,0} entries, and the limit is {options.MaxEntries:#,0}. Choose others by --matrix (those of hop 1 have at most two for each edge), or raise it with --max-entries."));
        }
    }

    private static VertexLabels ReadLabels(CommandRun run, string file, LoadedInput input)
    {
        LabelList list;
        try
        {
            list = LabelReader.Read(file, input.Graph.VertexCount, input.Loaded.Ids, run.Settings.Budget, run.Settings.CancellationToken);
        }
        catch (GraphFormatException error) when (error.Reason.Contains("vertex", StringComparison.Ordinal) && !error.Reason.Contains("a header", StringComparison.Ordinal) && run.Get<GraphReadOptions>() is { Ids: IdMode.Auto, Vertices: null })
        {
            throw new GraphFormatException($"{error.Reason}; vertices that no edge names are part of the graph with --ids dense, or --vertices N", error.InnerException).At(error.Path, error.Line);
        }

        run.Notes.AddRange(list.Notes);
        int least = 2 * run.Get<EvaluationOptions>().ForLabels().Folds;
        int labelled = list.Pairs.Select(p => p.Vertex).Distinct().Count();
        if (labelled < least)
            throw new GraphFormatException($"has labels of {labelled} vertices; at least {least} are needed").At(file);
        return VertexLabels.From(input.Graph.VertexCount, list.Pairs.Select(p => (p.Vertex, p.Label)));
    }

    private static JsonObject Evaluate(CommandRun run, Embedding embedding, VertexLabels labels)
    {
        RunSettings settings = run.Settings;
        LabelPredictionOptions options = run.Get<EvaluationOptions>().ForLabels();
        LabelScores scores = run.Timed("evaluate", () => LabelPrediction.Evaluate(embedding, labels, options, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken));
        run.Notes.Add("labels are predicted knowing how many each vertex has, which is usual and optimistic");
        return new JsonObject
        {
            ["labels"] = labels.Names.Count,
            ["memberships"] = labels.Count,
            ["trainingShare"] = options.TrainingShare,
            ["splits"] = options.Splits,
            ["testVertices"] = scores.TestVertices,
            ["microF1"] = scores.MicroF1,
            ["microF1Deviation"] = scores.MicroDeviation,
            ["macroF1"] = scores.MacroF1,
            ["macroF1Deviation"] = scores.MacroDeviation,
            ["costs"] = new JsonArray([.. scores.Costs.Select(c => JsonValue.Create(c))]),
        };
    }
}
