using System.Text.Json.Nodes;
using GraphSparse.Analytics;
using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Sampling;

namespace GraphSparse.Commands;

/// <summary><c>sample IN OUT --method M --fraction F</c>: a smaller graph.</summary>
internal static class SampleCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "sample",
        MakesSample = true,
        Summary = "Sample a smaller graph.",
        Usage = "[--method NAME] [--fraction F]",
        MainOptions =
        [
            nameof(SamplerOptions.Method), nameof(SamplerOptions.Fraction), nameof(SamplerOptions.Edges), nameof(SamplerOptions.Weighted),
            nameof(SeedOptions.SeedVertices), nameof(SamplerOptions.Direction), nameof(MetricOptions.Metrics),
        ],
        Example = "sample us-power-grid small.parquet --method forest-fire --fraction 0.2",
        Arguments = [CommonArguments.In, CommonArguments.Out],
        Options = [OptionGroup.Of<SamplerOptions>(), OptionGroup.Of<SeedOptions>(), OptionGroup.Of<WeightOptions>(), OptionGroup.Of<MetricOptions>(), OptionGroup.Of<AttributeOptions>(), OptionGroup.Of<GraphReadOptions>(), OptionGroup.Of<GraphWriteOptions>()],
        Tables =
        [
            new HelpTable("Methods", ["method", "keeps", "fraction of", "source"],
                [.. SamplerCatalog.Default.Select(e => new[] { e.Name, e.Keeps, e.Unit == SampleUnit.Vertices ? "vertices" : "edges", e.Source })]),
            new HelpTable("Metrics of samples", ["metric", "measures"], [.. SampleMetricCatalog.Default.Select(e => new[] { e.Name, e.Measures })]),
        ],
        MakesNewEdges = run => SamplerCatalog.Default.Find(run.Get<SamplerOptions>().Method) is { MakesNewGraph: true } entry ? $"the edges of {entry.Name} are new" : null,
        Check = Check,
        Work = Work,
        EstimateWorkBytes = EstimateWorkBytes,
    };

    private static long EstimateWorkBytes(CommandRun run, GraphSize size) =>
        Sampler.EstimateMemoryBytes(size, run.Get<SamplerOptions>()) + IO.GraphTable.EstimateWriteBytes(size, size.Edges, run.Settings.Parallelism.Degree) + (run.Get<MetricOptions>().Metrics is not null ? TriangleCounter.EstimateBytes(size) : size.Vertices * 16);

    private static void Check(CommandRun run)
    {
        string[] seeds = run.Get<SeedOptions>().Ids(); // stand-ins until the graph is known: what they do not go with is refused now
        (run.Get<SamplerOptions>() with { SeedVertices = [.. Enumerable.Range(0, seeds.Length)] }).Validate();
        if (run.Get<SeedOptions>().SeedVertices is not null && seeds.Length == 0)
            throw new ArgumentException("--seed-vertices names no vertex.");
        SampleMetricCatalog.Default.FindList(run.Get<MetricOptions>().Metrics ?? SampleMetricCatalog.DefaultMetrics);
        GraphOutput.Refuse(run, run.Arguments[1]);
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        SamplerOptions options = run.Get<SamplerOptions>();
        options = run.Get<SeedOptions>().On(options, input.Loaded);
        RunSettings settings = run.Settings;
        SampledGraph sample = run.Computed(input, () => Sampler.Sample(
            input.Graph, options, settings.Seed, input.Sense ?? WeightSense.Strength, null, settings.Parallelism, settings.Progress, settings.CancellationToken));
        var metrics = new JsonObject();
        run.Timed("compute", () =>
        {
            foreach (SampleMetric metric in SampleMetricCatalog.Default.FindList(run.Get<MetricOptions>().Metrics ?? SampleMetricCatalog.DefaultMetrics))
            {
                foreach (MetricValue value in metric.Measure(input.Graph, sample.Graph, settings.Parallelism, settings.CancellationToken))
                    metrics[value.Name] = JsonNumbers.ToJson(value.Value);
            }

            return true;
        });
        if (sample.Shortfall > 0)
            run.Notes.Add($"the sample has {sample.Taken} {(sample.Unit == SampleUnit.Vertices ? "vertices" : "edges")} instead of {sample.Target}");
        else if (sample.Shortfall < 0)
            run.Notes.Add($"the sample has {sample.Taken} vertices instead of {sample.Target}, so that its degrees add up");
        if (sample.Graph.VertexCount == 0 && input.Graph.VertexCount > 0)
            run.Notes.Add("the sample is empty, so its metrics are those of an empty graph");
        var result = new JsonObject
        {
            ["vertices"] = sample.Graph.VertexCount,
            ["edges"] = sample.Graph.EdgeCount,
            ["target"] = sample.Target,
            ["shortfall"] = sample.Shortfall,
            ["restarts"] = sample.Restarts,
            ["metrics"] = metrics,
        };
        if (sample.Rescale is { } report)
        {
            result["rescale"] = ReportJson(report);
            if (report.UnplacedStubs > 0)
                run.Notes.Add($"no simple graph can hold {report.UnplacedStubs} of {report.Stubs} {(input.Graph.IsDirected ? "arcs" : "edges")}: hubs keep their degree and have fewer possible neighbours");
        }

        return new CommandOutcome { Input = input, Result = result, Outputs = GraphOutput.Write(run, run.Arguments[1], sample.Graph, IdsOf(sample, input.Loaded.Ids), input) };
    }

    /// <summary>The ids of the vertices that were kept; a vertex without another id has its number in the original. Those of jdm are new.</summary>
    private static VertexIds? IdsOf(SampledGraph sample, VertexIds? ids)
    {
        if (sample.Vertices is not { } vertices)
            return null;
        return ids is { AreIntegers: false }
            ? VertexIds.FromSorted([.. vertices.Select(ids.GetText)])
            : VertexIds.FromSorted([.. vertices.Select(v => ids?.GetInteger(v) ?? v)], ids is { AreUnsigned: true });
    }

    private static JsonObject ReportJson(RescaleReport report) => new()
    {
        ["targetVertices"] = JsonNumbers.ToJson(report.TargetVertices),
        ["targetEdges"] = JsonNumbers.ToJson(report.TargetArcs),
        ["verticesAdjusted"] = report.VerticesAdjusted,
        ["imbalance"] = report.Imbalance,
        ["fittingRounds"] = report.FittingRounds,
        ["edgesInNewCells"] = report.ArcsInNewCells,
        ["unplacedEdges"] = report.UnplacedStubs,
        ["unplacedLowerBound"] = report.UnplacedLowerBound,
        ["jointDistance"] = JsonNumbers.ToJson(report.JointDistance),
        ["jointBound"] = JsonNumbers.ToJson(report.JointBound),
        ["correlationDistance"] = JsonNumbers.ToJson(report.CorrelationDistance),
        ["correlationBound"] = JsonNumbers.ToJson(report.CorrelationBound),
        ["correlationDistanceBinned"] = JsonNumbers.ToJson(report.CorrelationDistanceBinned),
        ["inDegreeDistance"] = JsonNumbers.ToJson(report.InDegreeDistance),
        ["outDegreeDistance"] = JsonNumbers.ToJson(report.OutDegreeDistance),
    };
}
