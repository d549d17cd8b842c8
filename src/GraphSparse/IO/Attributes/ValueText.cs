using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Spells the values of columns: numbers as they read back, dates and times as in ISO 8601, bytes that are no text in hexadecimal.</summary>
internal static class ValueText
{
    private const long NanosecondsPerDay = 86_400_000_000_000;

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
        ParquetLogicalType.Date => Day(value),
        ParquetLogicalType.Time => OfTime(field, value),
        ParquetLogicalType.Timestamp => OfInstant(field, (Int128)value * NanosecondsOf(field.Unit)),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string OfBytes(ParquetField field, ReadOnlySpan<byte> value) => field.LogicalType switch
    {
        ParquetLogicalType.Decimal => Pointed(DecimalValues.Integer(value).ToString(CultureInfo.InvariantCulture), field.Scale),
        ParquetLogicalType.Uuid => new Guid(value, bigEndian: true).ToString("D"),
        ParquetLogicalType.Float16 => BinaryPrimitives.ReadHalfLittleEndian(value).ToString(CultureInfo.InvariantCulture),
        ParquetLogicalType.Timestamp => OfInstant(field, ColumnTimes.Nanoseconds(value)),
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

    /// <summary>A time of day; the integer of the file where it is none.</summary>
    private static string OfTime(ParquetField field, long value)
    {
        Int128 nanoseconds = (Int128)value * NanosecondsOf(field.Unit);
        return nanoseconds < 0 || nanoseconds >= NanosecondsPerDay ? value.ToString(CultureInfo.InvariantCulture) : Clock((long)nanoseconds) + (field.IsLocal ? "" : "Z");
    }

    private static string OfInstant(ParquetField field, Int128 nanoseconds)
    {
        var inDay = (long)(((nanoseconds % NanosecondsPerDay) + NanosecondsPerDay) % NanosecondsPerDay);
        return $"{Day((nanoseconds - inDay) / NanosecondsPerDay)}T{Clock(inDay)}{(field.IsLocal || field.Type == ParquetType.Int96 ? "" : "Z")}";
    }

    private static string Clock(long nanoseconds)
    {
        long seconds = nanoseconds / 1_000_000_000;
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}") + Fraction(nanoseconds % 1_000_000_000);
    }

    /// <summary>A day of the proleptic Gregorian calendar, counted from 1970-01-01; years of more than four digits, or below 0, have a sign, as in ISO 8601.</summary>
    private static string Day(Int128 day)
    {
        // Years that begin in March have the leap day at their end; 400 of them are 146,097 days.
        Int128 shifted = day + 719_468;
        Int128 era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        int inEra = (int)(shifted - era * 146_097);
        int yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365;
        int inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (5 * inYear + 2) / 153; // 0 is March
        int inMonth = inYear - (153 * month + 2) / 5 + 1;
        long year = yearOfEra + (long)era * 400 + (month >= 10 ? 1 : 0);
        string digits = Math.Abs(year).ToString(CultureInfo.InvariantCulture);
        string text = year is >= 0 and <= 9999 ? digits.PadLeft(4, '0') : (year < 0 ? "-" : "+") + digits.PadLeft(5, '0');
        return string.Create(CultureInfo.InvariantCulture, $"{text}-{(month + 2) % 12 + 1:00}-{inMonth:00}");
    }

    private static string Fraction(long nanoseconds) =>
        nanoseconds == 0 ? "" : $".{nanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}";

    private static string Interval(ReadOnlySpan<byte> value) => string.Create(
        CultureInfo.InvariantCulture,
        $"P{BinaryPrimitives.ReadUInt32LittleEndian(value)}M{BinaryPrimitives.ReadUInt32LittleEndian(value[4..])}DT{BinaryPrimitives.ReadUInt32LittleEndian(value[8..]) / 1000m}S");

    private static long NanosecondsOf(ParquetTimeUnit unit) => unit switch { ParquetTimeUnit.Milliseconds => 1_000_000, ParquetTimeUnit.Microseconds => 1000, _ => 1 };
}
