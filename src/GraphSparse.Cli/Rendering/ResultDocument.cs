using System.Diagnostics;
using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli.Rendering;

/// <summary>The JSON document of a finished command.</summary>
internal static class ResultDocument
{
    public static JsonObject Of(CommandRun run, CommandOutcome outcome)
    {
        JsonObject document = Head(run.Command.Name, run.Settings);
        document["device"] = run.Device.Name;
        JsonObject? input = outcome.Input?.ToJson();
        if (outcome.Input?.Loaded.Report.OtherColumns is { Count: > 0 } others)
            input!["otherColumns"] = new JsonArray([.. others.Select(name => (JsonNode)name)]);
        if (run.Columns.Kept is { Count: > 0 } kept)
            input!["columnsKept"] = new JsonArray([.. kept.Select(name => (JsonNode)name)]);
        document.Insert(3, "input", input);
        document.Insert(4, "options", run.OptionsJson());
        document.Insert(5, "result", outcome.Result);
        document.Insert(6, "outputs", new JsonArray([.. outcome.Outputs.Select(Output)]));
        document.Insert(7, "seconds", Seconds(run.Seconds));
        if (run.Notes.Count > 0)
            document["notes"] = new JsonArray([.. run.Notes.Select(n => JsonValue.Create(n))]);
        return document;
    }

    /// <summary>What every document holds: command, version, ok, threads, device, seed, peak memory.</summary>
    public static JsonObject Head(string command, RunSettings settings) => new()
    {
        ["command"] = command,
        ["version"] = Provenance.Version,
        ["ok"] = true,
        ["threads"] = settings.Parallelism.Degree,
        ["device"] = "cpu",
        ["seed"] = settings.Seed,
        ["peakMemoryBytes"] = PeakMemoryBytes(),
    };

    public static JsonNode Output(OutputFile file) => new JsonObject { ["path"] = file.Path, ["bytes"] = file.Bytes, ["sha256"] = file.Sha256 };

    private static JsonObject Seconds(IReadOnlyDictionary<string, double> seconds)
    {
        var json = new JsonObject();
        foreach ((string phase, double value) in seconds)
            json[phase] = Math.Round(value, 6);
        return json;
    }

    private static long PeakMemoryBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
