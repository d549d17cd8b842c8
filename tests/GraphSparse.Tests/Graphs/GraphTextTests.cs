using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

public class GraphTextTests
{
    [Fact]
    public void FromEdges_IsABuilderInALine()
    {
        CsrGraph graph = GraphBuilder.FromEdges([(0, 1), (1, 2), (2, 0), (1, 0), (2, 2)]);
        Assert.Equal("3 vertices, 3 edges, undirected, unweighted", graph.ToString());
        CsrGraph weighted = GraphBuilder.FromEdges([(3, 1, 2.5), (1, 3, 1)], directed: true, vertexCount: 6);
        Assert.Equal("6 vertices, 2 edges, directed, weighted", weighted.ToString());
        Assert.Equal([new Edge(1, 3, 1), new Edge(3, 1, 2.5)], weighted.Edges());
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphBuilder.FromEdges([(0, 1, double.NaN)]));
    }

    [Fact]
    public void Ids_SayWhatTheyAre_AndAreFound()
    {
        VertexIds ids = VertexIds.FromIntegers([7, 5]);
        Assert.Equal("2 ids, integers", ids.ToString());
        Assert.True(ids.TryFind(7, out int vertex) && vertex == 1);
        Assert.True(ids.TryFind("5", out vertex) && vertex == 0);
        Assert.False(ids.TryFind("05", out _));
        Assert.Equal("1 ids, strings", VertexIds.FromStrings(["a"]).ToString());
        Assert.Equal("34 vertices, 78 edges, undirected, unweighted", Fixtures.Karate.ToString());
    }
}
