using System.Globalization;
using System.Numerics;

namespace GraphSparse.IO.Parquet;

/// <summary>Decimal numbers of the format: an unscaled integer, and a number of digits after the point that all values share.</summary>
internal static class DecimalValues
{
    /// <summary>The most bytes of an unscaled value: its digits are taken one by one, which long ones would make slow.</summary>
    private const int LongestBytes = 256;

    // Powers of ten and integers up to these are exact as doubles, so that one division rounds once.
    private const int ExactPowers = 22;
    private const long ExactIntegers = 1L << 53;

    private static readonly double[] Powers = [.. Enumerable.Range(0, ExactPowers + 1).Select(i => double.Parse($"1E{i}", CultureInfo.InvariantCulture))];

    /// <summary>The double that is nearest, ties to even.</summary>
    public static double ToDouble(long unscaled, int scale) =>
        unscaled is >= -ExactIntegers and <= ExactIntegers && scale <= ExactPowers ? unscaled / Powers[scale] : Parse(unscaled.ToString(CultureInfo.InvariantCulture), scale);

    /// <summary>The same for a two's complement with its highest byte first.</summary>
    public static double ToDouble(ReadOnlySpan<byte> unscaled, int scale) => TryInt64(unscaled, out long value)
        ? ToDouble(value, scale)
        : Parse(Integer(unscaled).ToString(CultureInfo.InvariantCulture), scale);

    /// <summary>The value as an integer, where its 64 bits suffice.</summary>
    public static bool TryInt64(ReadOnlySpan<byte> unscaled, out long value)
    {
        ReadOnlySpan<byte> bytes = Trim(unscaled);
        value = bytes.IsEmpty || bytes[0] < 0x80 ? 0 : -1;
        if (bytes.Length > sizeof(long))
            return false;
        foreach (byte b in bytes)
            value = (value << 8) | b;
        return true;
    }

    /// <summary>The value as an unsigned integer of 64 bits, where it is one.</summary>
    public static bool TryUInt64(ReadOnlySpan<byte> unscaled, out ulong value)
    {
        ReadOnlySpan<byte> bytes = Trim(unscaled);
        value = 0;
        if (bytes.Length > sizeof(ulong) + 1 || (bytes.Length > 0 && bytes[0] >= 0x80) || (bytes.Length == sizeof(ulong) + 1 && bytes[0] != 0))
            return false;
        foreach (byte b in bytes)
            value = (value << 8) | b;
        return true;
    }

    /// <summary>The value in digits.</summary>
    public static BigInteger Integer(ReadOnlySpan<byte> unscaled)
    {
        ReadOnlySpan<byte> bytes = Trim(unscaled);
        return bytes.Length <= LongestBytes
            ? new BigInteger(bytes, isUnsigned: false, isBigEndian: true)
            : throw new GraphFormatException($"a decimal number of {bytes.Length} bytes; at most {LongestBytes} are supported");
    }

    private static double Parse(string digits, int scale) => double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits}E-{scale}"), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Without the leading bytes that only repeat the sign.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 1 && ((bytes[0] == 0 && bytes[1] < 0x80) || (bytes[0] == 0xFF && bytes[1] >= 0x80)))
            bytes = bytes[1..];
        return bytes;
    }
}
