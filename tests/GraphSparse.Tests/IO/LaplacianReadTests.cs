using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Laplacian matrices as input, only where they are said to be.</summary>
public class LaplacianReadTests
{
    private static readonly GraphReadOptions Laplacian = new() { Laplacian = true };

    private const string Matrix = "%%MatrixMarket matrix coordinate real symmetric\n3 3 5\n1 1 2.5\n2 1 -2.5\n2 2 3.5\n3 2 -1\n3 3 1\n";

    [Fact]
    public void Laplacian_BecomesItsGraph()
    {
        CsrGraph graph = GraphFiles.Read("l.mtx", Matrix, Laplacian).Graph;
        Assert.Equal([new Edge(0, 1, 2.5), new Edge(1, 2, 1)], graph.Edges());
    }

    [Fact]
    public void Laplacian_AsEdgeList_InBothOrientations() =>
        Assert.Equal([new Edge(0, 1, 2)], GraphFiles.Read("l.edges", "0 0 2\n0 1 -2\n1 0 -2\n1 1 2\n", Laplacian).Graph.Edges());

    [Fact]
    public void WithoutTheOption_WeightsStayAsTheyAre() =>
        Assert.All(GraphFiles.Read("l.mtx", Matrix).Graph.Edges(), e => Assert.True(e.Weight < 0));

    [Fact]
    public void PositiveEntryOffTheDiagonal_IsRefused() =>
        Assert.Contains("(1, 2)", GraphFiles.Refusal("l.edges", "0 1 -2\n1 2 3\n", Laplacian).Message, StringComparison.Ordinal);

    [Fact]
    public void FileWithoutValues_IsRefused() =>
        Assert.Contains("GraphReadOptions.Laplacian", GraphFiles.Refusal("l.edges", "0 1\n1 2\n", Laplacian).Message, StringComparison.Ordinal);
}
