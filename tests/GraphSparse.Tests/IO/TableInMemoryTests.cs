using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Columns in memory make the graph that a file with the same columns makes, and a graph as a table is what the writer writes.</summary>
public class TableInMemoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_GivesTheGraphOfTheFile(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        ParquetColumn[][] groups = [.. ((int[])[50, 0, 13]).Select(rows => Rows(rows, random, texts: seed == 2))];
        ParquetField[] fields = [.. groups[0].Select(column => column.Field with { IsOptional = column.Field.Name == "kind" })];
        var metadata = new Dictionary<string, string> { ["graphsparse.directed"] = seed == 3 ? "true" : "false", ["graphsparse.isolated"] = seed == 2 ? "[\"zz\"]" : "[99]" };
        using (FileStream stream = File.Create(folder["a.parquet"]))
        {
            using var writer = new ParquetWriter(stream, fields);
            writer.WriteRowGroups(groups);
            writer.Close(metadata);
        }

        LoadedGraph file = GraphReader.Read(folder["a.parquet"]);
        foreach (int threads in (int[])[1, 3])
        {
            LoadedGraph memory = GraphReader.Read(new ParquetTable("a", fields, groups, metadata), parallelism: new Parallelism(threads));
            GraphAssert.Same(file.Graph, memory.Graph);
            GraphAssert.Same(file.Ids, memory.Ids);
            Assert.Equal(file.Report.Build, memory.Report.Build);
            Assert.Equal(file.Report.Notes, memory.Report.Notes);
            Assert.Equal(("a", GraphFormat.Parquet, seed == 3), (memory.Report.Path, memory.Report.Format, memory.Report.DeclaredDirected));
            EdgeAttributes wanted = EdgeAttributes.Read(file, file.Graph, file.Ids), found = EdgeAttributes.Read(memory, memory.Graph, memory.Ids);
            ParquetFiles.RequireEqual(Assert.Single(wanted.Columns), Assert.Single(found.Columns));
        }
    }

    [Fact]
    public void Read_LeavesTheColumnsOfTheCallerAlone()
    {
        int[] sources = [1, 2, 3], targets = [2, 3, 1];
        var table = new ParquetTable("t", [new("source", ParquetType.Int32), new("target", ParquetType.Int32)], [[ParquetColumn.Create<int>("source", sources), ParquetColumn.Create<int>("target", targets)]]);
        LoadedGraph loaded = GraphReader.Read(table, new GraphReadOptions { IdBase = 1 });
        Assert.Equal(["1", "2", "3"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal([1, 2, 3], sources);
        Assert.Equal([2, 3, 1], targets);
    }

    [Fact]
    public void Read_NamesTableColumnAndRow_WhenSomethingIsWrong()
    {
        ParquetColumn source = ParquetColumn.Create<int>("source", new[] { 1, 2 }), target = ParquetColumn.Create<int>("target", new[] { 3, 4 });
        ParquetColumn weight = ParquetColumn.Create<double>("weight", new[] { 1, double.NaN });
        Assert.Equal("people: row 4: weight NaN is not a finite number", Fails([source.Field, target.Field, weight.Field], [[source, target, ParquetColumn.Create<double>("weight", new[] { 1.0, 2 })], [source, target, weight]]));
        Assert.Equal("people: row 2: column 'target' is null", Fails([source.Field, target.Field with { IsOptional = true }], [[source, ParquetColumn.CreateOptional<int>("target", new[] { 3, 0 }, new[] { false, true })]]));
        Assert.Contains("no source and target columns among source, time", Fails([source.Field, target.Field with { Name = "time" }], []), StringComparison.Ordinal);
        Assert.Equal("people: the file holds no edges; give GraphReadOptions.Vertices for a graph without edges", Fails([source.Field, target.Field], []));
        Assert.Equal("people: column 'weight' cannot be read: it is a map", Fails([source.Field, target.Field], [[source, target]], [new("weight", "it is a map")]));
        Assert.Throws<ArgumentException>(() => GraphReader.Read(new ParquetTable("t", [source.Field, target.Field], [[source, target]]), new GraphReadOptions { Format = GraphFormat.Metis }));
        Assert.Throws<ResourceLimitException>(() => GraphReader.Read(new ParquetTable("t", [source.Field, target.Field], [[source, target]]), budget: new MemoryBudget(10)));

        static string Fails(IReadOnlyList<ParquetField> fields, IReadOnlyList<IReadOnlyList<ParquetColumn>> groups, IReadOnlyList<ParquetUnsupportedField>? unsupported = null) =>
            Assert.Throws<GraphFormatException>(() => GraphReader.Read(new ParquetTable("people", fields, groups, unsupportedFields: unsupported))).Message;
    }

    [Fact]
    public void Attributes_TellWhatIsNotKept()
    {
        ParquetColumn source = ParquetColumn.Create<int>("source", new[] { 1, 2 }), target = ParquetColumn.Create<int>("target", new[] { 3, 4 });
        var table = new ParquetTable("t", [source.Field, target.Field], [[source, target]], unsupportedFields: [new("pair", "structs are not supported")]);
        LoadedGraph loaded = GraphReader.Read(table);
        EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids);
        Assert.Equal("columns not kept: pair (which cannot be read (structs are not supported))", Assert.Single(columns.Notes));
        Assert.Empty(EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, selection: AttributeSelection.None).Notes);
    }

    [Fact]
    public void Table_RefusesColumnsThatAreNotThoseOfItsFields()
    {
        ParquetField field = new("a", ParquetType.Int32);
        ParquetColumn column = ParquetColumn.Create<int>("a", new[] { 1 });
        Assert.Throws<ArgumentException>(() => new ParquetTable("t", [field, field], []));
        Assert.Throws<ArgumentException>(() => new ParquetTable("t", [field], [], unsupportedFields: [new("a", "x")]));
        Assert.Throws<ArgumentException>(() => new ParquetTable("t", [field with { Name = "" }], []));
        Assert.Throws<ArgumentException>(() => new ParquetTable("t", [field], [[column, column]]));
        Assert.Throws<ArgumentException>(() => new ParquetTable("t", [field with { Type = ParquetType.Int64 }], [[column]]));
        Assert.Throws<ArgumentException>(() => new ParquetTable("t", [field], [[ParquetColumn.CreateOptional<int>("a", new[] { 1 }, new[] { true })]]));
        Assert.Throws<ArgumentException>(() => new ParquetTable("t", [field, field with { Name = "b" }], [[column, ParquetColumn.Create<int>("b", new[] { 1, 2 })]]));
        Assert.Equal(2, new ParquetTable("t", [field], [[column], [column]]).RowCount);
    }

    [Fact]
    public void FindColumns_SaysWhatIsTaken()
    {
        Assert.Equal(new EdgeTableColumns(1, 0, 2), GraphReader.FindColumns(["dst", "SRC", "Weight"]));
        Assert.Equal(new EdgeTableColumns(0, 1, null), GraphReader.FindColumns(["u", "v", "time"]));
        Assert.Equal(new EdgeTableColumns(2, 0, 1), GraphReader.FindColumns(["a", "b", "c"], new GraphReadOptions { SourceColumn = "C", TargetColumn = "a", WeightColumn = "b" }));
        Assert.Null(GraphReader.FindColumns(["a", "b"]));
        Assert.Null(GraphReader.FindColumns(["u", "v"], new GraphReadOptions { WeightColumn = "mass" }));
        Assert.Throws<GraphFormatException>(() => GraphReader.FindColumns(["source", "Source", "target"]));
    }

    [Fact]
    public void GraphTable_IsWhatTheWriterWrites()
    {
        using var folder = new TemporaryFolder();
        CsrGraph graph = GraphReader.Read(new ParquetTable("t", [.. Rows(1, new Random(1), texts: false).Select(c => c.Field)], [Rows(200, new Random(5), texts: false)])).Graph;
        var attributes = new EdgeAttributes([ParquetColumn.Create<long>("time", Enumerable.Range(0, (int)graph.EdgeCount).Select(e => (long)e * e).ToArray())]);
        GraphWriter.Write(folder["a.parquet"], graph, attributes: attributes);
        using ParquetFile file = ParquetFile.Open(folder["a.parquet"]);

        var table = new GraphTable(graph, attributes: attributes);
        Assert.Equal(file.Fields, table.Fields);
        Assert.Equal(file.Metadata, table.Metadata.ToDictionary());
        Assert.Equal(file.RowCount, table.RowCount);
        int first = 0;
        foreach (IReadOnlyList<ParquetColumn> group in table.RowGroups(7))
        {
            for (int f = 0; f < group.Count; f++)
                ParquetFiles.RequireEqual(Slice(file.ReadColumn(0, f), first, group[f].RowCount), group[f]);
            first += group[0].RowCount;
        }

        Assert.Equal(file.RowCount, first);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.RowGroups(0));
        Assert.Throws<ArgumentException>(() => new GraphTable(graph, VertexIds.FromIntegers([1, 2])));
        Assert.Throws<ArgumentException>(() => new GraphTable(graph, attributes: new EdgeAttributes([ParquetColumn.Create<long>("time", new long[1])])));

        static ParquetColumn Slice(ParquetColumn column, int first, int count) => column.Slice(first, count);
    }

    /// <summary>Random rows: source, target, weight, kind.</summary>
    private static ParquetColumn[] Rows(int rows, Random random, bool texts)
    {
        ParquetColumn Ids(string name) => texts
            ? ParquetUtf8Column.Create(name, Enumerable.Range(0, rows).Select(_ => $"v{random.Next(20)}"))
            : ParquetColumn.Create<int>(name, Enumerable.Range(0, rows).Select(_ => random.Next(20)).ToArray());
        return
        [
            Ids("source"), Ids("target"), ParquetColumn.Create<double>("weight", Enumerable.Range(0, rows).Select(_ => random.NextDouble() + 1).ToArray()),
            ParquetUtf8Column.Create("kind", Enumerable.Range(0, rows).Select(i => i % 5 == 3 ? null : $"k{random.Next(4)}"), isOptional: true),
        ];
    }
}
