using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the vertices nearest to all others stay the same.</summary>
/// <remarks>Harmonic closeness, which is defined for graphs in pieces, to all vertices or a sample, the same in both graphs; see <see cref="ClosenessCentrality"/>
/// and <see cref="TopRanking"/>.</remarks>
internal static class ClosenessMetric
{
    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        int sources = PathSample.Sources(comparison);
        var options = new ClosenessOptions { Length = PathSample.Length(comparison), Sources = sources };
        return TopRanking.Compare("closeness", Of(comparison.Original), Of(comparison.Other), PathSample.EstimatorOf(comparison, sources));

        double[] Of(CsrGraph graph) => MeasurementCache.Of(graph, $"closeness {options}", () =>
            ClosenessCentrality.Compute(graph, options, comparison.Seed, comparison.Parallelism, comparison.Progress, comparison.CancellationToken).Values);
    }
}
