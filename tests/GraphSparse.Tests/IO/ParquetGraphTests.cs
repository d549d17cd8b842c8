using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Parquet files as edge tables.</summary>
public class ParquetGraphTests
{
    private static readonly ParquetColumn Source = ParquetColumn.Create<int>("source", new int[] { 0, 1, 3 });
    private static readonly ParquetColumn Target = ParquetColumn.Create<int>("target", new int[] { 1, 2, 0 });

    [Theory]
    [InlineData("source", "target", "weight")]
    [InlineData("src", "dst", "weight")]
    [InlineData("FROM", "To", "Weight")]
    [InlineData("u", "v", "weight")]
    public void Read_RecognisesNames(string source, string target, string weight)
    {
        byte[] bytes = ParquetFiles.Write(null, Ints(weight, 5, 6), Ints("time", 1, 2), Ints(target, 1, 2), Ints(source, 0, 1));
        LoadedGraph loaded = GraphFiles.Read("g.parquet", bytes);
        Assert.Equal("n=3 0-1:5 1-2:6", GraphAssert.Text(loaded.Graph));
        Assert.Contains("columns not used: time", loaded.Report.Notes);
    }

    [Fact]
    public void Read_TakesOtherNames_WhenTold()
    {
        byte[] bytes = ParquetFiles.Write(null, Ints("a", 0, 1), Ints("b", 1, 2), Ints("c", 5, 6));
        var options = new GraphReadOptions { SourceColumn = "a", TargetColumn = "b" };
        Assert.Equal("n=3 0-1 1-2", GraphAssert.Text(GraphFiles.Read("g.parquet", bytes, options).Graph));
        Assert.Equal("n=3 0-1:5 1-2:6", GraphAssert.Text(GraphFiles.Read("g.parquet", bytes, options with { WeightColumn = "c" }).Graph));
        Refuses("g.parquet", bytes, null, "source");
        Refuses("g.parquet", bytes, options with { WeightColumn = "d" }, "d");
        Assert.Throws<ArgumentException>(() => GraphFiles.Read("g.parquet", bytes, new GraphReadOptions { Columns = "source,target" }));
    }

    [Fact]
    public void Read_TakesEveryKindOfNumber()
    {
        ParquetColumn longs = ParquetColumn.Create<long>("target", new long[] { 1, 2, 0 });
        foreach (ParquetColumn weight in (ParquetColumn[])
            [
                ParquetColumn.Create<double>("weight", new double[] { 0.5, -1, 2 }), ParquetColumn.Create<float>("weight", new float[] { 0.5f, -1, 2 }),
            ])
            Assert.Equal("n=4 0-1:0.5 0-3:2 1-2:-1", GraphAssert.Text(GraphFiles.Read("g.parquet", ParquetFiles.Write(null, Source, longs, weight)).Graph));
        ParquetColumn wide = ParquetColumn.Create<long>("weight", new long[] { 1L << 40, -1, 0 });
        Assert.Equal("n=4 0-1:1099511627776 0-3:0 1-2:-1", GraphAssert.Text(GraphFiles.Read("g.parquet", ParquetFiles.Write(null, Source, Target, wide)).Graph));
    }

    [Theory]
    [InlineData(ParquetCompression.None, ParquetCompression.None)]
    [InlineData(ParquetCompression.Snappy, ParquetCompression.Snappy)]
    [InlineData(ParquetCompression.Gzip, ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Brotli, ParquetCompression.Brotli)]
    [InlineData(ParquetCompression.Zstd, ParquetCompression.Zstd)]
    public void Write_CompressesAsTold_WithTheSameBytesForAnyThreads(ParquetCompression codec, ParquetCompression expected)
    {
        CsrGraph graph = SampleGraphs.Random(300, 3000, directed: true, weighted: false, seed: 5);
        var ids = VertexIds.FromStrings(Enumerable.Range(0, 300).Select(i => $"a vertex of the graph {i * 7919 % 300:d4}"));
        byte[][] written = [.. ((int[])[1, 2, 3]).Select(threads =>
        {
            using var folder = new TemporaryFolder();
            GraphWriter.Write(folder["g.parquet"], graph, ids, GraphFiles.Provenance, new GraphWriteOptions { Codec = codec }, parallelism: new Parallelism(threads));
            return File.ReadAllBytes(folder["g.parquet"]);
        })];
        Assert.Equal(written[0], written[1]);
        Assert.Equal(written[0], written[2]);
        using ParquetFile file = ParquetFile.Open(written[0], "memory");
        Assert.All(file.RowGroups[0].Columns, column => Assert.Equal(expected, column.Codec));
        LoadedGraph read = GraphFiles.Read("g.parquet", written[0]);
        Assert.Equal(graph.Edges().Select(e => (ids.GetText(e.Source), ids.GetText(e.Target))).Order(), read.Graph.Edges().Select(e => (read.Ids!.GetText(e.Source), read.Ids.GetText(e.Target))).Order());
    }

    [Fact]
    public void Read_MapsSparseIdsAndStrings()
    {
        byte[] bytes = ParquetFiles.Write(null, Longs("source", 5_000_000_000, 7), Longs("target", 7, long.MaxValue));
        LoadedGraph loaded = GraphFiles.Read("g.parquet", bytes);
        Assert.Equal(["7", "5000000000", "9223372036854775807"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal("n=3 0-1 0-2", GraphAssert.Text(loaded.Graph));
        bytes = ParquetFiles.Write(null, ParquetUtf8Column.Create("source", ["zoë", "a b"]), ParquetUtf8Column.Create("target", ["😀", "zoë"]));
        loaded = GraphFiles.Read("g.parquet", bytes);
        Assert.Equal(["a b", "zoë", "😀"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal("n=3 0-1 1-2", GraphAssert.Text(loaded.Graph));
        Refuses("g.parquet", bytes, new GraphReadOptions { Ids = IdMode.Dense }, "hold strings");
        Assert.Equal(["0", "1", "2", "3"], GraphAssert.Texts(GraphFiles.Read("g.parquet", ParquetFiles.Write(null, Source, Target), new GraphReadOptions { Ids = IdMode.Strings }).Ids!));
        Refuses("g.parquet", ParquetFiles.Write(null, ParquetUtf8Column.Create("source", ["a"]), Ints("target", 1)), null, "");
    }

    [Fact]
    public void NegativeAndUnsignedIds_ComeBack_FromWhatIsWritten()
    {
        ParquetField Unsigned(string name) => new(name, ParquetType.Int64) { LogicalType = ParquetLogicalType.Unsigned };
        byte[] negative = ParquetFiles.Write(null, Longs("source", -5, 7), Ints("target", 7, 2));
        byte[] unsigned = ParquetFiles.Write(null, new ParquetColumn<long>(Unsigned("source"), new long[] { -1, 7 }), new ParquetColumn<long>(Unsigned("target"), new long[] { 7, 2 }));
        using var folder = new TemporaryFolder();
        foreach ((byte[] bytes, string[] ids) in new[] { (negative, (string[])["-5", "2", "7"]), (unsigned, ["2", "7", "18446744073709551615"]) })
        {
            LoadedGraph loaded = GraphFiles.Read("g.parquet", bytes);
            Assert.Equal(ids, GraphAssert.Texts(loaded.Ids!));
            GraphWriter.Write(folder["h.parquet"], loaded.Graph, loaded.Ids, GraphFiles.Provenance, overwrite: true);
            LoadedGraph again = GraphReader.Read(folder["h.parquet"]);
            Assert.Equal(ids, GraphAssert.Texts(again.Ids!));
            Assert.Equal(GraphAssert.Text(loaded.Graph), GraphAssert.Text(again.Graph));
        }
    }

    [Fact]
    public void Read_NamesTheRow_OfWhatIsWrong()
    {
        ParquetColumn[] good = [Source, Target];
        Refuses("g.parquet", ParquetFiles.Write(null, 1, good, [Ints("source", 1, -7), Ints("target", 2, 2)]), new GraphReadOptions { IdBase = 1 }, "row 1: vertex id 0 is not in 1..");
        Refuses("g.parquet", ParquetFiles.Write(null, 1, good, [Ints("source", 1, -7), Ints("target", 2, 2)]), new GraphReadOptions { Vertices = 9 }, "row 5: vertex id -7 is not in 0..8");
        Refuses("g.parquet", ParquetFiles.Write(null, Longs("source", 1, -7), Ints("target", 2, 2)), new GraphReadOptions { Ids = IdMode.Dense }, "row 2: vertex id -7 is not in 0..2147483645");
        Refuses("g.parquet", ParquetFiles.Write(null, Longs("source", 1, -7), Ints("target", 2, 2)), new GraphReadOptions { Vertices = 9 }, "row 2: vertex id -7 is not in 0..8");
        Refuses("g.parquet", ParquetFiles.Write(null, good), new GraphReadOptions { Vertices = 2 }, "row 3: vertex id 3 is not in 0..1");
        Refuses("g.parquet", ParquetFiles.Write(null, good), new GraphReadOptions { Vertices = 3 }, "row 3: vertex id 3 is not in 0..2");
        Refuses("g.parquet", ParquetFiles.Write(null, good), new GraphReadOptions { IdBase = 1 }, "row 1: vertex id 0 is not in 1..");
        Refuses("g.parquet", ParquetFiles.Write(null, Source, Target, ParquetColumn.Create<double>("weight", new[] { 1, 2, double.NaN })), null, "row 3: weight NaN");
        Refuses("g.parquet", ParquetFiles.Write(null, Source, Target, ParquetColumn.Create<float>("weight", new[] { float.PositiveInfinity, 2, 1 })), null, "row 1: weight");
        Refuses("g.parquet", ParquetFiles.Write(null, ParquetColumn.CreateOptional<int>("source", new[] { 1, 0 }, new[] { false, true }), Ints("target", 2, 2)), null, "row 2: column 'source' is null");
        Refuses("g.parquet", ParquetFiles.Write(null, Source, Target, ParquetColumn.CreateOptional<double>("weight", new double[3], new[] { true, false, false })), null, "row 1: column 'weight' is null");
        Refuses("g.parquet", ParquetFiles.Write(null, ParquetUtf8Column.Create("source", ["a", ""]), ParquetUtf8Column.Create("target", ["b", "c"])), null, "row 2: an empty vertex id");
    }

    [Fact]
    public void Read_TakesTheParts_OfAFolderOrGlob_AsOneTable()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["parts"]);
        File.WriteAllBytes(folder["parts/part-1.parquet"], ParquetFiles.Write(null, Ints("dst", 2), Ints("src", 1)));
        File.WriteAllBytes(folder["parts/part-0.parquet"], ParquetFiles.Write(null, Longs("source", 0), Longs("target", 1)));
        File.WriteAllText(folder["parts/_SUCCESS"], "");
        foreach (string path in (string[])[folder["parts"], folder["parts/part-*.parquet"], folder["parts/part-?.parquet"]])
        {
            LoadedGraph loaded = GraphReader.Read(path);
            Assert.Equal("n=3 0-1 1-2", GraphAssert.Text(loaded.Graph));
            Assert.Equal([folder["parts/part-0.parquet"], folder["parts/part-1.parquet"]], loaded.Report.Files);
        }

        File.WriteAllBytes(folder["parts/part-2.parquet"], ParquetFiles.Write(null, ParquetColumn.CreateOptional<int>("source", new[] { -1 }, new[] { true }), Ints("target", 2)));
        var error = Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["parts"]));
        Assert.Equal((folder["parts/part-2.parquet"], true), (error.Path, error.Message.Contains("row 1", StringComparison.Ordinal)));
        Assert.Throws<FileNotFoundException>(() => GraphReader.Read(folder["parts/none-*.parquet"]));
        Assert.Throws<FileNotFoundException>(() => GraphReader.Read(folder["none.parquet"]));
        Directory.CreateDirectory(folder["empty"]);
        Assert.Throws<FileNotFoundException>(() => GraphReader.Read(folder["empty"]));
        Assert.Throws<FileNotFoundException>(() => GraphReader.Read(folder["*/a.parquet"]));
    }

    [Theory]
    [InlineData("graphsparse.vertices", "many", "not a number")]
    [InlineData("graphsparse.vertices", "3", "vertex 3 is not in 0..2")]
    [InlineData("graphsparse.vertices", "9999999999", "9999999999 vertices declared")]
    [InlineData("graphsparse.isolated", "{}", "not a JSON list")]
    [InlineData("graphsparse.isolated", "[1", "not a JSON list")]
    [InlineData("graphsparse.isolated", "[\"x\"]", "is not an integer")]
    [InlineData("graphsparse.isolated", "[\"\"]", "an empty vertex id")]
    [InlineData("graphsparse.isolated", "[\"a\\nb\"]", "control character")]
    [InlineData("graphsparse.isolated", "[\"\\ud800\"]", "not a JSON list")]
    public void Read_RefusesDeclarationsThatAreWrong(string key, string value, string says) => Refuses("g.parquet", WithMetadata(key, value), null, says);

    [Fact]
    public void Read_TakesTheDeclarations_OfParts()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.parquet"], WithMetadata("graphsparse.vertices", "6"));
        File.WriteAllBytes(folder["b.parquet"], WithMetadata("graphsparse.directed", "true"));
        LoadedGraph loaded = GraphReader.Read(folder.FullName);
        Assert.Equal((6, true), (loaded.Graph.VertexCount, loaded.Graph.IsDirected));
        Assert.False(GraphReader.Read(folder.FullName, new GraphReadOptions { Directed = false }).Graph.IsDirected);
        File.WriteAllBytes(folder["c.parquet"], WithMetadata("graphsparse.directed", "false"));
        Assert.Contains("an earlier one is not", Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AsksTheBudget_BeforeItBelievesManyVertices() =>
        Assert.Throws<ResourceLimitException>(() => GraphFiles.Read("g.parquet", WithMetadata("graphsparse.vertices", "2000000000")));

    private static byte[] WithMetadata(string key, string value)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, [Source.Field, Target.Field]);
        writer.WriteRowGroup([Source, Target]);
        writer.Close([new(key, value)]);
        return stream.ToArray();
    }

    private static ParquetColumn<int> Ints(string name, params int[] values) => ParquetColumn.Create<int>(name, values);

    private static ParquetColumn<long> Longs(string name, params long[] values) => ParquetColumn.Create<long>(name, values);

    private static void Refuses(string name, byte[] bytes, GraphReadOptions? options, string says) =>
        Assert.Contains(says, Assert.Throws<GraphFormatException>(() => GraphFiles.Read(name, bytes, options)).Message, StringComparison.Ordinal);
}
