using System.Diagnostics;
using System.Globalization;
using GraphSparse.Analytics;
using GraphSparse.IO;

namespace GraphSparse.Benchmarks;

/// <summary>Times analytics on one edge list, a line "name seconds result" each: median after warm-ups. <c>bench/analytics.sh</c> sets igraph beside it.</summary>
internal static class AnalyticsTimes
{
    private const double WarmUpSeconds = 1;

    public static int Run(string file, int repeats)
    {
        CsrGraph graph = GraphReader.Read(file).Graph;
        Time("triangles", repeats, () => Clustering.Compute(graph).Triangles);
        Time("pagerank", repeats, () => PageRank.Compute(graph, new PageRankOptions { Tolerance = 1e-10 }).Iterations);
        Time("components", repeats, () => ConnectedComponents.Find(graph).Count);
        Time("bfs", repeats, () => BreadthFirstSearch.Search(graph, 0).Reached);
        return 0;
    }

    /// <summary>Warms up until the code has been compiled with all optimisations, in calls and in seconds.</summary>
    private static void Time<T>(string name, int repeats, Func<T> work)
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

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {times.Order().ElementAt(repeats / 2):0.00000} {result}"));
    }
}
