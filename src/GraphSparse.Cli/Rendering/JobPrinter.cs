using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>Prints how a job ended.</summary>
internal static class JobPrinter
{
    private const int MostItemsShown = 12;
    private const int MostStepsShown = 16;

    public static JsonObject Document(JobSpec job, JobOutcome outcome, RunSettings settings, double seconds)
    {
        JsonObject document = ResultDocument.Head("run", settings);
        document["ok"] = outcome.ExitCode == Failure.Success;
        document["device"] = outcome.Device;
        document.Insert(3, "input", new JsonObject { ["path"] = job.Path });
        document.Insert(4, "options", new JsonObject { ["name"] = job.Name, ["output"] = job.Output });
        document.Insert(5, "result", new JsonObject { ["steps"] = new JsonArray([.. outcome.Manifest.Steps.Select(Step)]) });
        document.Insert(6, "outputs", new JsonArray(outcome.Report is null ? [] : [ResultDocument.Output(outcome.Report)]));
        document.Insert(7, "seconds", new JsonObject { ["total"] = Math.Round(seconds, 6) });
        if (outcome.Notes.Count > 0)
            document["notes"] = new JsonArray([.. outcome.Notes.Select(n => JsonValue.Create(n))]);
        if (outcome.Manifest.Steps.FirstOrDefault(s => s.Error is not null) is { } failed)
            document["error"] = Terminal.ErrorJson(failed.Error!);
        return document;
    }

    public static void Print(Terminal terminal, JobSpec job, JobOutcome outcome, double seconds)
    {
        IGrouping<string, ManifestStep>[] items = [.. outcome.Manifest.Steps.GroupBy(s => s.Item)];
        foreach (IGrouping<string, ManifestStep> item in items.Take(MostItemsShown))
            terminal.Out.Write(Item(job, item.Key, [.. item]));
        if (items.Length > MostItemsShown)
            terminal.Out.MarkupLineInterpolated($"… and {items.Length - MostItemsShown} more graphs; all are in {Manifest.FileName}");
        int done = outcome.Manifest.Steps.Count(s => s.State == "done");
        int skipped = outcome.Manifest.Steps.Count(s => s.State == "skipped");
        int failed = outcome.Manifest.Steps.Count(s => s.State == "failed");
        terminal.Out.MarkupLineInterpolated($"{done} steps done, {skipped} already done, {failed} failed in {seconds:0.0} s; outputs in {Path.GetRelativePath(Environment.CurrentDirectory, job.Output)}");
        if (outcome.Report is { } report)
            terminal.Out.MarkupLineInterpolated($"report: {Path.GetRelativePath(Environment.CurrentDirectory, report.Path)}");
    }

    public static void PrintPlan(Terminal terminal, JobSpec job, RunSettings settings)
    {
        JobPlan.RefuseOverlaps(job);
        JobPlan.RequireDevice(job, settings);
        var lines = new List<string>();
        foreach (JobGraph graph in job.Graphs)
        {
            foreach (JobStep step in job.StepsOf(graph))
                lines.Add($"{graph.Name}: {step.Name} = {step.Command.Name} of {step.Input}{(step.With is null ? "" : $" and {step.With}")}, into {Path.Combine(job.Output, JobPlan.Output(graph.Name, step))}");
        }

        long memory = job.Graphs.Max(g => JobPlan.PredictMemoryBytes(job, g, settings));
        settings.Budget.Ensure(memory - settings.Budget.TakenBytes, "the largest item of this job");
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

    /// <summary>One column per graph that a step made, with the metrics of the step that compares it.</summary>
    private static Table Item(JobSpec job, string item, ManifestStep[] steps)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn($"[bold]{Markup.Escape(item)}[/]").NoWrap());
        Dictionary<string, JobStep> described = job.Steps.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var comparisons = new Dictionary<string, ManifestStep>(StringComparer.Ordinal);
        foreach (ManifestStep step in steps)
        {
            if (described[step.Step].With is { } with)
                comparisons.TryAdd(with, step);
        }

        ManifestStep[] all = [.. steps.Where(s => (described[s.Step].Command is { Output: not null, MakesGraph: true } && (s.Result is null || Edges(s) is not null)) || s.Error is not null)];
        ManifestStep[] shown = [.. all.Take(MostStepsShown)];
        if (all.Length > shown.Length)
            table.Caption = new TableTitle($"and {all.Length - shown.Length} more steps; all are in {Manifest.FileName}");
        foreach (ManifestStep step in shown)
            table.AddColumn(new TableColumn(Markup.Escape(step.Step)).RightAligned());
        JsonObject?[] metrics = [.. shown.Select(s => s.Result?["metrics"] as JsonObject ?? comparisons.GetValueOrDefault(s.Step)?.Result?["metrics"] as JsonObject)];
        MetricEntry[] measured = [.. MetricCatalog.Default.Where(e => metrics.Any(m => m?.ContainsKey(e.Name) == true))];
        if (measured.Length > 0)
            table.AddColumn(new TableColumn("[grey]ideal[/]").RightAligned());
        AddRow("edges", s => ResultPrinter.Number(Edges(s)), "");
        for (int m = 0; m < measured.Length; m++)
        {
            MetricEntry entry = measured[m];
            AddRow(entry.Name, s => ResultPrinter.Number(metrics[Array.IndexOf(shown, s)]?[entry.Name]), $"[grey]{entry.Ideal}[/]");
        }

        if (steps.Any(s => s.State != "done"))
            AddRow("state", s => s.Error is null ? s.State : "[red]failed[/]", "");
        return table;

        void AddRow(string name, Func<ManifestStep, string> cell, string ideal)
        {
            var cells = new List<string> { name };
            cells.AddRange(shown.Select(cell));
            if (measured.Length > 0)
                cells.Add(ideal);
            table.AddRow([.. cells]);
        }
    }

    /// <summary>Edges of the graph that a step made, where its result says.</summary>
    private static JsonNode? Edges(ManifestStep step) => step.Result?["keptEdges"] ?? step.Result?["edges"];

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
        if (step.Notes is { Count: > 0 } notes)
            json["notes"] = new JsonArray([.. notes.Select(n => JsonValue.Create(n))]);
        if (step.Error is not null)
            json["error"] = Terminal.ErrorJson(step.Error);
        return json;
    }
}
