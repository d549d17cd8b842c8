using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

internal static partial class CpuKernels
{
    /// <summary>As the kernel jaccard: the edges whose lower vertex lies in from..to−1.</summary>
    public static void Jaccard(CsrGraph graph, EdgeIndex index, int[] degrees, int[] common, double[] scores, int from, int to)
    {
        for (int u = from; u < to; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<int> edges = index.Of(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (neighbors[k] < u)
                    continue;
                double t = common[edges[k]];
                scores[edges[k]] = t / ((double)degrees[u] + degrees[neighbors[k]] - t);
            }
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
