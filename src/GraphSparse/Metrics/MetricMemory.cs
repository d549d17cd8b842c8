using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>What metrics hold beside the graphs and a few values per vertex.</summary>
internal static class MetricMemory
{
    /// <summary>Sources whose distances are found together.</summary>
    private const long Sources = 64;

    /// <summary>Counts of triangles, of a graph without directions, by vertex or by a device; what earlier counts have left to the collector.</summary>
    public static long Triangles(GraphSize size, int threads) =>
        Math.Max(ClusteringCoefficient.EstimateBytes(size, threads, byKernels: false), ClusteringCoefficient.EstimateBytes(size, threads, byKernels: true)) * 3 / 2 + (size.Directed ? size.GraphBytes : 0);

    /// <summary>Rows of distances from 64 sources and thread, values per vertex that are kept, the flows of arcs.</summary>
    public static long Searches(GraphSize size, int threads) =>
        size.Vertices * (128 + (4 * Sources + 72) * Math.Min(threads, 2) + 72L * threads) + size.Arcs * (20 + 8L * threads);
}
