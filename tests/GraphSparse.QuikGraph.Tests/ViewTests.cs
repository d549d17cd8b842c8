using GraphSparse.Tests.TestSupport;
using QuikGraph;

namespace GraphSparse.QuikGraph.Tests;

/// <summary>A view answers every question as QuikGraph's own graph of the same edges does.</summary>
public class ViewTests
{
    [Fact]
    public void DirectedView_AnswersAsAdjacencyGraph()
    {
        foreach (CsrGraph graph in SampleGraphs.All())
        {
            CheckOut(graph.ToAdjacencyGraph(), graph.AsDirectedGraph());
            CheckOut(graph.ToAdjacencyGraph(), graph.AsBidirectionalGraph());
        }
    }

    [Fact]
    public void BidirectionalView_AnswersAsBidirectionalGraph()
    {
        foreach (CsrGraph graph in SampleGraphs.All())
        {
            var copy = new BidirectionalGraph<int, WeightedEdge>();
            copy.AddVertexRange(Enumerable.Range(0, graph.VertexCount));
            copy.AddEdgeRange(graph.AsDirectedGraph().Edges);
            BidirectionalGraphView view = graph.AsBidirectionalGraph();
            for (int v = 0; v < graph.VertexCount; v++)
            {
                Assert.Equal(copy.InEdges(v), view.InEdges(v)); // both by source
                Assert.Equal(copy.InDegree(v), view.InDegree(v));
                Assert.Equal(copy.Degree(v), view.Degree(v));
                Assert.Equal(copy.IsInEdgesEmpty(v), view.IsInEdgesEmpty(v));
                Assert.True(view.TryGetInEdges(v, out IEnumerable<WeightedEdge>? edges));
                Assert.Equal(copy.InEdges(v), edges);
                Assert.Equal(copy.InEdges(v), Enumerable.Range(0, view.InDegree(v)).Select(k => view.InEdge(v, k)));
            }
        }
    }

    [Fact]
    public void UndirectedView_AnswersAsUndirectedGraph()
    {
        foreach (CsrGraph graph in SampleGraphs.Undirected())
        {
            UndirectedGraph<int, WeightedEdge> copy = graph.ToUndirectedGraph();
            UndirectedGraphView view = graph.AsUndirectedGraph();
            CheckEdges(copy, view);
            for (int v = 0; v < graph.VertexCount; v++)
            {
                Assert.Equal(copy.AdjacentEdges(v).OrderBy(e => e.GetOtherVertex(v)), view.AdjacentEdges(v));
                Assert.Equal(copy.AdjacentDegree(v), view.AdjacentDegree(v));
                Assert.Equal(copy.IsAdjacentEdgesEmpty(v), view.IsAdjacentEdgesEmpty(v));
                Assert.Equal(view.AdjacentEdges(v), Enumerable.Range(0, view.AdjacentDegree(v)).Select(k => view.AdjacentEdge(v, k)));
                for (int w = -1; w <= graph.VertexCount; w++)
                {
                    Assert.Equal(copy.TryGetEdge(v, w, out WeightedEdge expected), view.TryGetEdge(v, w, out WeightedEdge found));
                    Assert.Equal(expected, found);
                    Assert.Equal(copy.ContainsEdge(w, v), view.ContainsEdge(w, v));
                }
            }

            Assert.All(view.Edges, e => Assert.True(view.EdgeEqualityComparer(e, e.Target, e.Source) && !view.EdgeEqualityComparer(e, e.Source, e.Source)));
        }
    }

    [Fact]
    public void EdgeIds_AreThoseOfTheGraph_InEveryView()
    {
        foreach (CsrGraph graph in SampleGraphs.All())
        {
            var index = new EdgeIndex(graph);
            BidirectionalGraphView view = graph.AsBidirectionalGraph(index);
            for (int u = 0; u < graph.VertexCount; u++)
            {
                Assert.Equal(index.Of(u).ToArray(), view.OutEdges(u).Select(e => e.Id));
                Assert.All(view.InEdges(u), e => Assert.True(view.ContainsEdge(e)));
                if (!graph.IsDirected)
                    Assert.Equal(index.Of(u).ToArray(), graph.AsUndirectedGraph(index).AdjacentEdges(u).Select(e => e.Id));
            }

            Edge[] edges = [.. graph.Edges()];
            foreach (WeightedEdge e in view.Edges)
            {
                bool isMirror = !graph.IsDirected && e.Source > e.Target;
                Assert.Equal(edges[e.Id], isMirror ? new Edge(e.Target, e.Source, e.Weight) : new Edge(e.Source, e.Target, e.Weight));
            }
        }
    }

    [Fact]
    public void UndirectedView_GivesTheSameKey_FromBothEndpoints()
    {
        UndirectedGraphView view = Fixtures.Karate.AsUndirectedGraph();
        var met = new Dictionary<WeightedEdge, int>();
        foreach (int v in view.Vertices)
        {
            Assert.Equal(view.Graph.Neighbors(v).ToArray(), view.AdjacentEdges(v).Select(edge => edge.Other(v)));
            foreach (WeightedEdge edge in view.AdjacentEdges(v))
                met[edge] = met.GetValueOrDefault(edge) + 1;
        }

        Assert.Contains("Vertex 33 is not an endpoint of 0 -> 1 (1)", Assert.Throws<ArgumentException>(() => view.AdjacentEdge(0, 0).Other(33)).Message, StringComparison.Ordinal);
        Assert.Equal(78, met.Count);
        Assert.All(met.Values, count => Assert.Equal(2, count));
    }

    [Fact]
    public void ContainsEdge_IsOfAllFourValues()
    {
        DirectedGraphView view = Fixtures.FromText("0-1:2 1-2:3", directed: true).AsDirectedGraph();
        Assert.True(view.ContainsEdge(new WeightedEdge(1, 2, 3, 1)));
        Assert.False(view.ContainsEdge(new WeightedEdge(1, 2, 4, 1)));
        Assert.False(view.ContainsEdge(new WeightedEdge(1, 2, 3, 0)));
        Assert.False(view.ContainsEdge(new WeightedEdge(2, 1, 3, 1)));
        Assert.False(view.ContainsEdge(new WeightedEdge(7, 1, 3, 1)));
        Assert.False(view.ContainsEdge(default));
        Assert.Equal("1 -> 2 (3)", view.OutEdge(1, 0).ToString());
    }

    [Fact]
    public void Vertices_ThatAreNotInTheGraph_AreRefusedWithTheirRange()
    {
        UndirectedGraphView undirected = Fixtures.Karate.AsUndirectedGraph();
        BidirectionalGraphView directed = Fixtures.FromText("0-1", directed: true).AsBidirectionalGraph();
        Assert.Contains("Vertex 34 is not in 0..33", Assert.Throws<VertexNotFoundException>(() => undirected.AdjacentEdges(34)).Message, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Throws<VertexNotFoundException>(() => CsrGraph.Empty(0).AsUndirectedGraph().AdjacentDegree(0)).Message, StringComparison.Ordinal);
        Assert.Throws<VertexNotFoundException>(() => directed.OutEdges(-1));
        Assert.Throws<VertexNotFoundException>(() => directed.InEdges(2));
        Assert.Throws<VertexNotFoundException>(() => directed.OutDegree(2));
        Assert.Throws<VertexNotFoundException>(() => directed.InEdge(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => directed.OutEdge(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => directed.InEdge(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => undirected.AdjacentEdge(0, -1));
        Assert.False(directed.TryGetInEdges(2, out _));
    }

    [Fact]
    public void Views_RefuseWhatTheyCannotShow()
    {
        CsrGraph directed = Fixtures.FromText("0-1 1-2", directed: true);
        Assert.Contains("Symmetrize", Assert.Throws<ArgumentException>(() => directed.AsUndirectedGraph()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => directed.ToUndirectedGraph());
        Assert.Contains("another graph", Assert.Throws<ArgumentException>(() => Fixtures.Karate.AsUndirectedGraph(new EdgeIndex(directed))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => ((CsrGraph)null!).AsDirectedGraph());
    }

    [Fact]
    public void Enumerating_AllocatesPerCall_NotPerEdge()
    {
        CsrGraph small = Star(10);
        CsrGraph large = Star(10_000);
        Assert.Equal(Allocated(small.AsUndirectedGraph().AdjacentEdges), Allocated(large.AsUndirectedGraph().AdjacentEdges));
        Assert.Equal(Allocated(small.AsBidirectionalGraph().OutEdges), Allocated(large.AsBidirectionalGraph().OutEdges));
        Assert.Equal(Allocated(small.AsBidirectionalGraph().InEdges), Allocated(large.AsBidirectionalGraph().InEdges));

        static CsrGraph Star(int leaves)
        {
            var builder = new GraphBuilder();
            for (int v = 1; v <= leaves; v++)
                builder.AddEdge(0, v, v);
            return builder.Build();
        }

        static long Allocated(Func<int, IEnumerable<WeightedEdge>> edges)
        {
            Sum(edges(0)); // first use
            long before = GC.GetAllocatedBytesForCurrentThread();
            Sum(edges(0));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static double Sum(IEnumerable<WeightedEdge> edges)
        {
            double sum = 0;
            foreach (WeightedEdge edge in edges)
                sum += edge.Weight;
            return sum;
        }
    }

    [Fact]
    public void OneEnumeration_CanBeWalkedTwice_AndByTwo()
    {
        IEnumerable<WeightedEdge> edges = Fixtures.Karate.AsUndirectedGraph().AdjacentEdges(33);
        WeightedEdge[] first = [.. edges];
        Assert.Equal(17, first.Length);
        Assert.Equal(first, edges);
        Assert.Equal(17 * 17, (from a in edges from b in edges select (a, b)).Distinct().Count());
    }

    [Fact]
    public void InEdges_AreTheSame_WhenManyThreadsAskFirst()
    {
        CsrGraph graph = Fixtures.Random(500, 5_000, seed: 3, directed: true, weighted: true);
        WeightedEdge[] expected = [.. graph.AsDirectedGraph().Edges.OrderBy(e => e.Target).ThenBy(e => e.Source)];
        BidirectionalGraphView view = graph.AsBidirectionalGraph();
        var rows = new WeightedEdge[graph.VertexCount][];
        Parallel.For(0, graph.VertexCount, v => rows[v] = [.. view.InEdges(v)]);
        Assert.Equal(expected, rows.SelectMany(row => row));
    }

    private static void CheckOut(AdjacencyGraph<int, WeightedEdge> copy, DirectedGraphView view)
    {
        CheckEdges(copy, view);
        for (int v = 0; v < copy.VertexCount; v++)
        {
            Assert.Equal(copy.OutEdges(v), view.OutEdges(v));
            Assert.Equal(copy.OutDegree(v), view.OutDegree(v));
            Assert.Equal(copy.IsOutEdgesEmpty(v), view.IsOutEdgesEmpty(v));
            Assert.Equal(copy.OutEdges(v), Enumerable.Range(0, view.OutDegree(v)).Select(k => view.OutEdge(v, k)));
        }

        for (int v = -1; v <= copy.VertexCount; v++)
        {
            Assert.Equal(copy.TryGetOutEdges(v, out IEnumerable<WeightedEdge> expectedRow), view.TryGetOutEdges(v, out IEnumerable<WeightedEdge>? row));
            Assert.Equal(expectedRow, row);
            for (int w = -1; w <= copy.VertexCount; w++)
            {
                Assert.Equal(copy.TryGetEdge(v, w, out WeightedEdge expected), view.TryGetEdge(v, w, out WeightedEdge found));
                Assert.Equal(expected, found);
                Assert.Equal(copy.ContainsEdge(v, w), view.ContainsEdge(v, w));
                Assert.Equal(copy.TryGetEdges(v, w, out IEnumerable<WeightedEdge> expectedEdges), view.TryGetEdges(v, w, out IEnumerable<WeightedEdge>? edges));
                Assert.Equal(expectedEdges, edges);
            }
        }
    }

    private static void CheckEdges(IEdgeListGraph<int, WeightedEdge> copy, IEdgeListGraph<int, WeightedEdge> view)
    {
        Assert.Equal(copy.IsDirected, view.IsDirected);
        Assert.False(view.AllowParallelEdges);
        Assert.Equal(copy.Vertices, view.Vertices);
        Assert.Equal(copy.VertexCount, view.VertexCount);
        Assert.Equal(copy.IsVerticesEmpty, view.IsVerticesEmpty);
        Assert.Equal(copy.Edges, view.Edges);
        Assert.Equal(copy.EdgeCount, view.EdgeCount);
        Assert.Equal(copy.IsEdgesEmpty, view.IsEdgesEmpty);
        Assert.All(view.Edges, e => Assert.True(view.ContainsEdge(e) && copy.ContainsEdge(e)));
        Assert.All(new[] { -1, 0, copy.VertexCount - 1, copy.VertexCount }, v => Assert.Equal(copy.ContainsVertex(v), view.ContainsVertex(v)));
    }
}
