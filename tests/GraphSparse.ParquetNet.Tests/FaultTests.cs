using GraphSparse.IO.Parquet;
using Parquet;
using Parquet.Schema;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>Faults of Parquet.Net that the guide tells of: where one of these tests fails, a new version is better, and the guide has to say so.</summary>
public class FaultTests
{
    [Fact]
    public async Task LongDecimals_AreRoundedByParquetNet_AndKeptHere()
    {
        var field = new ParquetField("d", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Decimal, Precision = 38, Scale = 10, FixedLength = 16 };
        byte[] digits = new byte[16];
        (System.Numerics.BigInteger.Pow(10, 30) - 1).TryWriteBytes(digits, out int length, isBigEndian: true);
        var column = new ParquetUtf8Column(field, (byte[])[.. new byte[16 - length], .. digits[..length]], new[] { 0, 16 });
        byte[] bytes = await Tables.WriteByParquetNet([field], [[column]]);
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(bytes));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        var values = new decimal[1];
        await group.ReadAsync<decimal>(reader.Schema.DataFields[0], values);
        Assert.Equal(100_000_000_000_000_000_000m, values[0]); // 99999999999999999999.9999999999
        RandomColumns.RequireSame(column, await group.ReadColumnAsync(reader.Schema.Fields[0]));
    }

    [Fact]
    public async Task OldTimestamps_OfAnyYear_FailInParquetNet_AndAreReadHere()
    {
        var field = new ParquetField("t", ParquetType.Int96) { LogicalType = ParquetLogicalType.Timestamp, FixedLength = 12, Unit = ParquetTimeUnit.Nanoseconds };
        var column = new ParquetUtf8Column(field, new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x00 }, new[] { 0, 12 });
        byte[] bytes = await Tables.WriteByParquetNet([field], [[column]]);
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(bytes));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await group.ReadAsync<DateTime>(reader.Schema.DataFields[0], new DateTime[1]));
        RandomColumns.RequireSame(column, await group.ReadColumnAsync(reader.Schema.Fields[0]));
        Assert.NotNull(group.GetMetadata(reader.Schema.DataFields[0])!.MetaData!.Statistics); // which were only put aside
    }

    [Fact]
    public async Task Guids_HaveMinimumAndMaximumInAnotherOrderThanTheirValues()
    {
        var schema = new ParquetSchema(new DataField<Guid>("id"));
        using var stream = new MemoryStream();
        await using (var writer = await global::Parquet.ParquetWriter.CreateAsync(schema, stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<Guid>(schema.DataFields[0], new[] { new Guid("01234567-89ab-cdef-0123-456789abcdef") });
        }

        using ParquetFile file = ParquetFile.Open(stream.ToArray(), "memory");
        Assert.StartsWith("01234567", Convert.ToHexString(((ParquetUtf8Column)file.ReadColumn(0, 0))[0]), StringComparison.Ordinal);
        Assert.StartsWith("67452301", Convert.ToHexString(file.RowGroups[0].Columns[0].Statistics.MinBytes.Span), StringComparison.Ordinal);
    }
}
