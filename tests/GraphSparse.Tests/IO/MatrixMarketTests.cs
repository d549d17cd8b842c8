using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

public class MatrixMarketTests
{
    private const string Pattern = "%%MatrixMarket matrix coordinate pattern symmetric\n";

    [Theory]
    [InlineData("pattern symmetric", "2 1\n3 2\n", "n=4 0-1 1-2")]
    [InlineData("pattern general", "1 2\n3 2\n", "n=4 0-1 1-2")]
    [InlineData("pattern general", "1 2\n2 1\n", "n=4 0-1")]
    [InlineData("real symmetric", "2 1 0.5\n3 2 -1e3\n", "n=4 0-1:0.5 1-2:-1000")]
    [InlineData("integer general", "1 2 5\n2 1 7\n", "n=4 0-1:12")]
    [InlineData("double general", "1 2 5\n4 4 7\n", "n=4 0-1:5")]
    [InlineData("pattern symmetric", "% c\n\n2 1\n%\n3 2\n", "n=4 0-1 1-2")]
    [InlineData("pattern symmetric", " 2\t1 \r\n3  2", "n=4 0-1 1-2")]
    public void Read_UnderstandsItsKinds(string kind, string body, string edges) =>
        Assert.Equal(edges, GraphFiles.Edges("g.mtx", $"%%MatrixMarket matrix coordinate {kind}\n% comment\n%\n4 4 2\n{body}"));

    [Fact]
    public void Read_IsDirected_WhenAskedOrDeclared()
    {
        const string general = "%%matrixmarket MATRIX Coordinate pattern general\n4 4 2\n2 1\n1 2\n";
        Assert.Equal(2, GraphFiles.Read("g.mtx", general, new GraphReadOptions { Directed = true }).Graph.EdgeCount);
        Assert.True(GraphFiles.Read("g.mtx", general.Replace("4 4", "% directed: true\n4 4", StringComparison.Ordinal)).Graph.IsDirected);
        Assert.Throws<ArgumentException>(() => GraphFiles.Read("g.mtx", Pattern + "2 2 1\n2 1\n", new GraphReadOptions { Directed = true }));
        GraphFiles.Refuses(3, "symmetric", "g.mtx", Pattern + "% directed: true\n2 2 1\n2 1\n");
    }

    [Fact]
    public void Read_TakesMoreVertices_ButNotOtherIds()
    {
        Assert.Equal("n=7 0-1", GraphFiles.Edges("g.mtx", Pattern + "2 2 1\n2 1\n", new GraphReadOptions { Vertices = 7 }));
        GraphFiles.Refuses(2, "2 rows and 1 vertices", "g.mtx", Pattern + "2 2 1\n2 1\n", new GraphReadOptions { Vertices = 1 });
        foreach (IdMode ids in (IdMode[])[IdMode.Sparse, IdMode.Strings])
            Assert.Throws<ArgumentException>(() => GraphFiles.Read("g.mtx", Pattern + "2 2 1\n2 1\n", new GraphReadOptions { Ids = ids }));
        Assert.Equal("n=3 0-1", GraphFiles.Edges("g.mtx", Pattern + "% ids: integers\n3 3 1\n2 1\n% isolated: 77\n"));
        Assert.Equal("n=3 ", GraphFiles.Edges("g.mtx", Pattern + "3 3 0\n"));
        Assert.Equal("n=0 ", GraphFiles.Edges("g.mtx", Pattern + "0 0 0\n"));
    }

    [Theory]
    [InlineData(1, "is empty", "")]
    [InlineData(1, "is not '%%MatrixMarket", "2 2 1\n2 1\n")]
    [InlineData(1, "is not '%%MatrixMarket", "%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n4\n")]
    [InlineData(1, "is not '%%MatrixMarket", "%%MatrixMarket vector coordinate real general\n2 1\n1 1\n")]
    [InlineData(1, "field 'complex' is not supported", "%%MatrixMarket matrix coordinate complex general\n2 2 1\n2 1 0 0\n")]
    [InlineData(1, "symmetry 'skew-symmetric' is not supported", "%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 1 0\n")]
    [InlineData(1, "symmetry 'hermitian' is not supported", "%%MatrixMarket matrix coordinate real hermitian\n2 2 1\n2 1 0\n")]
    [InlineData(2, "ends before its size line", Pattern)]
    [InlineData(4, "ends before its size line", Pattern + "%\n\n")]
    [InlineData(2, "not a size line", Pattern + "2 1\n")]
    [InlineData(2, "not a size line", Pattern + "2 2 x\n")]
    [InlineData(2, "not a size line", Pattern + "-2 -2 1\n")]
    [InlineData(2, "not a size line", Pattern + "2 2 99999999999999999999\n")]
    [InlineData(2, "2 by 3", Pattern + "2 3 1\n2 1\n")]
    [InlineData(2, "at most", Pattern + "2147483647 2147483647 1\n2 1\n")]
    [InlineData(3, "vertex id 3 is not in 1..2", Pattern + "2 2 1\n3 1\n")]
    [InlineData(3, "vertex id 0 is below 1", Pattern + "2 2 1\n0 1\n")]
    [InlineData(4, "1 columns where 2", Pattern + "2 2 2\n2 1\n2\n")]
    [InlineData(4, "'#' is not an integer", Pattern + "2 2 2\n2 1\n# 2\n")]
    [InlineData(3, "weight 'a' is not", "%%MatrixMarket matrix coordinate real general\n2 2 1\n2 1 a\n")]
    public void Read_NamesTheLine_OfWhatIsWrong(long line, string says, string text) => GraphFiles.Refuses(line, says, "g.mtx", text);

    [Theory]
    [InlineData("2 2 2\n2 1\n", "1 entries found where the header states 2")]
    [InlineData("2 2 0\n2 1\n", "1 entries found where the header states 0")]
    [InlineData("2 2 2000000000\n2 1\n", "1 entries found")]
    public void Read_ChecksTheNumberOfEntries(string body, string says) =>
        Assert.Contains(says, GraphFiles.Refusal("g.mtx", Pattern + body).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_AsksTheBudget_BeforeItBelievesManyRows() =>
        Assert.Throws<ResourceLimitException>(() => GraphFiles.Read("g.mtx", Pattern + "2000000000 2000000000 1\n2 1\n"));
}
