using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;
using Parquet;
using Parquet.Schema;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>Graphs with ids, weights and further columns go through Parquet.Net and come back; files of one side are graphs of the other.</summary>
public sealed class GraphTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graphsparse-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public enum Ids
    {
        None,
        Integers,
        Unsigned,
        Texts,
    }

    public static TheoryData<Ids, bool, bool> Kinds()
    {
        var kinds = new TheoryData<Ids, bool, bool>();
        foreach (Ids ids in Enum.GetValues<Ids>())
        {
            foreach (bool directed in (bool[])[false, true])
            {
                foreach (bool weighted in (bool[])[false, true])
                    kinds.Add(ids, directed, weighted);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Graphs_ComeBack(Ids kind, bool directed, bool weighted)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            (CsrGraph graph, VertexIds? ids, EdgeAttributes attributes) = Make(kind, directed, weighted, seed);
            string byThem = Path.Combine(_folder, $"{seed}-them.parquet"), byUs = Path.Combine(_folder, $"{seed}-us.parquet");
            var provenance = new Provenance { Command = "sparsify", Options = "{\"keep\":0.5}", Seed = 7, Inputs = ["ab"] };
            await using (FileStream stream = File.Create(byThem))
                await new GraphTable(graph, ids, attributes, provenance).WriteAsync(stream, groupRows: 9);
            GraphWriter.Write(byUs, graph, ids, provenance, attributes: attributes);

            foreach (string path in (string[])[byThem, byUs])
            {
                LoadedGraph ours = GraphReader.Read(path), theirs = await ReadByParquetNet(path);
                foreach (LoadedGraph loaded in (LoadedGraph[])[ours, theirs])
                {
                    GraphAssert.Same(graph, loaded.Graph);
                    GraphAssert.Same(ids, loaded.Ids);
                    Assert.Equal(graph.IsDirected, loaded.Report.DeclaredDirected);
                    EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids);
                    Assert.Equal(attributes.Columns.Count, columns.Columns.Count);
                    for (int i = 0; i < columns.Columns.Count; i++)
                        RandomColumns.RequireSameValues(attributes.Columns[i], columns.Columns[i]);
                    Assert.Empty(columns.Notes);
                }

                Assert.Equal(ours.Report.Notes, theirs.Report.Notes);
                Assert.Equal(ours.Report.Build, theirs.Report.Build);
            }

            using ParquetFile one = ParquetFile.Open(byThem), other = ParquetFile.Open(byUs);
            Assert.Equal(other.Fields, one.Fields);
            Assert.Equal(other.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal), one.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));
            Assert.Equal((graph.EdgeCount + 8) / 9, one.RowGroups.Count);
        }
    }

    [Fact]
    public async Task Columns_AreTakenByName_AndTheReportSaysWhatBecameOfRows()
    {
        var schema = new ParquetSchema(new DataField<long>("From Node"), new DataField<long>("to"), new DataField<decimal>("strength"), new DataField<string>("kind"));
        using var stream = new MemoryStream();
        await using (var writer = await global::Parquet.ParquetWriter.CreateAsync(schema, stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<long>(schema.DataFields[0], new long[] { 10, 20, 20, 30 });
            await group.WriteAsync<long>(schema.DataFields[1], new long[] { 20, 10, 20, 10 });
            await group.WriteAsync<decimal>(schema.DataFields[2], new[] { 1.5m, 2m, 1m, 0.25m });
            await group.WriteAsync(schema.DataFields[3], (string?[])["a", "b", "c", null]);
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true);
        var options = new GraphReadOptions { SourceColumn = "from node", TargetColumn = "to", WeightColumn = "strength", Duplicates = DuplicatePolicy.Max };
        LoadedGraph loaded = await reader.ReadGraphAsync(options, name: "people");
        Assert.Equal(["10", "20", "30"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal([2.0, 0.25], loaded.Graph.Weights(0).ToArray());
        Assert.Equal((4, 1, 1), (loaded.Report.Build.Rows, loaded.Report.Build.SelfLoopsDropped, loaded.Report.Build.DuplicatesMerged));
        Assert.Equal("people", loaded.Report.Path);
        Assert.Contains("columns not used: kind", loaded.Report.Notes);
        EdgeAttributes columns = EdgeAttributes.Read(loaded, loaded.Graph, loaded.Ids, options);
        Assert.Equal(["a", null], Enumerable.Range(0, 2).Select(row => ((ParquetUtf8Column)columns.Columns[0]).Text(row)));

        GraphFormatException error = await Assert.ThrowsAsync<GraphFormatException>(() => reader.ReadGraphAsync(options with { WeightColumn = "mass" }, name: "people"));
        Assert.StartsWith("no column 'mass' among From Node, to, strength, kind", error.Reason, StringComparison.Ordinal);
        Assert.Equal("people", error.Path);
        await Assert.ThrowsAsync<GraphFormatException>(() => reader.ReadGraphAsync(name: "people")); // no source and target by these names
    }

    [Fact]
    public async Task Attributes_AreReadAsAsked()
    {
        (CsrGraph graph, VertexIds? ids, EdgeAttributes attributes) = Make(Ids.Integers, directed: false, weighted: true, seed: 3);
        string path = Path.Combine(_folder, "g.parquet");
        GraphWriter.Write(path, graph, ids, attributes: attributes);
        string name = attributes.Columns[1].Field.Name;

        LoadedGraph none = await ReadByParquetNet(path, AttributeSelection.None);
        EdgeAttributes left = EdgeAttributes.Read(none, none.Graph, none.Ids);
        Assert.Empty(left.Columns);
        Assert.StartsWith("columns not kept: ", Assert.Single(left.Notes), StringComparison.Ordinal);

        LoadedGraph one = await ReadByParquetNet(path, AttributeSelection.Of(name));
        Assert.Equal(name, Assert.Single(EdgeAttributes.Read(one, one.Graph, one.Ids).Columns).Field.Name);
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => EdgeAttributes.Read(one, one.Graph, one.Ids, selection: AttributeSelection.Of(attributes.Columns[0].Field.Name)));
        Assert.Contains("it is not among the columns that were asked for", error.Reason, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<GraphFormatException>(() => ReadByParquetNet(path, AttributeSelection.Of("colour")));
        Assert.StartsWith("no column 'colour' among source, target, weight", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenWriter_KeepsItsMetadata_AndAForeignSchemaIsRefused()
    {
        (CsrGraph graph, VertexIds? ids, EdgeAttributes _) = Make(Ids.Texts, directed: true, weighted: true, seed: 5);
        var table = new GraphTable(graph, ids);
        using var stream = new MemoryStream();
        ParquetSchema schema = table.ToSchema();
        await using (var writer = await global::Parquet.ParquetWriter.CreateAsync(schema, stream))
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["owner"] = "me" };
            await table.WriteAsync(writer, schema);
            var wrong = new ParquetSchema(new DataField<string>("source", false), new DataField<string>("target", false), new DataField<float>("weight"));
            ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => table.WriteAsync(writer, wrong));
            Assert.StartsWith("Column 'weight' holds Double, and field 'weight' of Parquet.Net is written as Float", error.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ArgumentException>(() => table.WriteAsync(writer, new ParquetSchema(new DataField<int>("source"))));
        }

        using ParquetFile file = ParquetFile.Open(stream.ToArray(), "memory");
        Assert.Equal(("me", "true"), (file.Metadata["owner"], file.Metadata["graphsparse.directed"]));
    }

    [Fact]
    public async Task NoEdges_LeaveVerticesAndIds()
    {
        VertexIds ids = VertexIds.FromStrings(["a", "b"]);
        using var stream = new MemoryStream();
        await new GraphTable(CsrGraph.Empty(2), ids).WriteAsync(stream);
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(stream.ToArray()));
        LoadedGraph loaded = await reader.ReadGraphAsync();
        Assert.Equal(["a", "b"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal(0, loaded.Graph.ArcCount);
    }

    [Fact]
    public async Task Limits_ProgressAndCancellation_HoldForReadingAndWriting()
    {
        (CsrGraph graph, VertexIds? ids, EdgeAttributes attributes) = Make(Ids.Integers, directed: false, weighted: true, seed: 1);
        var table = new GraphTable(graph, ids, attributes);
        using var stream = new MemoryStream();
        var written = new Reports();
        await table.WriteAsync(stream, groupRows: 10, progress: written);
        Assert.Equal(graph.EdgeCount, written.Last.Done);
        Assert.Equal((graph.EdgeCount + 9) / 10, written.Count);

        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(stream.ToArray()));
        var read = new Reports();
        await reader.ReadTableAsync(progress: read);
        Assert.Equal((graph.EdgeCount, graph.EdgeCount), (read.Last.Done, read.Last.Total));
        await Assert.ThrowsAsync<ResourceLimitException>(() => reader.ReadTableAsync(budget: new MemoryBudget(1000)));
        await Assert.ThrowsAsync<ResourceLimitException>(() => reader.ReadGraphAsync(budget: new MemoryBudget(1000)));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadGraphAsync(cancellationToken: cancelled.Token));
        using var half = new MemoryStream();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.WriteAsync(half, groupRows: 2, progress: new Canceller(stop), cancellationToken: stop.Token));
        Assert.True(half.Length > 4);
        Assert.Contains("was writing it interrupted?", Assert.Throws<GraphFormatException>(() => ParquetFile.Open(half.ToArray(), "half")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_AreTheSame_ForAnyNumberOfThreads()
    {
        (CsrGraph graph, VertexIds? ids, EdgeAttributes attributes) = Make(Ids.Texts, directed: false, weighted: true, seed: 2);
        byte[][] files = await Task.WhenAll(((int[])[1, 2, 4]).Select(async threads =>
        {
            using var stream = new MemoryStream();
            await new GraphTable(graph, ids, attributes, parallelism: new Parallelism(threads)).WriteAsync(stream, groupRows: 16);
            return stream.ToArray();
        }));
        Assert.All(files, file => Assert.Equal(files[0], file));
    }

    private static async Task<LoadedGraph> ReadByParquetNet(string path, AttributeSelection? attributes = null)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        return await reader.ReadGraphAsync(attributes: attributes, name: path);
    }

    /// <summary>A random graph with isolated vertices, and columns of a few types.</summary>
    private static (CsrGraph Graph, VertexIds? Ids, EdgeAttributes Attributes) Make(Ids kind, bool directed, bool weighted, int seed)
    {
        var random = new Random(seed);
        int n = random.Next(5, 30);
        var builder = new GraphBuilder(n, new BuildOptions { Directed = directed, Duplicates = weighted ? DuplicatePolicy.Sum : DuplicatePolicy.First });
        for (int edge = random.Next(1, 80); edge >= 0; edge--)
        {
            int u = random.Next(n - 2), v = random.Next(n - 2);
            if (weighted)
                builder.AddEdge(u, v == u ? u + 1 : v, random.NextDouble() + 0.1);
            else
                builder.AddEdge(u, v == u ? u + 1 : v);
        }

        CsrGraph graph = builder.Build();
        VertexIds? ids = kind switch
        {
            Ids.Integers => VertexIds.FromIntegers(Enumerable.Range(0, n).Select(v => -1000L + 1_000_000_007L * v)),
            Ids.Texts => VertexIds.FromStrings(Enumerable.Range(0, n).Select(v => $"Straße {v}")),
            Ids.Unsigned => Unsigned(n),
            _ => null,
        };
        string[] names = ["date", "decimal_38_optional", "text_optional", "uuid", "stamp_ns", "boolean_optional"];
        return (graph, ids, new EdgeAttributes([.. names.Select(name => RandomColumns.Make(RandomColumns.Fields.Single(f => f.Name == name), (int)graph.EdgeCount, random))]));
    }

    /// <summary>Ids of 2^63 and more, which only a reader makes.</summary>
    private static VertexIds Unsigned(int n)
    {
        var field = new ParquetField("source", ParquetType.Int64) { LogicalType = ParquetLogicalType.Unsigned };
        long[] values = [.. Enumerable.Range(0, n).Select(v => unchecked((long)(ulong.MaxValue - (ulong)(5 * v))))];
        var table = new ParquetTable("ids", [field, field with { Name = "target" }], [[new ParquetColumn<long>(field, values), new ParquetColumn<long>(field with { Name = "target" }, values.Reverse().ToArray())]]);
        return GraphReader.Read(table, new GraphReadOptions { SelfLoops = SelfLoopPolicy.Drop }).Ids!;
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<Progress>
    {
        public void Report(Progress value) => source.Cancel();
    }

    private sealed class Reports : IProgress<Progress>
    {
        public int Count { get; private set; }

        public Progress Last { get; private set; }

        public void Report(Progress value) => (Count, Last) = (Count + 1, value);
    }
}
