using GraphSparse.Tests.TestSupport;
using QuikGraph;

namespace GraphSparse.QuikGraph.Tests;

public class ConversionTests
{
    [Fact]
    public void ToCsr_OfViewsAndCopies_GivesTheGraphBack()
    {
        foreach (CsrGraph graph in SampleGraphs.All())
        {
            Func<WeightedEdge, double>? weight = graph.IsWeighted ? e => e.Weight : null;
            if (graph.IsDirected)
            {
                Check(graph.AsDirectedGraph().ToCsr(weight));
                Check(graph.AsBidirectionalGraph().ToCsr(weight));
                Check(graph.ToAdjacencyGraph().ToCsr(weight));
            }
            else
            {
                Check(graph.AsUndirectedGraph().ToCsr(weight));
                Check(graph.ToUndirectedGraph().ToCsr(weight));
            }

            void Check(NumberedGraph<int> numbered)
            {
                GraphAssert.Same(graph, numbered.Graph);
                Assert.Equal(Enumerable.Range(0, graph.VertexCount), numbered.Vertices);
                Assert.Equal(new BuildReport(graph.EdgeCount, 0, 0, 0), numbered.Report);
            }
        }
    }

    [Fact]
    public void ToCsr_OfNamedVertices_NumbersThemInTheirOrder()
    {
        foreach (CsrGraph graph in SampleGraphs.All())
        {
            string Name(int v) => $"v{graph.VertexCount - v}";
            NumberedGraph<string> numbered = graph.IsDirected
                ? graph.ToAdjacencyGraph(Name).ToCsr(graph.IsWeighted ? e => e.Tag : null)
                : graph.ToUndirectedGraph(Name).ToCsr(graph.IsWeighted ? e => e.Tag : null);
            GraphAssert.Same(graph, numbered.Graph);
            Assert.Equal(Enumerable.Range(0, graph.VertexCount).Select(Name), numbered.Vertices);
            Assert.All(Enumerable.Range(0, graph.VertexCount), v => Assert.Equal(v, numbered.NumberOf(Name(v))));
        }
    }

    [Fact]
    public void Copies_BearTheIdsOfAFile()
    {
        VertexIds ids = VertexIds.FromStrings(["Oslo", "Bergen", "Tromsø"]);
        CsrGraph graph = Fixtures.FromText("0-1:2 1-2:3");
        Assert.Equal([new("Bergen", "Oslo", 2), new("Oslo", "Tromsø", 3)], graph.ToUndirectedGraph(ids.GetText).Edges.Cast<EquatableTaggedEdge<string, double>>());
        VertexIds numbers = VertexIds.FromIntegers([70, 50, 60]);
        SEquatableEdge<long>[] edges = [.. graph.ToAdjacencyGraph(numbers.GetInteger, (source, target, _) => new SEquatableEdge<long>(source, target)).Edges];
        Assert.Equal([new(50, 60), new(60, 50), new(60, 70), new(70, 60)], edges);
    }

    [Fact]
    public void ToCsr_DropsSelfLoops_AndMergesParallelEdges_AndSaysSo()
    {
        var graph = new UndirectedGraph<string, TaggedEdge<string, double>>();
        graph.AddVertex("z");
        graph.AddVerticesAndEdgeRange([new("a", "b", 1), new("b", "a", 1), new("a", "b", 5), new("b", "b", 9), new("b", "c", 4)]);
        NumberedGraph<string> sum = graph.ToCsr(e => e.Tag);
        Assert.Equal(["z", "a", "b", "c"], sum.Vertices);
        Assert.Equal([new Edge(1, 2, 7), new Edge(2, 3, 4)], sum.Graph.Edges());
        Assert.Equal(new BuildReport(5, 1, 2, 0), sum.Report);
        Assert.Equal(5, graph.ToCsr(e => e.Tag, DuplicatePolicy.Max).Graph.Weights(1)[0]);
        Assert.Equal(1, graph.ToCsr(e => e.Tag, DuplicatePolicy.First).Graph.Weights(1)[0]);
        Assert.False(graph.ToCsr().Graph.IsWeighted);
    }

    [Fact]
    public void ToCsr_TakesReversedEdgesForParallelOnes_EvenWhereEveryEdgeHasOne()
    {
        var graph = new UndirectedGraph<int, TaggedEdge<int, double>>();
        graph.AddVerticesAndEdgeRange([new(0, 1, 2), new(1, 0, 2)]);
        Assert.Equal([new Edge(0, 1, 4)], graph.ToCsr(e => e.Tag).Graph.Edges());
        Assert.Equal(1, graph.ToCsr(e => e.Tag).Report.DuplicatesMerged);
        var directed = new AdjacencyGraph<int, TaggedEdge<int, double>>();
        directed.AddVerticesAndEdgeRange([new(0, 1, 2), new(1, 0, 2)]);
        Assert.Equal([new Edge(0, 1, 2), new Edge(1, 0, 2)], directed.ToCsr(e => e.Tag).Graph.Edges());
    }

    [Fact]
    public void ToCsr_NamesTheEdgeThatIsWrong()
    {
        var graph = new AdjacencyGraph<string, TaggedEdge<string, double>>();
        graph.AddVerticesAndEdgeRange([new("a", "b", 1), new("b", "c", double.NaN), new("c", "c", 1), new("a", "b", 2)]);
        Assert.Contains("weight of edge b -> c", Fails(() => graph.ToCsr(e => e.Tag)), StringComparison.Ordinal);
        Assert.Contains("edge c -> c", Fails(() => graph.ToCsr(selfLoops: SelfLoopPolicy.Error)), StringComparison.Ordinal);
        Assert.Contains("edge a -> b", Fails(() => graph.ToCsr(duplicates: DuplicatePolicy.Error)), StringComparison.Ordinal);
        graph.RemoveEdgeIf(e => e.Tag == 2);
        Assert.Equal(2, graph.ToCsr(duplicates: DuplicatePolicy.Error).Graph.EdgeCount); // a self-loop is no duplicate
        Assert.Equal(new BuildReport(3, 1, 0, 0), graph.ToCsr(duplicates: DuplicatePolicy.Error).Report);

        static string Fails(Action work) => Assert.Throws<GraphFormatException>(work).Message;
    }

    [Fact]
    public void NumberOf_SaysWhichVertexIsMissing()
    {
        NumberedGraph<int> numbered = Fixtures.Karate.AsUndirectedGraph().ToCsr();
        Assert.True(numbered.TryFind(33, out int number));
        Assert.Equal(33, number);
        Assert.False(numbered.TryFind(34, out _));
        Assert.Contains("'34'", Assert.Throws<KeyNotFoundException>(() => numbered.NumberOf(34)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_RefuseNamesThatAreNoNames()
    {
        Assert.Contains("Vertices 0 and 2 have the same name 'x0'", Assert.Throws<ArgumentException>(() => CsrGraph.Empty(3).ToUndirectedGraph(v => $"x{v % 2}")).Message, StringComparison.Ordinal);
        Assert.Contains("Vertex 1 has no name", Assert.Throws<ArgumentException>(() => CsrGraph.Empty(3).ToAdjacencyGraph(v => v == 1 ? null! : "a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToCsr_CanBeCancelled() =>
        Assert.Throws<OperationCanceledException>(() => Fixtures.Karate.AsUndirectedGraph().ToCsr(cancellationToken: new CancellationToken(canceled: true)));
}
