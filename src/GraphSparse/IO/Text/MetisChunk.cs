namespace GraphSparse.IO.Text;

/// <summary>The neighbour lists of one chunk of a METIS file; sources are counted from the first line of the chunk.</summary>
internal sealed class MetisChunk
{
    private readonly List<int> _comments = [];

    public required EdgeBlock Edges { get; init; }

    public int Lines { get; private set; }

    public int Vertices { get; private set; }

    /// <summary>Lines up to the last that is not blank, comments left out.</summary>
    public int LastUsed { get; private set; }

    public GraphFormatException? Error { get; private set; }

    public static MetisChunk Parse(ReadOnlySpan<byte> text, MetisHeader header)
    {
        int numbers = 0;
        bool inside = false;
        foreach (byte b in text)
        {
            bool blank = b <= ' ';
            numbers += !blank && !inside ? 1 : 0;
            inside = !blank;
        }

        var chunk = new MetisChunk { Edges = new EdgeBlock(header.Weighted ? numbers / 2 + 1 : numbers, header.Weighted) };
        try
        {
            int at = 0;
            while (at < text.Length)
            {
                chunk.Lines++;
                if (text[at] == '%')
                {
                    chunk._comments.Add(chunk.Lines);
                    at += text[at..].IndexOf((byte)'\n') + 1;
                    continue;
                }

                bool isBlank = !NextField(text, ref at);
                ParseLine(text, ref at, chunk, header);
                chunk.Vertices++;
                if (!isBlank)
                    chunk.LastUsed = chunk.Vertices;
            }
        }
        catch (GraphFormatException error)
        {
            chunk.Error = error.At(line: chunk.Lines);
        }

        return chunk;
    }

    /// <summary>The line of the chunk's vertex with this index, counted from 1.</summary>
    public int LineOf(int vertex)
    {
        int line = vertex + 1;
        foreach (int comment in _comments)
        {
            if (comment <= line)
                line++;
        }

        return line;
    }

    private static void ParseLine(ReadOnlySpan<byte> text, ref int at, MetisChunk chunk, MetisHeader header)
    {
        for (int skip = 0; skip < header.Skipped; skip++)
        {
            if (!NextField(text, ref at))
                throw new GraphFormatException($"{skip} numbers where at least {header.Skipped} (vertex size and weights) were expected");
            if (double.IsNaN(TextNumbers.ParseFinite(Take(text, ref at))))
                throw new GraphFormatException("a vertex size or weight is not a number");
        }

        while (NextField(text, ref at))
        {
            int start = at;
            long neighbor = TextNumbers.ReadDigits(text, ref at);
            if (text[at] > ' ' || neighbor < 1 || neighbor > header.Vertices)
            {
                at = start;
                throw new GraphFormatException($"neighbour '{GraphFormatException.Excerpt(Take(text, ref at))}' is not in 1..{header.Vertices}");
            }

            double weight = 1;
            if (header.Weighted)
            {
                if (!NextField(text, ref at))
                    throw new GraphFormatException($"the weight after neighbour {neighbor} is missing");
                ReadOnlySpan<byte> field = Take(text, ref at);
                weight = TextNumbers.ParseFinite(field);
                if (double.IsNaN(weight))
                    throw TextNumbers.BadWeight(field);
            }

            chunk.Edges.Add(chunk.Vertices, (int)neighbor - 1, weight);
        }

        at++;
    }

    /// <summary>Moves to the next field of the line; false at its end.</summary>
    private static bool NextField(ReadOnlySpan<byte> text, ref int at)
    {
        while (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
            at++;
        return text[at] != '\n';
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> text, ref int at)
    {
        int length = text[at..].IndexOfAny(" \t\r\n"u8);
        ReadOnlySpan<byte> field = text.Slice(at, length);
        at += length;
        return field;
    }
}
