using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>How the largest distance from a vertex has changed.</summary>
/// <remarks>100 vertices, the same in every graph compared; the largest distance to any vertex that can be reached, not to a sample of them. Mean of the
/// ratios over vertices that reach others in both graphs; those that do in the original alone are eccentricity.isolated.</remarks>
internal static class EccentricityMetric
{
    private const int Sources = 100;

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        var options = new EccentricityOptions { Length = PathSample.Length(comparison), Sources = Sources };
        double[] before = Of(comparison.Original);
        double[] after = Of(comparison.Other);
        (double Before, double After)[] reaching = [.. before.Zip(after).Where(p => p.First > 0)];
        double[] ratios = [.. reaching.Where(p => p.After > 0).Select(p => p.After / p.Before)];
        double mean = ratios.Length > 0 ? ratios.Average() : reaching.Length > 0 ? 0 : 1;
        bool isExact = comparison.Original.VertexCount <= Sources;
        yield return new MetricValue("eccentricity", mean, isExact ? Estimate.Exact : Estimate.Mean(ratios));
        yield return new MetricValue("eccentricity.isolated", reaching.Length == 0 ? 0 : (reaching.Length - ratios.Length) / (double)reaching.Length,
            isExact ? Estimate.Exact : Estimate.Sampled(reaching.Length, null));
        yield return new MetricValue("eccentricity.unreachable", ConnectivityMetrics.MeasureUnreachable(comparison).First().Value, Estimate.Exact);

        double[] Of(CsrGraph graph) => MeasurementCache.Of(graph, $"eccentricity {options}", () =>
            Eccentricities.Find(graph, options, comparison.Seed, comparison.Parallelism, comparison.Progress, comparison.CancellationToken).Values);
    }
}
