using GraphSparse.Analytics;
using GraphSparse.IO;
using GraphSparse.QuikGraph;
using QuikGraph;
using QuikGraph.Algorithms.ConnectedComponents;
using QuikGraph.Algorithms.ShortestPath;

namespace GraphSparse.Benchmarks;

/// <summary>Times shortest paths and components of one undirected network: ours, QuikGraph's on a view, and QuikGraph's on its own graph; answers must be equal.</summary>
internal static class QuikGraphTimes
{
    public static int Run(string file, int repeats)
    {
        CsrGraph graph = GraphReader.Read(file, new GraphReadOptions { Directed = false }).Graph;
        int hub = Enumerable.Range(0, graph.VertexCount).MaxBy(graph.Degree);
        Console.WriteLine($"{graph.VertexCount} vertices, {graph.EdgeCount} edges, weighted: {graph.IsWeighted}, source {hub}");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        UndirectedGraphView view = graph.AsUndirectedGraph();
        long viewBytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        UndirectedGraph<int, WeightedEdge> copy = graph.ToUndirectedGraph();
        long copyBytes = GC.GetTotalMemory(forceFullCollection: true) - before - viewBytes;
        Console.WriteLine($"bytes: graph {graph.MemoryBytes}, view {viewBytes}, QuikGraph's own {copyBytes}");

        var options = new ShortestPathOptions { Length = EdgeLength.Inverse };
        double[] ours = ShortestPaths.Find(graph, hub, options).Distances;
        Check("view's distances", Distances(view, hub).SequenceEqual(ours));
        Check("copy's distances", Distances(copy, hub).SequenceEqual(ours));
        int count = ConnectedComponents.Find(graph).Count;
        Check("view's components", Components(view) == count);
        Check("copy's components", Components(copy) == count);

        foreach (Parallelism threads in new[] { Parallelism.Sequential, Parallelism.AllCores })
        {
            AnalyticsTimes.Time($"paths-ours-{threads.Degree}", repeats, () => ShortestPaths.Find(graph, hub, options, threads).Distances.Length);
            AnalyticsTimes.Time($"components-ours-{threads.Degree}", repeats, () => ConnectedComponents.Find(graph, threads).Count);
        }

        AnalyticsTimes.Time("edges-view", repeats, () => Weight(view));
        AnalyticsTimes.Time("edges-copy", repeats, () => Weight(copy));
        AnalyticsTimes.Time("paths-view", repeats, () => Distances(view, hub).Length);
        AnalyticsTimes.Time("paths-copy", repeats, () => Distances(copy, hub).Length);
        AnalyticsTimes.Time("components-view", repeats, () => Components(view));
        AnalyticsTimes.Time("components-copy", repeats, () => Components(copy));
        return 0;
    }

    private static double[] Distances(IUndirectedGraph<int, WeightedEdge> graph, int source)
    {
        var search = new UndirectedDijkstraShortestPathAlgorithm<int, WeightedEdge>(graph, edge => 1 / edge.Weight);
        search.Compute(source);
        var distances = new double[graph.VertexCount];
        for (int v = 0; v < distances.Length; v++)
            distances[v] = search.TryGetDistance(v, out double distance) && distance < double.MaxValue ? distance : double.PositiveInfinity;
        return distances;
    }

    /// <summary>Asks every vertex for its edges, as QuikGraph's searches do.</summary>
    private static double Weight(IUndirectedGraph<int, WeightedEdge> graph)
    {
        double sum = 0;
        foreach (int v in graph.Vertices)
        {
            foreach (WeightedEdge edge in graph.AdjacentEdges(v))
                sum += edge.Weight;
        }

        return sum;
    }

    private static int Components(IUndirectedGraph<int, WeightedEdge> graph)
    {
        var search = new ConnectedComponentsAlgorithm<int, WeightedEdge>(graph);
        search.Compute();
        return search.ComponentCount;
    }

    private static void Check(string what, bool isRight)
    {
        if (!isRight)
            throw new InvalidOperationException($"The {what} differ from ours.");
    }
}
