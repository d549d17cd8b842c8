using System.Runtime.CompilerServices;
using System.Buffers.Text;
using System.Globalization;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO.Attributes;

/// <summary>Finds the type that suits all values of a column that came as text, for outputs that have types.</summary>
internal static class TextTypes
{
    /// <summary>Digits that a double gives back.</summary>
    private const int ExactDigits = 15;

    /// <summary>The column as integers of 64 bits, else as doubles, else as it is. A number keeps its value: one with leading zeros or more digits than a double has stays text.</summary>
    public static ParquetColumn Typed(ParquetUtf8Column texts) => Integers(texts) ?? (ParquetColumn?)Doubles(texts) ?? texts;

[MethodImpl(Hot.Loop)]
    private static ParquetColumn<long>? Integers(ParquetUtf8Column texts)
    {
        var values = new long[texts.RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            if (texts.IsNull(row))
                continue;
            IntegerId id = IntegerId.Parse(texts[row]);
            if (id.Kind != IntegerKind.Signed || id.HasLeadingZero)
                return null;
            values[row] = id.Value;
        }

        return texts.NullCount == texts.RowCount ? null : new ParquetColumn<long>(Field(texts, ParquetType.Int64), values, texts.Nulls.ToArray());
    }

[MethodImpl(Hot.Loop)]
    private static ParquetColumn<double>? Doubles(ParquetUtf8Column texts)
    {
        var values = new double[texts.RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            if (!texts.IsNull(row) && !TryDouble(texts[row], out values[row]))
                return null;
        }

        return texts.NullCount == texts.RowCount ? null : new ParquetColumn<double>(Field(texts, ParquetType.Double), values, texts.Nulls.ToArray());
    }

    /// <summary>A number as programs print them; nan and inf too, since tables of measurements have them.</summary>
    private static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        if (text.SequenceEqual("nan"u8) || text.SequenceEqual("NaN"u8))
        {
            value = double.NaN;
            return true;
        }

        ReadOnlySpan<byte> digits = text.TrimStart("-+"u8);
        value = 0;
        if (digits.IsEmpty || (digits[0] == '0' && digits.Length > 1 && digits[1] is >= (byte)'0' and <= (byte)'9'))
            return false;
        if (digits.SequenceEqual("inf"u8) || digits.SequenceEqual("Infinity"u8))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (digits[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'.')
            || !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            || !double.IsFinite(value))
            return false;
        return SignificantDigits(digits) <= ExactDigits || GivesBack(text, value);
    }

    private static int SignificantDigits(ReadOnlySpan<byte> digits)
    {
        int count = 0;
        foreach (byte b in digits)
        {
            if (b is (byte)'e' or (byte)'E')
                break;
            if (b is >= (byte)'0' and <= (byte)'9' && (count > 0 || b != '0'))
                count++;
        }

        return count;
    }

    /// <summary>Whether a double is spelled so by a program that spells it as short as it can.</summary>
    private static bool GivesBack(ReadOnlySpan<byte> text, double value)
    {
        Span<byte> spelled = stackalloc byte[32];
        return Utf8Formatter.TryFormat(value, spelled, out int length) && SignificantDigits(spelled[..length]) == SignificantDigits(text.TrimStart("-+"u8));
    }

    private static ParquetField Field(ParquetUtf8Column texts, ParquetType type) => new(texts.Field.Name, type, IsOptional: texts.NullCount > 0);
}
