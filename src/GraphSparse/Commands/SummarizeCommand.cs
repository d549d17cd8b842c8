using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary><c>summarize IN OUTDIR --ratio R</c>: supervertices and superedges within a bit budget.</summary>
internal static class SummarizeCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "summarize",
        Summary = "Make a summary of supervertices and superedges, within a bit budget or lossless.",
        Usage = "(--ratio R | --bits K | --mode lossless|nested)",
        MainOptions = [nameof(SummarizeOptions.Mode), nameof(SummarizeOptions.Ratio), nameof(SummarizeOptions.Bits), nameof(SummarizeOptions.Norm), nameof(SummarizeOptions.Weights), nameof(SummarizeOptions.ErrorBound), nameof(SummarizeOptions.Targets), nameof(SummarizeOptions.OutputFormat)],
        Example = "summarize us-power-grid summary --ratio 0.3",
        Arguments = [CommonArguments.In, CommonArguments.Out with { Name = "OUTDIR", Description = "Folder to write: membership, superedges, corrections if lossless, hierarchy if nested, summary.json" }],
        OutputFiles = values => SummaryFolder.FilesOf(SummaryFormat.Parquet, values.GetValueOrDefault(nameof(SummarizeOptions.Mode)) is SummaryMode mode ? mode : SummaryMode.Lossy),
        Options = [OptionGroup.Of<SummarizeOptions>(), OptionGroup.Of<GraphReadOptions>()],
        MakesGraph = false,
        ComputesWithWeights = false,
        Check = Check,
        Work = Work,
        EstimateWorkBytes = (run, size) => EstimateBytes(run, size, isLeast: false),
        LeastWorkBytes = (run, size) => EstimateBytes(run, size, isLeast: true),
    };

    private static long EstimateBytes(CommandRun run, GraphSize size, bool isLeast)
    {
        SummarizeOptions given = run.Get<SummarizeOptions>();
        int threads = run.Settings.Parallelism.Degree;
        long plain = size.Directed ? size.GraphBytes * 2 : 0;
        return plain + given.Mode switch
        {
            SummaryMode.Lossless => SummaryMemory.ExactSearch(size, threads, given.Candidates),
            SummaryMode.Nested => SummaryMemory.NestedSearch(size, threads, given.Candidates),
            SummaryMode.Personalized => SummaryMemory.PersonalizedSearch(size, threads, given.ForBudget()),
            _ when isLeast => SummaryMemory.LeastSearch(size, threads, given.ForBudget()),
            _ => SummaryMemory.Search(size, threads, WithinMemory(run, size, plain)),
        };
    }

    /// <summary>The options, with a limit of blocks where the memory is too small for all.</summary>
    private static SummaryOptions WithinMemory(CommandRun run, GraphSize size, long plainBytes)
    {
        RunSettings settings = run.Settings;
        long bytes = settings.Budget.AvailableBytes - size.HeldBytes - plainBytes - RunPlan.FixedBytes(settings);
        return SummaryMemory.Within(bytes, size, run.Get<SummarizeOptions>().ForBudget());
    }

    private static void Check(CommandRun run)
    {
        run.Get<SummarizeOptions>().Validate();
        if (SummaryFolder.AllFiles.Any(file => AtomicFile.AreSame(run.Arguments[0], Path.Combine(run.Arguments[1], file))))
            throw new ArgumentException($"The input '{run.Arguments[0]}' has the name of a file of the summary in '{run.Arguments[1]}'; choose another folder.");
        SummaryFolder.Refuse(run.Arguments[1], run.Settings.Overwrite);
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        CsrGraph graph = run.Plain(input, "the summary is of");
        (JsonObject result, IReadOnlyList<OutputFile> outputs) = run.Get<SummarizeOptions>().Mode switch
        {
            SummaryMode.Lossless => Lossless(run, graph, input),
            SummaryMode.Personalized => Personalized(run, graph, input),
            SummaryMode.Nested => Nested(run, graph, input),
            _ => Lossy(run, graph, input),
        };
        result["fileBytes"] = outputs.Sum(o => o.Bytes);
        return new CommandOutcome { Input = input, Result = result, Outputs = outputs };
    }

    private static (JsonObject Result, IReadOnlyList<OutputFile> Outputs) Lossy(CommandRun run, CsrGraph graph, LoadedInput input)
    {
        RunSettings settings = run.Settings;
        SummaryOptions options = WithinMemory(run, CommandRun.SizeOf(input), plainBytes: 0);
        Summary summary = run.Timed("compute", () => Summarizer.Summarize(graph, options, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken));
        bool isLimited = options.MaxBlocks < graph.EdgeCount;
        if (isLimited && summary.Passes > 0)
            run.Notes.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at most {options.MaxBlocks} {(options.MaxBlocks == 1 ? "block" : "blocks")} with edges may be in memory at a time{(run.Get<SummarizeOptions>().MaxBlocks is null ? " (--memory; --max-blocks says so with any memory)" : "")}: the graph was gone through {summary.Passes} times, and the error is larger than without a limit"));
        if (summary.Superedges.Length == options.MaxBlocks)
            run.Notes.Add("there are no more superedges than blocks that may be in memory: the budget would have room for more");
        if (summary.Superedges.IsEmpty && graph.EdgeCount > 0)
            run.Notes.Add("no superedge fits the budget or lowers the error: the summary says that there are no edges");
        IReadOnlyList<OutputFile> outputs = run.Timed("write", () => new SummaryFolderWriter(run, run.Arguments[1], graph, input.Loaded.Ids).Write(summary));
        JsonObject result = ResultOf(summary, summary.Bits, summary.Error, graph);
        if (summary.Passes > 0 || options.MaxBlocks is not null)
            result["passes"] = summary.Passes;
        if (options.MaxBlocks is { } most)
            result["maxBlocks"] = most;
        return (result, outputs);
    }

    private static (JsonObject Result, IReadOnlyList<OutputFile> Outputs) Lossless(CommandRun run, CsrGraph graph, LoadedInput input)
    {
        RunSettings settings = run.Settings;
        ExactSummaryOptions options = run.Get<SummarizeOptions>().ForGraph();
        CorrectedSummary corrected = run.Timed("compute", () => Summarizer.SummarizeExactly(graph, options, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken));
        IReadOnlyList<OutputFile> outputs = run.Timed("write", () => new SummaryFolderWriter(run, run.Arguments[1], graph, input.Loaded.Ids).Write(corrected));
        JsonObject result = ResultOf(corrected.Summary, corrected.Bits, corrected.Error, graph);
        result["correctionsAdded"] = corrected.Added.Length;
        result["correctionsRemoved"] = corrected.Removed.Length;
        result["relativeSize"] = corrected.RelativeSize;
        result["relativeSizeWithMembership"] = corrected.RelativeSizeWithMembership;
        return (result, outputs);
    }

    private static (JsonObject Result, IReadOnlyList<OutputFile> Outputs) Nested(CommandRun run, CsrGraph graph, LoadedInput input)
    {
        RunSettings settings = run.Settings;
        NestedSummary nested = run.Timed("compute", () => Summarizer.SummarizeNested(graph, run.Get<SummarizeOptions>().ForNested(), settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken));
        IReadOnlyList<OutputFile> outputs = run.Timed("write", () => new SummaryFolderWriter(run, run.Arguments[1], graph, input.Loaded.Ids).Write(nested));
        double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        return (new JsonObject
        {
            ["supervertices"] = nested.Parents.Length - nested.VertexCount,
            ["superedges"] = nested.Superedges.Length,
            ["bits"] = nested.Bits,
            ["ratio"] = full > 0 ? nested.Bits / full : 0,
            ["re1"] = 0.0,
            ["re2"] = 0.0,
            ["membershipBits"] = nested.MembershipBits,
            ["graphBits"] = full,
            ["treeEdges"] = nested.TreeEdges,
            ["relativeSize"] = nested.RelativeSize,
        }, outputs);
    }

    private static (JsonObject Result, IReadOnlyList<OutputFile> Outputs) Personalized(CommandRun run, CsrGraph graph, LoadedInput input)
    {
        RunSettings settings = run.Settings;
        SummarizeOptions given = run.Get<SummarizeOptions>();
        var options = new PersonalizedOptions { Targets = VertexList.Find("--targets", VertexList.Ids(given.Targets), input.Loaded), Decay = given.Decay, Candidates = given.Candidates };
        double bits = given.ForBudget().BudgetFor(graph);
        PersonalizedSummary found = run.Timed("compute", () => Summarizer.Personalize(graph, bits, options, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken));
        IReadOnlyList<OutputFile> outputs = run.Timed("write", () => new SummaryFolderWriter(run, run.Arguments[1], graph, input.Loaded.Ids).Write(found.Summary));
        JsonObject result = ResultOf(found.Summary, found.Summary.Bits, found.Summary.Error, graph);
        result["personalizedError"] = found.Error;
        result["personalizedErrorEmpty"] = found.ErrorWithoutSuperedges;
        return (result, outputs);
    }

    private static JsonObject ResultOf(Summary summary, double bits, SummaryError error, CsrGraph graph)
    {
        double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        return new JsonObject
        {
            ["supervertices"] = summary.SupervertexCount,
            ["superedges"] = summary.Superedges.Length,
            ["bits"] = bits,
            ["ratio"] = full > 0 ? bits / full : 0,
            ["re1"] = error.Re1,
            ["re2"] = error.Re2,
            ["membershipBits"] = summary.MembershipBits,
            ["graphBits"] = full,
            ["l1"] = error.L1,
            ["l2"] = error.L2,
            ["re1Empty"] = new SummaryError(2.0 * graph.EdgeCount, 0, graph.VertexCount).Re1,
            ["weights"] = summary.IsWeighted ? "on" : "off",
        };
    }
}
