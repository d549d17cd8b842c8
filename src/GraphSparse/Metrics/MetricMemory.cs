using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>What metrics hold beside the graphs and a few values per vertex.</summary>
internal static class MetricMemory
{
    /// <summary>Sources whose distances are found together.</summary>
    private const long Sources = 64;

    /// <summary>Counts of triangles by edge and vertex, of a graph without directions; what earlier counts have left to the collector.</summary>
    public static long Triangles(GraphSize size, int threads) =>
        (TriangleCounter.EstimateBytes(size, threads) + size.Edges * 2 * sizeof(int)) * 3 / 2 + (size.Directed ? size.GraphBytes : 0);

    /// <summary>Rows of distances from 64 sources and thread, values per vertex that are kept, the flows of arcs.</summary>
    public static long Searches(GraphSize size, int threads) =>
        size.Vertices * (128 + (4 * Sources + 72) * Math.Min(threads, 2) + 72L * threads) + size.Arcs * (20 + 8L * threads);
}
