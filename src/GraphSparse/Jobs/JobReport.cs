using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.Analytics;
using GraphSparse.Commands;
using GraphSparse.IO;
using GraphSparse.Metrics;

namespace GraphSparse.Jobs;

/// <summary>The report of a job: one self-contained HTML page with the numbers of every step and the degree distributions.</summary>
internal static class JobReport
{
    private const string Style =
        """
        body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2733}
        table{border-collapse:collapse;margin:.6rem 0 1.4rem;font-variant-numeric:tabular-nums}
        th,td{padding:.25rem .8rem;border-bottom:1px solid #dde3ea;text-align:right}th:first-child,td:first-child{text-align:left}
        th{font-weight:600;background:#f4f7fa}.failed{color:#b3261e}figure{margin:0 0 1.4rem}figcaption,footer{color:#5a6a7a;font-size:.87em}
        """;

    public static OutputFile Write(JobSpec job, Manifest manifest, RunSettings settings, bool replaces)
    {
        settings = settings with { Progress = null };
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(job.Name)}</title><style>{Style}</style><h1>{Text(job.Name)}</h1>\n");
        foreach (IGrouping<string, ManifestStep> item in manifest.Steps.GroupBy(s => s.Item))
            WriteItem(html, job, item.Key, [.. item], settings);
        html.Append(CultureInfo.InvariantCulture, $"<footer>GraphSparse {Provenance.Version}, seed {job.Seed}. All numbers were measured in this run or in the run that made the output; {Manifest.FileName} lists inputs and outputs with checksums.</footer></html>\n");

        using var file = new AtomicFile(Path.Combine(job.Output, job.Report!), replaces);
        file.Stream.Write(Encoding.UTF8.GetBytes(html.ToString()));
        return file.Commit();
    }

    private static void WriteItem(StringBuilder html, JobSpec job, string item, ManifestStep[] steps, RunSettings settings)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(item)}</h2>\n<table><tr><th>step<th>kept edges<th>retained<th>components<th>state<th>seconds</tr>\n");
        foreach (ManifestStep step in steps)
        {
            string state = step.Error is { } error ? $"<span class=\"failed\" title=\"{Text(error.Message)}\">failed</span>" : step.State;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(step.Step)}<td>{Cell(step, "keptEdges")}<td>{Cell(step, "retainedFraction")}<td>{Cell(step, "components")}<td>{state}<td>{step.Seconds:0.00}</tr>\n");
        }

        html.Append("</table>\n");
        foreach (ManifestStep step in steps.Where(s => s.Error is not null))
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"failed\">{Text(step.Step)}: {Text(step.Error!.Message)}</p>\n");
        ManifestStep[] compared = [.. steps.Where(s => Metrics(s) is not null)];
        if (compared.Length > 0)
            WriteMetrics(html, job, compared);
        if (steps.All(s => s.Error is null))
            WriteDegrees(html, job, item, settings);
    }

    private static void WriteMetrics(StringBuilder html, JobSpec job, ManifestStep[] steps)
    {
        html.Append("<h3>What was kept</h3>\n<table><tr><th>metric<th>ideal");
        foreach (ManifestStep step in steps)
        {
            JobStep described = job.Steps.First(s => s.Name == step.Step);
            html.Append(CultureInfo.InvariantCulture, $"<th>{Text(described.With ?? step.Step)}");
        }

        html.Append("</tr>\n");
        foreach (MetricEntry entry in MetricCatalog.Default.Where(e => steps.Any(s => Metrics(s)!.ContainsKey(e.Name))))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr title=\"{Text(entry.Measures)}\"><td>{Text(entry.Name)}<td>{entry.Ideal:0}");
            foreach (ManifestStep step in steps)
                html.Append("<td>").Append(Number(Metrics(step)![entry.Name]));
            html.Append("</tr>\n");
        }

        html.Append("</table>\n");
    }

    /// <summary>Complementary cumulative degree distributions of the graph and of what the steps made of it.</summary>
    private static void WriteDegrees(StringBuilder html, JobSpec job, string item, RunSettings settings)
    {
        JobGraph graph = job.Graphs.First(g => g.Name == item);
        using var loader = new GraphLoader();
        var series = new List<(string Name, int[] Degrees)>
        {
            ("original", Degrees.Total(loader.Load(graph.Path, (GraphReadOptions)OptionGroup.Of<GraphReadOptions>().Bind(graph.Values), settings).Graph)),
        };
        foreach (JobStep step in job.StepsOf(graph).Where(s => s.Command.Output is not null && s.Command.MakesGraph).Take(6))
            series.Add((step.Name, Degrees.Total(loader.Load(Path.Combine(job.Output, item, step.Name + ".parquet"), GraphReadOptions.Default, settings).Graph)));
        html.Append(CultureInfo.InvariantCulture, $"<figure>{DegreeChart.Svg(series)}<figcaption>Fraction of vertices with at least this degree; both axes are logarithmic.</figcaption></figure>\n");
    }

    private static JsonObject? Metrics(ManifestStep step) => step.Result?["metrics"] as JsonObject;

    private static string Cell(ManifestStep step, string key) => step.Result?[key] is { } node ? Number(node) : "";

    private static string Number(JsonNode? node) => node is null ? "" : node.GetValueKind() == JsonValueKind.String
        ? "∞"
        : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture).ToString("#,0.####", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
