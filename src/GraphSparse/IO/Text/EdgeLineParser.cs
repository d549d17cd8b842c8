using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Text;

/// <summary>What one chunk of an edge list held.</summary>
internal sealed record EdgeChunk(EdgeRows Rows, int Lines, IReadOnlyList<string> Isolated, GraphFormatException? Error);

/// <summary>Turns the lines of one chunk into edges. Chunks are parsed in parallel, so places are counted within the chunk.</summary>
internal sealed class EdgeLineParser(EdgeLineLayout layout)
{
    private readonly bool _commentHash = layout.Comments.Contains('#', StringComparison.Ordinal);

    [MethodImpl(Hot.Loop)]
    public EdgeChunk Parse(ReadOnlySpan<byte> text)
    {
        int lines = text.Count((byte)'\n');
        var state = new ChunkState(lines, layout);
        int at = 0;
        int line = 0;
        try
        {
            while (at < text.Length)
            {
                line++;
                if (text[at] is (byte)'#' or (byte)'%' or (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t' && SkipEmpty(text, ref at, state))
                    continue;
                ParseLine(text, ref at, state);
            }
        }
        catch (GraphFormatException error)
        {
            return new EdgeChunk(state.ToRows(), lines, state.Isolated, error.At(line: line));
        }

        return new EdgeChunk(state.ToRows(), lines, state.Isolated, null);
    }

    /// <summary>Passes over a comment or a blank line; false where the line holds something.</summary>
    private bool SkipEmpty(ReadOnlySpan<byte> text, ref int at, ChunkState state)
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
    private void ParseLine(ReadOnlySpan<byte> text, ref int at, ChunkState state)
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
                ThrowMissing(text, start, column);

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
        else if (text[at] == '\r' && text[at + 1] != '\n')
            throw new GraphFormatException("a carriage return stands inside a line; lines end with a line feed, with or without one before it");
        else if (!layout.AllowsMore && text[at] is not ((byte)'\r' or (byte)'#' or (byte)'%'))
            ThrowMore(text, start);
        else
            at += text[at..].IndexOf((byte)'\n') + 1;
        state.Add(source, target, weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadId(ReadOnlySpan<byte> text, ref int at, ChunkState state)
    {
        if (layout.StringIds)
            return state.Intern(ReadField(text, ref at));
        int start = at;
        long id = TextNumbers.ReadDigits(text, ref at);
        byte after = text[at];
        bool ended = after is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' || after == layout.Delimiter;
        if (!ended || !layout.Holds(id))
            return QuotedId(text, start, ref at, id);
        return id - layout.IdBase;
    }

    /// <summary>The rare case of an integer in quotes; everything else is an error.</summary>
    private long QuotedId(ReadOnlySpan<byte> text, int start, ref int at, long id)
    {
        at = start;
        ReadOnlySpan<byte> field = ReadField(text, ref at);
        if (text[start] == '"')
        {
            Span<byte> number = stackalloc byte[32];
            if (field.Length < number.Length)
            {
                field.CopyTo(number);
                number[field.Length] = (byte)'\n';
                int inside = 0;
                id = TextNumbers.ReadDigits(number, ref inside);
                if (inside == field.Length && layout.Holds(id))
                    return id - layout.IdBase;
            }
        }

        throw BadId(field, id);
    }

    private GraphFormatException BadId(ReadOnlySpan<byte> field, long id)
    {
        string found = GraphFormatException.Excerpt(field);
        bool digitsOnly = field.Length > 0 && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (field.Length > 1 && field[0] == '-' && !field[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return new GraphFormatException($"vertex id {found} is negative; ids are integers from {layout.IdBase} on");
        if (digitsOnly && id == -2)
            return new GraphFormatException($"vertex id {found} is beyond 64 bits");
        if (digitsOnly && id < layout.IdBase)
            return new GraphFormatException($"vertex id {found} is below {layout.IdBase}, the smallest id of this file");
        if (digitsOnly)
            return new GraphFormatException($"vertex id {found} is not in {layout.IdBase}..{layout.IdLimit - 1 + layout.IdBase}, the vertices given");
        return new GraphFormatException($"'{found}' is not an integer vertex id, and the ids of this file are integers (--ids strings reads them as text)");
    }

    private double ReadWeight(ReadOnlySpan<byte> text, ref int at)
    {
        ReadOnlySpan<byte> field = ReadField(text, ref at);
        double weight = TextNumbers.ParseFinite(field);
        return !double.IsNaN(weight) || (layout.PassesBadWeights && TextNumbers.IsNumber(field)) ? weight
            : throw new GraphFormatException($"weight '{GraphFormatException.Excerpt(field)}' is not a finite number");
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
        return doubled ? System.Text.Encoding.UTF8.GetBytes(VertexIds.DecodeUtf8(field).Replace("\"\"", "\"", StringComparison.Ordinal)) : field;
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
        string wanted = string.Join(", ", layout.Roles.Select(r => r.ToString().ToLowerInvariant()));
        throw new GraphFormatException($"{column} columns where {layout.Roles.Length} were expected ({wanted}): '{GraphFormatException.Excerpt(line)}'");
    }

    private static string Name(byte delimiter) => delimiter == '\t' ? "a tab" : ((char)delimiter).ToString();

    /// <summary>The edges of the chunk so far.</summary>
    private sealed class ChunkState
    {
        private readonly EdgeBlock _block;
        private readonly NameInterner? _names;
        private long[]? _wideSources;
        private long[]? _wideTargets;

        public ChunkState(int capacity, EdgeLineLayout layout)
        {
            _block = new EdgeBlock(capacity, layout.HasWeights);
            _names = layout.StringIds ? new NameInterner() : null;
        }

        public List<string> Isolated { get; } = [];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(long source, long target, double weight)
        {
            if ((source | target) > int.MaxValue - 1 || _wideSources is not null)
                AddWide(source, target);
            _block.Add(unchecked((int)source), unchecked((int)target), weight);
        }

        public int Intern(ReadOnlySpan<byte> name) => _names!.Intern(name);

        public EdgeRows ToRows()
        {
            if (_wideSources is not null)
            {
                int count = _block.Count;
                return new EdgeRows
                {
                    WideSources = _wideSources[..count],
                    WideTargets = _wideTargets![..count],
                    WideWeights = _block.Weights?[..count],
                };
            }

            return new EdgeRows { Block = _block, Names = _names?.ToArray() };
        }

        private void AddWide(long source, long target)
        {
            int count = _block.Count;
            if (_wideSources is null)
            {
                _wideSources = new long[_block.Sources.Length];
                _wideTargets = new long[_block.Sources.Length];
                for (int i = 0; i < count; i++)
                {
                    _wideSources[i] = _block.Sources[i];
                    _wideTargets[i] = _block.Targets[i];
                }
            }

            _wideSources[count] = source;
            _wideTargets![count] = target;
        }
    }
}
