using System.Globalization;

namespace GraphSparse.IO;

/// <summary>What a text that stands for an id is as an integer.</summary>
internal enum IntegerKind
{
    /// <summary>No integer.</summary>
    None,

    /// <summary>A signed 64-bit integer.</summary>
    Signed,

    /// <summary>An unsigned 64-bit integer of 2^63 or more.</summary>
    Unsigned,

    /// <summary>An integer that 64 bits do not hold.</summary>
    Beyond64Bits,
}

/// <summary>An id as an integer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The integer; the bits of an unsigned one.</param>
/// <param name="HasLeadingZero">Whether it is spelled with zeros in front (007, -0), so that the integer does not give the text back.</param>
internal readonly record struct IntegerId(IntegerKind Kind, long Value = 0, bool HasLeadingZero = false)
{
    /// <summary>Reads an optional minus sign and digits.</summary>
    public static IntegerId Parse(ReadOnlySpan<byte> text)
    {
        bool negative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<byte> digits = negative ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return default;
        bool leadingZero = digits[0] == '0' && (digits.Length > 1 || negative);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long signed))
            return new IntegerId(IntegerKind.Signed, signed, leadingZero);
        return !negative && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong unsigned)
            ? new IntegerId(IntegerKind.Unsigned, unchecked((long)unsigned), leadingZero)
            : new IntegerId(IntegerKind.Beyond64Bits, 0, leadingZero);
    }
}

/// <summary>An id that an integer would not give back: the ids of the file are text. Thrown inside the parser alone.</summary>
internal sealed class TextIdException(string message, string advice) : Exception(message)
{
    /// <summary>What to do where integers are meant, beginning with a space; may be empty.</summary>
    public string Advice => advice;
}
