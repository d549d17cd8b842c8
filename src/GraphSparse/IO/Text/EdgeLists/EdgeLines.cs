namespace GraphSparse.IO.Text;

/// <summary>Parses chunks of edge lines on several threads into a collector, in the order of the file.</summary>
/// <remarks>The first chunk comes with its header passed over (linesBefore lines), or is null for an empty file.</remarks>
internal static class EdgeLines
{
    public static void Parse(
        TextChunk? first, IEnumerator<TextChunk> rest, long linesBefore, EdgeLineLayout layout, EdgeRowCollector collector, IoContext context)
    {
        var parser = new EdgeLineParser(layout);
        var names = new NameTables();
        long lines = linesBefore;
        context.Parallelism.MapInOrder(
            All(first, rest),
            chunk =>
            {
                EdgeChunk result = layout.StringIds ? names.With(table => parser.Parse(chunk.Bytes, table)) : parser.Parse(chunk.Bytes);
                chunk.Release();
                return result;
            },
            chunk =>
            {
                if (chunk.Error is { } error)
                    throw new GraphFormatException(error.Reason).At(line: lines + error.Line);
                collector.Add(Placed(chunk.Remarks, lines));
                foreach (string key in chunk.Remarks.Keys ?? [])
                    collector.Others.Add(new OtherColumn(key));
                lines += chunk.Lines;
                collector.Add(chunk.Rows);
                foreach (string id in chunk.Isolated)
                    collector.AddIsolated(id);
                context.Report("reading edges", collector.RowCount);
            },
            context.CancellationToken);
    }

    private static RowRemarks Placed(RowRemarks remarks, long linesBefore) =>
        remarks.LongRows == 0 ? remarks : remarks with { FirstLongRow = linesBefore + remarks.FirstLongRow };

    public static IEnumerable<TextChunk> All(TextChunk? first, IEnumerator<TextChunk> rest)
    {
        if (first is not null)
            yield return first;
        while (rest.MoveNext())
            yield return rest.Current;
    }
}
