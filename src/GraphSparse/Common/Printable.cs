using System.Globalization;
using System.Text;

namespace GraphSparse;

/// <summary>Text of any origin made fit to be shown: characters that move the cursor, change the terminal or turn the direction of writing are escaped.</summary>
public static class Printable
{
    /// <summary>Whether a character is one of C0, DEL, C1, or turns the direction of the text after it.</summary>
    public static bool IsUnsafe(char c) => char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text with unsafe characters as \x1b or \u202e; line breaks stay where <paramref name="keepLines"/> says so.</summary>
    public static string Escape(string text, bool keepLines = false)
    {
        int first = 0;
        while (first < text.Length && !IsEscaped(text[first], keepLines))
            first++;
        if (first == text.Length)
            return text;
        var clean = new StringBuilder(text.Length + 8).Append(text, 0, first);
        foreach (char c in text.AsSpan(first))
        {
            if (IsEscaped(c, keepLines))
                Append(clean, c);
            else
                clean.Append(c);
        }

        return clean.ToString();
    }

    internal static void Append(StringBuilder text, char c) =>
        text.Append(c <= 0xff ? "\\x" : "\\u").Append(((int)c).ToString(c <= 0xff ? "x2" : "x4", CultureInfo.InvariantCulture));

    private static bool IsEscaped(char c, bool keepLines) => IsUnsafe(c) && !(keepLines && c == '\n');
}
