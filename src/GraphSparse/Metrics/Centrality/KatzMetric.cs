using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the vertices on most walks stay the same.</summary>
/// <remarks>Katz' centrality of both graphs with one attenuation, 0.85 / λ₁ of the original; see <see cref="KatzCentrality"/> and <see cref="TopRanking"/>. A sparsifier
/// that gives edges more weight may push its own λ₁ so high that its sum of walks diverges: then nothing is kept, and the value is 0.</remarks>
internal static class KatzMetric
{
    public static string? NotApplicable(Comparison comparison) =>
        comparison.Original.ArcCount > 0 && EigenvectorMetric.LeadingOf(comparison.Original, comparison).Classes.Count == 0
            ? $"the attenuation is set by the original, where {EigenvectorCentrality.ZeroEigenvalue}" : null;

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        KatzResult before = MeasurementCache.Of(comparison.Original, "katz", () =>
            KatzCentrality.Compute(comparison.Original, null, comparison.Parallelism, comparison.Progress, comparison.CancellationToken));
        var options = new KatzOptions { Attenuation = before.Attenuation };
        try
        {
            KatzResult after = KatzCentrality.Compute(comparison.Strengths, options, comparison.Parallelism, comparison.Progress, comparison.CancellationToken);
            return TopRanking.Compare("katz", before.Values, after.Values, Estimate.Iterative(Math.Max(before.Iterations, after.Iterations), options.Tolerance));
        }
        catch (ConvergenceException diverged)
        {
            var estimator = Estimate.Iterative(diverged.Iterations, double.PositiveInfinity);
            return [new MetricValue("katz", 0, estimator), new MetricValue("katz.spearman", 0, estimator)];
        }
    }
}
