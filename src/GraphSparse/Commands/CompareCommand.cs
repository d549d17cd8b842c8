using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Datasets;
using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Numerics;

namespace GraphSparse.Commands;

/// <summary><c>compare ORIGINAL OTHER</c>: what was preserved.</summary>
internal static class CompareCommand
{
    /// <summary>The metrics of graphs on the same vertices.</summary>
    public static HelpTable MetricTable { get; } = new("Metrics", ["metric", "measures", "misleads"], [.. MetricCatalog.Default.Select(e => new[] { e.Name, e.Measures, e.Caveat })]);

    public static CommandEntry Entry { get; } = new()
    {
        Name = "compare",
        Summary = "Measure what a sparsifier, a sample or a summary preserves of a graph.",
        Usage = "[--metrics LIST]",
        MainOptions = [nameof(CompareOptions.Metrics), nameof(CompareOptions.Sampled), nameof(GraphReadOptions.Directed), nameof(WeightOptions.Weights)],
        Example = "compare us-power-grid sparse.parquet --metrics degree,components,pagerank",
        Arguments =
        [
            CommonArguments.Graph with { Name = "ORIGINAL" },
            new CommandArgument("OTHER", "Sparsifier or sample, or the folder of a summary; vertices are matched by their ids", ArgumentKind.OtherInput),
        ],
        Options = [OptionGroup.Of<CompareOptions>(), OptionGroup.Of<WeightOptions>(), OptionGroup.Of<GraphReadOptions>()],
        Tables =
        [
            MetricTable,
            SampleComparison.Help,
        ],
        UsesDevice = true,
        RefusesDevice = run => SampleComparison.NamesOf(run.Get<CompareOptions>()).Any(m => m.UsesKernels) ? null
            : $"None of these metrics has kernels for devices; {string.Join(", ", MetricCatalog.Default.Where(m => m.UsesKernels).Select(m => m.Name))} have. Leave --device out.",
        Check = Check,
        Work = Work,
        EstimateWorkBytes = (run, size) => WorkBytes(run, size, other: null),
    };

    /// <summary>The other graph, its edges on the vertices of the original, and the metrics. Before the other is read, its file shows its size; standard input may be as large as the original.</summary>
    private static long WorkBytes(CommandRun run, GraphSize size, GraphSize? other)
    {
        if (SummaryFolder.IsSummary(run.Arguments[1]))
            return SummaryComparison.WorkBytes(run, size);
        other ??= run.Arguments[1] == "-" ? size : GraphSizeEstimator.Estimate(run.Arguments[1], run.ReadOptionsOf(1) with { Vertices = null }, run.Settings.Budget);
        return other.HeldBytes + CsrGraph.EstimateMemoryBytes(size.Vertices, other.Arcs, other.Weighted) + InfoCommand.EstimateMetricBytes(run, size, run.Get<CompareOptions>().Metrics);
    }

    private static void Check(CommandRun run)
    {
        if (SummaryFolder.IsSummary(run.Arguments[0]))
            throw new ArgumentException($"'{run.Arguments[0]}' is a summary; name the graph first.");
        if (SummaryFolder.IsSummary(run.Arguments[1]))
            SummaryComparison.Check(run);
        else if (run.Get<CompareOptions>().Sampled != true)
            SampleComparison.CheckNames(run.Get<CompareOptions>());
        if (run.Arguments is ["-", "-"])
            throw new ArgumentException("Standard input can be one graph only; name a file for the other.");
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput original)
    {
        if (SummaryFolder.IsSummary(run.Arguments[1]))
            return SummaryComparison.Run(run, original);
        string metrics = run.Get<CompareOptions>().Metrics;
        LoadedInput other = run.Load(run.Arguments[1], ForOther(run.Arguments[1], run.ReadOptionsOf(1), original));
        run.EnsureFits(original, WorkBytes(run, CommandRun.SizeOf(original), CommandRun.SizeOf(other)));
        RunSettings settings = run.Settings;
        NoteDirection(run, original, other);
        if (SampleComparison.Applies(run.Get<CompareOptions>(), other))
            return SampleComparison.Run(run, original, other);
        MetricCatalog.Default.FindList(metrics);
        RefuseBadWeights(metrics, original, other);
        if (MetricCatalog.Default.FindList(metrics).Any(m => m.NeedsConductances) && Conductances.RangeRemark(original.Strengths) is { } remark)
            run.Notes.Add(remark);
        CsrGraph aligned = GraphAlignment.Align(original.Loaded, other.Loaded, run.Notes, settings.Parallelism, settings.CancellationToken);
        using IAccelerator? device = run.Device.Open("computing", DeviceWork.Of(original.Graph, DeviceWork.KernelsOf(MetricCatalog.Default.FindList(metrics))));
        var comparison = new Comparison(original.Graph, aligned, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken)
        {
            Kernels = device,
            Weights = original.Sense ?? WeightSense.Strength,
            NameOf = original.Loaded.NameOf,
        };
        ComparisonReport report = run.Computed(original, () => GraphComparer.Compare(comparison, Catalog.Split(metrics)));
        run.Notes.AddRange(report.Omitted.Select(o => o.ToString()));
        if (MetricCatalog.Default.FindList(metrics).Any(m => m.UsesLengths))
            run.NotePaths(original);
        return new CommandOutcome
        {
            Input = original,
            Result = new JsonObject
            {
                ["retainedFraction"] = JsonNumbers.ToJson(comparison.Ratio),
                ["other"] = other.ToJson(),
                ["metrics"] = MetricJson.Of(report.Values),
                ["estimates"] = MetricJson.Estimates(report.Values),
            },
        };
    }

    /// <summary>A weight that a metric asked for by name cannot use is the fault of a file, and named as it is there.</summary>
    private static void RefuseBadWeights(string metrics, LoadedInput original, LoadedInput other)
    {
        if (metrics.Split(',', StringSplitOptions.TrimEntries).Contains(Catalog.All))
            return;
        WeightSense sense = original.Graph.IsWeighted ? original.Sense ?? WeightSense.Strength : WeightSense.Strength;
        foreach (MetricEntry entry in MetricCatalog.Default.FindList(metrics))
        {
            foreach (LoadedInput input in entry.UsesLengths && !original.Graph.IsWeighted ? [original] : new[] { original, other })
            {
                CommandRun.On(input, () =>
                {
                    MetricWeights.Require(entry, input.Graph, sense);
                    return input;
                });
            }
        }
    }

    /// <summary>Metrics need one direction for both graphs; where the other's own file says something else, that is said.</summary>
    private static void NoteDirection(CommandRun run, LoadedInput original, LoadedInput other)
    {
        if (other.Loaded.Report.DeclaredDirected is not { } declared || declared == original.Graph.IsDirected)
            return;
        run.Notes.Add($"'{run.Arguments[1]}' declares itself {Word(declared)} and was read as {Word(original.Graph.IsDirected)}, like '{run.Arguments[0]}' (--directed sets the direction of both)");

        static string Word(bool directed) => directed ? "directed" : "undirected";
    }

    /// <summary>The other graph has the direction of the original; its columns have the same names where both are of one format.</summary>
    private static GraphReadOptions ForOther(string path, GraphReadOptions options, LoadedInput original)
    {
        (string resolved, _) = DatasetCatalog.Resolve(path, options);
        GraphReadOptions other = options with { Format = null, Directed = original.Graph.IsDirected, Vertices = original.Loaded.Ids is null ? options.Vertices : null, IdBase = 0 };
        return InputFiles.FormatOf(resolved) == original.Loaded.Report.Format
            ? other
            : other with { Columns = null, SourceColumn = null, TargetColumn = null, WeightColumn = null };
    }
}
