using System.Diagnostics;
using System.Globalization;
using GraphSparse.Analytics;
using GraphSparse.IO;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Times analytics on one edge list, a line "name seconds result" each: median after warm-ups. <c>bench/analytics.sh</c> sets igraph beside it.</summary>
internal static class AnalyticsTimes
{
    private const double WarmUpSeconds = 1;

    public static int Run(string file, int repeats)
    {
        CsrGraph graph = GraphReader.Read(file).Graph;
        CsrGraph lengths = WithLengths(graph);
        Time("triangles", repeats, () => ClusteringCoefficient.Compute(graph).Triangles);
        Time("pagerank", repeats, () => PageRank.Compute(graph, new PageRankOptions { Tolerance = 1e-10 }).Iterations);
        Time("components", repeats, () => ConnectedComponents.Find(graph).Count);
        int hub = Enumerable.Range(0, graph.VertexCount).MaxBy(graph.Degree);
        Time("bfs", repeats, () => BreadthFirstSearch.Search(graph, hub).Reached);
        Time("sssp", repeats, () => ShortestPaths.Find(lengths, hub, new ShortestPathOptions { Length = EdgeLength.Weight }).Parents.Length);
        Time("cores", repeats, () => CoreDecomposition.Find(graph).Degeneracy);
        Time("louvain", repeats, Quality(repeats, seed => Louvain.Detect(graph, seed: seed)));
        Time("leiden", repeats, Quality(repeats, seed => Leiden.Detect(graph, seed: seed)));
        return 0;
    }

    /// <summary>Detection with another seed in every call; gives the mean modularity of the last <paramref name="repeats"/>.</summary>
    private static Func<string> Quality(int repeats, Func<ulong, Communities> detect)
    {
        var qualities = new List<double>();
        return () =>
        {
            qualities.Add(detect((ulong)qualities.Count + 1).Modularity);
            return string.Create(CultureInfo.InvariantCulture, $"Q={qualities.TakeLast(repeats).Average():0.0000}");
        };
    }

    /// <summary>The same edges with random lengths 1..255, as the GAP benchmarks have them.</summary>
    private static CsrGraph WithLengths(CsrGraph graph)
    {
        var random = new KeyedRandom(1, "bench.lengths");
        var builder = new GraphBuilder(graph.VertexCount);
        foreach (Edge edge in graph.Edges())
            builder.AddEdge(edge.Source, edge.Target, 1 + (random.NextUInt64(edge.Source, edge.Target) >> 32) * 255 / 4294967296);
        return builder.Build();
    }

    /// <summary>Warms up until the code has been compiled with all optimisations, in calls and in seconds.</summary>
    internal static void Time<T>(string name, int repeats, Func<T> work)
    {
        var warmUp = Stopwatch.StartNew();
        for (int i = 0; i < 2 || (i < 40 && warmUp.Elapsed.TotalSeconds < WarmUpSeconds); i++)
            work();
        var times = new List<double>();
        T? result = default;
        for (int i = 0; i < repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            result = work();
            times.Add(watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {times.Median():0.00000} {result}"));
    }
}
