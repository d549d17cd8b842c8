using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>Cuts a line of an edge list or of updates into fields.</summary>
internal static class LineFields
{
    /// <summary>A field that has to be there.</summary>
    /// <exception cref="GraphFormatException">It is missing, or empty.</exception>
    public static string Required(string[] fields, int column, string name) => column < fields.Length && fields[column].Length > 0
        ? fields[column]
        : throw new GraphFormatException($"the {name} is missing");

    /// <summary>What stands between the fields: a tab, comma, semicolon or bar, outside of quotes and in this order; a space stands for any run of blanks.</summary>
    public static byte DelimiterOf(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)'"'))
            line = Unquoted(line);
        return line.Contains((byte)'\t') ? (byte)'\t' : line.Contains((byte)',') ? (byte)',' : line.Contains((byte)';') ? (byte)';'
            : line.Contains((byte)'|') && !line.Trim(" \r"u8).Contains((byte)' ') ? (byte)'|' : (byte)' ';
    }

    /// <summary>The fields, without quotes and blanks around them.</summary>
    public static string[] Split(ReadOnlySpan<byte> line, byte delimiter)
    {
        string text = Encoding.UTF8.GetString(line).Trim(' ', '\r');
        return delimiter == ' '
            ? text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } parts ? parts : [""]
            : Split(text, (char)delimiter);
    }

    /// <summary>Fields between delimiters; one that begins with a quote goes on to the next quote.</summary>
    public static string[] Split(string text, char delimiter)
    {
        var fields = new List<string>();
        for (int at = 0; at <= text.Length;)
        {
            int start = at;
            while (start < text.Length && text[start] == ' ')
                start++;
            int close = start < text.Length && text[start] == '"' ? text.IndexOf('"', start + 1) : -1;
            while (close >= 0 && close + 1 < text.Length && text[close + 1] == '"')
                close = text.IndexOf('"', close + 2);
            int end = text.IndexOf(delimiter, Math.Max(close, at));
            if (end < 0)
                end = text.Length;
            fields.Add(close >= 0 ? text[(start + 1)..close].Replace("\"\"", "\"", StringComparison.Ordinal) : text[at..end].Trim());
            at = end + 1;
        }

        return [.. fields];
    }

    /// <summary>Fails where a field begins with a quote and the line ends before the next one: the value would go on in another line, which would be read as a row.</summary>
    /// <param name="fields">Fields of a line, from the beginning of one on.</param>
    /// <param name="delimiter">What stands between them; there are no quotes where it is a space.</param>
    public static void RequireClosed(ReadOnlySpan<byte> fields, byte delimiter)
    {
        if (delimiter == ' ')
            return;
        while (fields.Contains((byte)'"'))
        {
            fields = fields.TrimStart((byte)' ');
            if (!fields.IsEmpty && fields[0] == '"')
            {
                int close = 1;
                while (close < fields.Length && (fields[close] != '"' || (close + 1 < fields.Length && fields[close + 1] == '"')))
                    close += fields[close] == '"' ? 2 : 1;
                if (close >= fields.Length)
                    throw new GraphFormatException("a quoted field is not closed on its line");
                fields = fields[(close + 1)..];
            }

            int next = fields.IndexOf(delimiter);
            if (next < 0)
                return;
            fields = fields[(next + 1)..];
        }
    }

    /// <summary>A line without what stands in quotes.</summary>
    private static byte[] Unquoted(ReadOnlySpan<byte> line)
    {
        var plain = new List<byte>(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            int close = line[i] == '"' ? line[(i + 1)..].IndexOf((byte)'"') : -1;
            if (close >= 0)
                i += close + 1;
            else
                plain.Add(line[i]);
        }

        return [.. plain];
    }
}
