using System.Buffers.Binary;

namespace GraphSparse.IO.Parquet;

/// <summary>Takes the values of a column as points in time.</summary>
internal static class ColumnTimes
{
    private const long JulianDayOf1970 = 2_440_588;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    /// <summary>Whether the values of a field can be times: integers, decimals without places, dates, times and timestamps.</summary>
    public static bool AreIn(ParquetField field) => !field.IsList && (field.LogicalType switch
    {
        ParquetLogicalType.None => field.Type is ParquetType.Int32 or ParquetType.Int64,
        ParquetLogicalType.Date or ParquetLogicalType.Time or ParquetLogicalType.Timestamp => true,
        _ => false,
    });

    /// <summary>Every row as the integer that the file has: days of dates, units of timestamps; INT96 as nanoseconds since 1970-01-01. 0 where it is null.</summary>
    /// <param name="column">Of a field for which <see cref="AreIn"/> holds.</param>
    /// <param name="bad">Makes the error for an INT96 before 1677 or after 2262, which 64 bits of nanoseconds cannot hold.</param>
    public static long[] ToIntegers(ParquetColumn column, RowError bad) => column switch
    {
        _ when !AreIn(column.Field) => throw new ArgumentException($"Column '{column.Field.Name}' holds {FormatNames.Content(column.Field)}, not times.", nameof(column)),
        ParquetColumn<long> c => c.TakeArray(),
        ParquetColumn<int> c => Array.ConvertAll(c.TakeArray(), t => (long)t),
        _ => Instants((ParquetUtf8Column)column, bad),
    };

    /// <summary>Nanoseconds since 1970-01-01 of an INT96: the nanoseconds of its day, then the Julian day.</summary>
    public static Int128 Nanoseconds(ReadOnlySpan<byte> int96) =>
        (Int128)(BinaryPrimitives.ReadInt32LittleEndian(int96[8..]) - JulianDayOf1970) * NanosecondsPerDay + BinaryPrimitives.ReadInt64LittleEndian(int96);

    private static long[] Instants(ParquetUtf8Column column, RowError bad)
    {
        var values = new long[column.RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            if (column.IsNull(row))
                continue;
            Int128 instant = Nanoseconds(column[row]);
            values[row] = instant >= long.MinValue && instant <= long.MaxValue
                ? (long)instant
                : throw bad(row, $"column '{column.Field.Name}' holds a timestamp {instant / NanosecondsPerDay} days from 1970, which nanoseconds of 64 bits cannot say");
        }

        return values;
    }
}
