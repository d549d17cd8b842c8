using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

internal static partial class CpuKernels
{
    /// <summary>As the kernel jaccard: forward arcs from..to−1.</summary>
    public static void Jaccard(ForwardArcs forward, int[] degrees, int[] common, double[] scores, int from, int to)
    {
        for (int arc = from; arc < to; arc++)
        {
            int edge = forward.Edges[arc];
            double t = common[edge];
            scores[edge] = t / ((double)degrees[forward.Sources[arc]] + degrees[forward.Targets[arc]] - t);
        }
    }

    /// <summary>As the kernels pagerank_pull and pagerank_sums: the loop of the analysis itself.</summary>
    public static void PageRankPull(CsrGraph graph, double damping, PageRankVectors x, double[] dots, int from, int to) =>
        PageRankLoops.Pull(graph, damping, x.Z, x.R, x.W, dots, from, to);

    /// <summary>As the kernels pagerank_update and pagerank_sums: the loop of the analysis itself.</summary>
    public static void PageRankUpdate(PageRankVectors x, double alpha, double beta, PageRankSums[] sums, int from, int to) =>
        PageRankLoops.Update(x, alpha, beta, sums, from, to);

    /// <summary>As the kernels pagerank_iterate and pagerank_changes: the loop of the analysis itself.</summary>
    public static void PageRankIterate(
        PageRankSetup setup, double restart, double[] share, double[] ranks, double[] next, PageRankSums[] sums, int from, int to) =>
        PageRankLoops.Iterate(setup, restart, share, ranks, next, sums, from, to);
}
