using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.IO;
using GraphSparse.Walks;

namespace GraphSparse.Commands;

/// <summary><c>walk IN OUT --method K</c>: random walks, co-occurrence counts within a window, or visits, as Parquet.</summary>
internal static class WalkCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "walk",
        Summary = "Take random walks, or count visits or co-occurrences on them.",
        Usage = "[--method NAME] [--visits | --window W]",
        MainOptions =
        [
            nameof(WalkOptions.Method), nameof(WalkOptions.Length), nameof(WalkOptions.PerVertex), nameof(WalkOptions.P), nameof(WalkOptions.Q),
            nameof(WalkOptions.Restart), nameof(WalkOptions.Window), nameof(WalkOptions.Visits),
        ],
        Example = "walk us-power-grid walks.parquet --method non-backtracking --length 40 --per-vertex 2",
        Arguments = [CommonArguments.In, CommonArguments.Out with { Description = "Parquet file to write" }],
        Options = [OptionGroup.Of<WalkOptions>(), OptionGroup.Of<WeightOptions>(), OptionGroup.Of<GraphReadOptions>()],
        MakesGraph = false,
        UsesDevice = true,
        Check = Check,
        Work = Work,
        LeastWorkBytes = (run, size) => WalkMemory.Least(run.Get<WalkOptions>(), size, run.Settings.Parallelism.Degree) + DriverBytes(run, size),
        EstimateWorkBytes = (run, size) => WalkMemory.Estimate(run.Get<WalkOptions>(), size, run.Settings.Parallelism.Degree) + DriverBytes(run, size),
    };

    /// <summary>Where auto looks for a GPU, drivers are loaded, and stay.</summary>
    private static long DriverBytes(CommandRun run, GraphSize size) =>
        run.Device.MayLoadDriver(DeviceWork.Of(run.Get<WalkOptions>(), Steps(run, size.Vertices), default)) ? RunPlan.DriverBytes : 0;

    private static double Steps(CommandRun run, long vertices) => (double)vertices * run.Get<WalkOptions>().PerVertex * run.Get<WalkOptions>().Length;

    private static void Check(CommandRun run)
    {
        run.Get<WalkOptions>().Validate();
        TableOutput.Refuse(run, run.Arguments[1], "walks are");
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        WalkOptions options = run.Get<WalkOptions>();
        if (input.Graph.VertexCount == 0)
            throw new ArgumentException("The graph has no vertices to walk from.");
        if (options is { Method: not WalkMethod.Node2vec } and not { P: 1, Q: 1 })
            run.Notes.Add("--p and --q apply only with --method node2vec"); // one command line is used with every method, so it is no error
        using IAccelerator? device = run.Device.Open("walking", DeviceWork.Of(options, Steps(run, input.Graph.VertexCount), RandomWalker.DeviceNeed(input.Graph, options)));
        double before = run.Seconds["compute"];
        (WalkTotals totals, OutputFile output) = CommandRun.On(input, () => options switch
        {
            { Visits: true } => WriteVisits(run, input, options, device),
            { Window: > 0 } => WriteCounts(run, input, options, device),
            _ => WriteWalks(run, input, options, device),
        });
        double seconds = run.Seconds["compute"] - before;
        return new CommandOutcome
        {
            Input = input,
            Result = new JsonObject
            {
                ["walks"] = totals.Walks,
                ["steps"] = totals.Steps,
                ["stepsPerSecond"] = seconds > 0 ? Math.Round(totals.Steps / seconds) : 0,
            },
            Outputs = [output],
        };
    }

    /// <summary>Walking and writing go on side by side, so both count as computing.</summary>
    private static (WalkTotals, OutputFile) WriteWalks(CommandRun run, LoadedInput input, WalkOptions options, IAccelerator? device) => run.Timed("compute", () =>
    {
        RunSettings settings = run.Settings;
        using var file = new AtomicFile(run.Arguments[1], settings.Overwrite);
        using var table = new WalkTable(file.Stream, input.Loaded.Ids);
        WalkTotals totals = RandomWalker.Map(
            input.Strengths, options, batch => table.Encode(batch, settings.CancellationToken), table.Write,
            settings.Seed, device, settings.Parallelism, settings.Progress, settings.CancellationToken);
        table.Close(run.Provenance, input.Graph);
        return (totals, file.Commit());
    });

    private static (WalkTotals, OutputFile) WriteVisits(CommandRun run, LoadedInput input, WalkOptions options, IAccelerator? device)
    {
        RunSettings settings = run.Settings;
        (long[] visits, WalkTotals totals) = run.Timed("compute", () => VisitCounts.Count(
            input.Strengths, options, settings.Seed, device, settings.Parallelism, settings.Progress, settings.CancellationToken));
        return (totals, TableOutput.Write(run, run.Arguments[1], stream =>
            VisitTable.Write(stream, visits, input.Graph, input.Loaded.Ids, run.Provenance, settings.CancellationToken)));
    }

    private static (WalkTotals, OutputFile) WriteCounts(CommandRun run, LoadedInput input, WalkOptions options, IAccelerator? device)
    {
        RunSettings settings = run.Settings;
        (CoOccurrenceCounts counts, WalkTotals totals) = run.Timed("compute", () => CoOccurrence.Count(
            input.Strengths, options, settings.Seed, device, settings.Parallelism, settings.Budget, settings.Progress, settings.CancellationToken));
        return (totals, TableOutput.Write(run, run.Arguments[1], stream =>
            CoOccurrenceTable.Write(stream, counts, input.Graph, input.Loaded.Ids, run.Provenance, settings.CancellationToken)));
    }
}
