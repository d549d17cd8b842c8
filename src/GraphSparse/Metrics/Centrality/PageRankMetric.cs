using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the important vertices stay important.</summary>
internal static class PageRankMetric
{
    // Far below the gaps between the ranks at the top, so that the top does not depend on where the iteration stopped.
    private static readonly PageRankOptions Options = new() { Tolerance = 1e-10 };

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        double[] before = MeasurementCache.Of(comparison.Original, "pagerank", () => Ranks(comparison.Original));
        double[] after = Ranks(comparison.Other);
        yield return new MetricValue("pagerank", TopRanking.Overlap(before, after), Estimate.Exact);
        double distance = 0;
        for (int v = 0; v < before.Length; v++)
            distance += Math.Abs(before[v] - after[v]);
        yield return new MetricValue("pagerank.l1", distance, Estimate.Exact);

        double[] Ranks(CsrGraph graph) => (comparison.Kernels?.PageRank(graph, Options, comparison.CancellationToken)
            ?? PageRank.Compute(graph, Options, comparison.Parallelism, comparison.Progress, comparison.CancellationToken)).Ranks;
    }
}
