using System.Globalization;
using System.Text;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Text;

/// <summary>Reads numbers of UTF-8 text.</summary>
internal static class TextNumbers
{
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads digits from <paramref name="at"/> on; stops at the first other byte, which must exist.</summary>
    /// <returns>The number, or −1 where there is no digit, or −2 above 2^63 − 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ReadDigits(ReadOnlySpan<byte> text, ref int at)
    {
        int start = at;
        ulong value = 0;
        uint digit;
        while ((digit = (uint)text[at] - '0') <= 9)
        {
            value = unchecked(value * 10 + digit);
            at++;
        }

        int digits = at - start;
        if (digits is > 0 and <= 18)
            return (long)value;
        return digits == 0 ? -1 : Long(text[start..at]);
    }

    /// <summary>A finite number, or NaN for everything else.</summary>
    public static double ParseFinite(ReadOnlySpan<byte> text)
    {
        // At most 15 digits and a small power of ten: both are exact doubles, so one division rounds correctly.
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        long mantissa = 0;
        int digits = 0;
        int fraction = -1;
        for (int i = at; i < text.Length; i++)
        {
            uint digit = (uint)text[i] - '0';
            if (digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
                if (++digits > 15)
                    return General(text);
                if (fraction >= 0)
                    fraction++;
            }
            else if (text[i] == '.' && fraction < 0)
            {
                fraction = 0;
            }
            else
            {
                return General(text);
            }
        }

        if (digits == 0)
            return double.NaN;
        double value = fraction > 0 ? mantissa / PowersOfTen[fraction] : mantissa;
        return at == 1 ? -value : value;
    }

    /// <summary>Whether a text is a number, NaN and infinities among them.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> unsigned = text.TrimStart("+-"u8);
        return Ascii.EqualsIgnoreCase(unsigned, "nan"u8) || Ascii.EqualsIgnoreCase(unsigned, "inf"u8)
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>Says why a weight is none: <see cref="ParseFinite"/> gave NaN.</summary>
    public static GraphFormatException BadWeight(ReadOnlySpan<byte> text)
    {
        bool isNumber = text.ContainsAnyInRange((byte)'0', (byte)'9') && IsNumber(text);
        return new GraphFormatException($"weight '{GraphFormatException.Excerpt(text)}' is {(isNumber ? "beyond the range of 64-bit floating point" : "not a finite number")}");
    }

    private static double General(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value) && (value != 0 || !IsTooSmall(text))
            ? value
            : double.NaN;

    /// <summary>Whether a number that became 0 is none.</summary>
    private static bool IsTooSmall(ReadOnlySpan<byte> text)
    {
        int exponent = text.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? text : text[..exponent]).ContainsAnyInRange((byte)'1', (byte)'9');
    }

    private static long Long(ReadOnlySpan<byte> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : -2;
}
