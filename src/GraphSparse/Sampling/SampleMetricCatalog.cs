using GraphSparse.Analytics;
using GraphSparse.Metrics;

namespace GraphSparse.Sampling;

/// <summary>One way to compare a sample with its original, which has other vertices.</summary>
/// <param name="Name">The name by which it is chosen.</param>
/// <param name="Measures">What its value says.</param>
/// <param name="Measure">Computes the value, first, and its parts.</param>
public sealed record SampleMetric(string Name, string Measures, Func<CsrGraph, CsrGraph, Parallelism, CancellationToken, IEnumerable<MetricValue>> Measure) : ICatalogEntry;

/// <summary>What can be compared between graphs of different size: distributions, means and shares. To add one: a line here.</summary>
public static class SampleMetricCatalog
{
    /// <summary>What is measured where nothing is asked for.</summary>
    public const string DefaultMetrics = "degree";

    /// <summary>The entries, in the order in which they are shown.</summary>
    public static Catalog<SampleMetric> Default { get; } = new("metric between a sample and its original",
    [
        new("degree", "largest gap between the degree distributions (Kolmogorov-Smirnov), degrees rescaled to the mean of the original; degree.raw without rescaling; degree.in and degree.out if directed; degree.mean is sample / original", Degree),
        FromCatalog("components"),
        new("largest-component", "share of the vertices in the largest component, sample / original", LargestShare),
        FromCatalog("isolated"),
        FromCatalog("clustering"),
        FromCatalog("transitivity"),
        FromCatalog("graphlets"),
    ]);

    /// <summary>A metric that compare measures under the same name, by the same code: it compares distributions, means or shares, which need no common vertices.</summary>
    private static SampleMetric FromCatalog(string name)
    {
        MetricEntry entry = MetricCatalog.Default.Find(name);
        return new SampleMetric(name, entry.Measures.Replace("other / original", "sample / original", StringComparison.Ordinal), (original, sample, threads, token) => Measure(entry, original, sample, threads, token));
    }

    private static IEnumerable<MetricValue> Measure(MetricEntry entry, CsrGraph original, CsrGraph sample, Parallelism parallelism, CancellationToken cancellationToken) =>
        entry.Measure(new Comparison(original, sample, 0, parallelism, null, cancellationToken));

    private static IEnumerable<MetricValue> Degree(CsrGraph original, CsrGraph sample, Parallelism parallelism, CancellationToken cancellationToken)
    {
        foreach (MetricValue value in Measure(MetricCatalog.Default.Find("degree"), original, sample, parallelism, cancellationToken))
            yield return value;
        if (original.IsDirected)
        {
            yield return new MetricValue("degree.in", KolmogorovSmirnov(Degrees.In(original), Degrees.In(sample)), Estimate.Exact);
            yield return new MetricValue("degree.out", KolmogorovSmirnov(Degrees.Out(original), Degrees.Out(sample)), Estimate.Exact);
        }

        yield return new MetricValue("degree.mean", Comparison.Quotient(
            sample.EdgeCount / (double)Math.Max(1, sample.VertexCount), original.EdgeCount / (double)Math.Max(1, original.VertexCount)), Estimate.Exact);
    }

    private static IEnumerable<MetricValue> LargestShare(CsrGraph original, CsrGraph sample, Parallelism parallelism, CancellationToken cancellationToken)
    {
        double Share(CsrGraph graph) => ConnectedComponents.Find(graph, cancellationToken: cancellationToken).LargestSize / (double)Math.Max(1, graph.VertexCount);
        yield return new MetricValue("largest-component", Comparison.Quotient(Share(sample), Share(original)), Estimate.Exact);
    }

    /// <summary>The largest gap of two cumulative distributions; 1 where one alone is empty.</summary>
    internal static double KolmogorovSmirnov(int[] a, int[] b)
    {
        if (a.Length == 0 || b.Length == 0)
            return a.Length == b.Length ? 0 : 1;
        var counts = new (long A, long B)[Math.Max(a.Max(), b.Max()) + 1];
        foreach (int degree in a)
            counts[degree].A++;
        foreach (int degree in b)
            counts[degree].B++;
        (long sumA, long sumB, double largest) = (0, 0, 0);
        foreach ((long countA, long countB) in counts)
        {
            sumA += countA;
            sumB += countB;
            largest = Math.Max(largest, Math.Abs(sumA / (double)a.Length - sumB / (double)b.Length));
        }

        return largest;
    }
}
