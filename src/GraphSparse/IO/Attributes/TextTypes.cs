using System.Runtime.CompilerServices;
using System.Globalization;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Finds the type that suits all values of a column that came as text, for outputs that have types.</summary>
internal static class TextTypes
{
    /// <summary>So many digits a double always gives back.</summary>
    private const int ExactDigits = 15;

    /// <summary>The most digits of a double that is spelled as short as it can be.</summary>
    private const int MostDigits = 17;

    private const double LeastNormal = 2.2250738585072014e-308;

    /// <summary>The column as integers of 64 bits, else as doubles, else as it is. A number keeps its value: one with leading zeros or more digits than a double has stays text.</summary>
    public static ParquetColumn Typed(ParquetUtf8Column texts) => Integers(texts) ?? (ParquetColumn?)Doubles(texts) ?? (IsText(texts) ? texts : texts.AsBinary());

    /// <summary>Whether every value is valid UTF-8; the bytes of others are kept, but cannot be called text.</summary>
    public static bool IsText(ParquetUtf8Column texts)
    {
        if (System.Text.Unicode.Utf8.IsValid(texts.Bytes))
        {
            for (int row = 0; row < texts.RowCount; row++)
            {
                ReadOnlySpan<byte> value = texts[row];
                if (!value.IsEmpty && (value[0] & 0xC0) == 0x80)
                    return false; // halves of one character in two values
            }

            return true;
        }

        return false;
    }

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
        Span<byte> significant = stackalloc byte[MostDigits];
        int count = SignificantDigits(digits, significant);
        bool isNormal = count == 0 || Math.Abs(value) >= LeastNormal; // below, a double has fewer digits, and 1e-400 is 0
        return (count <= ExactDigits && isNormal) || (count <= MostDigits && GivesBack(significant[..count], value));
    }

    /// <summary>The digits of a number from the first to the last that is not 0, without the point and the exponent; at most as many as there is room for, and one more in the count.</summary>
    private static int SignificantDigits(ReadOnlySpan<byte> number, Span<byte> digits)
    {
        int count = 0, last = 0;
        foreach (byte b in number)
        {
            if (b is (byte)'e' or (byte)'E')
                break;
            if (b is not (>= (byte)'0' and <= (byte)'9') || (count == 0 && b == '0'))
                continue;
            if (count < digits.Length)
                digits[count] = b;
            count++;
            if (b != '0')
                last = count;
        }

        return Math.Min(last, digits.Length + 1);
    }

    /// <summary>Whether the shortest text that stands for a double has these digits.</summary>
    private static bool GivesBack(ReadOnlySpan<byte> significant, double value)
    {
        Span<byte> spelled = stackalloc byte[32];
        Span<byte> digits = stackalloc byte[MostDigits];
        return value.TryFormat(spelled, out int length, default, CultureInfo.InvariantCulture)
            && SignificantDigits(spelled[..length], digits) == significant.Length && digits[..significant.Length].SequenceEqual(significant);
    }

    private static ParquetField Field(ParquetUtf8Column texts, ParquetType type) => new(texts.Field.Name, type, IsOptional: texts.NullCount > 0);
}
