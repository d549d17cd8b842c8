using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;
using QuikGraph;
using QuikGraph.Algorithms;
using QuikGraph.Algorithms.ConnectedComponents;
using QuikGraph.Algorithms.MaximumFlow;
using QuikGraph.Algorithms.Ranking;
using QuikGraph.Algorithms.ShortestPath;

namespace GraphSparse.QuikGraph.Tests;

/// <summary>QuikGraph's algorithms on views find what ours find on the graphs, and what they find on copies.</summary>
public class OracleTests
{
    private static readonly (int Vertices, int Edges)[] Sizes = [(12, 14), (40, 60), (60, 240), (300, 900)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dijkstra_FindsOurDistances(bool directed)
    {
        foreach ((int n, int m) in Sizes)
        {
            CsrGraph graph = Fixtures.Random(n, m, (ulong)m, directed, weighted: true);
            double[] ours = ShortestPaths.Find(graph, 0, new ShortestPathOptions { Length = EdgeLength.Weight }).Distances;
            Assert.Equal(ours, Distances(graph.AsDirectedGraph()));
            Assert.Equal(ours, Distances(graph.AsBidirectionalGraph()));
            Assert.Equal(ours, Distances(graph.ToAdjacencyGraph()));
            if (directed)
                continue;
            Assert.Equal(ours, UndirectedDistances(graph.AsUndirectedGraph()));
            Assert.Equal(ours, UndirectedDistances(graph.ToUndirectedGraph()));
        }
    }

    [Fact]
    public void DijkstraPaths_AreAsLongAsOurDistances_AndMadeOfEdgesOfTheGraph()
    {
        CsrGraph graph = Fixtures.Random(100, 300, seed: 9, weighted: true);
        double[] ours = ShortestPaths.Find(graph, 0, new ShortestPathOptions { Length = EdgeLength.Weight }).Distances;
        UndirectedGraphView view = graph.AsUndirectedGraph();
        TryFunc<int, IEnumerable<WeightedEdge>> paths = view.ShortestPathsDijkstra(e => e.Weight, 0);
        int found = 0;
        for (int v = 1; v < graph.VertexCount; v++)
        {
            bool isReached = paths(v, out IEnumerable<WeightedEdge> path);
            Assert.Equal(double.IsFinite(ours[v]), isReached);
            if (!isReached)
                continue;
            found++;
            int at = 0;
            double length = 0;
            foreach (WeightedEdge edge in path)
            {
                Assert.True(view.ContainsEdge(edge));
                at = edge.GetOtherVertex(at);
                length += edge.Weight;
            }

            Assert.Equal((v, ours[v]), (at, length));
        }

        Assert.True(found > 50);
    }

    [Fact]
    public void Components_AreOurs()
    {
        foreach (CsrGraph graph in SampleGraphs.Undirected().Concat(Sizes.Select(s => Fixtures.Random(s.Vertices, s.Edges, 4))))
        {
            int[] ours = ConnectedComponents.Find(graph, Parallelism.Sequential).Labels;
            Assert.Equal(ours, Labels(Run(new ConnectedComponentsAlgorithm<int, WeightedEdge>(graph.AsUndirectedGraph())).Components));
            Assert.Equal(ours, Labels(Run(new ConnectedComponentsAlgorithm<int, WeightedEdge>(graph.ToUndirectedGraph())).Components));
        }
    }

    [Fact]
    public void WeakComponents_AreOurs()
    {
        foreach (CsrGraph graph in SampleGraphs.Directed().Concat(Sizes.Select(s => Fixtures.Random(s.Vertices, s.Edges, 5, directed: true))))
        {
            int[] ours = ConnectedComponents.Find(graph, Parallelism.Sequential).Labels;
            Assert.Equal(ours, Labels(Run(new WeaklyConnectedComponentsAlgorithm<int, WeightedEdge>(graph.AsDirectedGraph())).Components));
        }
    }

    [Fact]
    public void StrongComponents_AreOurs()
    {
        foreach (CsrGraph graph in SampleGraphs.Directed().Concat(Sizes.Select(s => Fixtures.Random(s.Vertices, s.Edges, 6, directed: true))))
        {
            int[] ours = StronglyConnectedComponents.Find(graph).Labels;
            Assert.Equal(ours, Labels(Run(new StronglyConnectedComponentsAlgorithm<int, WeightedEdge>(graph.AsDirectedGraph())).Components));
            Assert.Equal(ours, Labels(Run(new StronglyConnectedComponentsAlgorithm<int, WeightedEdge>(graph.ToAdjacencyGraph())).Components));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MaximumFlow_IsOurs(bool directed)
    {
        double total = 0;
        foreach ((int n, int m) in Sizes)
        {
            CsrGraph graph = Fixtures.Random(n, m, (ulong)n, directed, weighted: true);
            for (int sink = 1; sink < n; sink += n / 6)
            {
                double ours = MaximumFlow.Find(graph, 0, sink).Value;
                Assert.Equal(ours, Flow(graph, 0, sink), 9);
                total += ours;
            }
        }

        Assert.True(total > 0);
    }

    [Fact]
    public void PageRank_IsOursTimesN_WhereEveryVertexHasAnOutEdgeAndWeightsAreOne()
    {
        // QuikGraph knows no weights, restarts with 1 − d instead of (1 − d)/n and loses what dangling vertices hold.
        var builder = new GraphBuilder(80, new BuildOptions { Directed = true });
        foreach (Edge edge in Fixtures.Random(80, 400, seed: 7, directed: true).Edges())
            builder.AddEdge(edge.Source, edge.Target);
        for (int v = 0; v < 80; v++)
            builder.AddEdge(v, (v + 1) % 80);
        CsrGraph graph = builder.Build();
        double[] ours = PageRank.Compute(graph, new PageRankOptions { Tolerance = 1e-12 }).Ranks;
        var theirs = Run(new PageRankAlgorithm<int, WeightedEdge>(graph.AsBidirectionalGraph()) { MaxIterations = 500, Tolerance = 1e-12 });
        for (int v = 0; v < 80; v++)
            Assert.Equal(80 * ours[v], theirs.Ranks[v], 1e-9);
    }

    [Fact]
    public void RankedPaths_AreThoseOfEnumeration()
    {
        CsrGraph graph = Fixtures.Random(9, 20, seed: 8, weighted: true);
        List<double> all = [];
        Extend(0, 0, [0]);
        all.Sort();
        double[] ranked = [.. graph.AsBidirectionalGraph().RankedShortestPathHoffmanPavley(e => e.Weight, 0, 8, 6).Select(path => path.Sum(e => e.Weight))];
        Assert.Equal(all.Take(6), ranked.Order());
        var yen = new YenShortestPathsAlgorithm<string>(graph.ToAdjacencyGraph(v => $"v{v}"), "v0", "v8", 6);
        Assert.Equal(all.Take(6), yen.Execute().Select(path => path.Sum(e => e.Tag)));

        void Extend(int at, double length, HashSet<int> path)
        {
            if (at == 8)
            {
                all.Add(length);
                return;
            }

            for (int k = 0; k < graph.Degree(at); k++)
            {
                int next = graph.Neighbors(at)[k];
                if (path.Add(next))
                {
                    Extend(next, length + graph.Weights(at)[k], path);
                    path.Remove(next);
                }
            }
        }
    }

    [Fact]
    public void TopologicalSort_PutsSourcesBeforeTargets()
    {
        var builder = new GraphBuilder(50, new BuildOptions { Directed = true });
        foreach (Edge edge in Fixtures.Random(50, 200, seed: 10).Edges())
            builder.AddEdge(edge.Target, edge.Source); // from larger to smaller numbers: no cycle
        DirectedGraphView view = builder.Build().AsDirectedGraph();
        int[] order = [.. view.TopologicalSort()];
        Assert.Equal(Enumerable.Range(0, 50), order.Order());
        Assert.All(view.Edges, e => Assert.True(Array.IndexOf(order, e.Source) < Array.IndexOf(order, e.Target)));
    }

    /// <summary>The guide says so and takes a flow instead; when this fails, QuikGraph has been mended and the guide can say less.</summary>
    [Fact]
    public void MaximumBipartiteMatching_OfQuikGraph_IsNoMatching_OnTheNeurons()
    {
        CsrGraph neurons = GraphSparse.IO.GraphReader.Read(Path.Combine(Repository.Root, "datasets", "networks", "celegans-neural.parquet")).Graph;
        int n = neurons.VertexCount;
        var pairs = new GraphBuilder(2 * n, new BuildOptions { Directed = true });
        foreach (Edge arc in neurons.Edges())
            pairs.AddEdge(arc.Source, n + arc.Target);
        int next = 2 * n;
        var matching = Run(new MaximumBipartiteMatchingAlgorithm<int, WeightedEdge>(
            pairs.Build().ToAdjacencyGraph(), Enumerable.Range(0, n), Enumerable.Range(n, n), () => next++, (source, target) => new WeightedEdge(source, target)));
        Assert.Equal((297, 390), (n, matching.MatchedEdges.Length));
    }

    private static double[] Distances(IVertexListGraph<int, WeightedEdge> graph)
    {
        var search = new DijkstraShortestPathAlgorithm<int, WeightedEdge>(graph, e => e.Weight);
        search.Compute(0);
        return [.. Enumerable.Range(0, graph.VertexCount).Select(v => Finite(search.GetDistance(v)))];
    }

    private static double[] UndirectedDistances(IUndirectedGraph<int, WeightedEdge> graph)
    {
        var search = new UndirectedDijkstraShortestPathAlgorithm<int, WeightedEdge>(graph, e => e.Weight);
        search.Compute(0);
        return [.. Enumerable.Range(0, graph.VertexCount).Select(v => Finite(search.GetDistance(v)))];
    }

    private static double Finite(double distance) => distance == double.MaxValue ? double.PositiveInfinity : distance;

    private static double Flow(CsrGraph graph, int source, int sink)
    {
        AdjacencyGraph<int, WeightedEdge> network = graph.ToAdjacencyGraph();
        using var reverser = new ReversedEdgeAugmentorAlgorithm<int, WeightedEdge>(network, (u, v) => new WeightedEdge(u, v));
        reverser.AddReversedEdges();
        var flow = new EdmondsKarpMaximumFlowAlgorithm<int, WeightedEdge>(network, e => e.Id < 0 ? 0 : e.Weight, (u, v) => new WeightedEdge(u, v), reverser);
        flow.Compute(source, sink);
        return flow.MaxFlow;
    }

    private static T Run<T>(T algorithm)
        where T : IComputation
    {
        algorithm.Compute();
        return algorithm;
    }

    /// <summary>Component numbers as ours: the smallest vertex of each component.</summary>
    private static int[] Labels(IDictionary<int, int> components)
    {
        var smallest = new Dictionary<int, int>();
        for (int v = 0; v < components.Count; v++)
            smallest.TryAdd(components[v], v);
        return [.. Enumerable.Range(0, components.Count).Select(v => smallest[components[v]])];
    }
}
