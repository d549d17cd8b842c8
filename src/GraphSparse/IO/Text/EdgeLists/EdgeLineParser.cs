using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Text;

/// <summary>What one chunk of an edge list held; lines are counted within it.</summary>
internal sealed record EdgeChunk(EdgeRows Rows, int Lines, IReadOnlyList<string> Isolated, RowRemarks Remarks, GraphFormatException? Error)
{
    /// <summary>Values of further columns, where the layout takes them.</summary>
    public EdgeCells? Cells { get; init; }

    /// <summary>Rows that end before the last column that the layout takes.</summary>
    public int ShortRows { get; init; }
}

/// <summary>Turns the lines of one chunk into edges. Chunks are parsed in parallel, so places are counted within the chunk.</summary>
internal sealed class EdgeLineParser(EdgeLineLayout layout)
{
    private readonly bool _commentHash = layout.Comments.Contains('#', StringComparison.Ordinal);

    /// <summary>Parses the lines of a chunk.</summary>
    /// <param name="text">The chunk.</param>
    /// <param name="names">Takes the names, where ids are text; <see langword="null"/> for a table of the chunk's own.</param>
    [MethodImpl(Hot.Loop)]
    public EdgeChunk Parse(ReadOnlySpan<byte> text, NameTable? names = null)
    {
        int lines = text.Count((byte)'\n');
        var state = new EdgeChunkState(lines, layout, names);
        int at = 0;
        int line = 0;
        try
        {
            while (at < text.Length)
            {
                line++;
                if (text[at] is (byte)'#' or (byte)'%' or (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t' && SkipEmpty(text, ref at, state))
                    continue;
                state.Line = line;
                ParseLine(text, ref at, state);
            }
        }
        catch (TextIdException found)
        {
            EdgeChunk asText = new EdgeLineParser(layout with { StringIds = true }).Parse(text);
            return asText with { Remarks = asText.Remarks with { TextIds = $"{found.Message}, so the ids of this file are text{found.Advice}" } };
        }
        catch (GraphFormatException error)
        {
            return new EdgeChunk(state.ToRows(), lines, state.Isolated, state.Remarks, error.At(line: line));
        }

        return new EdgeChunk(state.ToRows(), lines, state.Isolated, state.Remarks, null) { Cells = state.Cells, ShortRows = state.ShortRows };
    }

    /// <summary>Passes over a comment or a blank line; false where the line holds something.</summary>
    private bool SkipEmpty(ReadOnlySpan<byte> text, ref int at, EdgeChunkState state)
    {
        int i = at;
        while (text[i] is (byte)' ' or (byte)'\t' or (byte)'\r')
            i++;
        if (text[i] == '\n')
        {
            at = i + 1;
            return true;
        }

        if (text[i] != '%' && !(text[i] == '#' && _commentHash))
            return false;
        int end = i + text[i..].IndexOf((byte)'\n');
        ReadOnlySpan<byte> comment = text[(i + 1)..end].TrimEnd((byte)'\r');
        if (TextDeclaration.TryIsolated(comment, null, out string id))
            state.Isolated.Add(id);
        at = end + 1;
        return true;
    }

    [MethodImpl(Hot.Loop)]
    private void ParseLine(ReadOnlySpan<byte> text, ref int at, EdgeChunkState state)
    {
        long source = -1;
        long target = -1;
        double weight = 1;
        byte delimiter = layout.Delimiter;
        ColumnRole[] roles = layout.Roles;
        int start = at;
        for (int column = 0; column < roles.Length; column++)
        {
            while (text[at] == ' ' || (text[at] == '\t' && delimiter != '\t'))
                at++;
            if (text[at] is (byte)'\n' or (byte)'\r')
            {
                if (column >= layout.Required)
                {
                    state.AddShortRow();
                    break;
                }

                ThrowMissing(text, start, column);
            }

            switch (roles[column])
            {
                case ColumnRole.Source:
                    source = ReadId(text, ref at, state);
                    break;
                case ColumnRole.Target:
                    target = ReadId(text, ref at, state);
                    break;
                case ColumnRole.Weight:
                    weight = ReadWeight(text, ref at);
                    break;
                case ColumnRole.Dictionary:
                    weight = ReadDictionary(text, ref at, state);
                    break;
                case ColumnRole.Attribute:
                    ReadCell(text, ref at, column, state);
                    break;
                default:
                    ReadField(text, ref at);
                    break;
            }

            // Now at the end of the field: a delimiter, or the end of the line.
            while (text[at] == ' ' || (text[at] == '\t' && delimiter != '\t'))
                at++;
            if (delimiter != ' ' && text[at] == delimiter)
                at++;
            else if (delimiter != ' ' && text[at] is not ((byte)'\n' or (byte)'\r'))
                throw new GraphFormatException($"'{GraphFormatException.Excerpt(FieldAt(text, at))}' stands where '{Name(delimiter)}' or the end of the line was expected");
        }

        if (text[at] == '\n')
            at++;
        else
            PassRest(text, start, ref at, state);
        state.Add(source, target, weight);
    }

    /// <summary>Passes over what a line holds beyond the wanted columns.</summary>
    private void PassRest(ReadOnlySpan<byte> text, int start, ref int at, EdgeChunkState state)
    {
        ReadOnlySpan<byte> rest = text[at..];
        rest = rest[..rest.IndexOf((byte)'\n')];
        if (rest.TrimEnd((byte)'\r').Contains((byte)'\r'))
            throw new GraphFormatException("a carriage return stands inside a line; lines end with a line feed, with or without one before it");
        LineFields.RequireClosed(rest, layout.Delimiter);
        ReadOnlySpan<byte> more = rest.Trim(" \t\r"u8);
        if (!layout.AllowsMore && !more.IsEmpty && more[0] is not ((byte)'#' or (byte)'%'))
            ThrowMore(text, start);
        if (layout.AllowsMore && layout.Roles.Length + FieldCount(rest.TrimEnd((byte)'\r')) > layout.Columns)
            state.AddLongRow();
        at += rest.Length + 1;
    }

    /// <summary>Fields of the rest of a line; an empty one after a last separator is none.</summary>
    private int FieldCount(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return 0;
        if (layout.Delimiter == ' ' || rest.Contains((byte)'"'))
            return LineFields.Split(rest, layout.Delimiter).Count(field => field.Length > 0 || layout.Delimiter != ' ');
        return rest.Count(layout.Delimiter) + (rest[^1] == layout.Delimiter ? 0 : 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadId(ReadOnlySpan<byte> text, ref int at, EdgeChunkState state)
    {
        if (layout.StringIds)
            return state.Intern(ReadField(text, ref at));
        int start = at;
        long id = TextNumbers.ReadDigits(text, ref at);
        byte after = text[at];
        bool ended = after is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' || after == layout.Delimiter;
        if (!ended || !layout.Holds(id) || (text[start] == '0' && at - start > 1))
            return ReadRareId(text, start, ref at, state);
        return id - layout.IdBase;
    }

    /// <summary>Integers with a sign or leading zeros, in quotes, or beyond 63 bits; everything else is an error.</summary>
    private long ReadRareId(ReadOnlySpan<byte> text, int start, ref int at, EdgeChunkState state)
    {
        at = start;
        ReadOnlySpan<byte> field = ReadField(text, ref at);
        IntegerId id = IntegerId.Parse(field);
        if (id.Kind == IntegerKind.None)
            throw new GraphFormatException($"'{GraphFormatException.Excerpt(field)}' is not an integer vertex id, and the ids of this file are integers (GraphReadOptions.Ids = IdMode.Strings reads them as text)");
        if (layout.MayBecomeText && (id.HasLeadingZero || id.Kind == IntegerKind.Beyond64Bits))
            throw new TextIdException($"id '{GraphFormatException.Excerpt(field)}' {(id.HasLeadingZero ? "has a leading zero" : "is beyond 64 bits")}", id.HasLeadingZero ? " (GraphReadOptions.Ids = IdMode.Sparse reads integers)" : "");
        if (id.Kind == IntegerKind.Beyond64Bits)
            throw new GraphFormatException($"vertex id {GraphFormatException.Excerpt(field)} is beyond 64 bits");
        if (id.HasLeadingZero)
            state.AddLeadingZero();
        if (id.Kind == IntegerKind.Signed && id.Value >= 0 && layout.Holds(id.Value))
            return id.Value - layout.IdBase;
        if (layout.TakesAnyInteger)
        {
            if (state.TakeWide(id))
                return id.Value;
            return layout.MayBecomeText
                ? throw new TextIdException("ids are below 0 and above 2^63 - 1", "")
                : throw new GraphFormatException($"vertex id {GraphFormatException.Excerpt(field)} is above 2^63 - 1 and another id is below 0; read them with GraphReadOptions.Ids = IdMode.Strings");
        }

        string found = GraphFormatException.Excerpt(field);
        throw layout.IdLimit != long.MaxValue && !(id.Kind == IntegerKind.Signed && id.Value == 0)
            ? new GraphFormatException($"vertex id {found} is not in {layout.IdBase}..{layout.IdLimit - 1 + layout.IdBase}, the vertices given")
            : new GraphFormatException($"vertex id {found} is below {layout.IdBase}, the smallest id of this file");
    }

    private double ReadDictionary(ReadOnlySpan<byte> text, ref int at, EdgeChunkState state)
    {
        ReadOnlySpan<byte> rest = text[at..];
        rest = rest[..rest.IndexOf((byte)'\n')];
        at += rest.Length;
        double? weight = AttributeDictionary.Read(rest.Trim(" \t\r"u8), layout.PassesBadWeights, state);
        state.AddDictionary(weight is not null);
        return weight ?? 1;
    }

    private double ReadWeight(ReadOnlySpan<byte> text, ref int at)
    {
        ReadOnlySpan<byte> field = ReadField(text, ref at);
        if (field.IsEmpty)
            throw new GraphFormatException("the weight is empty");
        double weight = TextNumbers.ParseFinite(field);
        return !double.IsNaN(weight) || (layout.PassesBadWeights && TextNumbers.IsNumber(field)) ? weight
            : throw TextNumbers.BadWeight(field);
    }

    /// <summary>The field that starts at <paramref name="at"/>, without quotes; moves to the byte after it.</summary>
    private ReadOnlySpan<byte> ReadField(ReadOnlySpan<byte> text, ref int at)
    {
        if (text[at] == '"' && layout.Delimiter != ' ')
            return ReadQuoted(text, ref at);
        ReadOnlySpan<byte> field = FieldAt(text, at);
        at += field.Length;
        return field.TrimEnd(" \r\t"u8);
    }

    /// <summary>Takes a value as it is spelled, quotes apart; an empty field has none. Nothing here is an error: what reads graphs alone passes over it.</summary>
    private void ReadCell(ReadOnlySpan<byte> text, ref int at, int column, EdgeChunkState state)
    {
        if (layout.Delimiter != ' ' && text[at] == '"' && QuotedEnd(text, at) is >= 0 and int end)
        {
            state.AddCell(layout.CellNames[column], ReadQuoted(text, ref at));
            at = end;
            return;
        }

        ReadOnlySpan<byte> field = FieldAt(text, at);
        at += field.Length;
        field = field.TrimEnd(" \r\t"u8);
        if (!field.IsEmpty)
            state.AddCell(layout.CellNames[column], field);
    }

    /// <summary>Where a quoted field ends that is followed by a delimiter or the end of the line; −1 where it is not so.</summary>
    private int QuotedEnd(ReadOnlySpan<byte> text, int at)
    {
        for (at++; text[at] != '\n'; at++)
        {
            if (text[at] != '"')
                continue;
            if (text[at + 1] == '"')
            {
                at++;
                continue;
            }

            int end = at + 1;
            for (at = end; text[at] == ' '; at++)
            {
            }

            return text[at] == layout.Delimiter || text[at] is (byte)'\r' or (byte)'\n' ? end : -1;
        }

        return -1;
    }

    private ReadOnlySpan<byte> FieldAt(ReadOnlySpan<byte> text, int at)
    {
        ReadOnlySpan<byte> rest = text[at..];
        int end = layout.Delimiter == ' ' ? rest.IndexOfAny(" \t\r\n"u8) : rest.IndexOfAny(layout.Delimiter, (byte)'\r', (byte)'\n');
        return rest[..end];
    }

    private static ReadOnlySpan<byte> ReadQuoted(ReadOnlySpan<byte> text, ref int at)
    {
        int start = at + 1;
        int end = start;
        bool doubled = false;
        while (true)
        {
            int step = text[end..].IndexOfAny((byte)'"', (byte)'\n');
            end += step;
            if (text[end] == '\n')
                throw new GraphFormatException("a quoted field is not closed on its line");
            if (text[end + 1] != '"')
                break;
            doubled = true;
            end += 2;
        }

        at = end + 1;
        ReadOnlySpan<byte> field = text[start..end];
        return doubled ? WithoutDoubledQuotes(field) : field;
    }

    private static byte[] WithoutDoubledQuotes(ReadOnlySpan<byte> field)
    {
        var plain = new List<byte>(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            plain.Add(field[i]);
            if (field[i] == '"')
                i++;
        }

        return [.. plain];
    }

    private void ThrowMore(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> line = text[start..];
        line = line[..line.IndexOf((byte)'\n')].TrimEnd((byte)'\r');
        throw new GraphFormatException($"more than the {layout.Roles.Length} columns of the first line: '{GraphFormatException.Excerpt(line)}'");
    }

    private void ThrowMissing(ReadOnlySpan<byte> text, int start, int column)
    {
        ReadOnlySpan<byte> line = text[start..];
        line = line[..line.IndexOf((byte)'\n')].TrimEnd((byte)'\r');
        if (layout.Roles[column] == ColumnRole.Weight && layout.Delimiter != ' ' && line.EndsWith([layout.Delimiter]))
            throw new GraphFormatException("the weight is empty");
        string wanted = string.Join(", ", layout.Roles.Select(r => r is ColumnRole.Ignored or ColumnRole.Attribute ? "another" : r.ToString().ToLowerInvariant()));
        throw new GraphFormatException($"{column} columns where {layout.Roles.Length} were expected ({wanted}): '{GraphFormatException.Excerpt(line)}'");
    }

    private static string Name(byte delimiter) => delimiter == '\t' ? "a tab" : ((char)delimiter).ToString();
}
