using System.Buffers.Binary;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>What columns of other types than plain numbers and strings become: numbers, ids, texts, times.</summary>
public class ColumnTypesTests
{
    [Fact]
    public void Numbers_ComeFromDecimalsHalvesAndUnsignedIntegers()
    {
        Assert.Equal([1.5, -2.25], Numbers(Decimal(ParquetType.Int32, 2), [150, 0, 0, 0, .. Little(-225)]));
        Assert.Equal([0.1, -1e-3], Numbers(Decimal(ParquetType.Int64, 3), [100, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]));
        Assert.Equal([1.5, -0.1], Numbers(Decimal(ParquetType.FixedBytes, 1, 3), [0, 0, 15, 255, 255, 255]));
        Assert.Equal([25.6, -12.8], Numbers(Decimal(ParquetType.Utf8, 1), [2, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0x80]));
        Assert.Equal([1, -0.5], Numbers(new("v", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Float16, FixedLength = 2 }, [0, 0x3C, 0, 0xB8]));
        Assert.Equal([4294967295, 1], Numbers(Unsigned(ParquetType.Int32), [255, 255, 255, 255, 1, 0, 0, 0]));
        Assert.Equal([18446744073709551615, 1], Numbers(Unsigned(ParquetType.Int64), [255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Equal([1, -2], Numbers(new("v", ParquetType.Int32), [1, 0, 0, 0, .. Little(-2)]));

        ParquetColumn none = File(Decimal(ParquetType.Utf8, 1), 1, [0, 0, 0, 0]).Read();
        Assert.Contains("row 0: column 'v' holds a decimal number without a byte", Assert.Throws<GraphFormatException>(() => ColumnNumbers.ToDoubles(none, Bad)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_KeepTheirBits_WhetherSignedUnsignedOrDecimal()
    {
        Assert.Equal([-1, 7], Ids(new("v", ParquetType.Int32), [.. Little(-1), .. Little(7)]).Narrow!);
        IdColumn wide = Ids(Unsigned(ParquetType.Int32), [.. Little(-1), .. Little(7)]);
        Assert.Equal([4294967295, 7], wide.Wide!);
        Assert.False(wide.AreUnsigned);
        IdColumn unsigned = Ids(Unsigned(ParquetType.Int64), [.. Little(-1), .. Little(-1), 7, 0, 0, 0, 0, 0, 0, 0]);
        Assert.True(unsigned.AreUnsigned);
        Assert.Equal("18446744073709551615", unsigned.Text(0));
        Assert.False(Ids(Unsigned(ParquetType.Int64), [1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]).AreUnsigned);

        Assert.Equal([1, -1], Ids(Decimal(ParquetType.FixedBytes, 0, 16), [.. new byte[15], 1, .. Enumerable.Repeat((byte)255, 16)]).Wide!);
        IdColumn high = Ids(Decimal(ParquetType.FixedBytes, 0, 9), [0, 255, 255, 255, 255, 255, 255, 255, 255, .. new byte[8], 3]);
        Assert.True(high.AreUnsigned);
        Assert.Equal(("18446744073709551615", "3"), (high.Text(0), high.Text(1)));

        ParquetField nine = Decimal(ParquetType.FixedBytes, 0, 9);
        Assert.Contains("row 1: column 'v' holds an id that is beyond 64 bits", Refusal(nine, [.. new byte[9], 1, .. new byte[8]]), StringComparison.Ordinal);
        Assert.Contains("row 1: vertex id -1 is negative", Refusal(nine, [0, 255, .. new byte[7], .. Enumerable.Repeat((byte)255, 9)]), StringComparison.Ordinal);

        static string Refusal(ParquetField field, byte[] values) => Assert.Throws<GraphFormatException>(() => Ids(field, values)).Message;
    }

    [Fact]
    public void Uuids_AreTextsInTheirCanonicalForm()
    {
        ParquetField field = new("v", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Uuid, FixedLength = 16 };
        byte[] bytes = Convert.FromHexString("00112233445566778899AABBCCDDEEFF");
        var texts = new TextColumn((ParquetUtf8Column)File(field, 1, bytes).Read());
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff", System.Text.Encoding.UTF8.GetString(texts[0]));
        Assert.True(IdColumn.AreTexts(field));
        Assert.False(ColumnNumbers.AreIn(field) || ColumnTimes.AreIn(field) || IdColumn.AreIntegers(field));
    }

    [Fact]
    public void Times_AreTheIntegersOfTheFile_AndInt96BecomesNanoseconds()
    {
        ParquetField int96 = new("v", ParquetType.Int96);
        byte[] second = new byte[12], ancient = new byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(second, 1_000_000_001);
        BinaryPrimitives.WriteInt32LittleEndian(second.AsSpan(8), 2_440_588);
        BinaryPrimitives.WriteInt32LittleEndian(ancient.AsSpan(8), 1);
        ParquetColumn column = File(int96, 1, second).Read();
        Assert.Equal((ParquetLogicalType.Timestamp, ParquetTimeUnit.Nanoseconds), (column.Field.LogicalType, column.Field.Unit));
        Assert.Equal([1_000_000_001], ColumnTimes.ToIntegers(column, Bad));
        Assert.Equal(-2_440_587 * (Int128)86_400_000_000_000, ColumnTimes.Nanoseconds(ancient));
        Assert.Contains("row 0", Assert.Throws<GraphFormatException>(() => ColumnTimes.ToIntegers(File(int96, 1, ancient).Read(), Bad)).Message, StringComparison.Ordinal);

        ParquetField date = new("v", ParquetType.Int32) { LogicalType = ParquetLogicalType.Date };
        Assert.Equal([19000], ColumnTimes.ToIntegers(File(date, 1, Little(19000)).Read(), Bad));
        ParquetField stamp = new("v", ParquetType.Int64) { LogicalType = ParquetLogicalType.Timestamp, Unit = ParquetTimeUnit.Microseconds };
        ParquetColumn stamps = File(stamp, 1, [5, 0, 0, 0, 0, 0, 0, 0]).Read();
        Assert.Equal(stamp, stamps.Field);
        Assert.Equal([5], ColumnTimes.ToIntegers(stamps, Bad));
        Assert.False(ColumnTimes.AreIn(new("v", ParquetType.Double)));
    }

    [Theory]
    [InlineData(ParquetType.Int32, ParquetLogicalType.Unsigned)]
    [InlineData(ParquetType.Int64, ParquetLogicalType.Unsigned)]
    [InlineData(ParquetType.Int32, ParquetLogicalType.Date)]
    [InlineData(ParquetType.Int32, ParquetLogicalType.Time)]
    [InlineData(ParquetType.Int64, ParquetLogicalType.Timestamp)]
    [InlineData(ParquetType.Int64, ParquetLogicalType.Decimal)]
    public void Write_SaysWhatValuesStandFor(ParquetType type, ParquetLogicalType logical)
    {
        foreach (ParquetTimeUnit unit in Enum.GetValues<ParquetTimeUnit>())
        {
            ParquetField field = new("v", type) { LogicalType = logical };
            if (logical == ParquetLogicalType.Decimal)
                field = field with { Precision = 9, Scale = 2 };
            if (logical is ParquetLogicalType.Time or ParquetLogicalType.Timestamp)
                field = field with { Unit = unit };
            ParquetColumn column = type == ParquetType.Int32 ? new ParquetColumn<int>(field, new[] { -1, 5 }) : new ParquetColumn<long>(field, new[] { -1L, 5 });
            byte[] bytes = ParquetFiles.Write(null, column);
            ParquetFiles.RequireEqual(column, ParquetFiles.ReadOnly(bytes));
            using ParquetFile file = ParquetFile.Open(bytes, "memory");
            Assert.Equal(logical != ParquetLogicalType.Unsigned, file.RowGroups[0].Columns[0].Statistics.HasRange);   // signed order would be wrong for unsigned values
        }
    }

    [Fact]
    public void FixedBytes_AreReadInEveryEncoding()
    {
        ParquetField field = new("v", ParquetType.FixedBytes) { FixedLength = 3 };
        Check(new HandMadeFile(field).Page(PageEncoding.Plain, 2, "abcdef"u8.ToArray()));
        Check(new HandMadeFile(field).Dictionary(2, "defabc"u8.ToArray()).Page(PageEncoding.RleDictionary, 2, 1, 3, 1));
        Check(new HandMadeFile(field).Page(PageEncoding.ByteStreamSplit, 2, "adbecf"u8.ToArray()));
        Check(new HandMadeFile(field).Page(PageEncoding.DeltaByteArray, 2, [.. Deltas(0, 0), .. Deltas(3, 3), .. "abcdef"u8]));
        Assert.Contains("2 strings need 6 bytes", Fails(new HandMadeFile(field).Page(PageEncoding.Plain, 2, "abcde"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("take 6 bytes", Fails(new HandMadeFile(field).Page(PageEncoding.ByteStreamSplit, 2, "abcdefg"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("a string of 2 bytes in a column of 3", Fails(new HandMadeFile(field).Page(PageEncoding.DeltaByteArray, 2, [.. Deltas(0, 0), .. Deltas(3, 2), .. "abcde"u8])), StringComparison.Ordinal);
        Assert.Contains("is not supported for columns of type FIXED_LEN_BYTE_ARRAY", Fails(new HandMadeFile(field).Page(PageEncoding.DeltaLengthByteArray, 2, [.. Deltas(3, 3), .. "abcdef"u8])), StringComparison.Ordinal);

        static void Check(HandMadeFile file)
        {
            var column = (ParquetUtf8Column)file.Read();
            Assert.Equal(("abc", "def"), (column.Text(0), column.Text(1)));
        }
    }

    [Fact]
    public void DeltaByteArray_SharesPrefixes_AndRefusesWhatCannotBe()
    {
        ParquetField field = new("v", ParquetType.Utf8);
        var good = (ParquetUtf8Column)new HandMadeFile(field).Page(PageEncoding.DeltaByteArray, 2, [.. Deltas(0, 2), .. Deltas(3, 1), .. "abcx"u8]).Read();
        Assert.Equal(("abc", "abx"), (good.Text(0), good.Text(1)));
        Assert.Contains("a prefix of 1 bytes after a string of 0", Fails(new HandMadeFile(field).Page(PageEncoding.DeltaByteArray, 2, [.. Deltas(1, 2), .. Deltas(3, 1), .. "abcx"u8])), StringComparison.Ordinal);
        Assert.Contains("a prefix of 4 bytes after a string of 3", Fails(new HandMadeFile(field).Page(PageEncoding.DeltaByteArray, 2, [.. Deltas(0, 4), .. Deltas(3, 1), .. "abcx"u8])), StringComparison.Ordinal);
        Assert.Contains("a suffix of 2 bytes", Fails(new HandMadeFile(field).Page(PageEncoding.DeltaByteArray, 2, [.. Deltas(0, 2), .. Deltas(3, 2), .. "abcx"u8])), StringComparison.Ordinal);
        Assert.Contains("2 strings, the page has 3", Fails(new HandMadeFile(field).Page(PageEncoding.DeltaByteArray, 3, [.. Deltas(0, 2), .. Deltas(3, 1), .. "abcx"u8])), StringComparison.Ordinal);
    }

    private static GraphFormatException Bad(int row, string reason) => new($"row {row}: {reason}");

    private static double[] Numbers(ParquetField field, byte[] values)
    {
        ParquetColumn column = File(field, 2, values).Read();
        Assert.Equal(field, column.Field);
        Assert.True(ColumnNumbers.AreIn(field));
        return ColumnNumbers.ToDoubles(column, Bad);
    }

    private static IdColumn Ids(ParquetField field, byte[] values)
    {
        Assert.True(IdColumn.AreIntegers(field));
        return IdColumn.Of(File(field, 2, values).Read(), Bad);
    }

    private static string Fails(HandMadeFile file) => Assert.Throws<GraphFormatException>(file.Read).Message;

    private static HandMadeFile File(ParquetField field, int count, byte[] values) => new HandMadeFile(field).Page(PageEncoding.Plain, count, values);

    private static ParquetField Decimal(ParquetType type, int scale, int length = 0) =>
        new("v", type) { LogicalType = ParquetLogicalType.Decimal, Precision = 9, Scale = scale, FixedLength = length };

    private static ParquetField Unsigned(ParquetType type) => new("v", type) { LogicalType = ParquetLogicalType.Unsigned };

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>Two numbers in DELTA_BINARY_PACKED: the first, and one block whose smallest difference is the only one.</summary>
    private static byte[] Deltas(int first, int second) => [0x80, 0x01, 4, 2, (byte)(2 * first), (byte)(second >= first ? 2 * (second - first) : 2 * (first - second) - 1), 0, 0, 0, 0];
}
