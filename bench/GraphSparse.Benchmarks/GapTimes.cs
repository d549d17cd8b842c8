using GraphSparse.Analytics;
using GraphSparse.IO;

namespace GraphSparse.Benchmarks;

/// <summary>The tasks of the GAP benchmarks on one graph, each with its median: <c>bench/gap.sh</c> sets a C++ program of their methods beside it.</summary>
internal static class GapTimes
{
    public static int Run(string file, int repeats, double tolerance)
    {
        CsrGraph graph = GraphReader.Read(file).Graph;
        int hub = Enumerable.Range(0, graph.VertexCount).MaxBy(graph.Degree);
        AnalyticsTimes.Time("components", repeats, () => ConnectedComponents.Find(graph).Count);
        AnalyticsTimes.Time("bfs", repeats, () => BreadthFirstSearch.Search(graph, hub).Reached);
        AnalyticsTimes.Time("pagerank", repeats, () => PageRank.Compute(graph, new PageRankOptions { Tolerance = tolerance }).Iterations);
        AnalyticsTimes.Time("triangles", repeats, () => ClusteringCoefficient.Compute(graph).Triangles);
        return 0;
    }
}
