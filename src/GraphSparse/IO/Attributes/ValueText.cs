using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO.Attributes;

/// <summary>Spells the values of columns: numbers as they read back, dates and times as in ISO 8601, bytes that are no text in hexadecimal.</summary>
internal static class ValueText
{
    private const long TicksPerDay = TimeSpan.TicksPerDay;
    private const int NanosecondsPerTick = 100;

    /// <summary>A value that is not null.</summary>
    public static string Of(ParquetColumn column, int row) => column switch
    {
        ParquetColumn<bool> c => c.Values[row] ? "true" : "false",
        ParquetColumn<int> c => OfInteger(c.Field, c.Values[row], unchecked((uint)c.Values[row])),
        ParquetColumn<long> c => OfInteger(c.Field, c.Values[row], unchecked((ulong)c.Values[row])),
        ParquetColumn<float> c => c.Values[row].ToString(CultureInfo.InvariantCulture),
        ParquetColumn<double> c => c.Values[row].ToString(CultureInfo.InvariantCulture),
        ParquetUtf8Column c => OfBytes(c.Field, c[row]),
        _ => throw new ArgumentException($"Column '{column.Field.Name}' is of an unknown kind.", nameof(column)),
    };

    private static string OfInteger(ParquetField field, long value, ulong unsigned) => field.LogicalType switch
    {
        ParquetLogicalType.Unsigned => unsigned.ToString(CultureInfo.InvariantCulture),
        ParquetLogicalType.Decimal => Pointed(value.ToString(CultureInfo.InvariantCulture), field.Scale),
        ParquetLogicalType.Date when value is >= -719_162 and <= 2_932_896 => DateOnly.FromDayNumber(719_162 + (int)value).ToString("O", CultureInfo.InvariantCulture),
        ParquetLogicalType.Time => OfTime(field, value),
        ParquetLogicalType.Timestamp => OfInstant(field, (Int128)value * NanosecondsOf(field.Unit), value),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string OfBytes(ParquetField field, ReadOnlySpan<byte> value) => field.LogicalType switch
    {
        ParquetLogicalType.Decimal => Pointed(DecimalValues.Integer(value).ToString(CultureInfo.InvariantCulture), field.Scale),
        ParquetLogicalType.Uuid => new Guid(value, bigEndian: true).ToString("D"),
        ParquetLogicalType.Float16 => BinaryPrimitives.ReadHalfLittleEndian(value).ToString(CultureInfo.InvariantCulture),
        ParquetLogicalType.Timestamp => OfInstant(field, ColumnTimes.Nanoseconds(value), null),
        ParquetLogicalType.Interval => Interval(value),
        _ => System.Text.Unicode.Utf8.IsValid(value) ? Encoding.UTF8.GetString(value) : $"0x{Convert.ToHexStringLower(value)}",
    };

    /// <summary>Digits with a point before the last ones.</summary>
    private static string Pointed(string digits, int scale)
    {
        if (scale == 0)
            return digits;
        string sign = digits[0] == '-' ? "-" : "";
        digits = digits[sign.Length..].PadLeft(scale + 1, '0');
        return $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }

    private static string OfTime(ParquetField field, long value)
    {
        Int128 nanoseconds = (Int128)value * NanosecondsOf(field.Unit);
        if (nanoseconds < 0 || nanoseconds >= (Int128)TicksPerDay * NanosecondsPerTick)
            return value.ToString(CultureInfo.InvariantCulture);
        var time = new TimeOnly((long)(nanoseconds / NanosecondsPerTick));
        return time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + Fraction((long)(nanoseconds % 1_000_000_000)) + (field.IsLocal ? "" : "Z");
    }

    /// <summary>A point in time of the years 1 to 9999; the integer of the file for others, nanoseconds where it has none.</summary>
    private static string OfInstant(ParquetField field, Int128 nanoseconds, long? stored)
    {
        Int128 ticks = (nanoseconds - Remainder(nanoseconds, NanosecondsPerTick)) / NanosecondsPerTick + DateTime.UnixEpoch.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            return stored?.ToString(CultureInfo.InvariantCulture) ?? nanoseconds.ToString(CultureInfo.InvariantCulture);
        string text = new DateTime((long)ticks).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return text + Fraction((long)Remainder(nanoseconds, 1_000_000_000)) + (field.IsLocal || field.Type == ParquetType.Int96 ? "" : "Z");
    }

    private static string Fraction(long nanoseconds) =>
        nanoseconds == 0 ? "" : $".{nanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}";

    private static string Interval(ReadOnlySpan<byte> value) => string.Create(
        CultureInfo.InvariantCulture,
        $"P{BinaryPrimitives.ReadUInt32LittleEndian(value)}M{BinaryPrimitives.ReadUInt32LittleEndian(value[4..])}DT{BinaryPrimitives.ReadUInt32LittleEndian(value[8..]) / 1000m}S");

    private static Int128 Remainder(Int128 value, long by) => ((value % by) + by) % by;

    private static long NanosecondsOf(ParquetTimeUnit unit) => unit switch { ParquetTimeUnit.Milliseconds => 1_000_000, ParquetTimeUnit.Microseconds => 1000, _ => 1 };
}
