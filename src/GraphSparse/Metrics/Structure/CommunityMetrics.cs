using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the communities are kept: how many there are, and who is with whom.</summary>
/// <remarks>Communities by <see cref="Louvain"/>, resolution 1, one seed for both graphs, weights as strengths. Modularity is that of the original: measured on a
/// sparsifier that drops edges between communities it would look better than it is.</remarks>
internal static class CommunityMetrics
{
    public static IEnumerable<MetricValue> MeasureCount(Comparison comparison)
    {
        Communities before = Of(comparison.Original, comparison.Seed, comparison);
        Communities after = Of(comparison.Other, comparison.Seed, comparison);
        double onOriginal = Modularity.Compute(comparison.Original, after.Labels, 1, comparison.Parallelism, null, comparison.CancellationToken);
        yield return new MetricValue("community-count", Comparison.Quotient(after.Count, before.Count), Estimate.Exact);
        yield return new MetricValue("community-count.original", before.Count, Estimate.Exact);
        yield return new MetricValue("community-count.other", after.Count, Estimate.Exact);
        yield return new MetricValue("community-count.modularity", onOriginal, Estimate.Exact);
        yield return new MetricValue("community-count.modularity.original", before.Modularity, Estimate.Exact);
    }

    public static IEnumerable<MetricValue> MeasureMembership(Comparison comparison)
    {
        Communities before = Of(comparison.Original, comparison.Seed, comparison);
        PartitionSimilarity kept = PartitionComparer.Compare(before.Labels, Of(comparison.Other, comparison.Seed, comparison).Labels);
        yield return new MetricValue("partition", kept.AdjustedMutualInformation, Estimate.Exact);
        yield return new MetricValue("partition.nmi", kept.NormalizedMutualInformation, Estimate.Exact);
        yield return new MetricValue("partition.ari", kept.AdjustedRandIndex, Estimate.Exact);
        yield return new MetricValue("partition.f1", (kept.BestMatch + kept.BestMatchReverse) / 2, Estimate.Exact);

        // What another seed alone changes: no sparsifier can be held to more.
        PartitionSimilarity self = PartitionComparer.Compare(before.Labels, Of(comparison.Original, comparison.Seed + 1, comparison).Labels);
        yield return new MetricValue("partition.self", self.AdjustedMutualInformation, Estimate.Exact);
        yield return new MetricValue("partition.self.nmi", self.NormalizedMutualInformation, Estimate.Exact);
    }

    private static Communities Of(CsrGraph graph, ulong seed, Comparison comparison) => MeasurementCache.Of(graph, $"louvain {seed}", () =>
        Louvain.Detect(graph, null, seed, comparison.Parallelism, comparison.Progress, comparison.CancellationToken));
}
