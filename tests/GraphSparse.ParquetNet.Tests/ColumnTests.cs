using FsCheck;
using FsCheck.Fluent;
using GraphSparse.IO.Parquet;
using Parquet;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>Columns of every type go to Parquet.Net and come back, bit for bit; each side also reads what the other one wrote.</summary>
public class ColumnTests
{
    private static Config Fixed(int tests) => Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(1234567UL, 7654321UL);

    [Fact]
    public void ParquetNet_Writes_WhatBothSidesReadAgain() => Check(60, async (fields, groups, method) =>
    {
        byte[] bytes = await Tables.WriteByParquetNet(fields, groups, new ParquetOptions { CompressionMethod = method });
        Tables.RequireSame(fields, groups, Tables.ReadByUs(bytes));
        Tables.RequireSame(fields, groups, await Tables.ReadByParquetNet(bytes));
    });

    [Fact]
    public void WeWrite_WhatParquetNetReads() => Check(60, async (fields, groups, method) =>
    {
        // INT96 is read, not written.
        int[] kept = [.. Enumerable.Range(0, fields.Count).Where(i => fields[i].Type != ParquetType.Int96)];
        if (kept.Length == 0)
            return;
        fields = [.. kept.Select(i => fields[i])];
        groups = [.. groups.Select(group => kept.Select(i => group[i]).ToArray())];
        ParquetCompression codec = method switch { CompressionMethod.Gzip => ParquetCompression.Gzip, CompressionMethod.Brotli => ParquetCompression.Brotli, CompressionMethod.None => ParquetCompression.None, _ => ParquetCompression.Snappy };
        Tables.RequireSame(fields, groups, await Tables.ReadByParquetNet(Tables.WriteByUs(fields, groups, new ParquetWriterOptions { Codec = codec, PageRows = 7 })));
    });

    [Fact]
    public async Task EveryType_GoesAndComesBack()
    {
        IReadOnlyList<ParquetField> fields = RandomColumns.Fields;
        ParquetColumn[][] groups = Tables.Groups(fields, new Random(3), 500, 1, 77);
        byte[] bytes = await Tables.WriteByParquetNet(fields, groups);
        Tables.RequireSame(fields, groups, Tables.ReadByUs(bytes));
        Tables.RequireSame(fields, groups, await Tables.ReadByParquetNet(bytes));
        Tables.RequireSame(fields, groups, await Tables.ReadByParquetNet(bytes, new ParquetOptions { UseBigDecimal = true, UseDateOnlyTypeForDates = true }));
        Assert.Equal(fields, fields.Select(field => field.ToField().ToParquetField()));
    }

    [Fact]
    public async Task Dictionaries_OfParquetNet_AreRead()
    {
        ParquetField[] fields = [new("s", ParquetType.Utf8), new("t", ParquetType.Utf8, IsOptional: true)];
        ParquetColumn[][] groups = Tables.Groups(fields, new Random(5), 400, 300);
        var options = new ParquetOptions();
        foreach (ParquetField field in fields)
            options.ColumnEncodingHints[field.Name] = EncodingHint.Dictionary;
        byte[] bytes = await Tables.WriteByParquetNet(fields, groups, options);
        using (ParquetFile file = ParquetFile.Open(bytes, "memory"))
            Assert.Contains(file.RowGroups[0].Columns[0].Encodings, encoding => encoding.EndsWith("DICTIONARY", StringComparison.Ordinal));
        Tables.RequireSame(fields, groups, Tables.ReadByUs(bytes));
        Tables.RequireSame(fields, groups, await Tables.ReadByParquetNet(bytes));
    }

    [Fact]
    public async Task Decimals_OfOtherWidths_KeepTheirValues()
    {
        var wide = new ParquetField("wide", ParquetType.Int64) { LogicalType = ParquetLogicalType.Decimal, Precision = 5, Scale = 1 };
        var bytes = new ParquetField("bytes", ParquetType.Utf8, IsOptional: true) { LogicalType = ParquetLogicalType.Decimal, Precision = 12, Scale = 3 };
        var narrow = new ParquetField("narrow", ParquetType.Int32) { LogicalType = ParquetLogicalType.Decimal, Precision = 20, Scale = 0 };
        ParquetColumn[] columns =
        [
            new ParquetColumn<long>(wide, new long[] { -99999, 0, 12345 }),
            new ParquetUtf8Column(bytes, new byte[] { 0xFF, 0x00, 0x01, 0x00 }, new[] { 0, 1, 1, 4 }, new[] { false, true, false }),
            new ParquetColumn<int>(narrow, new[] { int.MinValue, 7, int.MaxValue }),
        ];
        ParquetTable read = Tables.ReadByUs(await Tables.WriteByParquetNet([wide, bytes, narrow], [columns]));
        Assert.Equal([-99999, 0, 12345], ((ParquetColumn<int>)read.RowGroups[0][0]).Values.ToArray());
        Assert.Equal([-1, 0, 256], ((ParquetColumn<long>)read.RowGroups[0][1]).Values.ToArray());
        Assert.Equal((12, 3), (read.Fields[1].Precision, read.Fields[1].Scale));
        Assert.True(read.RowGroups[0][1].IsNull(1));
        var last = (ParquetUtf8Column)read.RowGroups[0][2];
        Assert.Equal([int.MinValue, 7, int.MaxValue], Enumerable.Range(0, 3).Select(row => (int)new System.Numerics.BigInteger(last[row], isBigEndian: true)));
    }

    [Fact]
    public async Task Lists_ThatAreNeverNull_MayBeAfterwards()
    {
        ParquetColumn<float> lists = ParquetColumn.CreateList<float>("v", new float[] { 1, 2, 3 }, new[] { 0, 2, 2, 3 });
        byte[] bytes = await Tables.WriteByParquetNet([lists.Field], [[lists]]);
        ParquetTable read = Tables.ReadByUs(bytes);
        Assert.Equal(lists.Field with { IsOptional = true }, read.Fields[0]);
        RandomColumns.RequireSameValues(lists, read.RowGroups[0][0]);
    }

    private static void Check(int tests, Func<IReadOnlyList<ParquetField>, ParquetColumn[][], CompressionMethod, Task> check)
    {
        var tables = (from chosen in Gen.Choose(0, RandomColumns.Fields.Count - 1).NonEmptyListOf()
                      from rows in Gen.Choose(1, 60).NonEmptyListOf()
                      from seed in Gen.Choose(0, int.MaxValue - 1)
                      from method in Gen.Elements(CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd, CompressionMethod.Brotli, CompressionMethod.Lz4Raw)
                      select (Fields: chosen.Distinct().Take(8).ToArray(), Rows: rows.Take(3).ToArray(), seed, method)).ToArbitrary();
        Prop.ForAll(tables, table =>
        {
            ParquetField[] fields = [.. table.Fields.Select(i => RandomColumns.Fields[i])];
            check(fields, Tables.Groups(fields, new Random(table.seed), table.Rows), table.method).GetAwaiter().GetResult();
            return true;
        }).Check(Fixed(tests));
    }
}
