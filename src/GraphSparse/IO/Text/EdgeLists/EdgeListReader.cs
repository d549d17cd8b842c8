using System.Globalization;
using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>Reads edge lists: an edge per line, columns apart by tab, comma, semicolon, bar or spaces, '#' and '%' comments, optional header.</summary>
internal static class EdgeListReader
{
    public static void Read(Stream stream, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        using IEnumerator<TextChunk> chunks = TextChunks.Read(stream, context.Budget, context.CancellationToken).GetEnumerator();
        if (FindLayout(chunks, options, collector, out TextChunk? first, out long lines) is { } layout)
            EdgeLines.Parse(first, chunks, lines, layout, collector, context);
    }

    /// <summary>The layout of a file, or null where it holds no line but comments.</summary>
    /// <param name="chunks">The file from its beginning.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="collector">Is told what the file says of itself.</param>
    /// <param name="first">The chunk that begins with the first edge, to be parsed before the rest.</param>
    /// <param name="lines">Lines before it.</param>
    public static EdgeLineLayout? FindLayout(IEnumerator<TextChunk> chunks, GraphReadOptions options, EdgeRowCollector collector, out TextChunk? first, out long lines)
    {
        first = null;
        lines = 0;
        EdgeLineLayout? layout = null;
        while (layout is null && chunks.MoveNext())
        {
            first = chunks.Current;
            layout = Sniff(first, options, collector, ref lines);
        }

        return layout;
    }

    /// <summary>The layout that the first lines of a file show; null where they show none, or are in error, which reading will say.</summary>
    public static EdgeLineLayout? LayoutOf(ReadOnlySpan<byte> beginning, GraphReadOptions options, MemoryBudget budget)
    {
        int end = beginning.LastIndexOf((byte)'\n') + 1;
        long lines = 0;
        try
        {
            return end == 0 ? null : Sniff(new TextChunk(beginning[..end].ToArray(), end), options, new EdgeRowCollector(options, budget), ref lines);
        }
        catch (Exception error) when (error is GraphFormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Finds the layout from the first line that holds something, and passes over comments and header before it.</summary>
    private static EdgeLineLayout? Sniff(TextChunk chunk, GraphReadOptions options, EdgeRowCollector collector, ref long lines)
    {
        ReadOnlySpan<byte> text = chunk.Bytes;
        byte separator = 0;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = text[..end].Trim(" \t\r"u8);
            if (lines == 0 && line.Length == 5 && Ascii.EqualsIgnoreCase(line[..4], "sep="u8))
            {
                separator = line[4]; // as Excel writes it
            }
            else if (!line.IsEmpty && line[0] is not ((byte)'#' or (byte)'%'))
            {
                bool isHeader;
                EdgeLineLayout layout;
                try
                {
                    isHeader = Describe(text[..end], text[(end + 1)..], separator, lines + 1, options, collector, out layout);
                }
                catch (GraphFormatException error)
                {
                    throw error.At(line: lines + 1);
                }

                if (isHeader)
                {
                    chunk.Start += end + 1;
                    lines++;
                }

                return layout;
            }
            else if (!line.IsEmpty)
            {
                TextDeclaration.Read(line[1..], lines + 1, collector);
                ReadOnlySpan<byte> comment = text[..end].TrimStart(" \t\r"u8)[1..].TrimEnd((byte)'\r');
                if (TextDeclaration.TryIsolated(comment, lines + 1, out string id))
                    collector.AddIsolated(id);
            }

            chunk.Start += end + 1;
            lines++;
            text = text[(end + 1)..];
        }

        return null;
    }

    private static bool Describe(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> next, byte separator, long lineNumber, GraphReadOptions options, EdgeRowCollector collector, out EdgeLineLayout layout)
    {
        if (line.TrimEnd((byte)'\r').Contains((byte)'\r'))
            throw new GraphFormatException("a carriage return stands inside a line; lines end with a line feed, with or without one before it").At(line: lineNumber);
        LineFields.RequireClosed(line, separator != 0 ? separator : LineFields.DelimiterOf(line));
        int brace = Dictionary(line);
        if (brace >= 0 && EdgeColumns.TryHeader(LineFields.Split(line, LineFields.DelimiterOf(line)), options, out _))
            brace = -1; // a name that looks like one
        ReadOnlySpan<byte> plain = brace < 0 ? line : line[..brace];
        byte delimiter = separator != 0 ? separator : LineFields.DelimiterOf(plain);
        string[] fields = WithoutTrailing(LineFields.Split(plain, delimiter), delimiter);
        if (delimiter == '\t' && !(IsInteger(fields[0]) && fields.Length > 1 && IsInteger(fields[1])) && LineFields.Split(plain, (byte)' ') is { Length: > 1 } loose
            && IsInteger(loose[0]) && IsInteger(loose[1]))
        {
            (delimiter, fields) = ((byte)' ', loose); // tabs and spaces mixed
        }

        EdgeColumns columns;
        string[]? header = null;
        if (options.Columns is not null)
        {
            columns = EdgeColumns.Named(options.Columns.Split(',', StringSplitOptions.TrimEntries), fields.Length, options);
            string[] second = LineFields.Split(FirstRow(next), delimiter);
            if (columns.Source < Math.Min(fields.Length, second.Length) && LooksLikeText(fields[columns.Source]) && IsInteger(second[columns.Source]) && collector.Ids != IdMode.Strings)
                throw new GraphFormatException($"'{GraphFormatException.Excerpt(line)}' looks like a header, and GraphReadOptions.Columns is for files without one; name its columns with GraphReadOptions.SourceColumn and GraphReadOptions.TargetColumn").At(line: lineNumber);
        }
        else if (EdgeColumns.TryHeader(fields, options, out columns))
        {
            header = fields;
        }
        else
        {
            if (options.SourceColumn is not null || options.TargetColumn is not null || options.WeightColumn is not null)
                throw new GraphFormatException($"the first line ('{GraphFormatException.Excerpt(line)}') is no header with the columns asked for").At(line: lineNumber);
            if ((fields[0].Length == 0 || LooksLikeText(fields[0])) && !next.IsEmpty && IsInteger(LineFields.Split(next[..next.IndexOf((byte)'\n')], delimiter)[0]) && collector.Ids != IdMode.Strings)
            {
                bool isHeader = fields.Length > 1 && Array.TrueForAll(fields, field => field.Length == 0 || LooksLikeText(field));
                throw new GraphFormatException(isHeader || fields[0].Length == 0
                    ? $"'{GraphFormatException.Excerpt(line)}' looks like a header, but names no source and target; name them with GraphReadOptions.SourceColumn and GraphReadOptions.TargetColumn"
                    : $"'{GraphFormatException.Excerpt(line)}' begins with a text and the next line with an integer; name the columns of a header with GraphReadOptions.SourceColumn and GraphReadOptions.TargetColumn, or read ids as text with GraphReadOptions.Ids = IdMode.Strings").At(line: lineNumber);
            }

            columns = brace >= 0 && fields.Length == 2 ? EdgeColumns.WithDictionary : EdgeColumns.ByPlace(fields.Length);
            if (fields.Length > 1 && LooksLikeText(fields[0]) && LooksLikeText(fields[1]))
                collector.Notes.Add($"the first line ('{GraphFormatException.Excerpt(line.Trim(" \t\r"u8))}') is read as an edge; if it is a header, name its columns with GraphReadOptions.SourceColumn and GraphReadOptions.TargetColumn");
        }

        collector.Notes.AddRange(columns.Notes);
        foreach ((_, string name) in columns.Others)
            collector.Others.Add(new OtherColumn(name));
        string[] row = header is null ? fields : LineFields.Split(FirstRow(next), delimiter);
        bool strings = collector.Ids == IdMode.Strings;
        if (collector.Ids == IdMode.Auto && columns.Source < row.Length && columns.Target < row.Length)
        {
            (bool source, bool target) = (LooksLikeText(row[columns.Source]), LooksLikeText(row[columns.Target]));
            strings = (source && target) || (header is not null && (source || target));
            if (strings && source != target)
                collector.Notes.Add($"ids are read as text, as that of the first {(source ? "source" : "target")}; GraphReadOptions.Ids = IdMode.Sparse refuses ids that are no integers");
        }

        long? n = options.Vertices ?? collector.DeclaredVertices;
        layout = new EdgeLineLayout
        {
            Delimiter = delimiter,
            Roles = columns.Roles(),
            Columns = options.Columns is null ? (header ?? fields).Length : Math.Max(fields.Length, columns.Roles().Length),
            MayBecomeText = collector.Ids == IdMode.Auto && n is null && options.IdBase == 0,
            AllowsMore = columns.AllowsMore,
            Others = columns.Others,
            StringIds = strings,
            IdBase = options.IdBase,
            PassesBadWeights = options.SkipInvalidWeights,
            IdLimit = collector.Ids == IdMode.Sparse ? long.MaxValue : n ?? long.MaxValue,
        };
        return header is not null;
    }

    /// <summary>Where the dictionary of attributes of networkx begins in a line, or −1.</summary>
    private static int Dictionary(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(" \t\r"u8);
        int brace = line.IndexOf((byte)'{');
        return brace > 0 && line[^1] == '}' && line[brace - 1] is (byte)' ' or (byte)'\t' or (byte)',' or (byte)';' ? brace : -1;
    }

    /// <summary>Fields without the empty one that a separator at the end of the line makes.</summary>
    private static string[] WithoutTrailing(string[] fields, byte delimiter) =>
        delimiter != ' ' && fields.Length > 2 && fields[^1].Length == 0 ? fields[..^1] : fields;

    /// <summary>The first line that is neither blank nor a comment.</summary>
    private static ReadOnlySpan<byte> FirstRow(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = text[..end].TrimStart(" \t\r"u8);
            if (!line.IsEmpty && line[0] is not ((byte)'#' or (byte)'%'))
                return text[..end];
            text = text[(end + 1)..];
        }

        return text;
    }

    /// <summary>A first id that is neither a number nor a mistyped number: then all ids are text.</summary>
    private static bool LooksLikeText(string field) =>
        field.Length > 0 && !double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static bool IsInteger(string field) => field.Length > 0 && field.All(char.IsAsciiDigit);
}
