using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Delimiters, comments, line ends, headers and quotes of edge lists.</summary>
public class EdgeListLayoutTests
{
    [Theory]
    [InlineData("0 1\n1 2\n")]
    [InlineData("0 1\n1 2")]
    [InlineData("0 1\r\n1 2\r\n")]
    [InlineData("\uFEFF0 1\n1 2\n")]
    [InlineData("0\t1\n1\t2\n")]
    [InlineData("0,1\n1,2\n")]
    [InlineData("0, 1\n1 ,2\n")]
    [InlineData("0;1\n1;2\n")]
    [InlineData("  0   1  \n\t1 \t 2\t\n")]
    [InlineData("# c\n% c\n\n  \n0 1\n\n# 5 6\n  # 7 8\n1 2\n\n")]
    [InlineData("#\r\n0 1\r\n\r\n% x\r\n1 2")]
    [InlineData("source target\n0 1\n1 2\n")]
    [InlineData("# c\nsource,target\n\n# a,b\n0,1\n1,2\n")]
    [InlineData("\"source\",\"target\"\n\"0\",\"1\"\n1,\"2\"\n")]
    [InlineData("Target,SOURCE\n1,0\n2,1\n")]
    [InlineData("src\tdst\n0\t1\n1\t2\n")]
    [InlineData("from;to\n0;1\n1;2\n")]
    [InlineData("u v\n0 1\n1 2\n")]
    [InlineData("id,source,target,kind\n9,0,1,x\n8,1,2,\n")]
    [InlineData("a,source,target\n,0,1\n,1,2\n")]
    [InlineData("0,1,\n1,2,\n")]
    [InlineData("0|1\n1|2\n")]
    [InlineData("source|target|kind\n0|1|x\n1|2|y\n")]
    [InlineData("0\t1\t\r\n1\t2\t\r\n")]
    [InlineData("source,target,\n0,1,\n1,2,\n")]
    [InlineData("0 1 {}\n1 2 {'color': 'red'}\n")]
    [InlineData("FromNodeId\tToNodeId\n0\t1\n1\t2\n")]
    [InlineData("node1,node2\n0,1\n1,2\n")]
    [InlineData("Node 1,Node_2\n0,1\n1,2\n")]
    [InlineData(":START_ID(Person),:END_ID(Person),:TYPE\n0,1,KNOWS\n1,2,KNOWS\n")]
    public void Read_UnderstandsTheLayout(string text) => Assert.Equal("n=3 0-1 1-2", GraphFiles.Edges("g.txt", text));

    [Theory]
    [InlineData("0 1 2.5\n1 2 -2\n", "n=3 0-1:2.5 1-2:-2")]
    [InlineData("0 1 1e-3\n1 2 .5\n", "n=3 0-1:0.001 1-2:0.5")]
    [InlineData("0 1 +7\n1 2 5.\n", "n=3 0-1:7 1-2:5")]
    [InlineData("0 1 123456789012345678901234567890\n1 2 0.1234567890123456789\n", "n=3 0-1:1.2345678901234568E+29 1-2:0.12345678901234568")]
    [InlineData("0,1,1E+2\n1,2,-0\n", "n=3 0-1:100 1-2:-0")]
    [InlineData("source,target,Weight\n0,1,3\n1,2,4\n", "n=3 0-1:3 1-2:4")]
    [InlineData("weight,v,u\n3,1,0\n4,2,1\n", "n=3 0-1:3 1-2:4")]
    [InlineData("0 1 3 1700000000\n1 2 4 1700000001\n", "n=3 0-1:3 1-2:4")]
    [InlineData("0 1 3\n1 0 3\n0 1 2\n", "n=2 0-1:8")]
    [InlineData("0 1 3\n1 0 3\n2 1 2\n1 2 2\n", "n=3 0-1:3 1-2:2")]
    [InlineData("0,1,3,\n1,2,4,\n", "n=3 0-1:3 1-2:4")]
    [InlineData("0 1 {'weight': 4, 'color': 'red, {x}'}\n1 2 {\"weight\": 2.5}\n", "n=3 0-1:4 1-2:2.5")]
    [InlineData("0,1,{'k': [1, 2], 'weight': 4}\n1,2,{}\n", "n=3 0-1:4 1-2:1")]
    public void Read_TakesTheThirdColumn_AsTheWeight(string text, string edges) => Assert.Equal(edges, GraphFiles.Edges("g.txt", text));

    [Fact]
    public void Read_TakesTheNamedColumns_WhenColumnsAreGiven()
    {
        var options = new GraphReadOptions { Columns = "source,target,time" };
        Assert.Equal("n=3 0-1 1-2", GraphFiles.Edges("g.txt", "0 1 99\n1 2 100\n", options));
        options = new GraphReadOptions { Columns = "weight, x ,dst,src" };
        Assert.Equal("n=3 0-1:5 1-2:6", GraphFiles.Edges("g.csv", "5,a,1,0\n6,,2,1\n", options));
        GraphFiles.Refuses(1, "GraphReadOptions.Columns is for files without one", "g.csv", "weight,x,dst,src\n5,a,1,0\n", options);
        Assert.Throws<ArgumentException>(() => GraphFiles.Read("g.txt", "0 1\n", new GraphReadOptions { Columns = "a,b" }));
        Assert.Throws<ArgumentException>(() => GraphFiles.Read("g.txt", "0 1\n", new GraphReadOptions { Columns = "source,target", WeightColumn = "w" }));
    }

    [Fact]
    public void Read_TakesTheNamedColumns_OfAHeader()
    {
        const string text = "head,tail,cost,source\n0,1,5,x\n1,2,6,y\n";
        var options = new GraphReadOptions { SourceColumn = "HEAD", TargetColumn = "tail", WeightColumn = "cost" };
        LoadedGraph loaded = GraphFiles.Read("g.csv", text, options);
        Assert.Equal("n=3 0-1:5 1-2:6", GraphAssert.Text(loaded.Graph));
        Assert.Equal(["columns taken: head as source, tail as target, cost as weight", "columns not used: source"], loaded.Report.Notes);
        GraphFiles.Refuses(1, "no header with the columns asked for", "g.csv", text, options with { WeightColumn = "price" });
        GraphFiles.Refuses(1, "looks like a header", "g.csv", "head,tail\n0,1\n");
        GraphFiles.Refuses(1, "column 'x' holds ids, and is named as the weight too", "g.csv", "x,y,z\n0,1,2\n", new GraphReadOptions { SourceColumn = "x", TargetColumn = "y", WeightColumn = "x" });
        GraphFiles.Refuses(1, "column 'source' holds ids, and is named as the weight too", "g.csv", "source,target\n0,1\n", new GraphReadOptions { WeightColumn = "source" });
        GraphFiles.Refuses(1, "column 'target' is named as source and as target", "g.csv", "source,target\n0,1\n", new GraphReadOptions { SourceColumn = "target" });
        Assert.Equal(["4", "7"], GraphAssert.Texts(GraphFiles.Read("g.csv", "source,target,weight,x\n1,2,4,7\n", new GraphReadOptions { SourceColumn = "weight", TargetColumn = "x" }).Ids!));
        GraphFiles.Refuses(1, "looks like a header", "g.csv", ",a,b\n0,1,2\n"); // the index of a data frame
        GraphFiles.Refuses(1, "or read ids as text with GraphReadOptions.Ids = IdMode.Strings", "g.csv", "NA,1\n2,3\n");
        Assert.Equal("n=4 0-3 1-2", GraphFiles.Edges("g.csv", "NA,1\n2,3\n", new GraphReadOptions { Ids = IdMode.Strings }));
    }

    [Fact]
    public void Read_SaysWhatItTook()
    {
        Assert.Contains("third column taken as weight", GraphFiles.Read("g.txt", "0 1 2\n").Report.Notes[0], StringComparison.Ordinal);
        Assert.Empty(GraphFiles.Read("g.txt", "source target weight\n0 1 2\n").Report.Notes);
        LoadedGraph loaded = GraphFiles.Read("g.txt", "1 2\n3 3\n2 1\n1 2\n");
        Assert.Equal(new BuildReport(4, 1, 2, 0), loaded.Report.Build);
        Assert.Equal(["1", "2", "3"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal(["1 self-loops dropped", "2 of 4 rows repeat an edge in either direction: the first kept (GraphReadOptions.Duplicates says otherwise)"], loaded.Report.Notes);
        Assert.Equal(["every edge is listed in both directions: 2 reverse rows merged with theirs"], GraphFiles.Read("g.txt", "0 1\n1 0\n2 1\n1 2\n").Report.Notes);
        Assert.Contains("the first line ('Ann Bo') is read as an edge", GraphFiles.Read("g.txt", "Ann Bo\nBo Cy\n").Report.Notes.Single(), StringComparison.Ordinal);
        Assert.Contains("2 rows have more fields than there are columns, the first in line 3", GraphFiles.Read("g.csv", "source,target\n0,1\n1,2,3\n2,3,\n3,4,\"x,y\",5\n").Report.Notes.Single(), StringComparison.Ordinal);
        Assert.Equal(["columns not used: column1"], GraphFiles.Read("g.csv", ",source,target\n0,0,1\n1,1,2\n").Report.Notes);
        Assert.Equal(["columns not used: time"], GraphFiles.Read("g.csv", "0,1,5\n", new GraphReadOptions { Columns = "source,target,time" }).Report.Notes);
        GraphFiles.Refuses(1, "two columns are named 'weight'", "g.csv", "source,target,weight,weight\n0,1,2,3\n");
        Assert.Equal(["a", "b c", "d"], GraphAssert.Texts(GraphFiles.Read("g.csv", "a|b c\nd|a\n".Replace("b c", "b\u00a0c", StringComparison.Ordinal)).Ids!).Select(id => id.Replace('\u00a0', ' ')));
        Assert.Contains("1 of 2 rows have no weight", GraphFiles.Read("g.txt", "0 1 {'weight': 2}\n1 2 {}\n").Report.Notes.Single(), StringComparison.Ordinal);
        Assert.Equal(GraphFormat.EdgeList, loaded.Report.Format);
    }

    [Fact]
    public void Read_UnderstandsOurOwnDeclarations_AndOptionsGoFirst()
    {
        const string text = "# vertices: 5\n# directed: true\n1 0\n";
        LoadedGraph loaded = GraphFiles.Read("g.txt", text);
        Assert.True(loaded.Graph.IsDirected);
        Assert.Equal("n=5 1-0", GraphAssert.Text(loaded.Graph));
        Assert.Equal("n=9 0-1", GraphFiles.Edges("g.txt", text, new GraphReadOptions { Directed = false, Vertices = 9 }));
        GraphFiles.Refuses(1, "does not state a number", "g.txt", "# vertices: many\n0 1\n");
        GraphFiles.Refuses(2, "not in 0..1", "g.txt", "# vertices: 2\n0 2\n");
        Assert.Equal("n=3 ", GraphFiles.Edges("g.txt", "# vertices: 3\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing\n")]
    [InlineData("source,target\n")]
    public void Read_NeedsTheNumberOfVertices_WhenThereAreNoEdges(string text)
    {
        Assert.Contains("no edges", GraphFiles.Refusal("g.csv", text).Message, StringComparison.Ordinal);
        Assert.Equal("n=4 ", GraphFiles.Edges("g.csv", text, new GraphReadOptions { Vertices = 4 }));
    }

    [Fact]
    public void Read_TakesStandardPolicies_FromTheOptions()
    {
        const string text = "0 1 3\n0 1 2\n1 1 1\n";
        Assert.Equal("n=2 0-1:5", GraphFiles.Edges("g.txt", text));
        Assert.Equal("n=2 0-1:3", GraphFiles.Edges("g.txt", text, new GraphReadOptions { Duplicates = DuplicatePolicy.First }));
        Assert.Equal("n=2 0-1:2", GraphFiles.Edges("g.txt", text, new GraphReadOptions { Duplicates = DuplicatePolicy.Min }));
        Assert.Contains("given 2 times", GraphFiles.Refusal("g.txt", text, new GraphReadOptions { Duplicates = DuplicatePolicy.Error }).Message, StringComparison.Ordinal);
        Assert.Contains("self-loop", GraphFiles.Refusal("g.txt", text, new GraphReadOptions { SelfLoops = SelfLoopPolicy.Error }).Message, StringComparison.Ordinal);
    }
}
