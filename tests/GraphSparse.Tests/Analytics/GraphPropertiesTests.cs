using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

public class GraphPropertiesTests
{
    [Fact]
    public void Compute_CountsKarate()
    {
        GraphProperties p = GraphProperties.Compute(Fixtures.Karate);
        Assert.Equal((34, 78L, 156L), (p.Vertices, p.Edges, p.Arcs));
        Assert.Equal((1, 17, 0), (p.MinDegree, p.MaxDegree, p.IsolatedVertices));
        Assert.Equal(2.0 * 78 / 34, p.MeanDegree, 12);
        Assert.Equal((1, 34), (p.Components, p.LargestComponentVertices));
        Assert.Equal(35 * 8 + 156 * 4, p.GraphBytes);
    }

    [Fact]
    public void Compute_CountsBothDirections_OfADirectedGraph()
    {
        GraphProperties p = GraphProperties.Compute(Fixtures.FromText("0-1 1-0 1-2 2-0", 4, directed: true));
        Assert.Equal((4L, 4L), (p.Edges, p.Arcs));
        Assert.Equal((0, 3), (p.MinDegree, p.MaxDegree));
        Assert.Equal(1, p.IsolatedVertices);
        Assert.Equal(1, p.Clustering!.Triangles);
        Assert.Equal(1.0, p.Clustering!.Global, 12);
    }

    [Fact]
    public void Compute_TakesAGraphWithoutVertices()
    {
        GraphProperties p = GraphProperties.Compute(CsrGraph.Empty(0));
        Assert.Equal((0, 0, 0.0, 0), (p.MinDegree, p.MaxDegree, p.MeanDegree, p.Components));
    }

    [Fact]
    public void Compute_StopsWhenCancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => GraphProperties.Compute(Fixtures.Karate, cancellationToken: source.Token));
    }
}
