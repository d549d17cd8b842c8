using GraphSparse.IO.Parquet;
using Parquet;
using Parquet.Schema;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>What one side cannot say is an error that names the column.</summary>
public class RefusalTests
{
    public static TheoryData<ParquetField> UnknownToParquetNet => new(
        new ParquetField("c", ParquetType.FixedBytes) { FixedLength = 5 },
        new ParquetField("c", ParquetType.FixedBytes) { FixedLength = 2, LogicalType = ParquetLogicalType.Float16 },
        new ParquetField("c", ParquetType.Int32) { LogicalType = ParquetLogicalType.Other },
        new ParquetField("c", ParquetType.Utf8, IsList: true),
        new ParquetField("c", ParquetType.Int32, IsList: true) { LogicalType = ParquetLogicalType.Date },
        new ParquetField("c", ParquetType.FixedBytes) { FixedLength = 17, LogicalType = ParquetLogicalType.Decimal, Precision = 40, Scale = 2 });

    [Theory]
    [MemberData(nameof(UnknownToParquetNet))]
    public void Field_IsRefused_WhenParquetNetHasNoSuchType(ParquetField field)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => field.ToField());
        Assert.StartsWith("Column 'c' holds ", error.Message, StringComparison.Ordinal);
        Assert.Contains("which Parquet.Net cannot write", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Field_IsRefused_WhenWeHaveNoSuchType()
    {
        Field[] fields =
        [
            new StructField("c", new DataField<int>("x")),
            new MapField("c", new DataField<string>("key", false), new DataField<int>("value")),
            new ListField("c", new DataField<string>("element")),
            new ListField("c", new StructField("element", new DataField<int>("x"))),
            new DataField<System.Numerics.BigInteger>("c"),
            new DataField<int[]>("c"),
        ];
        Assert.All(fields[..^1], field => Assert.StartsWith("Column 'c': ", Assert.Throws<ArgumentException>(() => field.ToParquetField()).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Column_IsRefused_WhenItIsNotThatOfItsField()
    {
        await Refused(new DataField<int>("c"), ParquetColumn.Create<long>("c", new long[] { 1 }), "Column 'c' holds Int64, and field 'c' of Parquet.Net is written as Int32");
        await Refused(new DataField<int>("c"), ParquetColumn.Create<int>("d", new[] { 1 }), "Column 'd' holds Int32, and field 'c'");
        await Refused(new DataField<int>("c"), ParquetColumn.CreateOptional<int>("c", new[] { 1, 0 }, new[] { false, true }), "Column 'c' has null rows, and the field of Parquet.Net is not nullable");
        await Refused(new DataField<int[]>("c"), ParquetColumn.CreateList<int>("c", new[] { 1 }, new[] { 0, 1 }), "Column 'c': a repeated field outside of a list");
        await Refused(new DecimalDataField("c", 9, 2), new ParquetColumn<int>(Decimal(9, 3), new[] { 1 }), "Column 'c' holds Int32 Decimal(9, 3)");
        await Refused(new DecimalDataField("c", 3, 0), new ParquetColumn<int>(Decimal(3, 0), new[] { 0, 1000 }), "Column 'c', row 1: the decimal 1000 (without its point) has more than 3 digits");
        await Refused(new DataField("c", typeof(string), isNullable: false), new ParquetUtf8Column(new ParquetField("c", ParquetType.Utf8), new byte[] { 0x61, 0xFF }, new[] { 0, 1, 2 }), "Column 'c', row 1: the string is not valid UTF-8");
        var uuid = new ParquetField("c", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Uuid, FixedLength = 16 };
        await Refused(new DataField<Guid>("c"), new ParquetUtf8Column(uuid, new byte[15], new[] { 0, 15 }), "Column 'c', row 0: 15 bytes, and all values have 16");

        static ParquetField Decimal(int precision, int scale) => new("c", ParquetType.Int32) { LogicalType = ParquetLogicalType.Decimal, Precision = precision, Scale = scale };
    }

    [Fact]
    public async Task NullsWithinLists_AreRefused()
    {
        var list = new ListField("c", new DataField<int?>("element"));
        var schema = new ParquetSchema(new DataField<int>("x"), list);
        using var stream = new MemoryStream();
        await using (var writer = await global::Parquet.ParquetWriter.CreateAsync(schema, stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<int>(schema.DataFields[0], new[] { 1, 2 });
            await group.WriteAsync<int>(schema.DataFields[1], new int?[] { 1, 2, null }, new[] { 0, 0, 1 });
        }

        GraphFormatException error = await Assert.ThrowsAsync<GraphFormatException>(() => Tables.ReadByParquetNet(stream.ToArray()));
        Assert.Equal("row group 0, column 'c', row 1: a null within a list is not supported", error.Reason);
        Assert.Equal("memory", error.Path);
    }

    [Fact]
    public async Task DamagedValues_AreAnErrorOfOurs_WhereParquetNetNotices()
    {
        // An unknown page type: Parquet.Net throws NotSupportedException, or whatever else it runs into.
        ParquetColumn column = ParquetColumn.Create<long>("c", Enumerable.Range(0, 100).Select(i => i * 7919L * i).ToArray());
        byte[] bytes = await Tables.WriteByParquetNet([column.Field], [[column]], new ParquetOptions { CompressionMethod = CompressionMethod.None });
        bytes[5] = 0x7E; // within the header of the first page
        GraphFormatException error = await Assert.ThrowsAsync<GraphFormatException>(() => Tables.ReadByParquetNet(bytes));
        Assert.StartsWith("row group 0, column 'c' cannot be read by Parquet.Net: ", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lz4OfHadoop_IsRefused()
    {
        ParquetColumn column = ParquetColumn.Create<int>("c", new[] { 1, 2 });
        byte[] bytes = await Tables.WriteByParquetNet([column.Field], [[column]], new ParquetOptions { CompressionMethod = CompressionMethod.LZ4 });
        GraphFormatException error = await Assert.ThrowsAsync<GraphFormatException>(() => Tables.ReadByParquetNet(bytes));
        Assert.StartsWith("row group 0, column 'c' is compressed with LZ4, which Parquet.Net reads as other values", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemas_ThatParquetNetCannotRead_AreAnErrorOfOurs()
    {
        var half = new ParquetField("h", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Float16, FixedLength = 2 };
        byte[] bytes = Tables.WriteByUs([half], [[new ParquetUtf8Column(half, new byte[2], new[] { 0, 2 })]]);
        GraphFormatException error = await Assert.ThrowsAsync<GraphFormatException>(() => Tables.ReadByParquetNet(bytes));
        Assert.Equal("memory: Parquet.Net cannot read the schema: type System.Half is not supported", error.Message);
    }

    private static async Task Refused(Field field, ParquetColumn column, string message)
    {
        var schema = new ParquetSchema(field);
        await using var writer = await global::Parquet.ParquetWriter.CreateAsync(schema, new MemoryStream());
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => group.WriteColumnAsync(field, column));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
