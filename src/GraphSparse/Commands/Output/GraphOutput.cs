using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>Writes the graph that a command made.</summary>
internal static class GraphOutput
{
    /// <summary>Fails before the work starts where its output could not be written.</summary>
    public static void Refuse(CommandRun run, string path)
    {
        GraphFormat format = run.Get<GraphWriteOptions>().OutputFormat ?? GraphFormats.Of(path);
        if (path == "-" && format is GraphFormat.Parquet or GraphFormat.Binary)
            throw new ArgumentException($"{(format == GraphFormat.Parquet ? "Parquet" : "A .gsb file")} cannot be written to standard output; name a file.");
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
