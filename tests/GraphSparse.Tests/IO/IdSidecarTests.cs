using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

public class IdSidecarTests
{
    private static readonly CsrGraph Path3 = GraphFiles.Read("g.txt", "0 1\n1 2\n").Graph;

    [Theory]
    [InlineData("g.mtx")]
    [InlineData("g.graph.gz")]
    public void Write_PutsTheIdsBesideTheFile_AndReadFindsThem(string name)
    {
        using var folder = new TemporaryFolder();
        VertexIds strings = VertexIds.FromStrings(["zoë", "a b", "😀"]);
        IReadOnlyList<OutputFile> files = GraphWriter.Write(folder[name], Path3, strings, GraphFiles.Provenance);
        Assert.Equal([folder[name], folder[name + ".ids"]], files.Select(f => f.Path));
        Assert.Equal($"# graphsparse ids: strings\n# of a graph file with sha256: {files[0].Sha256}\na b\nzoë\n😀\n", File.ReadAllText(folder[name + ".ids"]));
        GraphAssert.Same(strings, GraphReader.Read(folder[name]).Ids);

        VertexIds integers = VertexIds.FromIntegers([-4, 9, long.MaxValue]);
        Assert.Throws<IOException>(() => GraphWriter.Write(folder[name], Path3, integers, GraphFiles.Provenance));
        GraphWriter.Write(folder[name], Path3, integers, GraphFiles.Provenance, overwrite: true);
        GraphAssert.Same(integers, GraphReader.Read(folder[name]).Ids);

        GraphWriter.Write(folder[name], Path3, null, GraphFiles.Provenance, overwrite: true);
        Assert.False(File.Exists(folder[name + ".ids"]));
        Assert.Null(GraphReader.Read(folder[name]).Ids);
    }

    [Fact]
    public void Write_RefusesIdsOfAnotherGraph_BesideANewFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.mtx.ids"], "left over");
        Assert.Throws<IOException>(() => GraphWriter.Write(folder["g.mtx"], Path3, null, GraphFiles.Provenance));
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Theory]
    [InlineData(1L, "does not begin with", "a\nb\nc\n")]
    [InlineData(1L, "does not begin with", "")]
    [InlineData(2L, "which graph file it belongs to", "# graphsparse ids: strings\na\nb\nc\n")]
    [InlineData(null, "belongs to another g.graph", "# graphsparse ids: strings\n# of a graph file with sha256: 00\na\nb\nc\n")]
    [InlineData(null, "2 ids for a graph of 3 vertices", "# graphsparse ids: strings\n{sum}\na\nb\n")]
    [InlineData(null, "4 ids for a graph of 3 vertices", "# graphsparse ids: strings\n{sum}\na\nb\nc\nd\n")]
    [InlineData(3L, "an empty id", "# graphsparse ids: strings\n{sum}\n\na\nb\n")]
    [InlineData(4L, "a control character", "# graphsparse ids: strings\n{sum}\na\nb\u0001\nc\n")]
    [InlineData(4L, "not above", "# graphsparse ids: strings\n{sum}\nb\na\nc\n")]
    [InlineData(5L, "not above", "# graphsparse ids: strings\n{sum}\na\nb\nb\n")]
    [InlineData(4L, "not an integer above", "# graphsparse ids: integers\n{sum}\n1\nx\n3\n")]
    [InlineData(5L, "not an integer above", "# graphsparse ids: integers\n{sum}\n1\n3\n2\n")]
    public void Read_RefusesIdsThatDoNotFit(long? line, string says, string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.graph"], "3 2\n2\n1 3\n2\n");
        File.WriteAllText(folder["g.graph.ids"], text.Replace("{sum}", "# of a graph file with sha256: " + InputFiles.Sha256(folder["g.graph"]), StringComparison.Ordinal));
        var error = Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["g.graph"]));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal((folder["g.graph.ids"], line), (error.Path, error.Line));
    }
}
