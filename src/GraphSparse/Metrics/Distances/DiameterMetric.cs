using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>How the largest distance, in edges, within the largest component has changed.</summary>
/// <remarks>See <see cref="Diameter"/>. At most 1000 searches each; where they do not settle it the value is of lower bounds, and the estimator tells the gap.</remarks>
internal static class DiameterMetric
{
    private static readonly DiameterOptions Options = new() { Searches = 1000 };

    public static string? NotApplicable(Comparison comparison) => Applicability.Directed(comparison, "the diameter");

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        DiameterBounds before = Of(comparison.Original);
        DiameterBounds after = Of(comparison.Other);
        Estimate ofBefore = EstimatorOf(before);
        Estimate ofAfter = EstimatorOf(after);
        yield return new MetricValue("diameter", Comparison.Quotient(after.Lower, before.Lower), after.IsExact ? ofBefore : ofAfter);
        yield return new MetricValue("diameter.original", before.Lower, ofBefore);
        yield return new MetricValue("diameter.other", after.Lower, ofAfter);
        double kept = Comparison.Quotient(after.ComponentSize, before.ComponentSize);
        yield return new MetricValue("diameter.lcc", kept, Estimate.Exact);
        yield return new MetricValue("diameter.lost", Math.Max(0, 1 - kept), Estimate.Exact);

        DiameterBounds Of(CsrGraph graph) => MeasurementCache.Of(graph, "diameter", () =>
            Diameter.Find(graph, Options, comparison.Parallelism, comparison.Progress, comparison.CancellationToken));
    }

    private static Estimate EstimatorOf(DiameterBounds found) =>
        found.IsExact ? Estimate.Exact : Estimate.Iterative(found.Searches, (found.Upper - found.Lower) / (double)Math.Max(1, found.Lower));
}
