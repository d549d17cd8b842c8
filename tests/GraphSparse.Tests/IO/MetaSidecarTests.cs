using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>CSV files have no comments; what they cannot say stands beside them, and is used for no other file.</summary>
public partial class MetaSidecarTests
{
    private static readonly CsrGraph Path3 = GraphFiles.Read("g.txt", "0 1\n1 2\n", new GraphReadOptions { Vertices = 5 }).Graph;

    [Fact]
    public void Write_PutsWhatTheFileCannotSayBesideIt()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<OutputFile> files = GraphWriter.Write(folder["g.csv"], Path3, null, GraphFiles.Provenance);
        Assert.Equal([folder["g.csv"], folder["g.csv.meta.json"]], files.Select(f => f.Path));
        Assert.Equal(files.Select(f => f.Sha256), files.Select(f => InputFiles.Sha256(f.Path)));
        Assert.Equal("source,target\n0,1\n1,2\n", File.ReadAllText(folder["g.csv"]));
        JsonNode meta = JsonNode.Parse(File.ReadAllText(folder["g.csv.meta.json"]))!;
        Assert.Equal(files[0].Sha256, (string?)meta["sha256"]);
        Assert.Equal((5, false, "numbers", "test", 7), ((int)meta["vertices"]!, (bool)meta["directed"]!, (string?)meta["ids"], (string?)meta["command"], (int)meta["seed"]!));
        Assert.Equal("""{"a":1}""", meta["options"]!.ToJsonString());
        Assert.Equal("""["00ff","11ee"]""", meta["inputs"]!.ToJsonString());
        GraphAssert.Same(Path3, GraphReader.Read(folder["g.csv"]).Graph);
    }

    [Theory]
    [InlineData("g.csv", null, true)]
    [InlineData("g.csv", true, false)]
    [InlineData("g.tsv.gz", null, true)]
    [InlineData("g.edges", null, false)]
    [InlineData("g.edges", false, true)]
    public void Write_MakesASidecar_WhereThereAreNoComments(string name, bool? comments, bool isThere)
    {
        using var folder = new TemporaryFolder();
        CsrGraph directed = SampleGraphs.Random(6, 8, directed: true, weighted: true, seed: 3);
        VertexIds ids = VertexIds.FromIntegers([4, 9, 10, 11, 12, long.MaxValue]);
        foreach (VertexIds? some in new[] { null, ids })
        {
            GraphWriter.Write(folder[name], directed, some, GraphFiles.Provenance, new GraphWriteOptions { Comments = comments }, overwrite: true);
            LoadedGraph loaded = GraphReader.Read(folder[name]);
            GraphAssert.Same(directed, loaded.Graph);
            GraphAssert.Same(some, loaded.Ids);
        }

        Assert.Equal(isThere, File.Exists(folder[name + ".meta.json"]));
    }

    [Fact]
    public void Write_TakesAnOldSidecarAway_WhenTheNewFileNeedsNone()
    {
        using var folder = new TemporaryFolder();
        GraphWriter.Write(folder["g.csv"], Path3, null, GraphFiles.Provenance);
        GraphWriter.Write(folder["g.csv"], Path3, null, GraphFiles.Provenance, new GraphWriteOptions { Comments = true }, overwrite: true);
        Assert.Equal([folder["g.csv"]], Directory.GetFiles(folder.FullName));
        File.WriteAllText(folder["h.csv.meta.json"], "{}"); // another program's
        Assert.Throws<IOException>(() => GraphWriter.Write(folder["h.csv"], Path3, null, GraphFiles.Provenance));
        GraphWriter.Write(folder["h.csv"], Path3, null, GraphFiles.Provenance, new GraphWriteOptions { Comments = true }, overwrite: true);
        Assert.Equal("{}", File.ReadAllText(folder["h.csv.meta.json"]));
        Assert.Contains(GraphReader.Read(folder["h.csv"]).Report.Notes, n => n.Contains("h.csv.meta.json", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_ReplacesASidecarOfOurs_WhoseGraphIsGone()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["g.csv", "g.mtx"])
        {
            VertexIds ids = VertexIds.FromStrings(["a", "b", "c", "d", "e"]);
            GraphWriter.Write(folder[name], Path3, ids, GraphFiles.Provenance);
            File.Delete(folder[name]);
            GraphWriter.Write(folder[name], Path3, ids, GraphFiles.Provenance);
            GraphAssert.Same(ids, GraphReader.Read(folder[name]).Ids);
        }
    }

    [Theory]
    [InlineData("g.csv", "source,target\n0,9\n", ".meta.json")]
    [InlineData("g.csv", "source,target\nx\n", ".meta.json")] // the sidecar is the cause to name
    [InlineData("g.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n5 5 1\n2 1\n", ".ids")]
    public void Read_RefusesTheSidecarOfAnotherFile(string name, string other, string extension)
    {
        using var folder = new TemporaryFolder();
        GraphWriter.Write(folder[name], Path3, VertexIds.FromIntegers([1, 20, 300, 4000, 50000]), GraphFiles.Provenance);
        File.WriteAllText(folder[name], other);
        var error = Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder[name]));
        Assert.Contains("belongs to another " + name, error.Message, StringComparison.Ordinal);
        Assert.Equal(folder[name + extension], error.Path);
    }

    [Theory]
    [InlineData("formatVersion\": 1", "formatVersion\": 2", "format version 2")]
    [InlineData("\"numbers\"", "\"colours\"", "'colours'")]
    [InlineData("\"vertices\"", "\"verticse\"", "damaged")]
    [InlineData("\"directed\": false", "\"directed\": 3", "damaged")]
    [InlineData("\"isolated\": []", "\"isolated\": [null]", "damaged")]
    [InlineData("\"numbers\"", "null", "damaged")]
    [InlineData("\"sha256\": \"", "\"sha256\": null, \"was\": \"", "damaged")]
    [InlineData("\"seed\"", "seed", "JSON")]
    public void Read_RefusesADamagedSidecar(string good, string bad, string says)
    {
        using var folder = new TemporaryFolder();
        GraphWriter.Write(folder["g.csv"], Path3, null, GraphFiles.Provenance);
        string meta = File.ReadAllText(folder["g.csv.meta.json"]);
        Assert.Contains(good, meta, StringComparison.Ordinal);
        File.WriteAllText(folder["g.csv.meta.json"], meta.Replace(good, bad, StringComparison.Ordinal));
        var error = Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["g.csv"]));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(folder["g.csv.meta.json"], error.Path);
    }

    [Theory]
    [InlineData("g.csv", ".meta.json")]
    [InlineData("g.mtx", ".ids")]
    public void Read_LeavesPipesAndFoldersInASidecarsPlaceAlone(string name, string extension)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        GraphWriter.Write(folder[name], Path3, null, GraphFiles.Provenance, name == "g.csv" ? new GraphWriteOptions { Comments = true } : null);
        Assert.Equal(0, MakeFifo(folder[name + extension], 0x180)); // rw for the owner; a child process could inherit the handles of tests beside this one
        Assert.Contains(GraphReader.Read(folder[name]).Report.Notes, n => n.Contains("not a plain file", StringComparison.Ordinal));
        Assert.Throws<IOException>(() => GraphWriter.Write(folder[name], Path3, null, GraphFiles.Provenance, overwrite: true));
        File.Delete(folder[name + extension]);
        Directory.CreateDirectory(folder[name + extension]);
        Assert.Contains(GraphReader.Read(folder[name]).Report.Notes, n => n.Contains("not a plain file", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_RefusesComments_WhereTheFormatHasNone()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["g.parquet", "g.mtx", "g.graph"])
            Assert.Throws<ArgumentException>(() => GraphWriter.Write(folder[name], Path3, null, GraphFiles.Provenance, new GraphWriteOptions { Comments = true }));
        Assert.Empty(Directory.GetFiles(folder.FullName));
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
