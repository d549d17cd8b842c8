using System.Globalization;
using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>The inside of a Python string literal.</summary>
internal static class PythonText
{
    /// <summary>Takes the escapes for what they stand for, as Python does; an escape that is none stays as it is.</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var plain = new List<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Add(text[i]);
                continue;
            }

            byte sign = text[++i];
            int digits = sign switch { (byte)'x' => 2, (byte)'u' => 4, (byte)'U' => 8, _ => 0 };
            if (digits > 0 && TryScalar(text[(i + 1)..], digits, out Rune scalar))
            {
                plain.AddRange(encoded[..scalar.EncodeToUtf8(encoded)]);
                i += digits;
            }
            else if (Simple(sign) is { } value)
            {
                plain.Add(value);
            }
            else
            {
                plain.Add((byte)'\\');
                plain.Add(sign);
            }
        }

        return [.. plain];
    }

    private static byte? Simple(byte sign) => sign switch
    {
        (byte)'\\' or (byte)'\'' or (byte)'"' => sign,
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'a' => 7,
        (byte)'b' => 8,
        (byte)'f' => 12,
        (byte)'v' => 11,
        _ => null,
    };

    private static bool TryScalar(ReadOnlySpan<byte> text, int digits, out Rune scalar)
    {
        scalar = default;
        return text.Length >= digits && int.TryParse(text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) && Rune.TryCreate(value, out scalar);
    }
}
