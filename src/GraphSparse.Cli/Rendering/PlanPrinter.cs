using System.Text.Json.Nodes;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli.Rendering;

/// <summary>Prints what a run would do.</summary>
internal static class PlanPrinter
{
    public static void Print(Terminal terminal, CommandEntry entry, CommandRun run, RunPlan plan)
    {
        if (terminal.IsJson)
        {
            JsonObject document = ResultDocument.Head(entry.Name, run.Settings);
            document["device"] = run.Device.Name;
            document.Insert(3, "options", run.OptionsJson());
            document.Insert(4, "plan", new JsonObject
            {
                ["steps"] = new JsonArray([.. plan.Lines.Select(l => JsonValue.Create(l))]),
                ["predictedMemoryBytes"] = plan.PredictedMemoryBytes,
                ["memoryLimitBytes"] = plan.LimitBytes,
            });
            Terminal.WriteJson(document);
            return;
        }

        foreach (string line in plan.Lines)
            Console.Out.WriteLine(line);
        Console.Out.WriteLine($"memory: about {MemoryBudget.Text(plan.PredictedMemoryBytes)} of {MemoryBudget.Text(plan.LimitBytes)}{(plan.PredictedMemoryBytes > plan.LimitBytes ? "; the command starts, because its least need fits, and fails if it needs more" : "")}");
    }
}
