using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the vertices on most shortest paths stay the same.</summary>
/// <remarks>Brandes' betweenness from all vertices or a sample, the same in both graphs; see <see cref="BetweennessCentrality"/> and <see cref="TopRanking"/>.</remarks>
internal static class BetweennessMetric
{
    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        int sources = PathSample.Sources(comparison);
        var options = new BetweennessOptions { Length = PathSample.Length(comparison), Sources = sources };
        return TopRanking.Compare("betweenness", Of(comparison.Original), Of(comparison.Other), PathSample.EstimatorOf(comparison, sources));

        double[] Of(CsrGraph graph) => MeasurementCache.Of(graph, $"betweenness {options}", () =>
            BetweennessCentrality.Compute(graph, options, comparison.Seed, comparison.Parallelism, comparison.Progress, comparison.CancellationToken).Values);
    }
}
