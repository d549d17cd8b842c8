using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>Reads the attributes of an edge as networkx writes them, such as {} or {'weight': 4, 'color': 'red'}.</summary>
internal static class AttributeDictionary
{
    /// <summary>The value of the key weight, or null where there is none; the other keys, and their values where these are wanted, go to the state.</summary>
    /// <exception cref="GraphFormatException">The text is no dictionary, or its weight is not a finite number.</exception>
    public static double? Read(ReadOnlySpan<byte> text, bool passesInvalid, EdgeChunkState state)
    {
        if (text.Length < 2 || text[0] != '{' || text[^1] != '}')
            throw new GraphFormatException($"'{GraphFormatException.Excerpt(text)}' is not a dictionary of attributes such as {{'weight': 4}}");
        double? weight = null;
        ReadOnlySpan<byte> rest = text[1..^1].Trim((byte)' ');
        while (!rest.IsEmpty)
        {
            int colon = EndOf(rest, (byte)':', text);
            if (colon == rest.Length)
                throw new GraphFormatException($"'{GraphFormatException.Excerpt(rest)}' has no ':' after its name");
            ReadOnlySpan<byte> name = rest[..colon].Trim(" '\""u8);
            rest = rest[(colon + 1)..];
            int comma = EndOf(rest, (byte)',', text);
            ReadOnlySpan<byte> value = rest[..comma].Trim((byte)' ');
            rest = rest[Math.Min(comma + 1, rest.Length)..].TrimStart((byte)' ');
            if (!Ascii.EqualsIgnoreCase(name, "weight"u8))
            {
                state.AddKey(name);
                if (state.Cells is not null && !value.SequenceEqual("None"u8))
                    state.AddCell(name, Plain(value));
                continue;
            }

            double number = TextNumbers.ParseFinite(value);
            if (double.IsNaN(number) && !(passesInvalid && TextNumbers.IsNumber(value)))
                throw TextNumbers.BadWeight(value);
            weight = number;
        }

        return weight;
    }

    /// <summary>A value as it is spelled; a text as Python means it.</summary>
    private static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> value)
    {
        if (value.Length < 2 || value[0] is not ((byte)'\'' or (byte)'"') || value[^1] != value[0])
            return value;
        ReadOnlySpan<byte> inner = value[1..^1];
        return inner.Contains((byte)'\\') ? PythonText.Unescape(inner) : inner;
    }

    /// <summary>The place of a sign outside quotes and brackets, or the end.</summary>
    private static int EndOf(ReadOnlySpan<byte> text, byte sign, ReadOnlySpan<byte> whole)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b is (byte)'\'' or (byte)'"')
            {
                i = EndOfQuoted(text, i);
                if (i < 0)
                    throw new GraphFormatException($"a quote is not closed in '{GraphFormatException.Excerpt(whole)}'");
            }
            else if (b is (byte)'{' or (byte)'[' or (byte)'(')
            {
                depth++;
            }
            else if (b is (byte)'}' or (byte)']' or (byte)')')
            {
                depth--;
            }
            else if (b == sign && depth == 0)
            {
                return i;
            }
        }

        return text.Length;
    }

    private static int EndOfQuoted(ReadOnlySpan<byte> text, int open)
    {
        for (int i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == text[open])
                return i;
        }

        return -1;
    }
}
