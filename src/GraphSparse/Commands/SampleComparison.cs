using System.Text.Json.Nodes;
using GraphSparse.Metrics;
using GraphSparse.Sampling;

namespace GraphSparse.Commands;

/// <summary><c>compare ORIGINAL SAMPLE</c>: a sample over its own vertices, by the metrics of <c>sample</c> and with its numbers.</summary>
internal static class SampleComparison
{
    public static HelpTable Help { get; } = new("Metrics of samples", ["metric", "measures"], [.. SampleMetricCatalog.Default.Select(e => new[] { e.Name, e.Measures })]);

    /// <summary>Whether the other graph is a sample, by the option or by what its file says.</summary>
    public static bool Applies(CompareOptions options, LoadedInput other) => options.Sampled ?? other.Loaded.Report.IsSample;

    /// <summary>Fails where a metric is neither one of graphs on the same vertices nor one of samples; which of both is known once the other graph is read.</summary>
    public static void CheckNames(CompareOptions options)
    {
        foreach (string name in options.Metrics.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (SampleMetricCatalog.Default.All(e => e.Name != name))
                MetricCatalog.Default.FindList(name);
        }

        if (options.Metrics.Trim(' ', ',').Length == 0)
            MetricCatalog.Default.FindList(options.Metrics);
    }

    /// <summary>The metrics of graphs on the same vertices among those asked for.</summary>
    public static IReadOnlyList<MetricEntry> NamesOf(CompareOptions options)
    {
        string[] names = [.. options.Metrics.Split(',', StringSplitOptions.TrimEntries).Where(n => n == Catalog.All || MetricCatalog.Default.Any(e => e.Name == n))];
        return names.Length == 0 ? [] : MetricCatalog.Default.FindList(string.Join(',', names));
    }

    public static CommandOutcome Run(CommandRun run, LoadedInput original, LoadedInput sample)
    {
        CompareOptions options = run.Get<CompareOptions>();
        IReadOnlyList<SampleMetric> metrics = SampleMetricCatalog.Default.FindList(options.Metrics);
        if (sample.Loaded.Ids is not null)
            GraphAlignment.Match(original.Loaded, sample.Loaded);
        if (options.Sampled is null)
            run.Notes.Add($"'{run.Arguments[1]}' declares itself a sample: it is compared over its own vertices, with the metrics of sample (--sampled false compares all vertices)");
        var values = new JsonObject();
        foreach (SampleMetric metric in metrics)
        {
            foreach (MetricValue value in run.Timed("compute", () =>
                metric.Measure(original.Graph, sample.Graph, run.Settings.Parallelism, run.Settings.CancellationToken).ToArray()))
                values[value.Name] = JsonNumbers.ToJson(value.Value);
        }

        return new CommandOutcome
        {
            Input = original,
            Result = new JsonObject
            {
                ["retainedFraction"] = JsonNumbers.ToJson(sample.Graph.EdgeCount / (double)Math.Max(1, original.Graph.EdgeCount)),
                ["sampled"] = true,
                ["other"] = sample.ToJson(),
                ["metrics"] = values,
                ["estimates"] = new JsonObject(),
            },
        };
    }
}
