using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Sampling;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>Prints results as tables for people.</summary>
internal static class ResultPrinter
{
    public static void Print(Terminal terminal, CommandRun run, CommandOutcome outcome)
    {
        if (terminal.IsQuiet && (run.Command.Output is not null || outcome.Outputs.Count > 0))
            return; // the file is the result
        if (outcome.Input is { } input)
            terminal.Out.MarkupLineInterpolated($"[bold]{Path.GetFileName(input.Loaded.Report.Path)}[/], {(input.Graph.IsDirected ? "directed" : "undirected")}, {(input.Graph.IsWeighted ? "weighted" : "unweighted")}");
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumn("");
        table.AddColumn(new TableColumn("").RightAligned());
        foreach ((string key, JsonNode? value) in outcome.Result.Where(r => r.Value is not (JsonObject or JsonArray) && r.Key != "sampled"))
        {
            table.AddRow(Words(key), key.EndsWith("Bytes", StringComparison.Ordinal) ? MemoryBudget.Text((long)Double(value)) : Number(value));
        }

        foreach ((string key, JsonNode? value) in outcome.Result.Where(r => r.Key.EndsWith("Top", StringComparison.Ordinal) && r.Value is JsonArray))
            table.AddRow(Words(key), string.Join(", ", value!.AsArray().Select(entry => Markup.Escape(entry!["vertex"]!.ToString()))));
        if (outcome.Result["largestSizes"] is JsonArray { Count: > 0 } sizes)
            table.AddRow("largest", string.Join(", ", sizes.Select(Number)));
        if (table.Rows.Count > 0)
            terminal.Out.Write(table);
        if (outcome.Result["counts"] is JsonObject counts)
            terminal.Out.Write(GraphletPrinter.Counts(counts, outcome.Result["standardErrors"] as JsonObject));
        if (outcome.Result["triads"] is JsonObject triads)
            terminal.Out.Write(GraphletPrinter.Triads(triads));
        EmbeddingPrinter.Print(terminal, outcome.Result);
        if (outcome.Result["matrices"] is JsonArray matrices)
            terminal.Out.Write(GraphletPrinter.Matrices(matrices));
        if (outcome.Result["metrics"] is JsonObject metrics)
            terminal.Out.Write(Metrics(metrics, outcome.Result["estimates"] as JsonObject, isSample: outcome.Result.ContainsKey("shortfall") || outcome.Result.ContainsKey("sampled")));
        if (outcome.Result["values"] is JsonArray { Count: > 0 } values)
            terminal.Out.Write(QueryPrinter.Values(values));
        if (outcome.Result["batches"] is JsonArray { Count: > 0 } batches)
            terminal.Out.Write(BatchTable.Of(batches));
        if (outcome.Result["summary"] is JsonArray summary)
            terminal.Out.Write(SweepPrinter.Table(summary));
        foreach (OutputFile output in outcome.Outputs)
            terminal.Out.MarkupLineInterpolated($"wrote {output.Path} ({MemoryBudget.Text(output.Bytes)})");
    }

    /// <summary>What was kept: the value, what equal graphs give, and what it says. The parts of a metric are for --json.</summary>
    private static Table Metrics(JsonObject metrics, JsonObject? estimators, bool isSample)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("metric");
        table.AddColumn(new TableColumn("value").RightAligned());
        table.AddColumn(new TableColumn("ideal").RightAligned());
        table.AddColumn("meaning");
        foreach (MetricEntry entry in MetricCatalog.Default.Where(e => metrics.ContainsKey(e.Name)))
        {
            string error = estimators?[entry.Name]?["standardError"] is { } se ? $" ± {Number(se)}" : "";
            string measures = (isSample ? SampleMetricCatalog.Default.FirstOrDefault(e => e.Name == entry.Name)?.Measures : null) ?? entry.Measures;
            table.AddRow($"[bold]{Markup.Escape(entry.Name)}[/]", $"[bold]{Number(metrics[entry.Name])}{error}[/]", entry.Ideal.ToString(CultureInfo.InvariantCulture), Markup.Escape(measures));
        }

        return table;
    }

    /// <summary>averageClustering as "average clustering".</summary>
    public static string Words(string key) => string.Concat(key.Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    public static string Number(JsonNode? node)
    {
        if (node is null)
            return "";
        if (node.GetValueKind() == JsonValueKind.String)
            return Markup.Escape(node.GetValue<string>() == "Infinity" ? "∞" : node.GetValue<string>());
        double value = Double(node);
        return value.ToString(value == Math.Floor(value) && Math.Abs(value) < 1e15 ? "#,0" : Math.Abs(value) < 0.001 ? "0.##e0" : "#,0.####", CultureInfo.InvariantCulture);
    }

    private static double Double(JsonNode? node) => double.Parse(node!.ToJsonString(), CultureInfo.InvariantCulture);
}
