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
        Summary = "Make a summary of supervertices and superedges within a bit budget.",
        Usage = "(--ratio R | --bits K)",
        MainOptions = [nameof(SummarizeOptions.Ratio), nameof(SummarizeOptions.Bits), nameof(SummarizeOptions.Norm), nameof(SummarizeOptions.Weights), nameof(SummarizeOptions.OutputFormat)],
        Example = "summarize us-power-grid summary --ratio 0.3",
        Arguments = [CommonArguments.In, CommonArguments.Out with { Name = "OUTDIR", Description = "Folder to write: membership, superedges and summary.json" }],
        OutputFiles = SummaryFolder.FilesOf(SummaryFormat.Parquet),
        Options = [OptionGroup.Of<SummarizeOptions>(), OptionGroup.Of<GraphReadOptions>()],
        MakesGraph = false,
        ComputesWithWeights = false,
        Check = Check,
        Work = Work,
        EstimateWorkBytes = (run, size) => (size.Directed ? size.GraphBytes * 2 : 0) + SummaryMemory.Search(size, run.Settings.Parallelism.Degree, run.Get<SummarizeOptions>().ForLibrary()),
    };

    private static void Check(CommandRun run)
    {
        run.Get<SummarizeOptions>().ForLibrary();
        SummaryFolder.Refuse(run.Arguments[1], run.Settings.Overwrite);
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        RunSettings settings = run.Settings;
        CsrGraph graph = input.Graph;
        if (graph.IsDirected)
        {
            run.Notes.Add("the summary is of the undirected graph: the directions of edges are ignored");
            graph = graph.Symmetrize(settings.Parallelism, settings.CancellationToken);
        }

        if (graph.IsWeighted)
            run.Notes.Add("the summary is of the unweighted graph: the weights of edges are ignored");
        SummaryOptions options = run.Get<SummarizeOptions>().ForLibrary();
        Summary summary = run.Timed("compute", () => Summarizer.Summarize(graph, options, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken));
        if (summary.Superedges.IsEmpty && graph.EdgeCount > 0)
            run.Notes.Add("no superedge fits the budget or lowers the error: the summary says that there are no edges");
        IReadOnlyList<OutputFile> outputs = run.Timed("write", () => new SummaryFolderWriter(run, run.Arguments[1], graph, input.Loaded.Ids).Write(summary));
        double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        var result = new JsonObject
        {
            ["supervertices"] = summary.SupervertexCount,
            ["superedges"] = summary.Superedges.Length,
            ["bits"] = summary.Bits,
            ["ratio"] = full > 0 ? summary.Bits / full : 0,
            ["re1"] = summary.Error.Re1,
            ["re2"] = summary.Error.Re2,
            ["membershipBits"] = summary.MembershipBits,
            ["graphBits"] = full,
            ["l1"] = summary.Error.L1,
            ["l2"] = summary.Error.L2,
            ["re1Empty"] = new SummaryError(2.0 * graph.EdgeCount, 0, graph.VertexCount).Re1,
            ["weights"] = summary.IsWeighted ? "on" : "off",
            ["fileBytes"] = outputs.Sum(o => o.Bytes),
        };
        return new CommandOutcome { Input = input, Result = result, Outputs = outputs };
    }
}
