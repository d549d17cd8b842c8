using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Tests.TestSupport;
using ParquetSharp;

namespace GraphSparse.Tests.IO;

/// <summary>A column with a recognised name is read as what it holds or refused by name, in graphs, updates, parts and estimates alike.</summary>
public class ParquetColumnRolesTests
{
    private static readonly LogicalType Cents = LogicalType.Decimal(29, 2), Whole = LogicalType.Decimal(29, 0);

    [Fact]
    public void Weights_AreReadFromEveryKindOfNumber()
    {
        Assert.Equal("n=3 0-1:1.5 1-2:2.25", Graph(Of("source", 0, 1), Of("target", 1, 2), Of(new Column<decimal>("weight", Cents), 1.5m, 2.25m)));
        Assert.Equal("n=3 0-1:1.5 1-2:-2", Graph(Of("source", 0, 1), Of("target", 1, 2), Of("weight", (Half)1.5, (Half)(-2))));
        Assert.Equal("n=3 0-1:4294967295 1-2:2", Graph(Of("source", 0, 1), Of("target", 1, 2), Of("weight", uint.MaxValue, 2u)));
        Assert.Equal("n=3 0-1:1.8446744073709552E+19 1-2:2", Graph(Of("source", 0, 1), Of("target", 1, 2), Of("weight", ulong.MaxValue, 2ul)));
        Assert.Equal("n=3 0-1:-3 1-2:2", Graph(Of("source", 0, 1), Of("target", 1, 2), Of("weight", (sbyte)-3, (sbyte)2)));
    }

    [Fact]
    public void WeightsAndIds_ThatAreNone_AreRefusedByName()
    {
        var day = new DateTime(2020, 1, 2, 0, 0, 0, DateTimeKind.Utc);
        RefusesWeight(Of("weight", day, day), "column 'weight' holds timestamps (INT64); a weight is a number");
        RefusesWeight(Of(new Column<DateOnly>("weight"), new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 2)), "column 'weight' holds dates (INT32); a weight is a number");
        RefusesWeight(Of("weight", TimeSpan.Zero, TimeSpan.Zero), "column 'weight' holds times of day");
        RefusesWeight(Of("weight", "1", "2"), "column 'weight' holds strings (BYTE_ARRAY); a weight is a number");
        RefusesWeight(Of("weight", true, false), "column 'weight' holds truth values (BOOLEAN); a weight is a number");
        RefusesWeight(Of("weight", Guid.Empty, Guid.Empty), "column 'weight' holds UUIDs (FIXED_LEN_BYTE_ARRAY); a weight is a number");
        RefusesWeight(Of<string[]>("weight", ["a"], ["b"]), "column 'weight' cannot be read: a LIST of strings");
        RefusesWeight(Of<double[]>("weight", [1], [2]), "column 'weight' holds lists of floating-point numbers");
        RefusesWeight(Of("Weight", new Int96(1, 2, 3), new Int96(1, 2, 3)), "column 'Weight' holds timestamps (INT96); a weight is a number");

        RefusesId(Of("source", day, day), "column 'source' holds timestamps (INT64); an id is an integer or a string");
        RefusesId(Of("source", 1.0, 2.0), "column 'source' holds floating-point numbers (DOUBLE); an id is an integer or a string");
        RefusesId(Of(new Column<decimal>("source", Cents), 1m, 2m), "column 'source' holds decimals of 2 places (FIXED_LEN_BYTE_ARRAY); an id is an integer or a string");
        RefusesId(Of<int[]>("source", [1], [2]), "column 'source' holds lists of integers");
        RefusesId(Of<int[][]>("source", [[1]], [[2]]), "column 'source' cannot be read: a LIST of anything but single values");
        RefusesId(Of("source", "a", "b"), "column 'source' holds strings and column 'target' integers");
    }

    [Fact]
    public void Ids_OfDecimalsAndUuids_AreIntegersAndTexts()
    {
        Assert.Equal("n=3 0-1 1-2", Graph(Of(new Column<decimal>("source", Whole), 0m, 1m), Of("target", 1L, 2L)));
        Guid a = new("00000000-0000-4000-8000-00000000000a"), b = new("00000000-0000-4000-8000-00000000000b");
        LoadedGraph loaded = Load(Of("source", a, b), Of("target", b, a));
        Assert.Equal([a.ToString(), b.ToString()], GraphAssert.Texts(loaded.Ids!));
        Refuses("column 'source' holds an id that is beyond 64 bits", Of(new Column<decimal>("source", Whole), 0m, 18446744073709551616m), Of("target", 1L, 2L));
        Refuses("is not valid UTF-8", Of("source", new byte[] { 0xFF }, [65]), Of("target", "a", "b"));
    }

    [Fact]
    public void Groups_AreWide_WhereIdsAreNegativeOrDoNotFit()
    {
        Assert.Equal([0, 2147483646], Rows(Of("source", 0, int.MaxValue - 1), Of("target", 1L, 2L)).Block!.Sources[..2]);
        Assert.Equal([0L, 2147483647], Rows(Of("source", 0, int.MaxValue), Of("target", 1L, 2L)).WideSources!);
        EdgeRows negative = Rows(Of("source", -5, 3), Of("target", 1L, long.MinValue));
        Assert.Equal([-5L, 3], negative.WideSources!);
        Assert.Equal([1, long.MinValue], negative.WideTargets!);
        Assert.False(negative.AreUnsigned);
        EdgeRows unsigned = Rows(Of("source", ulong.MaxValue, 3ul), Of("target", 1, 2));
        Assert.Equal([-1L, 3], unsigned.WideSources!);
        Assert.True(unsigned.AreUnsigned);
        Assert.False(Rows(Of("source", 1ul << 40, 3ul), Of("target", 1, 2)).AreUnsigned);
        Assert.NotNull(Rows(Of("source", 40u, 3u), Of("target", 1ul, 2ul)).Block);
        Assert.Equal([4294967295L, 3], Rows(Of("source", uint.MaxValue, 3u), Of("target", 1, 2)).WideSources!);
        string mixed = Assert.Throws<GraphFormatException>(() => Rows(Of("source", ulong.MaxValue, 3ul), Of("target", 1, -2))).Message;
        Assert.Contains("row 2: vertex id -2 is negative, and column 'source' holds ids of 2^63 and more", mixed, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_ThatDiffer_AreRefusedByName()
    {
        Differs([Of("source", 1, 2), Of("target", 2, 3), Of("weight", 1.0, 2.0)], [Of("source", 5, 6), Of("target", 6, 7)], "it has no weights, the first part has them in column 'weight'");
        Differs([Of("source", 1, 2), Of("target", 2, 3)], [Of("source", 5, 6), Of("target", 6, 7), Of("weight", 1.0, 2.0)], "it has weights in column 'weight', the first part has none");
        Differs([Of("source", 1, 2), Of("target", 2, 3)], [Of("source", "5", "6"), Of("target", "6", "7")], "its ids are strings, those of the first part are integers");
        Differs([Of("source", 1, 2), Of("target", 2, 3), Of("weight", 1.0, 2.0)], [Of("source", 5, 6), Of("target", 6, 7), Of("weight", "1", "2")], "column 'weight' holds strings");
        using TemporaryFolder folder = Parts(
            [Of("source", 1, 2), Of("target", 2u, 3u), Of(new Column<decimal>("weight", Cents), 1.5m, 2m)],
            [Of("source", 5L, 6L), Of(new Column<decimal>("target", Whole), 6m, 7m), Of("weight", 3, 4), Of("other", 3, 4)]);
        LoadedGraph loaded = GraphReader.Read(folder.FullName);
        Assert.Equal(4, loaded.Graph.EdgeCount);
        Assert.Equal(1.5 + 2 + 3 + 4, Enumerable.Range(0, loaded.Graph.VertexCount).Sum(v => loaded.Graph.Weights(v).ToArray().Sum()) / 2);
        Assert.Contains("columns not used: other", loaded.Report.Notes);
    }

    [Fact]
    public void Updates_FollowTheSameRules()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.parquet"], Of(new Column<decimal>("source", Whole), 0m, 1m), Of("target", 2u, 3u), Of(new Column<decimal>("weight", Cents), 1.5m, 2.25m), Of("op", "+", "="));
        Assert.Equal([new EdgeUpdate(0, 2, 1.5, UpdateKind.Insert), new EdgeUpdate(1, 3, 2.25, UpdateKind.Set)], UpdateReader.Read(folder["a.parquet"], 4).Updates);
        foreach ((Made made, string says) in new[]
            {
                (Of<double[]>("weight", [1], [2]), "column 'weight' holds lists"), (Of("weight", "a", "b"), "column 'weight' holds strings"),
                (Of("op", 1, 2), "column 'op' holds integers (INT32); an op is a string"), (Of<string[]>("op", ["+"], ["-"]), "column 'op' cannot be read"),
            })
        {
            Write(folder["b.parquet"], Of("source", 0, 1), Of("target", 1, 2), made);
            var error = Assert.Throws<GraphFormatException>(() => UpdateReader.Read(folder["b.parquet"], 4));
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
            Assert.Equal(folder["b.parquet"], error.Path);
        }

        // An id is looked up by its value: the bits of −1 and of 2^64 − 1 are the same.
        Write(folder["d.parquet"], Of("source", -1L), Of("target", 7L));
        VertexIds unsigned = VertexIds.FromSorted([7, -1], areUnsigned: true), texts = VertexIds.FromStrings(["-1", "7"]);
        Assert.Contains("the graph has no vertex '-1'", Assert.Throws<GraphFormatException>(() => UpdateReader.Read(folder["d.parquet"], 2, unsigned)).Message, StringComparison.Ordinal);
        Assert.Equal([new EdgeUpdate(0, 1, 1, UpdateKind.Insert)], UpdateReader.Read(folder["d.parquet"], 2, texts).Updates);
        Write(folder["e.parquet"], Of("source", ulong.MaxValue), Of("target", 7u));
        Assert.Equal([new EdgeUpdate(1, 0, 1, UpdateKind.Insert)], UpdateReader.Read(folder["e.parquet"], 2, unsigned).Updates);

        Write(folder["c.parquet"], Of("source", 0ul, ulong.MaxValue), Of("target", 1, 2));
        Assert.Contains("row 2: vertex 18446744073709551615 is not in 0..3", Assert.Throws<GraphFormatException>(() => UpdateReader.Read(folder["c.parquet"], 4)).Message, StringComparison.Ordinal);
    }

    private static void RefusesWeight(Made weight, string says) => Refuses(says, Of("source", 0, 1), Of("target", 1, 2), weight);

    private static void RefusesId(Made source, string says) => Refuses(says, source, Of("target", 1, 2));

    /// <summary>Reading refuses a file by name; so does an estimate, unless it takes the values to see it.</summary>
    private static void Refuses(string says, params Made[] columns)
    {
        using var folder = new TemporaryFolder();
        Write(folder["g.parquet"], columns);
        var error = Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["g.parquet"]));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(folder["g.parquet"], error.Path);
        if (!error.Message.Contains("row ", StringComparison.Ordinal))
            Assert.Equal(error.Message, Assert.Throws<GraphFormatException>(() => GraphSizeEstimator.Estimate(folder["g.parquet"], GraphReadOptions.Default)).Message);
    }

    private static void Differs(Made[] first, Made[] second, string says)
    {
        using TemporaryFolder folder = Parts(first, second);
        foreach (Func<object> read in (Func<object>[])[() => GraphReader.Read(folder.FullName), () => GraphSizeEstimator.Estimate(folder.FullName, new GraphReadOptions { Format = GraphFormat.Parquet })])
        {
            var error = Assert.Throws<GraphFormatException>(read);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
            Assert.Equal(folder["b.parquet"], error.Path);
        }
    }

    private static TemporaryFolder Parts(Made[] first, Made[] second)
    {
        var folder = new TemporaryFolder();
        Write(folder["a.parquet"], first);
        Write(folder["b.parquet"], second);
        return folder;
    }

    private static string Graph(params Made[] columns) => GraphAssert.Text(Load(columns).Graph);

    private static LoadedGraph Load(params Made[] columns)
    {
        using var folder = new TemporaryFolder();
        Write(folder["g.parquet"], columns);
        return GraphReader.Read(folder["g.parquet"]);
    }

    private static EdgeRows Rows(params Made[] columns)
    {
        using var folder = new TemporaryFolder();
        Write(folder["g.parquet"], columns);
        var context = new IoContext(new Parallelism(1), GraphFiles.SmallBudget, null, CancellationToken.None);
        ParquetEdgePart part = ParquetEdgePart.Open(folder["g.parquet"], [], GraphReadOptions.Default, context);
        using IColumnTable table = part.Table;
        return part.ReadGroup(0, GraphReadOptions.Default, context);
    }

    private static void Write(string path, params Made[] columns)
    {
        using var file = new ParquetFileWriter(path, [.. columns.Select(c => c.Column)], new LogicalTypeFactory { DateAsDateOnly = true });
        using RowGroupWriter group = file.AppendRowGroup();
        foreach (Made made in columns)
            made.Write(group.NextColumn());
        file.Close();
    }

    private static Made Of<T>(string name, params T[] values) => Of(new Column<T>(name), values);

    private static Made Of<T>(Column<T> column, params T[] values) => new(column, writer =>
    {
        using LogicalColumnWriter<T> logical = writer.LogicalWriter<T>();
        logical.WriteBatch(values);
    });

    private sealed record Made(Column Column, Action<ColumnWriter> Write);
}
