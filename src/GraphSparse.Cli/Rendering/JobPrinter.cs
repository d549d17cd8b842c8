using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Pipelines;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>Prints how a job ended.</summary>
internal static class JobPrinter
{
    public static JsonObject Document(JobSpec job, JobOutcome outcome, RunSettings settings, double seconds)
    {
        JsonObject document = ResultDocument.Head("run", settings);
        document["ok"] = outcome.ExitCode == Failure.Success;
        document.Insert(3, "input", new JsonObject { ["path"] = job.Path });
        document.Insert(4, "options", new JsonObject { ["name"] = job.Name, ["output"] = job.Output });
        document.Insert(5, "result", new JsonObject { ["steps"] = new JsonArray([.. outcome.Manifest.Steps.Select(Step)]) });
        document.Insert(6, "outputs", new JsonArray(outcome.Report is null ? [] : [ResultDocument.Output(outcome.Report)]));
        document.Insert(7, "seconds", new JsonObject { ["total"] = Math.Round(seconds, 6) });
        if (outcome.Manifest.Steps.FirstOrDefault(s => s.Error is not null) is { } failed)
            document["error"] = Error(failed.Error!);
        return document;
    }

    public static void Print(Terminal terminal, JobSpec job, JobOutcome outcome, double seconds)
    {
        foreach (IGrouping<string, ManifestStep> item in outcome.Manifest.Steps.GroupBy(s => s.Item))
            terminal.Out.Write(Item(job, item.Key, [.. item]));
        int done = outcome.Manifest.Steps.Count(s => s.State == "done");
        int skipped = outcome.Manifest.Steps.Count(s => s.State == "skipped");
        int failed = outcome.Manifest.Steps.Count(s => s.State == "failed");
        terminal.Out.MarkupLineInterpolated($"{done} steps done, {skipped} already done, {failed} failed in {seconds:0.0} s; outputs in {Path.GetRelativePath(Environment.CurrentDirectory, job.Output)}");
        if (outcome.Report is { } report)
            terminal.Out.MarkupLineInterpolated($"report: {Path.GetRelativePath(Environment.CurrentDirectory, report.Path)}");
    }

    public static void PrintPlan(Terminal terminal, JobSpec job, RunSettings settings)
    {
        var lines = new List<string>();
        foreach (JobGraph graph in job.Graphs)
        {
            foreach (JobStep step in job.Steps)
                lines.Add($"{graph.Name}: {step.Name} = {step.Verb.Name} of {step.Input}{(step.With is null ? "" : $" and {step.With}")}, into {Path.Combine(job.Output, graph.Name, step.Name + ".parquet")}");
        }

        long memory = job.Graphs.Max(g => JobPlan.PredictMemoryBytes(job, g, settings));
        settings.Budget.Ensure(memory, "the largest item of this job");
        if (terminal.IsJson)
        {
            JsonObject document = ResultDocument.Head("run", settings);
            document.Insert(3, "plan", new JsonObject
            {
                ["steps"] = new JsonArray([.. lines.Select(l => JsonValue.Create(l))]),
                ["predictedMemoryBytes"] = memory,
                ["memoryLimitBytes"] = settings.Budget.LimitBytes,
            });
            Terminal.WriteJson(document);
            return;
        }

        foreach (string line in lines)
            Console.Out.WriteLine(line);
        Console.Out.WriteLine($"memory: about {MemoryBudget.Text(memory)} of {MemoryBudget.Text(settings.Budget.LimitBytes)}");
    }

    /// <summary>One row per graph that a step made, with the metrics of the step that compares it.</summary>
    private static Table Item(JobSpec job, string item, ManifestStep[] steps)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(item)) };
        JsonObject[] measured = [.. steps.Select(s => s.Result?["metrics"]).OfType<JsonObject>()];
        MetricEntry[] metrics = [.. MetricCatalog.Entries.Where(e => measured.Any(m => m.ContainsKey(e.Name)))];
        table.AddColumn("step");
        table.AddColumn(new TableColumn("edges").RightAligned());
        foreach (MetricEntry metric in metrics)
            table.AddColumn(new TableColumn(Markup.Escape(metric.Name)).RightAligned());
        table.AddColumn("state");
        foreach (ManifestStep step in steps)
        {
            bool isComparison = job.Steps.First(s => s.Name == step.Step).With is not null;
            if (isComparison && step.Error is null)
                continue; // shown in the row of the graph that it looked at
            JsonObject? values = step.Result?["metrics"] as JsonObject
                ?? steps.FirstOrDefault(s => job.Steps.First(j => j.Name == s.Step).With == step.Step)?.Result?["metrics"] as JsonObject;
            var cells = new List<string> { Markup.Escape(step.Step), ResultPrinter.Number(step.Result?["keptEdges"] ?? step.Result?["edges"]) };
            cells.AddRange(metrics.Select(m => ResultPrinter.Number(values?[m.Name])));
            cells.Add(step.Error is null ? step.State : "[red]failed[/]");
            table.AddRow([.. cells]);
        }

        if (metrics.Length > 0)
            table.AddRow(["[grey]equal graphs give[/]", "", .. metrics.Select(m => $"[grey]{m.Ideal}[/]"), ""]);
        return table;
    }

    private static JsonNode Step(ManifestStep step)
    {
        var json = new JsonObject
        {
            ["name"] = step.Step,
            ["item"] = step.Item,
            ["state"] = step.State,
            ["seconds"] = Math.Round(step.Seconds, 6),
            ["outputs"] = new JsonArray([.. step.Outputs.Select(ResultDocument.Output)]),
            ["result"] = step.Result?.DeepClone(),
        };
        if (step.Error is not null)
            json["error"] = Error(step.Error);
        return json;
    }

    private static JsonObject Error(Failure failure) => new() { ["kind"] = failure.Kind, ["message"] = failure.Message };
}
