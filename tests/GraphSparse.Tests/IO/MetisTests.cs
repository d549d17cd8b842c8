using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

public class MetisTests
{
    [Theory]
    [InlineData("3 2\n2\n1 3\n2\n", "n=3 0-1 1-2")]
    [InlineData("3 2\r\n2\r\n1 3\r\n2", "n=3 0-1 1-2")]
    [InlineData("% c\n\n3 2 0\n% c\n 2 \n%\n3\t1\n2\n%", "n=3 0-1 1-2")]
    [InlineData("4 1\n\n3\n2\n\n", "n=4 1-2")]
    [InlineData("3 2 1\n2 5\n1 5 3 0.25\n2 0.25\n", "n=3 0-1:5 1-2:0.25")]
    [InlineData("3 2 001\n2 -5\n1 -5 3 1e3\n2 1e3\n", "n=3 0-1:-5 1-2:1000")]
    [InlineData("3 2 10\n7 2\n8 1 3\n9 2\n", "n=3 0-1 1-2")]
    [InlineData("3 2 010 2\n7 7 2\n8 8 1 3\n9 9 2\n", "n=3 0-1 1-2")]
    [InlineData("3 2 111 1\n4 7 2 5\n4 8 1 5 3 6\n4 9 2 6\n", "n=3 0-1:5 1-2:6")]
    [InlineData("3 2 100\n4 2\n4 1 3\n4 2\n", "n=3 0-1 1-2")]
    [InlineData("2 1\n1 2\n1\n", "n=2 0-1")]
    [InlineData("0 0\n", "n=0 ")]
    [InlineData("2 0\n\n\n", "n=2 ")]
    [InlineData("2 1\n2\n1\n\n\n", "n=2 0-1")]
    public void Read_UnderstandsTheFormat(string text, string edges) => Assert.Equal(edges, GraphFiles.Edges("g.graph", text));

    [Theory]
    [InlineData(1, "ends before its header", "")]
    [InlineData(3, "ends before its header", "%\n\n")]
    [InlineData(1, "'x' is not a number", "3 x\n")]
    [InlineData(1, "1 numbers", "3\n2\n")]
    [InlineData(1, "5 numbers", "3 2 0 0 0\n")]
    [InlineData(1, "format '2' is not", "3 2 2\n")]
    [InlineData(1, "format '1111' is not", "3 2 1111\n")]
    [InlineData(1, "vertex weights do not go with", "3 2 001 2\n")]
    [InlineData(1, "vertex weights do not go with", "3 2 010 65\n")]
    [InlineData(1, "are more than", "2147483647 0\n")]
    [InlineData(2, "neighbour '4' is not in 1..3", "3 2\n4\n")]
    [InlineData(2, "neighbour '0' is not in 1..3", "3 2\n0\n")]
    [InlineData(3, "neighbour '-1' is not in 1..3", "3 2\n2\n-1\n")]
    [InlineData(3, "neighbour '1.5' is not in 1..3", "3 2\n2\n1.5\n")]
    [InlineData(2, "the weight after neighbour 2 is missing", "3 2 1\n2\n")]
    [InlineData(2, "weight 'x' is not a finite number", "3 2 1\n2 x\n")]
    [InlineData(2, "weight '1e400' is beyond the range of 64-bit floating point", "3 2 1\n2 1e400\n")]
    [InlineData(3, "0 numbers where at least 1", "2 1 10\n1 2\n\n")]
    [InlineData(2, "vertex size or weight is not a number", "2 1 10\nx 2\n1 1\n")]
    [InlineData(5, "more lines of neighbours than the 2", "2 1\n2\n% c\n1\n1\n")]
    [InlineData(5, "more lines of neighbours than the 2", "2 1\n2\n1\n% c\n1\n")]
    [InlineData(3, "2 lines of neighbours where the header states 3", "3 2\n2\n1 3\n")]
    [InlineData(2, "1 lines of neighbours where the header states 2000000000", "2000000000 1\n2\n")]
    public void Read_NamesTheLine_OfWhatIsWrong(long line, string says, string text) => GraphFiles.Refuses(line, says, "g.metis", text);

    [Theory]
    [InlineData("2 1\n2\n\n", "not symmetric")]
    [InlineData("3 2\n2\n1\n2\n", "not symmetric")]
    [InlineData("2 1 1\n2 5\n1 6\n", "not symmetric")]
    [InlineData("2 1\n2 2\n1\n", "not symmetric")]
    [InlineData("3 3\n2\n1 3\n2\n", "2 edges found where the header states 3")]
    [InlineData("3 1\n2\n1 3\n2\n", "2 edges found where the header states 1")]
    public void Read_ChecksTheWholeGraph(string text, string says) =>
        Assert.Contains(says, GraphFiles.Refusal("g.graph", text).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_SaysThatVertexWeightsAreNotUsed() =>
        Assert.Contains("vertex sizes and weights are not used", GraphFiles.Read("g.graph", "2 1 10\n7 2\n8 1\n").Report.Notes);

    [Fact]
    public void Read_RefusesOptionsThatDoNotGoWithIt()
    {
        const string text = "2 1\n2\n1\n";
        Assert.Throws<ArgumentException>(() => GraphFiles.Read("g.graph", text, new GraphReadOptions { Directed = true }));
        Assert.Throws<ArgumentException>(() => GraphFiles.Read("g.graph", text, new GraphReadOptions { Ids = IdMode.Strings }));
        GraphFiles.Refuses(1, "2 vertices and 1 are asked for", "g.graph", text, new GraphReadOptions { Vertices = 1 });
        Assert.Equal("n=5 0-1", GraphFiles.Edges("g.graph", text, new GraphReadOptions { Vertices = 5 }));
    }
}
