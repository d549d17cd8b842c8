using System.ComponentModel;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.Numerics;
using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Commands;

/// <summary><c>stream GRAPH UPDATES OUT</c>: keeps a spectral sparsifier under insertions and deletions.</summary>
internal static class StreamCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "stream",
        Summary = "Maintain a spectral sparsifier while edges are inserted and deleted.",
        Usage = "[--method NAME] [--batches N]",
        MainOptions =
        [
            nameof(DynamicSpectralOptions.Method), nameof(DynamicSpectralOptions.Threshold), nameof(StreamOptions.Batches), nameof(StreamOptions.Sparsifier),
            nameof(StreamOptions.KappaTarget), nameof(StreamOptions.TargetDensity), nameof(StreamOptions.Orbits), nameof(DynamicSpectralOptions.SkipInvalid),
        ],
        Example = "stream us-power-grid updates.csv sparse.parquet --method path --batches 10",
        Arguments =
        [
            CommonArguments.Graph,
            new CommandArgument("UPDATES", "Text or Parquet file with source, target, weight, op (+ insert, - delete, = set the weight)", ArgumentKind.File),
            CommonArguments.Out with { Description = "File for the sparsifier after the last update; its extension gives the format" },
        ],
        Options = [OptionGroup.Of<StreamOptions>(), OptionGroup.Of<DynamicSpectralOptions>(), OptionGroup.Of<WeightOptions>(), OptionGroup.Of<GraphReadOptions>(), OptionGroup.Of<GraphWriteOptions>()],
        UsesDevice = true,
        Check = Check,
        Work = Work,
        EstimateWorkBytes = EstimateWorkBytes,
    };

    /// <summary>The dynamic graph with its table of edges, or the making of the first sparsifier, whichever is more; snapshots; the updates.</summary>
    private static long EstimateWorkBytes(CommandRun run, GraphSize size)
    {
        long tables = size.Edges * 110 + size.Vertices * 170;
        long making = size.Edges * 70 + size.Vertices * 300;
        string updates = run.Arguments[1];
        long list = File.Exists(updates) ? new FileInfo(updates).Length * (GraphFormats.IsCompressed(updates) ? 16 : 4) : 0;
        long orbits = run.Get<StreamOptions>().Orbits ? Math.Max(GraphletMemory.Counts(size, run.Settings.Parallelism.Degree), size.Edges * 110 + size.Vertices * 250) : 0;
        return Math.Max(tables, making) + size.Edges * 24 + list + orbits;
    }

    private static void Check(CommandRun run)
    {
        run.Get<StreamOptions>().Validate();
        run.Get<DynamicSpectralOptions>().Validate();
        if (run.Get<StreamOptions>() is { Sparsifier: not null } given && given.OffTree != new StreamOptions().OffTree)
            throw new ArgumentException("--off-tree is the size of the sparsifier that is computed, and --sparsifier gives one; leave one of them out.");
        if (run.Get<GraphReadOptions>().Directed == true)
            throw new ArgumentException("A spectral sparsifier is defined for undirected graphs; leave --directed out.");
        if (run.Arguments[0] == "-" && run.Arguments[1] == "-")
            throw new ArgumentException("Standard input can be the graph or the updates only; name a file for the other.");
        GraphOutput.Refuse(run, run.Arguments[2]);
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        RunSettings settings = run.Settings;
        StreamOptions options = run.Get<StreamOptions>();
        WeightSense sense = input.Sense ?? WeightSense.Strength;
        CsrGraph graph = CommandRun.On(input, () => input.Strengths);
        UpdateList updates = InSense(run.Timed("read", () => ReadUpdates(run, input, options)), input, sense);
        run.Notes.AddRange(updates.Notes);
        if (Conductances.RangeRemark(graph) is { } remark)
            run.Notes.Add(remark);
        CsrGraph initial = CommandRun.On(input, () => Initial(run, input, options));
        using IAccelerator? device = run.Device.OpenIfNamed("walking");
        DynamicSpectralSparsifier sparsifier = run.Timed("compute", () => DynamicSpectralSparsifier.Create(
            graph, initial, run.Get<DynamicSpectralOptions>(), settings.Seed, device, settings.Parallelism, settings.Progress, settings.CancellationToken));
        DynamicOrbits? orbits = options.Orbits ? run.Timed("compute", () => new DynamicOrbits(graph, settings.Parallelism, settings.CancellationToken)) : null;
        JsonObject result = run.Timed("compute", () => new StreamRun(run, sparsifier, orbits, updates, options).Result());
        return new CommandOutcome
        {
            Input = input,
            Result = result,
            Outputs = GraphOutput.Write(run, run.Arguments[2], AsRead(sparsifier.SparsifierSnapshot(), input), input.Loaded.Ids, columnsOf: null),
        };
    }

    /// <summary>The updates with weights that are strengths, as those of the graph are.</summary>
    private static UpdateList InSense(UpdateList updates, LoadedInput input, WeightSense sense) => sense switch
    {
        WeightSense.Length when input.Graph.IsWeighted => updates with { Updates = [.. updates.Updates.Select(u => u with { Weight = 1 / u.Weight })] },
        WeightSense.Ignore => updates with { Updates = [.. updates.Updates.Select(u => u with { Weight = 1 })] },
        _ => updates,
    };

    /// <summary>Strengths as the lengths that they were made of.</summary>
    private static CsrGraph AsRead(CsrGraph sparsifier, LoadedInput input) =>
        input.Sense == WeightSense.Length && input.Graph.IsWeighted ? sparsifier.MapWeights(WeightSenses.LengthOf) : sparsifier;

    private static UpdateList ReadUpdates(CommandRun run, LoadedInput input, StreamOptions options)
    {
        string path = run.Arguments[1];
        RunSettings settings = run.Settings;
        UpdateList updates = UpdateReader.Read(path, input.Graph.VertexCount, input.Loaded.Ids, options.UpdateColumns, settings.Budget,
            run.Get<DynamicSpectralOptions>().SkipInvalid, settings.CancellationToken);
        run.AddInput(updates.StreamSha256 ?? InputFiles.Sha256(path, settings.CancellationToken));
        return updates;
    }

    private static CsrGraph Initial(CommandRun run, LoadedInput input, StreamOptions options)
    {
        RunSettings settings = run.Settings;
        if (options.Sparsifier is not { } path)
        {
            return run.Timed("compute", () => SpectralSparsifier.Sparsify(
                input.Strengths, new SpectralSparsifierOptions { OffTree = options.OffTree }, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken).Graph);
        }

        Conductances.Require(input.Strengths, "A spectral sparsifier");
        LoadedInput given = run.Load(path, new GraphReadOptions { Directed = false });
        CsrGraph aligned = GraphAlignment.Align(input.Loaded, given.Loaded, run.Notes, settings.Parallelism, settings.CancellationToken);
        WeightSense sense = input.Graph.IsWeighted || input.Sense == WeightSense.Ignore ? input.Sense ?? WeightSense.Strength : WeightSense.Strength;
        CsrGraph sparsifier = CommandRun.On(given, () => aligned.Strengths(sense));
        bool sameWeights = run.Get<DynamicSpectralOptions>().Merge == WeightMerging.None;
        string? problem = SparsifierValidation.WeightProblem(sparsifier, input.Loaded.Ids)
            ?? SparsifierValidation.Problem(input.Strengths, sparsifier, sameWeights, components: null, input.Loaded.Ids, settings.CancellationToken);
        return problem is null ? sparsifier : throw new GraphFormatException(problem).At(path);
    }
}
