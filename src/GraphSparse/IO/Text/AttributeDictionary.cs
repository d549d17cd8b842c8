using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>Reads the attributes of an edge as networkx writes them, such as {} or {'weight': 4, 'color': 'red'}.</summary>
internal static class AttributeDictionary
{
    /// <summary>The value of the key weight, or null where there is none.</summary>
    /// <exception cref="GraphFormatException">The text is no dictionary, or its weight is not a finite number.</exception>
    public static double? Weight(ReadOnlySpan<byte> text, bool passesInvalid)
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
                continue;
            double number = TextNumbers.ParseFinite(value);
            if (double.IsNaN(number) && !(passesInvalid && TextNumbers.IsNumber(value)))
                throw new GraphFormatException($"weight '{GraphFormatException.Excerpt(value)}' is not a finite number");
            weight = number;
        }

        return weight;
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
