using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.IO;

/// <summary>.gsb files hold graphs as they lie in memory, and nothing that is wrong with one goes unseen. (That they are read as they were written is in GraphRoundTripTests.)</summary>
public class BinaryGraphTests
{
    private static readonly VertexIds Names = VertexIds.FromStrings(["a", "zoë", "😀", "x y", "#"]);

    [Fact]
    public void Open_MapsTheRows_AndTakesNoMemoryForThem()
    {
        using var folder = new TemporaryFolder();
        CsrGraph graph = SampleGraphs.Random(200_000, 1_000_000, directed: false, weighted: true, seed: 4);
        GraphWriter.Write(folder["g.gsb"], graph);
        long before = GC.GetAllocatedBytesForCurrentThread();
        LoadedGraph loaded = GraphReader.Read(folder["g.gsb"], parallelism: new Parallelism(1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20); // the rows are 24 MB
        Assert.True(loaded.Graph.IsMapped);
        GraphAssert.Same(graph, loaded.Graph);
        Assert.Empty(loaded.Report.Notes);
    }

    [Fact]
    public void Open_LetsGoOfFilesThatItRefuses_AndOfNoneThatIsInUse()
    {
        using var folder = new TemporaryFolder();
        CsrGraph graph = SampleGraphs.Random(20_000, 100_000, directed: false, weighted: true, seed: 4);
        GraphWriter.Write(folder["g.gsb"], graph);
        byte[] damaged = File.ReadAllBytes(folder["g.gsb"]);
        damaged[300_000] ^= 1;
        File.WriteAllBytes(folder["d.gsb"], damaged);
        LoadedGraph loaded = GraphReader.Read(folder["g.gsb"]);
        Assert.True(loaded.Graph.IsMapped);
        for (int i = 0; i < 3; i++)
        {
            Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["d.gsb"]));
            Assert.DoesNotContain(folder["d.gsb"], Maps(), StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => GraphReader.Read(folder["g.gsb"], new GraphReadOptions { SkipInvalidWeights = true, Directed = null, Verify = true, IdBase = 1 }));
            InputChecksum.Of(folder["g.gsb"], CancellationToken.None);
        }

        GraphAssert.Same(graph, loaded.Graph);
        if (OperatingSystem.IsLinux())
            Assert.Contains(folder["g.gsb"], Maps(), StringComparison.Ordinal);

        static string Maps() => OperatingSystem.IsLinux() ? File.ReadAllText("/proc/self/maps") : "";
    }

    [Fact]
    public void Open_GivesTheNewGraph_WhereAFileWasReplaced()
    {
        using var folder = new TemporaryFolder();
        for (int seed = 0; seed < 20; seed++) // of one length, within one tick of a coarse clock
        {
            CsrGraph graph = SampleGraphs.Random(50, 100, directed: true, weighted: false, seed);
            GraphWriter.Write(folder["g.gsb"], graph, overwrite: true);
            GraphAssert.Same(graph, GraphReader.Read(folder["g.gsb"]).Graph);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_RefusesAFile_ThatHasAnyOtherByteOrLength(bool weighted)
    {
        byte[] whole = Small(weighted);
        Assert.Equal(5, Read(whole).Graph.VertexCount);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x10;
            Assert.Throws<GraphFormatException>(() => Read(changed));
            Assert.Throws<GraphFormatException>(() => Read(whole[..i]));
        }

        Assert.Throws<GraphFormatException>(() => Read([.. whole, 0]));
    }

    [Theory]
    [InlineData(16, long.MaxValue)] // vertices
    [InlineData(16, -1)]
    [InlineData(16, int.MaxValue)]
    [InlineData(24, long.MaxValue / 4)] // arcs
    [InlineData(24, -8)]
    [InlineData(32, 6)] // the largest degree
    [InlineData(40, 1L << 62)] // text of ids
    [InlineData(48, -1)] // metadata
    [InlineData(12, 0xFFFF_0001)] // flags and nothing else
    public void Read_RefusesAHeaderThatLies_ThoughItsChecksumIsRight(int place, long lie)
    {
        byte[] file = Small(weighted: false);
        if (place == 12)
            BitConverter.TryWriteBytes(file.AsSpan(place), (uint)lie);
        else
            BitConverter.TryWriteBytes(file.AsSpan(place), lie);
        BitConverter.TryWriteBytes(file.AsSpan(248), XxHash3.HashToUInt64(file.AsSpan(0, 248)));
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => Read(file));
        Assert.EndsWith("g.gsb", error.Path!, StringComparison.Ordinal);
        Assert.Throws<GraphFormatException>(() => Read(file, new GraphReadOptions { Verify = false }));
    }

    [Fact]
    public void Read_RefusesALargestDegreeThatIsNone_ThoughAllChecksumsAreRight()
    {
        byte[] file = Small(weighted: false);
        BitConverter.TryWriteBytes(file.AsSpan(32), BitConverter.ToInt64(file, 32) + 1);
        BitConverter.TryWriteBytes(file.AsSpan(248), XxHash3.HashToUInt64(file.AsSpan(0, 248)));
        Assert.Contains("says that the largest degree is", Assert.Throws<GraphFormatException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithoutDirections_RefusesSumsThatNoNumberHolds_AndNamesEdges()
    {
        using var folder = new TemporaryFolder();
        var builder = new GraphBuilder(3, new BuildOptions { Directed = true });
        builder.AddEdge(0, 1, 1.7e308);
        builder.AddEdge(1, 0, 1.6e308);
        builder.AddEdge(0, 2, 1);
        GraphWriter.Write(folder["g.gsb"], builder.Build(), VertexIds.FromStrings(["x7", "y9", "z"]));
        var options = new GraphReadOptions { Directed = false };
        Assert.Contains("edge x7 - y9 add up to more", Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["g.gsb"], options)).Message, StringComparison.Ordinal);
        Assert.Contains("edge x7–y9 is given 2 times", Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["g.gsb"], options with { Duplicates = DuplicatePolicy.Error })).Message, StringComparison.Ordinal);
        Assert.Equal(1.7e308, GraphReader.Read(folder["g.gsb"], options with { Duplicates = DuplicatePolicy.Max }).Graph.Weights(0)[0]);
    }

    [Theory]
    [InlineData(0, 3, 99)]  // row 0 begins elsewhere or is too long
    [InlineData(0, 1, -4)]
    [InlineData(1, 0, 5)]   // a neighbour that is no vertex
    [InlineData(1, 0, -1)]
    [InlineData(1, 0, 0)]   // itself
    [InlineData(1, 1, 1)]   // twice
    public void Read_RefusesRowsThatAreNone_ThoughAllChecksumsAreRight(int part, int index, int value)
    {
        byte[] file = Small(weighted: false);
        if (part == 0)
            BitConverter.TryWriteBytes(file.AsSpan(256 + index * 8), (long)value);
        else
            BitConverter.TryWriteBytes(file.AsSpan(320 + index * 4), value);
        Resign(file);
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => Read(file));
        Assert.Contains("has a row that is none", error.Message, StringComparison.Ordinal);

        // What is not checked when it is opened is checked before walkers go along it without looking.
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["g.gsb"], file);
        CsrGraph graph = GraphReader.Read(folder["g.gsb"], new GraphReadOptions { Verify = false }).Graph;
        Assert.Throws<GraphFormatException>(() => RandomWalker.Walk(graph, new WalkOptions { Length = 3, PerVertex = 1 }));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Read_RefusesWeightsThatAreNoNumbers_ThoughAllChecksumsAreRight(double weight)
    {
        byte[] file = Small(weighted: true);
        int at = file.AsSpan().LastIndexOf(BitConverter.GetBytes(-1.5));
        BitConverter.TryWriteBytes(file.AsSpan(at), weight);
        Resign(file);
        Assert.Contains("has a weight that is not a finite number, in the row of vertex 2", Assert.Throws<GraphFormatException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Read_RefusesAnEdge_ThatStandsInOneRowOnly(int threads)
    {
        // A directed graph whose header is changed to say that it is not.
        using var folder = new TemporaryFolder();
        CsrGraph both = GraphBuilder.FromEdges([(0, 1, 1.0), (1, 0, 1.0), (1, 2, 3.0), (2, 1, 3.0)], directed: true);
        Assert.Equal(2, ReadAsUndirected(both).Graph.EdgeCount);
        foreach ((int, int, double)[] arcs in new (int, int, double)[][] { [(0, 1, 1.0), (1, 2, 3.0), (2, 1, 3.0), (3, 0, 1.0)], [(0, 1, 1.0), (1, 0, 2.0)], [(2, 0, 1.0), (2, 1, 1.0)], [(0, 2, 1.0), (1, 2, 1.0)] })
            Assert.Contains("stands in one row only", Assert.Throws<GraphFormatException>(() => ReadAsUndirected(GraphBuilder.FromEdges(arcs, directed: true))).Message, StringComparison.Ordinal);

        LoadedGraph ReadAsUndirected(CsrGraph graph)
        {
            GraphWriter.Write(folder["d.gsb"], graph, overwrite: true);
            byte[] file = File.ReadAllBytes(folder["d.gsb"]);
            file[12] &= 0xFE;
            BitConverter.TryWriteBytes(file.AsSpan(248), XxHash3.HashToUInt64(file.AsSpan(0, 248)));
            return GraphFiles.Read("g.gsb", file, new GraphReadOptions { Verify = true }, threads);
        }
    }

    [Fact]
    public void Read_ChecksNoRows_WhereThatIsNotAskedFor_AndSaysSo()
    {
        byte[] file = Small(weighted: true);
        file[330] ^= 1; // a neighbour, in the block of the ids: all of a small file is in one
        Assert.Throws<GraphFormatException>(() => Read(file, new GraphReadOptions { Verify = false }));
        LoadedGraph loaded = Read(Small(weighted: true), new GraphReadOptions { Verify = false });
        Assert.Contains("rows are not checked", Assert.Single(loaded.Report.Notes), StringComparison.Ordinal);
        Assert.Empty(Read(Small(weighted: true), new GraphReadOptions { Verify = true }).Report.Notes);
    }

    [Fact]
    public void Read_GivesEdgesTheDirectionThatIsAskedFor()
    {
        using var folder = new TemporaryFolder();
        CsrGraph graph = GraphBuilder.FromEdges([(0, 1, 2.0), (1, 0, 3.0), (2, 1, 4.0)], directed: true);
        GraphWriter.Write(folder["d.gsb"], graph);
        LoadedGraph undirected = GraphReader.Read(folder["d.gsb"], new GraphReadOptions { Directed = false });
        Assert.Equal("0-1:5 1-2:4", string.Join(' ', undirected.Graph.Edges().Select(e => $"{e.Source}-{e.Target}:{e.Weight}")));
        Assert.Contains("1 of 3 rows repeat an edge", Assert.Single(undirected.Report.Notes), StringComparison.Ordinal);
        GraphWriter.Write(folder["u.gsb"], undirected.Graph);
        CsrGraph both = GraphReader.Read(folder["u.gsb"], new GraphReadOptions { Directed = true }).Graph;
        Assert.Equal("0-1 1-0 1-2 2-1", string.Join(' ', both.Edges().Select(e => $"{e.Source}-{e.Target}")));
    }

    [Fact]
    public void Read_RefusesOptions_ThatHaveNoPlaceInSuchFiles()
    {
        byte[] file = Small(weighted: false);
        foreach (GraphReadOptions options in new GraphReadOptions[] { new() { Vertices = 9 }, new() { Columns = "source,target" }, new() { Ids = IdMode.Dense }, new() { IdBase = 1 }, new() { Laplacian = true }, new() { WeightColumn = "w" } })
            Assert.Contains("leave GraphReadOptions.", Assert.Throws<ArgumentException>(() => Read(file, options)).Message, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.edges"], "0 1\n");
        Assert.Contains("is for .gsb files", Assert.Throws<ArgumentException>(() => GraphReader.Read(folder["g.edges"], new GraphReadOptions { Verify = true })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => GraphReader.Read(new MemoryStream(file), GraphFormat.Binary));
    }

    [Fact]
    public void Write_NamesWhereTheGraphComesFrom_AndWhetherItIsASample()
    {
        using var folder = new TemporaryFolder();
        GraphWriter.Write(folder["g.gsb"], ClassicGraphs.Path(3), provenance: GraphFiles.Provenance with { IsSample = true });
        Assert.True(GraphReader.Read(folder["g.gsb"]).Report.IsSample);
        Assert.Contains("graphsparse.command=test\ngraphsparse.options={\"a\":1}\ngraphsparse.seed=7\n", Encoding.UTF8.GetString(File.ReadAllBytes(folder["g.gsb"])), StringComparison.Ordinal);
    }

    [Fact]
    public void ChecksumOf_IsThatOfTheContent()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.gsb"], Small(weighted: false));
        File.WriteAllBytes(folder["b.gsb"], Small(weighted: true));
        string a = InputChecksum.Of(folder["a.gsb"], CancellationToken.None);
        Assert.Equal(64, a.Length);
        Assert.NotEqual(a, InputChecksum.Of(folder["b.gsb"], CancellationToken.None));
        File.Copy(folder["a.gsb"], folder["c.gsb"]);
        Assert.Equal(a, InputChecksum.Of(folder["c.gsb"], CancellationToken.None));
    }

    private static byte[] Small(bool weighted)
    {
        using var folder = new TemporaryFolder();
        CsrGraph graph = weighted
            ? GraphBuilder.FromEdges([(0, 1, 2.0), (0, 2, 3.0), (1, 2, -1.5), (3, 4, 0.0)])
            : GraphBuilder.FromEdges([(0, 1), (0, 2), (1, 2), (3, 4)]);
        GraphWriter.Write(folder["g.gsb"], graph, Names);
        return File.ReadAllBytes(folder["g.gsb"]);
    }

    private static LoadedGraph Read(byte[] bytes, GraphReadOptions? options = null) => GraphFiles.Read("g.gsb", bytes, options);

    /// <summary>Gives a file of one block right checksums.</summary>
    private static void Resign(byte[] file)
    {
        int end = file.Length - 8 - 8 - 8; // the checksum of the block, that of the checksums, and the magic
        ulong block = XxHash3.HashToUInt64(file.AsSpan(256, end - 256));
        BitConverter.TryWriteBytes(file.AsSpan(end), block);
        BitConverter.TryWriteBytes(file.AsSpan(end + 8), XxHash3.HashToUInt64(MemoryMarshal.AsBytes([block])));
    }
}
