using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

public class ConnectedComponentsTests
{
    [Fact]
    public void Find_LabelsWithTheSmallestVertex()
    {
        Components components = ConnectedComponents.Find(Fixtures.FromText("4-2 2-6 1-5", 8));
        Assert.Equal([0, 1, 2, 3, 2, 1, 2, 7], components.Labels);
        Assert.Equal(5, components.Count);
        Assert.Equal(3, components.LargestSize);
    }

    [Fact]
    public void Find_IgnoresDirections()
    {
        Components components = ConnectedComponents.Find(Fixtures.FromText("3-0 3-1 2-1", directed: true));
        Assert.Equal(1, components.Count);
    }

    [Fact]
    public void Find_EqualsASearch_OnRandomSparseGraphs()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            CsrGraph graph = Fixtures.Random(200, 120, seed, directed: seed % 2 == 1);
            Assert.Equal(Search(graph.Symmetrize()), ConnectedComponents.Find(graph).Labels);
        }
    }

    [Fact]
    public void Find_TakesNothingAndSingleVertices()
    {
        Assert.Equal(0, ConnectedComponents.Find(CsrGraph.Empty(0)).Count);
        Assert.Equal(0, ConnectedComponents.Find(CsrGraph.Empty(0)).LargestSize);
        Assert.Equal(3, ConnectedComponents.Find(CsrGraph.Empty(3)).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Find_EqualsASearch_ForEveryNumberOfThreads(bool directed)
    {
        CsrGraph graph = Fixtures.Random(60_000, 55_000, 2, directed);
        int[] expected = Search(graph.Symmetrize());
        foreach (int threads in new[] { 1, 2, 3, 8 })
            Assert.Equal(expected, ConnectedComponents.Find(graph, new Parallelism(threads)).Labels);
    }

    [Fact]
    public void Find_EndsOnHardGraphs() =>
        Assert.Equal([1, 1, 1, 1, 1_000_000, 1], HardGraphs.All.Select(g => ConnectedComponents.Find(g).Count));

    private static int[] Search(CsrGraph graph)
    {
        int[] labels = [.. Enumerable.Repeat(-1, graph.VertexCount)];
        for (int start = 0; start < graph.VertexCount; start++)
        {
            var queue = new Queue<int>([start]);
            while (queue.TryDequeue(out int v))
            {
                if (labels[v] >= 0)
                    continue;
                labels[v] = start;
                foreach (int w in graph.Neighbors(v))
                    queue.Enqueue(w);
            }
        }

        return labels;
    }
}
