using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Analytics;
using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Sparsification;

namespace GraphSparse.Commands;

/// <summary><c>sparsify IN OUT --method M --keep F</c>: a static sparsifier.</summary>
internal static class SparsifyCommand
{
    /// <summary>The sparsifiers.</summary>
    public static HelpTable MethodTable { get; } = new("Methods", ["method", "keeps", "source"], [.. SparsifierCatalog.Default.Select(e => new[] { e.Name, e.Keeps, e.Source })]);

    public static CommandEntry Entry { get; } = new()
    {
        Name = "sparsify",
        Summary = "Keep fewer edges on the same vertices.",
        Usage = "[--method NAME] [--keep F | --off-tree D | --epsilon E | --kappa K]",
        MainOptions =
        [
            nameof(SparsifierOptions.Method), nameof(SparsifierOptions.Keep), nameof(SparsifierOptions.OffTree), nameof(SparsifierOptions.Epsilon),
            nameof(SparsifierOptions.Kappa), nameof(MetricOptions.Metrics),
        ],
        Example = "sparsify us-power-grid sparse.parquet --method local-degree --keep 0.3 --metrics all",
        Arguments = [CommonArguments.In, CommonArguments.Out],
        Options = [OptionGroup.Of<SparsifierOptions>(), OptionGroup.Of<WeightOptions>(), OptionGroup.Of<MetricOptions>(), OptionGroup.Of<AttributeOptions>(), OptionGroup.Of<GraphReadOptions>(), OptionGroup.Of<GraphWriteOptions>()],
        Tables =
        [
            MethodTable,
            CompareCommand.MetricTable,
        ],
        UsesDevice = true,
        RefusesDevice = RefusesDevice,
        Check = Check,
        Work = Work,
        EstimateWorkBytes = EstimateWorkBytes,
    };

    private static long EstimateWorkBytes(CommandRun run, GraphSize size)
    {
        long metrics = run.Get<MetricOptions>().Metrics is not null ? InfoCommand.EstimateMetricBytes(size) + size.GraphBytes : 0;
        int threads = run.Settings.Parallelism.Degree;
        long kept = TopSelection.CountFor(run.Get<SparsifierOptions>().Keep ?? 1, size.Edges);
        return Math.Max(Sparsifier.EstimateMemoryBytes(size, run.Get<SparsifierOptions>(), run.Settings.Parallelism), metrics) + IO.GraphTable.EstimateWriteBytes(size, kept, threads);
    }

    private static string? RefusesDevice(CommandRun run)
    {
        SparsifierOptions options = run.Get<SparsifierOptions>();
        string method = options.Method;
        if (options.MinHash is not null)
            return "The estimate by min-wise hashing has no kernels for devices. Leave --device or --min-hash out.";
        return SparsifierCatalog.Default.Find(method).UsesKernels ? null
            : $"{method} has no kernels for devices; {string.Join(", ", SparsifierCatalog.Default.Where(e => e.UsesKernels).Select(e => e.Name))} have. Leave --device out.";
    }

    private static void Check(CommandRun run)
    {
        SparsifierOptions options = run.Get<SparsifierOptions>();
        run.Set(SparsifierCatalog.Default.Find(options.Method).Resolve(options)); // what is reported are the sizes that it goes by
        if (run.Get<MetricOptions>().Metrics is { } metrics)
            MetricCatalog.Default.FindList(metrics);
        GraphOutput.Refuse(run, run.Arguments[1]);
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        string? metrics = run.Get<MetricOptions>().Metrics;
        RunSettings settings = run.Settings;
        SparsifierOptions options = run.Get<SparsifierOptions>();
        IEnumerable<MetricEntry> measured = metrics is null ? [] : MetricCatalog.Default.FindList(metrics);
        using IAccelerator? device = run.Device.Open("computing", DeviceWork.Of(input.Graph, [
            .. SparsifierCatalog.Default.Find(options.Method).UsesKernels && options.MinHash is null ? new[] { DeviceWork.Triangles } : [], .. DeviceWork.KernelsOf(measured)]));
        SparsifiedGraph sparse = run.Computed(input, () => Sparsifier.Sparsify(
            input.Graph, options, settings.Seed, input.Sense ?? WeightSense.Strength, device, null, settings.Parallelism, settings.Progress, settings.CancellationToken));
        if (SparsifierCatalog.Default.Find(options.Method).TakesConductances && Numerics.Conductances.RangeRemark(input.Strengths) is { } remark)
            run.Notes.Add(remark);
        if (SparsifierCatalog.Default.Find(options.Method).UsesLengths || (metrics is not null && MetricCatalog.Default.FindList(metrics).Any(m => m.UsesLengths)))
            run.NotePaths(input);
        var result = new JsonObject
        {
            ["inputEdges"] = sparse.InputEdgeCount,
            ["keptEdges"] = sparse.Graph.EdgeCount,
            ["retainedFraction"] = JsonNumbers.ToJson(sparse.RetainedFraction),
            ["components"] = ConnectedComponents.Find(sparse.Graph, cancellationToken: settings.CancellationToken).Count,
        };
        foreach ((string name, double figure) in sparse.Diagnostics)
            result[name] = JsonNumbers.ToJson(figure);
        if (metrics is not null)
        {
            var comparison = new Comparison(input.Graph, sparse.Graph, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken)
            {
                NameOf = input.Loaded.NameOf,
                Kernels = device,
                Weights = input.Sense ?? WeightSense.Strength,
            };
            ComparisonReport report = run.Computed(input, () => GraphComparer.Compare(comparison, Catalog.Split(metrics)));
            run.Notes.AddRange(report.Omitted.Select(o => o.ToString()));
            result["metrics"] = MetricJson.Of(report.Values);
        }

        return new CommandOutcome { Input = input, Result = result, Outputs = GraphOutput.Write(run, run.Arguments[1], sparse.Graph, input.Loaded.Ids, input) };
    }
}
