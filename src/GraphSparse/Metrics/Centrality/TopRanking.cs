using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the vertices that a centrality puts on top stay there.</summary>
/// <remarks>Source: top-k precision of Chen et al., PVLDB 17(3), 2023. k = n/10, at least 1 and at most 100; ranking descending, ties by the smaller vertex.</remarks>
internal static class TopRanking
{
    private const int Most = 100;

    /// <summary>The precision under the metric's name, and the rank correlation over all vertices as a part of it.</summary>
    public static IEnumerable<MetricValue> Compare(string name, double[] before, double[] after, Estimate estimator)
    {
        yield return new MetricValue(name, Overlap(before, after), estimator);
        yield return new MetricValue(name + ".spearman", Correlation.Spearman(before, after), estimator);
    }

    /// <summary>The share of the top that two rankings of the same vertices have in common.</summary>
    public static double Overlap(double[] before, double[] after) =>
        Overlap(before, after, Math.Min(before.Length, Math.Max(1, Math.Min(Most, before.Length / 10))));

    /// <summary>|top k of a ∩ top k of b| / k; 1 where k = 0.</summary>
    internal static double Overlap(double[] a, double[] b, int k) => k == 0 ? 1 : Top(a, k).Intersect(Top(b, k)).Count() / (double)k;

    private static IEnumerable<int> Top(double[] values, int k) => Ranking.Descending(values).Take(k);
}
