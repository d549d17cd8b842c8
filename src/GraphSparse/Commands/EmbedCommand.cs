using System.Text.Json.Nodes;
using GraphSparse.Embeddings;
using GraphSparse.IO;
using GraphSparse.Sparsification;

namespace GraphSparse.Commands;

/// <summary><c>embed IN OUT --method M</c>: a vector for every vertex, and how well they predict labels and links.</summary>
internal static class EmbedCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "embed",
        Summary = "Give every vertex a vector, and say how well vectors predict labels and links.",
        Usage = "[--method NAME] [--dimension D] [--evaluate FILE]",
        MainOptions =
        [
            nameof(EmbedOptions.Method), nameof(EmbedOptions.Dimension), nameof(EmbedOptions.Rounds), nameof(EmbedOptions.Propagate), nameof(EmbedOptions.Sparsify),
            nameof(EvaluationOptions.Evaluate), nameof(EvaluationOptions.TrainingShare), nameof(EvaluationOptions.EvaluateLinks),
        ],
        Example = "embed us-power-grid vectors.parquet --dimension 64",
        Arguments = [CommonArguments.In, CommonArguments.Out with { Description = "File to write: .parquet, .npy or .txt (word2vec)" }],
        Options = [OptionGroup.Of<EmbedOptions>(), OptionGroup.Of<EvaluationOptions>(), OptionGroup.Of<WeightOptions>(), OptionGroup.Of<GraphReadOptions>()],
        Tables = [new HelpTable("Methods", ["method", "vectors"],
        [
            ["whitened", "random vectors, averaged over neighbours and whitened by turns: the best quality for its time"],
            ["fastrp", "sparse random projection of a few steps: the fastest"],
            ["prone", "factors of a sparse matrix of logarithms, filtered by the spectrum"],
            ["node2vec", "skip-gram with negative sampling on random walks (DeepWalk with p = q = 1): slow, strong on communities"],
            ["orbit", "factors of orbit adjacencies: how vertices stand together in graphlets"],
        ])],
        ColumnsRead = run => run.Get<EvaluationOptions>().LatestBy is { } column ? [column] : [],
        MakesGraph = false,
        UsesDevice = true,
        RefusesDevice = run => run.Get<EmbedOptions>().Method == EmbedMethod.Node2vec ? null : $"{OptionName.Kebab(run.Get<EmbedOptions>().Method.ToString())} has no kernels for devices; node2vec walks on them. Leave --device out.",
        Check = Check,
        Work = Work,
        LeastWorkBytes = EmbedMemory.Bytes,
        EstimateWorkBytes = EmbedMemory.Bytes,
    };

    private static void Check(CommandRun run)
    {
        run.Get<EmbedOptions>().Validate();
        run.Get<EvaluationOptions>().Validate();
        RequireFile("--evaluate", run.Get<EvaluationOptions>().Evaluate, "labels", run);
        RequireFile("--features", run.Get<EmbedOptions>().Features, "features", run);
        if (EmbeddingFile.IsBeside(run.Arguments[0], run.Arguments[1]))
            throw new ArgumentException($"The ids beside '{run.Arguments[1]}' would take the place of the input '{run.Arguments[0]}'; choose another output.");
        EmbeddingFile.Refuse(run, run.Arguments[1]);
    }

    private static void RequireFile(string option, string? file, string what, CommandRun run)
    {
        if (file is null)
            return;
        if (!Path.Exists(file))
            throw new FileNotFoundException($"There is no file '{file}'.", file);
        if (Directory.Exists(file))
            throw new ArgumentException($"{option} names the folder '{file}'; it takes a file.");
        if (EmbeddingFile.IsBeside(file, run.Arguments[1]))
            throw new ArgumentException($"The ids beside '{run.Arguments[1]}' would take the place of the {what} '{file}'; choose another output.");
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        EmbedOptions options = run.Get<EmbedOptions>();
        EvaluationOptions evaluation = run.Get<EvaluationOptions>();
        VertexLabels? labels = evaluation.Evaluate is { } file ? run.Timed("read", () => EmbedEvaluation.ReadLabels(run, file, input)) : null;
        var methods = new EmbedMethods(run, input);
        CsrGraph graph = run.Timed("compute", methods.Graph);
        var result = new JsonObject { ["dimension"] = options.OutputDimension, ["vertices"] = graph.VertexCount };
        Embedding embedding = options.Sparsify is null
            ? run.Timed("compute", () => methods.Embed(graph))
            : OfSparsifier(run, input, methods, graph, labels, result);
        run.Notes.AddRange(embedding.Notes);
        if (labels is not null)
        {
            result["evaluation"] = EmbedEvaluation.Labels(run, embedding, labels);
            run.Notes.Add("labels are predicted knowing how many each vertex has, which is usual and optimistic; the threshold figures do not know it");
        }

        if (evaluation.EvaluateLinks is not null && options.Sparsify is not null)
            run.Notes.Add("links are predicted in the whole graph, not in what --sparsify keeps");
        if (evaluation.EvaluateLinks is { } share)
            result["links"] = EmbedEvaluation.Links(run, input, graph, share, methods.Embed);
        IReadOnlyList<OutputFile> outputs = run.Timed("write", () => EmbeddingFile.Write(run, run.Arguments[1], embedding, graph, input.Loaded.Ids));
        return new CommandOutcome { Input = input, Result = result, Outputs = outputs };
    }

    /// <summary>Vectors of what a sparsifier keeps, and beside them what those of the whole graph are worth.</summary>
    private static Embedding OfSparsifier(CommandRun run, LoadedInput input, EmbedMethods methods, CsrGraph graph, VertexLabels? labels, JsonObject result)
    {
        EmbedOptions options = run.Get<EmbedOptions>();
        RunSettings settings = run.Settings;
        SparsifierEntry entry = SparsifierCatalog.Default.Find(options.Sparsify!);
        double sparsifySeconds = 0;
        SparsifiedGraph sparse = run.Computed(input, () => EmbedEvaluation.Timed(
            () => Sparsifier.Sparsify(graph, entry.Resolve(new SparsifierOptions { Method = entry.Name, Keep = options.Keep }), settings.Seed, WeightSense.Strength, null, null, settings.Parallelism, settings.Progress, settings.CancellationToken), out sparsifySeconds));
        if (labels is not null)
            methods.WarmUp(); // or the first of the two times would be that of compilation
        double embedSeconds = 0;
        Embedding embedding = run.Timed("compute", () => EmbedEvaluation.Timed(() => methods.Embed(sparse.Graph), out embedSeconds));
        result["sparsified"] = new JsonObject
        {
            ["method"] = entry.Name,
            ["inputEdges"] = sparse.InputEdgeCount,
            ["keptEdges"] = sparse.Graph.EdgeCount,
            ["retainedFraction"] = JsonNumbers.ToJson(sparse.RetainedFraction),
            ["sparsifySeconds"] = sparsifySeconds,
            ["embedSeconds"] = embedSeconds,
        };
        if (labels is null)
            return embedding;
        double wholeSeconds = 0;
        Embedding whole = run.Timed("compute", () => EmbedEvaluation.Timed(() => methods.Embed(graph), out wholeSeconds));
        result["whole"] = new JsonObject { ["embedSeconds"] = wholeSeconds, ["evaluation"] = EmbedEvaluation.Labels(run, whole, labels) };
        return embedding;
    }
}
