using System.Globalization;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Commands;

/// <summary>The latest edges of a graph, by a column of its file.</summary>
internal static class LatestEdges
{
    /// <summary>So many edges of the largest times; of equal ones those of the larger edge ids.</summary>
    /// <param name="run">The run.</param>
    /// <param name="input">The graph; undirected.</param>
    /// <param name="column">The column.</param>
    /// <param name="count">Edges.</param>
    /// <exception cref="GraphFormatException">There is no such column, or a value is no time.</exception>
    public static Edge[] Of(CommandRun run, LoadedInput input, string column, int count)
    {
        RunSettings settings = run.Settings;
        EdgeAttributes attributes = EdgeAttributes.Read(
            input.Loaded, input.Graph, input.Loaded.Ids, run.Get<GraphReadOptions>(), AttributeSelection.Of(column), settings.Parallelism, settings.Budget, settings.Progress, settings.CancellationToken);
        run.Notes.AddRange(attributes.Notes);
        long[] times = Times(attributes, input.Loaded.Report.Path);
        Edge[] edges = [.. input.Graph.Edges()];
        return [.. Enumerable.Range(0, edges.Length).OrderByDescending(e => (times[e], e)).Take(count).Order().Select(e => edges[e])];
    }

    private static long[] Times(EdgeAttributes attributes, string path)
    {
        ParquetColumn column = attributes.Columns[0];
        GraphFormatException Bad(int edge, string reason) => new GraphFormatException($"column '{column.Field.Name}' of edge {edge}: {reason}").At(path);
        if (!attributes.AreText)
            return ColumnTimes.AreIn(column.Field) && column.NullCount == 0 ? ColumnTimes.ToIntegers(column, Bad) : throw new GraphFormatException($"column '{column.Field.Name}' has values that are no times: these are integers, dates and timestamps, in every row").At(path);
        var texts = (ParquetUtf8Column)column;
        var times = new long[texts.RowCount];
        for (int e = 0; e < times.Length; e++)
        {
            string text = texts.IsNull(e) ? "" : texts.Text(e) ?? "";
            times[e] = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time.UtcTicks
                : throw Bad(e, $"'{GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(text))}' is neither an integer nor a date");
        }

        return times;
    }
}
