namespace GraphSparse.Metrics;

/// <summary>What metrics hold beside the graphs and the counts of triangles that every comparison may take.</summary>
internal static class MetricMemory
{
    /// <summary>Sources whose distances are found together.</summary>
    private const long Sources = 64;

    /// <summary>Rows of distances from 64 sources and thread, values per vertex that are kept, the flows of arcs.</summary>
    public static long Searches(GraphSize size, int threads) =>
        size.Vertices * (128 + (4 * Sources + 72) * Math.Min(threads, 2) + 72L * threads) + size.Arcs * (20 + 8L * threads);
}
