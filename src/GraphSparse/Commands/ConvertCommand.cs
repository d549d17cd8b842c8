using System.Text.Json.Nodes;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary><c>convert IN OUT</c>: any format to any other.</summary>
internal static class ConvertCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "convert",
        ComputesWithWeights = false,
        Summary = "Convert a graph to another format.",
        MainOptions =
        [
            nameof(GraphReadOptions.Format), nameof(GraphReadOptions.Directed), nameof(GraphReadOptions.Vertices), nameof(GraphReadOptions.Columns),
            nameof(AttributeOptions.Attributes), nameof(GraphWriteOptions.OutputFormat), nameof(GraphWriteOptions.Codec),
        ],
        Example = "convert us-power-grid power.mtx",
        Arguments = [CommonArguments.In, CommonArguments.Out],
        Options = [OptionGroup.Of<AttributeOptions>(), OptionGroup.Of<GraphReadOptions>(), OptionGroup.Of<GraphWriteOptions>()],
        Check = run => GraphOutput.Refuse(run, run.Arguments[1]),
        Run = Run,
        EstimateWorkBytes = (_, size) => size.Edges * (size.Weighted ? 16 : 8),
    };

    private static CommandOutcome Run(CommandRun run)
    {
        run.Command.Check!(run);
        LoadedInput input = run.Load(run.Arguments[0], run.Get<GraphReadOptions>());
        return new CommandOutcome
        {
            Input = input,
            Result = new JsonObject { ["vertices"] = input.Graph.VertexCount, ["edges"] = input.Graph.EdgeCount },
            Outputs = GraphOutput.Write(run, run.Arguments[1], input.Graph, input.Loaded.Ids, input),
        };
    }
}

/// <summary>Writes the graph that a command made.</summary>
internal static class GraphOutput
{
    /// <summary>Fails before the work starts where its output could not be written.</summary>
    public static void Refuse(CommandRun run, string path)
    {
        GraphFormat format = run.Get<GraphWriteOptions>().OutputFormat ?? GraphFormats.Of(path);
        if (path == "-" && format == GraphFormat.Parquet)
            throw new ArgumentException("Parquet cannot be written to standard output; name a file.");
        if (run.Columns.Selection is { IsNamed: true } && run.Columns.WhyNone is { } reason)
            throw new ArgumentException($"--attributes names columns, but {reason}; leave it out{(GraphWriter.HasColumns(format) ? "" : ", or write .parquet, .csv or .edges")}.");
        GraphWriter.RefuseExisting(path, run.Get<GraphWriteOptions>(), run.Settings.Overwrite);
    }

    /// <summary>Writes a graph with the columns of its edges.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The output.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="ids">The ids of its vertices.</param>
    /// <param name="columnsOf">The input of which its edges are some, by their ids; null where they are new.</param>
    public static IReadOnlyList<OutputFile> Write(CommandRun run, string path, CsrGraph graph, VertexIds? ids, LoadedInput? columnsOf) => run.Timed("write", () =>
    {
        RunSettings settings = run.Settings;
        EdgeAttributes? attributes = columnsOf is null || !run.Columns.AreKept ? null : EdgeAttributes.Read(
            columnsOf.Loaded, graph, ids, columnsOf.Options, run.Columns.Selection, settings.Parallelism, settings.Budget, settings.Progress, settings.CancellationToken);
        run.Notes.AddRange(attributes?.Notes ?? []);
        IReadOnlyList<OutputFile> written = GraphWriter.Write(
            path, graph, ids, run.Provenance, run.Get<GraphWriteOptions>(), settings.Overwrite, attributes, settings.Parallelism, settings.Progress, settings.CancellationToken);
        if (attributes is { EscapedValues: > 0 })
            run.Notes.Add($"{attributes.EscapedValues} values hold line breaks, which are written as \\n or \\r in the text output");
        return written;
    });
}
