using System.ComponentModel;
using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Metrics;

namespace GraphSparse.Commands;

/// <summary><c>sweep IN OUT</c>: sparsifiers at several sizes, what each keeps, and which serves a goal best on this graph.</summary>
internal static class SweepCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Tables = [SparsifyCommand.MethodTable, CompareCommand.MetricTable],
        Name = "sweep",
        Summary = "Run sparsifiers and summaries at several sizes and rank them by what they preserve.",
        Usage = "[--methods LIST] [--keep LIST] [--metrics LIST]",
        MainOptions = [nameof(SweepOptions.Methods), nameof(SweepOptions.Keep), nameof(SweepOptions.Metrics), nameof(GraphReadOptions.Directed), nameof(WeightOptions.Weights)],
        Example = "sweep us-power-grid sweep.parquet --methods random,spectral --keep 0.8,0.9",
        Arguments = [CommonArguments.In, CommonArguments.Out with { Description = "Parquet file to write: method, keep, metric, value" }],
        Options = [OptionGroup.Of<SweepOptions>(), OptionGroup.Of<WeightOptions>(), OptionGroup.Of<GraphReadOptions>()],
        MakesGraph = false,
        Check = Check,
        Work = Work,
        EstimateWorkBytes = (run, size) =>
            2 * size.GraphBytes + size.Edges * 96 + size.Vertices * 600 + InfoCommand.EstimateMetricBytes(run, size, run.Get<SweepOptions>().Metrics),
    };

    private static void Check(CommandRun run)
    {
        SweepOptions options = run.Get<SweepOptions>();
        options.MethodEntries();
        options.FractionValues();
        MetricCatalog.Default.FindList(options.Metrics);
        TableOutput.Refuse(run, run.Arguments[1], "a sweep is");
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        SweepOptions options = run.Get<SweepOptions>();
        var sweep = new Sweep(input.Graph, input.Sense ?? WeightSense.Strength, run.Settings, input.Loaded.NameOf);
        List<SweepRow> rows = run.Computed(input, () => sweep.Run(options.MethodEntries(), options.FractionValues(), options.Metrics, options.HasSummary));
        if (rows.Count == 0)
            throw new ArgumentException($"No method could be run: {string.Join("; ", sweep.Notes)}.");
        if (options.MethodEntries().Any(m => m.UsesLengths) || MetricCatalog.Default.FindList(options.Metrics).Any(m => m.UsesLengths))
            run.NotePaths(input);
        run.Notes.AddRange(sweep.Notes);
        OutputFile output = TableOutput.Write(run, run.Arguments[1], stream => Write(stream, rows, run.Provenance));
        return new CommandOutcome
        {
            Input = input,
            Result = new JsonObject
            {
                ["rows"] = rows.Count,
                ["summary"] = new JsonArray([.. Sweep.Rank(rows, options.FractionValues()).Select(Json)]),
            },
            Outputs = [output],
        };
    }

    private static void Write(Stream stream, List<SweepRow> rows, Provenance provenance)
    {
        ParquetField[] fields =
            [new("method", ParquetType.Utf8), new("keep", ParquetType.Double), new("metric", ParquetType.Utf8), new("value", ParquetType.Double)];
        using var writer = new ParquetWriter(stream, fields, leaveOpen: true);
        writer.WriteRowGroup(
        [
            ParquetUtf8Column.Create("method", rows.Select(r => r.Method)),
            ParquetColumn.Create<double>("keep", rows.Select(r => r.Keep).ToArray()),
            ParquetUtf8Column.Create("metric", rows.Select(r => r.Metric)),
            ParquetColumn.Create<double>("value", rows.Select(r => r.Value).ToArray()),
        ]);
        writer.Close(provenance.ToMetadata());
    }

    private static JsonNode Json(SweepRanking ranking) => new JsonObject
    {
        ["metric"] = ranking.Metric.Name,
        ["ideal"] = ranking.Metric.Ideal,
        ["companion"] = ranking.Metric.Companion,
        ["keep"] = ranking.Keep,
        ["methods"] = new JsonArray([.. ranking.Methods.Select(m => (JsonNode)new JsonObject
        {
            ["method"] = m.Method,
            ["value"] = JsonNumbers.ToJson(m.Value),
            ["companion"] = m.Companion is { } companion ? JsonNumbers.ToJson(companion) : null,
            ["rank"] = m.Rank,
        })]),
    };
}
