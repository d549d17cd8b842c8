using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>How much of the clustering is left.</summary>
internal static class ClusteringMetrics
{
    public static IEnumerable<MetricValue> MeasureAverage(Comparison comparison) =>
        Ratios("clustering", comparison, c => c.Average);

    public static IEnumerable<MetricValue> MeasureGlobal(Comparison comparison) =>
        Ratios("transitivity", comparison, c => c.Global);

    private static IEnumerable<MetricValue> Ratios(string name, Comparison comparison, Func<ClusteringCoefficients, double> value)
    {
        double before = value(Coefficients(comparison.Original, comparison));
        double after = value(Coefficients(comparison.Other, comparison));
        yield return new MetricValue(name, Comparison.Quotient(after, before), Estimate.Exact);
        yield return new MetricValue(name + ".original", before, Estimate.Exact);
        yield return new MetricValue(name + ".other", after, Estimate.Exact);
    }

    /// <summary>Both clustering metrics need the same counts of the same graphs: they are counted once per graph.</summary>
    private static ClusteringCoefficients Coefficients(CsrGraph graph, Comparison comparison)
    {
        if (!Known.TryGetValue(graph, out ClusteringCoefficients? coefficients))
        {
            coefficients = ClusteringCoefficient.Compute(graph, comparison.Kernels, comparison.Parallelism, comparison.Progress, comparison.CancellationToken);
            Known.AddOrUpdate(graph, coefficients);
        }

        return coefficients;
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<CsrGraph, ClusteringCoefficients> Known = [];
}
