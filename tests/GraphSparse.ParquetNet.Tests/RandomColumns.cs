using GraphSparse.IO.Parquet;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>Columns of every type that both sides have, with values that hurt.</summary>
internal static class RandomColumns
{
    /// <summary>Fields of every type; decimals have the width that Parquet.Net gives them, so that they come back as they went.</summary>
    public static IReadOnlyList<ParquetField> Fields { get; } =
    [
        .. from field in Flat from optional in (bool[])[false, true] select field with { Name = $"{field.Name}{(optional ? "_optional" : "")}", IsOptional = optional },
        .. Numbers.Select(field => field with { Name = $"list_{field.Name}", IsList = true, IsOptional = true }),
    ];

    private static ParquetField[] Numbers =>
    [
        new("boolean", ParquetType.Boolean),
        new("int32", ParquetType.Int32),
        new("int64", ParquetType.Int64),
        new("float", ParquetType.Float),
        new("double", ParquetType.Double),
        new("uint32", ParquetType.Int32) { LogicalType = ParquetLogicalType.Unsigned },
        new("uint64", ParquetType.Int64) { LogicalType = ParquetLogicalType.Unsigned },
    ];

    private static ParquetField[] Flat =>
    [
        .. Numbers,
        new("text", ParquetType.Utf8),
        new("bytes", ParquetType.Utf8) { IsBinary = true },
        new("uuid", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Uuid, FixedLength = 16 },
        new("interval", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Interval, FixedLength = 12 },
        new("int96", ParquetType.Int96) { LogicalType = ParquetLogicalType.Timestamp, FixedLength = 12, Unit = ParquetTimeUnit.Nanoseconds },
        new("date", ParquetType.Int32) { LogicalType = ParquetLogicalType.Date },
        new("time_ms", ParquetType.Int32) { LogicalType = ParquetLogicalType.Time },
        new("time_us", ParquetType.Int64) { LogicalType = ParquetLogicalType.Time, Unit = ParquetTimeUnit.Microseconds, IsLocal = true },
        new("time_ns", ParquetType.Int64) { LogicalType = ParquetLogicalType.Time, Unit = ParquetTimeUnit.Nanoseconds },
        new("stamp_ms", ParquetType.Int64) { LogicalType = ParquetLogicalType.Timestamp, IsLocal = true },
        new("stamp_us", ParquetType.Int64) { LogicalType = ParquetLogicalType.Timestamp, Unit = ParquetTimeUnit.Microseconds },
        new("stamp_ns", ParquetType.Int64) { LogicalType = ParquetLogicalType.Timestamp, Unit = ParquetTimeUnit.Nanoseconds },
        Decimal(9, 2, ParquetType.Int32, 0),
        Decimal(18, 18, ParquetType.Int64, 0),
        Decimal(24, 5, ParquetType.FixedBytes, 11),
        Decimal(38, 0, ParquetType.FixedBytes, 16),
    ];

    private static ParquetField Decimal(int precision, int scale, ParquetType type, int length) =>
        new($"decimal_{precision}", type) { LogicalType = ParquetLogicalType.Decimal, Precision = precision, Scale = scale, FixedLength = length };

    /// <summary>A column of some rows; some are null where that is possible.</summary>
    public static ParquetColumn Make(ParquetField field, int rows, Random random)
    {
        int style = random.Next(3);
        bool[]? nulls = field.IsOptional ? [.. Enumerable.Range(0, rows).Select(_ => style == 0 || (style == 1 && random.Next(3) == 0))] : null;
        long limit = field.LogicalType == ParquetLogicalType.Decimal ? (long)Math.Pow(10, Math.Min(18, field.Precision)) - 1 : long.MaxValue;
        return field.Type switch
        {
            ParquetType.Boolean => Numbers(() => random.Next(2) == 0),
            ParquetType.Int32 => Numbers(() => (int)Math.Clamp(Pick(random.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue, random.Next(-2, 3)), -limit, limit)),
            ParquetType.Int64 => Numbers(() => Math.Clamp(Pick(random.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue, random.Next(-2, 3)), -limit, limit)),
            ParquetType.Float => Numbers(() => random.Next(9) switch { 0 => float.NaN, 1 => -0.0f, 2 => float.PositiveInfinity, _ => random.NextSingle() - 0.5f }),
            ParquetType.Double => Numbers(() => random.Next(9) switch { 0 => double.NaN, 1 => -0.0, 2 => double.NegativeInfinity, 3 => double.Epsilon, _ => random.NextDouble() }),
            _ => Bytes(),
        };

        long Pick(long value, long least, long largest, long small) => random.Next(5) switch { 0 => least, 1 => largest, 2 => small, _ => value };

        ParquetColumn Numbers<T>(Func<T> value) where T : unmanaged
        {
            if (!field.IsList)
                return new ParquetColumn<T>(field, Enumerable.Range(0, rows).Select(r => nulls is not null && nulls[r] ? default : value()).ToArray(), nulls);
            var offsets = new int[rows + 1];
            for (int r = 0; r < rows; r++)
                offsets[r + 1] = offsets[r] + (nulls![r] ? 0 : random.Next(4));
            return new ParquetColumn<T>(field, Enumerable.Range(0, offsets[rows]).Select(_ => value()).ToArray(), nulls, offsets);
        }

        ParquetColumn Bytes()
        {
            var all = new List<byte>();
            var offsets = new int[rows + 1];
            for (int r = 0; r < rows; r++)
            {
                if (nulls is null || !nulls[r])
                    all.AddRange(Value());
                offsets[r + 1] = all.Count;
            }

            return new ParquetUtf8Column(field, all.ToArray(), offsets, nulls);
        }

        byte[] Value()
        {
            if (field is { Type: ParquetType.Utf8, IsBinary: false })
                return System.Text.Encoding.UTF8.GetBytes(random.Next(5) switch { 0 => "", 1 => "Knoten", 2 => "a\0b\n", 3 => $"ü😀{random.Next(100)}", _ => $"v{random.Next(20)}" });
            var bytes = new byte[field.FixedLength > 0 ? field.FixedLength : random.Next(6)];
            random.NextBytes(bytes);
            if (field.LogicalType == ParquetLogicalType.Decimal) // at most as many digits as it says
                bytes[0] = bytes[1] = bytes[0] < 128 ? (byte)0 : (byte)0xFF;
            return bytes;
        }
    }

    /// <summary>The same field and values, bit for bit.</summary>
    public static void RequireSame(ParquetColumn expected, ParquetColumn actual)
    {
        Assert.Equal(expected.Field, actual.Field);
        RequireSameValues(expected, actual);
    }

    /// <summary>The same values, bit for bit, whatever the fields say of nulls.</summary>
    public static void RequireSameValues(ParquetColumn expected, ParquetColumn actual)
    {
        Assert.Equal(expected.RowCount, actual.RowCount);
        Assert.Equal(expected.NullCount, actual.NullCount);
        for (int row = 0; row < expected.RowCount; row++)
        {
            byte[]? wanted = Stored(expected, row), found = Stored(actual, row);
            if (wanted is null != found is null || (wanted is not null && !wanted.AsSpan().SequenceEqual(found)))
                Assert.Fail($"column '{expected.Field.Name}', row {row}: {Text(wanted)} expected, {Text(found)} found");
        }
    }

    private static byte[]? Stored(ParquetColumn column, int row) => column.IsNull(row) ? null : column switch
    {
        ParquetColumn<bool> c => Of(c, row),
        ParquetColumn<int> c => Of(c, row),
        ParquetColumn<long> c => Of(c, row),
        ParquetColumn<float> c => Of(c, row),
        ParquetColumn<double> c => Of(c, row),
        _ => ((ParquetUtf8Column)column)[row].ToArray(),
    };

    private static byte[] Of<T>(ParquetColumn<T> column, int row) where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(column.Field.IsList ? column.List(row) : column.Values.Slice(row, 1)).ToArray();

    private static string Text(byte[]? bytes) => bytes is null ? "null" : $"0x{Convert.ToHexString(bytes)}";
}
