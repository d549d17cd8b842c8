using System.Globalization;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Columns beside source, target and weight go with the edges.</summary>
public sealed class EdgeAttributesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TakesTheFirstRowOfAnEdge_InEitherDirection()
    {
        const string Rows = "source,target,weight,color,when\nb,a,1,red,5\na,b,1,blue,\nb,c,2,,7\nc,b,9,green,8\nc,c,1,loop,1\n";
        Assert.Equal("color,when|a-b red,5|b-c -,7", Columns("g.csv", Rows));
        Assert.Equal("color,when|a-b blue,-|b-a red,5|b-c -,7|c-b green,8", Columns("g.csv", Rows, new GraphReadOptions { Directed = true }));
        Assert.Equal("color,when|a-b red,5|b-c -,7", Columns("g.csv", Rows, new GraphReadOptions { Duplicates = DuplicatePolicy.Max }));
    }

    [Theory]
    [InlineData("a b 1 77 x y\nb c 2 78\n", "time,column5,column6|a-b 77,x,y|b-c 78,-,-")]
    [InlineData("source\ttarget\tnote\na\tb\t two words \nb\tc\t\n", "note|a-b two words|b-c -")]
    [InlineData("source,target,note\na,b,\"x, \"\"y\"\"\"\nb,c,\"\"\n", "note|a-b x, \"y\"|b-c ")]
    [InlineData("source,target,note\na,b,\"x\"y\nb,c,5\"\n", "note|a-b \"x\"y|b-c 5\"")]
    [InlineData("k,source,l,target,m\n1,a,2,b,3\n4,b,5,c\n", "k,l,m|a-b 1,2,3|b-c 4,5,-")]
    [InlineData("source,target,\"a\tb\"\na,b,\"x\ty\"\nb,c,z\n", "a\tb|a-b x\ty|b-c z")]
    [InlineData("sep=;\nsource;target;n\na;b;1,5\nb;c;2,5\n", "n|a-b 1,5|b-c 2,5")]
    [InlineData("source\ttarget\t{x}\na\tb\t1\nb\tc\t2\n", "{x}|a-b 1|b-c 2")]
    [InlineData(",source,target\n0,a,b\n1,b,c\n", "column1|a-b 0|b-c 1")]
    [InlineData("source,target,x,x\na,b,1,2\nb,c,3,4\n", "x,x_2|a-b 1,2|b-c 3,4")]
    [InlineData("a b {'weight': 2, 'color': 'red', 'n': None}\nb c {'n': 3, 'color': 'it\\'s'}\n", "color,n|a-b red,-|b-c it's,3")]
    [InlineData("a b {'s': 'x\\ty', 't': 'x\\\\ty'}\nb c {'s': '\\u00e9\\x41\\q'}\n", "s,t|a-b x\ty,x\\ty|b-c éA\\q,-")]
    [InlineData("a b {}\nb c {'tags': ['p', 'q'], \"k\": {'z': 1}}\n", "tags,k|a-b -,-|b-c ['p', 'q'],{'z': 1}")]
    [InlineData("source;target;größe\r\na;b;1,5\r\nb;c;2\r\n", "größe|a-b 1,5|b-c 2")]
    public void Read_UnderstandsTheLayout(string text, string expected) => Assert.Equal(expected, Columns("g.txt", text));

    [Fact]
    public void Read_FindsEdges_WhateverTheIds()
    {
        Assert.Equal("t|-5-9223372036854775807 x|-5-12 y", Columns("g.csv", "source,target,t\n-5,12,y\n9223372036854775807,-5,x\n").Replace("-5-12 y|-5-9223372036854775807 x", "-5-9223372036854775807 x|-5-12 y", StringComparison.Ordinal));
        Assert.Equal("t|7-18446744073709551615 x", Columns("g.csv", "source,target,t\n18446744073709551615,7,x\n"));
        Assert.Equal("t|007-7 x|007-8 y", Columns("g.csv", "source,target,t\n007,7,x\n8,007,y\n"));
        Assert.Equal("t|1-2 x", Columns("g.csv", "source,target,t\n1,2,x\n", new GraphReadOptions { IdBase = 1 }));
        Assert.Equal("t|1-3 x", Columns("g.csv", "source,target,t\n1,3,x\n", new GraphReadOptions { Ids = IdMode.Dense }));
        Assert.Equal("t|1-3 x", Columns("g.csv", "source,target,t\n1,3,x\n", new GraphReadOptions { Ids = IdMode.Strings }));
        Assert.Equal("t|0-1 x", Columns("g.csv", "source,target,weight,t\n0,1,0,w\n1,0,2,x\n", new GraphReadOptions { SkipInvalidWeights = true }));
    }

    /// <summary>Against a dictionary that is filled row by row.</summary>
    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(3, false, true)]
    [InlineData(4, true, true)]
    public void Read_AgreesWithADictionary_ForAnyThreadCount(int seed, bool directed, bool parquet)
    {
        var random = new Random(seed);
        string[] names = [.. Enumerable.Range(0, 300).Select(i => (seed % 2 == 0 ? $"v{i}" : $"{i * 7L - 500}"))];
        var first = new Dictionary<(string, string), (string? Text, long Number)>();
        var sources = new List<string>();
        var targets = new List<string>();
        var texts = new List<string?>();
        var numbers = new List<long>();
        for (int row = 0; row < 60_000; row++)
        {
            string u = names[random.Next(300)], v = names[random.Next(300)];
            string? text = random.Next(5) == 0 ? null : $"t{random.Next(50)}";
            sources.Add(u);
            targets.Add(v);
            texts.Add(text);
            numbers.Add(row);
            if (u != v)
                first.TryAdd(directed || string.CompareOrdinal(u, v) < 0 ? (u, v) : (v, u), (text, row));
        }

        string path = parquet ? _folder["set"] : _folder["g.csv"];
        if (parquet)
            WriteParts(path, sources, targets, texts, numbers, integers: seed % 2 == 1);
        else
            File.WriteAllText(path, "source,target,text,number\n" + string.Concat(Enumerable.Range(0, sources.Count).Select(i => $"{sources[i]},{targets[i]},{texts[i]},{numbers[i]}\n")));
        var options = new GraphReadOptions { Directed = directed };
        LoadedGraph loaded = GraphReader.Read(path, options);
        CsrGraph half = Half(loaded.Graph);
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            EdgeAttributes columns = EdgeAttributes.Read(loaded, half, loaded.Ids, options, parallelism: new Parallelism(threads));
            Assert.Empty(columns.Notes);
            Assert.Equal(["text", "number"], columns.Columns.Select(c => c.Field.Name));
            int e = 0;
            foreach (Edge edge in half.Edges())
            {
                string u = loaded.Ids!.GetText(edge.Source), v = loaded.Ids.GetText(edge.Target);
                (string? text, long number) = first[directed || string.CompareOrdinal(u, v) < 0 ? (u, v) : (v, u)];
                Assert.Equal(text, Value(columns.Columns[0], e));
                Assert.Equal(number.ToString(CultureInfo.InvariantCulture), Value(columns.Columns[1], e));
                e++;
            }
        }
    }

    [Fact]
    public void Read_TakesColumnsOfFolders_AndOfPartsThatLackOne()
    {
        Part("year=2020/kind=x", ParquetColumn.Create<int>("source", new[] { 0 }), ParquetColumn.Create<int>("target", new[] { 1 }), ParquetColumn.Create<int>("n", new[] { 4 }));
        Part("year=2021/kind=__HIVE_DEFAULT_PARTITION__", ParquetColumn.Create<int>("source", new[] { 1 }), ParquetColumn.Create<int>("target", new[] { 2 }), ParquetColumn.Create<double>("m", new[] { 0.5 }));
        LoadedGraph loaded = GraphReader.Read(_folder["set"]);
        Assert.Equal("n,year,kind,m|0-1 4,2020,x,-|1-2 -,2021,-,0.5", Text(loaded, EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids)));
        Assert.Equal("year,m|0-1 2020,-|1-2 2021,0.5", Text(loaded, EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, selection: AttributeSelection.Parse("m, YEAR"))));

        Part("year=2022/kind=z", ParquetColumn.Create<int>("source", new[] { 1 }), ParquetColumn.Create<int>("target", new[] { 3 }), ParquetColumn.Create<long>("n", new[] { 4L }));
        loaded = GraphReader.Read(_folder["set"]);
        Assert.Contains(
            "column 'n' holds integers (INT32) in data.parquet and integers (INT64) in data.parquet",
            Assert.Throws<GraphFormatException>(() => EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids)).Message, StringComparison.Ordinal);
        Assert.Equal("m|0-1 -|1-2 0.5|1-3 -", Text(loaded, EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, selection: AttributeSelection.Of("m"))));
    }

    [Fact]
    public void Read_RefusesNamesThatAreNotThere_AndFilesThatHaveChanged()
    {
        LoadedGraph loaded = Load("g.csv", "source,target,a,b\n0,1,2,3\n");
        Assert.Equal(["a", "b"], loaded.Report.OtherColumns);
        Assert.Contains("columns not used: a, b", loaded.Report.Notes);
        var error = Assert.Throws<GraphFormatException>(() => EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, selection: AttributeSelection.Of("c")));
        Assert.Contains("no column 'c' beside source, target and weight; there are a, b", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AttributeSelection.Parse("a,,b"));
        Assert.Empty(EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, selection: AttributeSelection.None).Columns);

        File.AppendAllText(_folder["g.csv"], "1,2,3,4\n");
        Assert.Contains("has changed while it was read", Assert.Throws<IOException>(() => EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SaysWhichEdgesAreNoRows()
    {
        LoadedGraph loaded = Load("g.csv", "source,target,a\n0,1,x\n1,2,y\n2,3,z\n");
        CsrGraph other = GraphFiles.Read("h.csv", "0,1\n0,2\n0,3\n").Graph;
        EdgeAttributes columns = EdgeAttributes.Read(loaded, other, null);
        Assert.Equal("a|0-1 x|0-2 -|0-3 -", Text(other, null, columns));
        Assert.Equal(["2 edges are no rows of the input, and have no values in its columns"], columns.Notes);
    }

    [Fact]
    public void Names_ThatAReaderWouldTake_AreChanged_AndSoSaid()
    {
        LoadedGraph loaded = Load("g.csv", "source,target,weight,cost,w\n0,1,5,7,3\n", new GraphReadOptions { WeightColumn = "cost" });
        EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, new GraphReadOptions { WeightColumn = "cost" });
        Assert.Equal("input_weight,input_w|0-1 5,3", Text(loaded, columns));
        Assert.Equal(2, columns.Notes.Count);
        Assert.Contains("column weight is named input_weight in the output", columns.Notes[0], StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new EdgeAttributes([ParquetColumn.Create<int>("Weight", new[] { 1 })]));
    }

    [Theory]
    [InlineData("1,-2,,30", ParquetType.Int64)]
    [InlineData("1,2.5,-1e3,nan", ParquetType.Double)]
    [InlineData("0.1,123456789.123456,0.30000000000000004", ParquetType.Double)]
    [InlineData("1,9223372036854775808", ParquetType.Utf8)]
    [InlineData("007,8", ParquetType.Utf8)]
    [InlineData("1.5,00.5", ParquetType.Utf8)]
    [InlineData("0.12345678901234567890,1", ParquetType.Utf8)]
    [InlineData("1,x", ParquetType.Utf8)]
    [InlineData("1e400", ParquetType.Utf8)]
    [InlineData("-0,1", ParquetType.Double)]
    [InlineData("1e-400,1", ParquetType.Utf8)] // would be 0
    [InlineData("1.2345678e-322,1", ParquetType.Utf8)] // so small a double has two digits
    [InlineData("5e-324,0.000,1e-300", ParquetType.Double)]
    [InlineData(",", ParquetType.Utf8)]
    [InlineData("2020-01-01", ParquetType.Utf8)]
    [InlineData("1 ,2", ParquetType.Int64)]
    [InlineData("9007199254740993,1.5", ParquetType.Utf8)] // 2^53 + 1 is no double
    [InlineData("9007199254740992,1.5", ParquetType.Double)]
    [InlineData("9.917351976825342,1", ParquetType.Double)]
    [InlineData("9.917351976825343,1", ParquetType.Utf8)]
    [InlineData("100000000000000000000,1.5", ParquetType.Double)]
    [InlineData("0.1000000000000000000000,1", ParquetType.Double)]
    public void Parquet_GivesTextTheTypeThatSuitsAllValues(string values, ParquetType type)
    {
        string[] cells = values.Split(',');
        LoadedGraph loaded = Load("g.csv", "source,target,x\n" + string.Concat(cells.Select((cell, i) => $"{i},{i + 1},{cell}\n")));
        GraphWriter.Write(_folder["g.parquet"], loaded.Graph, loaded.Ids, attributes: EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids));
        using ParquetFile file = ParquetFile.Open(_folder["g.parquet"]);
        Assert.Equal(new ParquetField("x", type, IsOptional: cells.Contains("")), file.Fields[2]);
        ParquetColumn column = file.ReadColumn(0, 2);
        for (int row = 0; row < cells.Length; row++)
        {
            if (type == ParquetType.Double && cells[row] != "")
                Assert.Equal(double.Parse(cells[row], CultureInfo.InvariantCulture), ((ParquetColumn<double>)column).Values[row]);
            else
                Assert.Equal(cells[row].Trim(), Value(column, row) ?? "");
        }
    }

    [Theory]
    [InlineData("g.csv")]
    [InlineData("g.tsv")]
    [InlineData("g.edges")]
    [InlineData("g.txt.gz")]
    [InlineData("g.parquet")]
    public void Write_ComesBack(string name)
    {
        LoadedGraph loaded = Load("in.csv", "source,target,weight,a,b,c\nx,y,1,\" lead\",\"x, \"\"q\"\" \t;|\",\nz,y,2,\"\",#hash,5\nz,x,3,,'q',\"{}\"\n");
        EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids);
        foreach (int threads in (int[])[1, 3])
            GraphWriter.Write(_folder[$"{threads}{name}"], loaded.Graph, loaded.Ids, attributes: columns, parallelism: new Parallelism(threads));
        Assert.Equal(File.ReadAllBytes(_folder[$"1{name}"]), File.ReadAllBytes(_folder[$"3{name}"]));
        LoadedGraph again = GraphReader.Read(_folder[$"1{name}"]);
        GraphAssert.Same(loaded.Graph, again.Graph);
        Assert.Equal(Text(loaded, columns), Text(again, EdgeAttributes.Read(again, again.Graph, again.Ids)));
        Assert.Equal(0, columns.EscapedValues);
    }

    [Fact]
    public void Text_SpellsLineBreaks_AndCountsThem()
    {
        CsrGraph graph = GraphFiles.Read("g.csv", "0,1\n1,2\n").Graph;
        var columns = new EdgeAttributes([ParquetUtf8Column.Create("a\nb", ["x\ny", "p\r"])]);
        GraphWriter.Write(_folder["g.csv"], graph, attributes: columns, options: new GraphWriteOptions { Comments = true });
        Assert.EndsWith("source,target,a\\nb\n0,1,x\\ny\n1,2,p\\r\n", File.ReadAllText(_folder["g.csv"]), StringComparison.Ordinal);
        Assert.Equal(3, columns.EscapedValues);
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a;b|c")]
    [InlineData("a,b")]
    [InlineData("{x}")]
    public void Names_ComeBackFromText(string name)
    {
        CsrGraph graph = GraphFiles.Read("g.csv", "0,1\n1,2\n").Graph;
        foreach (string file in new[] { "o.csv", "o.tsv", "o.edges" })
        {
            GraphWriter.Write(_folder[file], graph, attributes: new EdgeAttributes([ParquetUtf8Column.Create(name, ["x", "y\tz"])]));
            LoadedGraph again = GraphReader.Read(_folder[file]);
            GraphAssert.Same(graph, again.Graph);
            Assert.Equal($"{name}|0-1 x|1-2 y\tz", Text(again, EdgeAttributes.Read(again, again.Graph, again.Ids)));
        }
    }

    [Fact]
    public void Write_RefusesWhatItCannotHold()
    {
        CsrGraph graph = GraphFiles.Read("g.csv", "0,1\n1,2\n").Graph;
        var columns = new EdgeAttributes([ParquetUtf8Column.Create("a", ["x", "y"])]);
        Assert.Throws<ArgumentException>(() => GraphWriter.Write(_folder["g.mtx"], graph, attributes: columns));
        Assert.Throws<ArgumentException>(() => GraphWriter.Write(_folder["g.csv"], graph, attributes: new EdgeAttributes([ParquetUtf8Column.Create("a", ["x"])])));
        Assert.Throws<ArgumentException>(() => new EdgeAttributes([ParquetColumn.CreateList<int>("a", new[] { 1 }, new[] { 0, 1 })]));
        Assert.False(File.Exists(_folder["g.mtx"]));
    }

    [Fact]
    public void Read_StaysInsideItsMemory()
    {
        LoadedGraph loaded = Load("g.csv", "source,target,a\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},{i + 1},{new string('x', 100)}\n")));
        Assert.Throws<ResourceLimitException>(() => EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, budget: new MemoryBudget(3 << 20)));
        Assert.Equal(20_000, EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, budget: new MemoryBudget(16 << 20)).Columns[0].RowCount);
    }

    /// <summary>Every number that becomes a double gives its digits back.</summary>
    [Fact]
    public void Parquet_NeverChangesANumber()
    {
        var random = new Random(5);
        string[] numbers = [.. Enumerable.Range(0, 4000).Select(i => i % 3 == 0 ? random.NextDouble().ToString("R", CultureInfo.InvariantCulture)
            : $"{(i % 2 == 0 ? "-" : "")}{random.NextInt64(100_000_000_000_000_000, 1_000_000_000_000_000_000)}"[..random.Next(2, 18)] + (i % 3 == 1 ? $".{random.Next(1000)}" : ""))];
        LoadedGraph loaded = Load("g.csv", "source,target" + string.Concat(Enumerable.Range(0, 4000).Select(i => $",c{i}")) + "\n0,1," + string.Join(',', numbers) + "\n1,2" + string.Concat(Enumerable.Repeat(",1.5", 4000)) + "\n");
        GraphWriter.Write(_folder["g.parquet"], loaded.Graph, loaded.Ids, attributes: EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids));
        using ParquetFile file = ParquetFile.Open(_folder["g.parquet"]);
        int doubles = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            ParquetColumn column = file.ReadColumn(0, 2 + i);
            doubles += column is ParquetColumn<double> ? 1 : 0;
            string value = Value(column, 0)!;
            if (value != numbers[i])
                Assert.Equal(decimal.Parse(numbers[i], NumberStyles.Float, CultureInfo.InvariantCulture), decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        Assert.InRange(doubles, 2000, 4000);
    }

    [Fact]
    public void Text_OfAnotherEncoding_KeepsItsBytes()
    {
        File.WriteAllBytes(_folder["g.csv"], [.. "source,target,x\n0,1,caf"u8, 0xe9, .. "\n1,2,\"b, "u8, 0xe9, .. "\"\n"u8]);
        LoadedGraph loaded = GraphReader.Read(_folder["g.csv"]);
        EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids);
        Assert.Equal(["column x is not valid UTF-8; its bytes are kept as they are"], columns.Notes);
        GraphWriter.Write(_folder["o.csv"], loaded.Graph, loaded.Ids, attributes: columns);
        Assert.Equal(File.ReadAllBytes(_folder["g.csv"]), File.ReadAllBytes(_folder["o.csv"]));
        GraphWriter.Write(_folder["o.parquet"], loaded.Graph, loaded.Ids, attributes: columns);
        using ParquetFile file = ParquetFile.Open(_folder["o.parquet"]);
        Assert.True(file.Fields[2].IsBinary);
        Assert.Equal([.. "caf"u8, 0xe9], ((ParquetUtf8Column)file.ReadColumn(0, 2))[0].ToArray());
    }

    [Fact]
    public void Notes_CountRowsThatEndEarly()
    {
        LoadedGraph loaded = Load("g.csv", "source,target,a,b\n0,1,x,y\n1,2,z\n2,3\n");
        EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids);
        Assert.Equal("a,b|0-1 x,y|1-2 z,-|2-3 -,-", Text(loaded, columns));
        Assert.Equal(["2 rows have fewer fields than there are columns; they have no values in the last ones"], columns.Notes);
    }

    [Theory]
    [InlineData("0,1,\"a\nb\",x\n")]
    [InlineData("0,1,x,\"a\n1,2,x,b\"\n")]
    [InlineData("0,1,x,\"\"\"\n")]
    public void Values_ThatGoOnInAnotherLine_AreRefused(string rows)
    {
        foreach (string head in new[] { "source,target,a,b\n", "source,target,a,b\nx,y,1,2\n" })
            GraphFiles.Refuses(head.Count(c => c == '\n') + 1, "a quoted field is not closed on its line", "g.csv", head + rows.Replace("0,1", head.Length > 20 ? "p,q" : "0,1", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_AreReadWhole()
    {
        string names = string.Concat(Enumerable.Range(0, 2000).Select(i => $",c{i}")), values = string.Concat(Enumerable.Range(0, 2000).Select(i => $",{i}"));
        LoadedGraph loaded = Load("g.csv", $"source,target{names},weight\n0,1{values},5\n1,2{values},6\n");
        Assert.Equal("n=3 0-1:5 1-2:6", GraphAssert.Text(loaded.Graph));
        Assert.Equal(2000, loaded.Report.OtherColumns.Count);
        Assert.Equal("1999", Value(EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids).Columns[1999], 1));
        Assert.Equal("n=3 0-1:5 1-2:6", GraphFiles.Edges("g.txt", new string(' ', 5000) + "0 1 5\n1 2 6\n"));
        string id = new('a', 5000);
        Assert.Equal([id, "b"], GraphAssert.Texts(GraphFiles.Read("g.csv", $"{id},b\n").Ids!));
    }

    private LoadedGraph Load(string name, string text, GraphReadOptions? options = null)
    {
        File.WriteAllText(_folder[name], text);
        return GraphReader.Read(_folder[name], options);
    }

    private string Columns(string name, string text, GraphReadOptions? options = null)
    {
        LoadedGraph loaded = Load(name, text, options);
        EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, options);
        Assert.All(columns.Notes, note => Assert.Contains("rows have fewer fields", note, StringComparison.Ordinal));
        Assert.Equal(loaded.Report.OtherColumns, columns.Columns.Select(c => c.Field.Name));
        return Text(loaded, columns);
    }

    private static string Text(LoadedGraph loaded, EdgeAttributes columns) => Text(loaded.Graph, loaded.Ids, columns);

    private static string Text(CsrGraph graph, VertexIds? ids, EdgeAttributes columns) =>
        string.Join(',', columns.Columns.Select(c => c.Field.Name)) + string.Concat(graph.Edges().Select((edge, e) =>
            $"|{ids?.GetText(edge.Source) ?? $"{edge.Source}"}-{ids?.GetText(edge.Target) ?? $"{edge.Target}"} {string.Join(',', columns.Columns.Select(c => Value(c, e) ?? "-"))}"));

    private static string? Value(ParquetColumn column, int row) => column.IsNull(row) ? null : ValueText.Of(column, row);

    /// <summary>Every other edge.</summary>
    private static CsrGraph Half(CsrGraph graph)
    {
        var builder = new GraphBuilder(graph.VertexCount, new BuildOptions { Directed = graph.IsDirected });
        foreach (Edge edge in graph.Edges().Where((_, e) => e % 2 == 0))
            builder.AddEdge(edge.Source, edge.Target);
        return builder.Build();
    }

    private static void WriteParts(string folder, List<string> sources, List<string> targets, List<string?> texts, List<long> numbers, bool integers)
    {
        Directory.CreateDirectory(folder);
        int part = 0;
        foreach (int[] rows in Enumerable.Range(0, sources.Count).Chunk(25_000))
        {
            ParquetColumn[][] groups = [.. rows.Chunk(7_000).Select(group => new[]
            {
                ParquetUtf8Column.Create("text", group.Select(i => texts[i]), isOptional: true), Ids("source", group, sources), Ids("target", group, targets),
                ParquetColumn.Create<long>("number", group.Select(i => numbers[i]).ToArray()),
            })];
            File.WriteAllBytes(Path.Combine(folder, $"{part++}.parquet"), ParquetFiles.Write(null, 2, groups));
        }

        ParquetColumn Ids(string name, int[] group, List<string> of) => integers
            ? ParquetColumn.Create<long>(name, group.Select(i => long.Parse(of[i], CultureInfo.InvariantCulture)).ToArray())
            : ParquetUtf8Column.Create(name, group.Select(i => of[i]));
    }

    private void Part(string folder, params ParquetColumn[] columns)
    {
        Directory.CreateDirectory(_folder["set/" + folder]);
        File.WriteAllBytes(_folder[$"set/{folder}/data.parquet"], ParquetFiles.Write(null, columns));
    }
}
