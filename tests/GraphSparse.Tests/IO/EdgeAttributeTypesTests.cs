using GraphSparse.IO;
using GraphSparse.Tests.IO.Parquet;
using GraphSparse.Tests.TestSupport;
using ParquetSharp;

namespace GraphSparse.Tests.IO;

/// <summary>Columns of every type that Arrow writes go with the edges: with type and bits into Parquet, spelled into text.</summary>
public sealed class EdgeAttributeTypesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Types_AreKept()
    {
        var day = new DateTime(2020, 2, 29, 23, 59, 58, DateTimeKind.Utc);
        Check("true", new Column<bool?>("x"), true, null);
        Check("-5", new Column<int?>("x"), -5, null);
        Check("-7", new Column<long?>("x"), -7, null);
        Check("4294967295", new Column<uint?>("x"), uint.MaxValue, null);
        Check("18446744073709551615", new Column<ulong?>("x"), ulong.MaxValue, null);
        Check("0.1", new Column<float?>("x"), 0.1f, null);
        Check("1E-300", new Column<double?>("x"), 1e-300, null);
        Check("1.5", new Column<Half?>("x"), (Half)1.5, null);
        Check("-0.05", new Column<decimal?>("x", LogicalType.Decimal(29, 2)), -0.05m, null);
        Check("12345678901234567890123456.78", new Column<decimal?>("x", LogicalType.Decimal(29, 2)), 12345678901234567890123456.78m, null);
        Check("2020-02-29", new Column<DateOnly?>("x"), new DateOnly(2020, 2, 29), null);
        Check("1969-12-31", new Column<DateOnly?>("x"), new DateOnly(1969, 12, 31), null);
        Check("2020-02-29T23:59:58.001Z", new Column<DateTime?>("x", LogicalType.Timestamp(true, TimeUnit.Millis)), day.AddMilliseconds(1), null);
        Check("2020-02-29T23:59:58.000002", new Column<DateTime?>("x", LogicalType.Timestamp(false, TimeUnit.Micros)), DateTime.SpecifyKind(day.AddTicks(20), DateTimeKind.Unspecified), null);
        Check("1901-02-03T00:00:00Z", new Column<DateTime?>("x", LogicalType.Timestamp(true, TimeUnit.Millis)), new DateTime(1901, 2, 3, 0, 0, 0, DateTimeKind.Utc), null);
        Check("2020-02-29T23:59:58.0000001Z", new Column<DateTimeNanos?>("x", LogicalType.Timestamp(true, TimeUnit.Nanos)), new DateTimeNanos(day.AddTicks(1)), null);
        Check("+12000-02-28", new Column<int?>("x", LogicalType.Date()), 3_663_440, null);
        Check("0000-03-01", new Column<int?>("x", LogicalType.Date()), -719_468, null);
        Check("-00001-12-31", new Column<int?>("x", LogicalType.Date()), -719_529, null);
        Check("+12000-01-01T00:00:00Z", new Column<long?>("x", LogicalType.Timestamp(true, TimeUnit.Micros)), 316_516_204_800_000_000, null);
        Check("23:59:59.5Z", new Column<TimeSpan?>("x", LogicalType.Time(true, TimeUnit.Micros)), new TimeSpan(0, 23, 59, 59, 500), null);
        Check("00:00:01", new Column<TimeSpan?>("x", LogicalType.Time(false, TimeUnit.Millis)), new TimeSpan(0, 0, 1), null);
        Check("\"ü, ß\"", new Column<string?>("x"), "ü, ß", null);
        Check("0xff00", new Column<byte[]?>("x"), [0xff, 0], null);
        Check("00112233-4455-6677-8899-aabbccddeeff", new Column<Guid?>("x"), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), null);
    }

    [Fact]
    public void Lists_AreTold_AndRefusedByName()
    {
        Write(_folder["in.parquet"], new Column<int[]>("x"), [1, 2], []);
        LoadedGraph loaded = GraphReader.Read(_folder["in.parquet"]);
        Assert.Equal(["x"], loaded.Report.OtherColumns);
        Assert.Empty(EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids).Columns);
        Assert.Contains("column 'x' holds lists of integers, which cannot be kept", Assert.Throws<GraphFormatException>(
            () => EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, selection: AttributeSelection.Of("x"))).Message, StringComparison.Ordinal);
    }

    private void Check<T>(string spelled, Column<T> column, params T[] values)
    {
        Write(_folder["in.parquet"], column, values);
        LoadedGraph loaded = GraphReader.Read(_folder["in.parquet"]);
        EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids);
        GraphWriter.Write(_folder["out.parquet"], loaded.Graph, loaded.Ids, overwrite: true, attributes: columns);
        GraphWriter.Write(_folder["out.csv"], loaded.Graph, loaded.Ids, overwrite: true, attributes: columns);
        using var before = new ParquetSharpColumns(_folder["in.parquet"]);
        using var after = new ParquetSharpColumns(_folder["out.parquet"]);
        Assert.Equal(before.TypeOf(before.Flat["x"]).Replace("Int(bitWidth=32, isSigned=true)", "None", StringComparison.Ordinal).Replace("Int(bitWidth=64, isSigned=true)", "None", StringComparison.Ordinal), after.TypeOf(after.Flat["x"]));
        Assert.Equal(before.Read(0, before.Flat["x"]), after.Read(0, after.Flat["x"]));
        Assert.Equal($"source,target,x\n0,1,{spelled}\n1,2,\n", File.ReadAllText(_folder["out.csv"]));
    }

    private static void Write<T>(string path, Column<T> column, params T[] values)
    {
        using var file = new ParquetFileWriter(path, [new Column<int>("source"), column, new Column<int>("target")], new LogicalTypeFactory { DateAsDateOnly = true });
        using RowGroupWriter group = file.AppendRowGroup();
        using (LogicalColumnWriter<int> sources = group.NextColumn().LogicalWriter<int>())
            sources.WriteBatch([0, 1]);
        using (LogicalColumnWriter<T> others = group.NextColumn().LogicalWriter<T>())
            others.WriteBatch(values);
        using (LogicalColumnWriter<int> targets = group.NextColumn().LogicalWriter<int>())
            targets.WriteBatch([1, 2]);
        file.Close();
    }
}
