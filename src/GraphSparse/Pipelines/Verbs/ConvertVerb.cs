using System.Text.Json.Nodes;
using GraphSparse.IO;

namespace GraphSparse.Pipelines.Verbs;

/// <summary><c>convert IN OUT</c>: any format to any other.</summary>
internal static class ConvertVerb
{
    public static VerbEntry Entry { get; } = new()
    {
        Name = "convert",
        Summary = "any graph format to any other",
        Example = "convert us-power-grid power.mtx",
        Arguments = [CommonArguments.In, CommonArguments.Out],
        Options = [OptionGroup.Of<GraphReadOptions>(), OptionGroup.Of<GraphWriteOptions>()],
        Check = run => GraphOutput.Refuse(run, run.Arguments[1]),
        Run = Run,
        EstimateWorkBytes = (_, size) => size.Edges * (size.Weighted ? 16 : 8),
    };

    private static VerbOutcome Run(VerbRun run)
    {
        run.Verb.Check!(run);
        LoadedInput input = run.Load(run.Arguments[0], run.Get<GraphReadOptions>());
        return new VerbOutcome
        {
            Input = input,
            Result = new JsonObject { ["vertices"] = input.Graph.VertexCount, ["edges"] = input.Graph.EdgeCount },
            Outputs = GraphOutput.Write(run, run.Arguments[1], input.Graph, input.Loaded.Ids),
        };
    }
}

/// <summary>Writes the graph that a verb made.</summary>
internal static class GraphOutput
{
    /// <summary>Fails before the work starts where its output could not be written.</summary>
    public static void Refuse(VerbRun run, string path)
    {
        GraphFormat format = run.Get<GraphWriteOptions>().OutputFormat ?? GraphFormats.Of(path);
        if (path == "-" && format == GraphFormat.Parquet)
            throw new ArgumentException("Parquet cannot be written to standard output; name a file.");
        GraphWriter.RefuseExisting(path, run.Get<GraphWriteOptions>(), run.Settings.Overwrite);
    }

    public static IReadOnlyList<OutputFile> Write(VerbRun run, string path, CsrGraph graph, VertexIds? ids) =>
        run.Timed("write", () => GraphWriter.Write(
            path, graph, ids, run.Provenance, run.Get<GraphWriteOptions>(), run.Settings.Overwrite,
            run.Settings.Parallelism, run.Settings.Progress, run.Settings.CancellationToken));
}
