using GraphSparse.Analytics;
using GraphSparse.Metrics;

namespace GraphSparse.Sampling;

/// <summary>One way to compare a sample with its original, which has other vertices.</summary>
/// <param name="Name">As typed after --metrics.</param>
/// <param name="Measures">What its value says.</param>
/// <param name="Measure">Computes the value, first, and its parts.</param>
public sealed record SampleMetric(string Name, string Measures, Func<CsrGraph, CsrGraph, Parallelism, CancellationToken, IEnumerable<(string Name, double Value)>> Measure);

/// <summary>What can be compared between graphs of different size: distributions, means and shares. To add one: a line here.</summary>
public static class SampleMetrics
{
    /// <summary>What is measured where nothing is asked for.</summary>
    public const string Default = "degree";

    private const string All = "all";

    /// <summary>The entries, in the order in which they are shown.</summary>
    public static IReadOnlyList<SampleMetric> Entries { get; } =
    [
        new("degree", "largest gap between the degree distributions (Kolmogorov-Smirnov), degrees rescaled to the mean of the original; degree.raw without rescaling; degree.in and degree.out if directed; degree.mean is sample / original", Degree),
        FromCatalog("components"),
        new("largest-component", "share of the vertices in the largest component, sample / original", LargestShare),
        FromCatalog("isolated"),
        FromCatalog("clustering"),
        FromCatalog("transitivity"),
    ];

    /// <summary>The entries behind names separated by commas; "all" stands for each.</summary>
    /// <exception cref="ArgumentException">A name is not known, or compares graphs on the same vertices only.</exception>
    public static IReadOnlyList<SampleMetric> Find(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] wanted = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string? unknown = wanted.FirstOrDefault(name => name != All && Entries.All(e => e.Name != name));
        string known = string.Join(", ", Entries.Select(e => e.Name));
        if (unknown is not null)
            throw new ArgumentException($"'{unknown}' is no metric between a sample and its original, which have different vertices; there are {known}, and all.{Nearest.Hint(unknown, Entries.Select(e => e.Name))}");
        if (wanted.Length == 0)
            throw new ArgumentException($"No metric is named; there are {known}, and all.");
        return wanted.Contains(All) ? Entries : [.. Entries.Where(e => wanted.Contains(e.Name))];
    }

    /// <summary>A metric that compare measures under the same name, by the same code: it compares distributions, means or shares, which need no common vertices.</summary>
    private static SampleMetric FromCatalog(string name)
    {
        MetricEntry entry = MetricCatalog.Entries.First(e => e.Name == name);
        return new SampleMetric(name, entry.Measures.Replace("other / original", "sample / original", StringComparison.Ordinal), (original, sample, threads, token) => Measure(entry, original, sample, threads, token));
    }

    private static IEnumerable<(string Name, double Value)> Measure(MetricEntry entry, CsrGraph original, CsrGraph sample, Parallelism parallelism, CancellationToken cancellationToken) =>
        entry.Measure(new Comparison(original, sample, 0, parallelism, null, cancellationToken)).Select(v => (v.Name, v.Value));

    private static IEnumerable<(string Name, double Value)> Degree(CsrGraph original, CsrGraph sample, Parallelism parallelism, CancellationToken cancellationToken)
    {
        foreach ((string name, double value) in Measure(MetricCatalog.Entries.First(e => e.Name == "degree"), original, sample, parallelism, cancellationToken))
            yield return (name, value);
        if (original.IsDirected)
        {
            yield return ("degree.in", KolmogorovSmirnov(Degrees.In(original), Degrees.In(sample)));
            yield return ("degree.out", KolmogorovSmirnov(Degrees.Out(original), Degrees.Out(sample)));
        }

        yield return ("degree.mean", Comparison.Quotient(
            sample.EdgeCount / (double)Math.Max(1, sample.VertexCount), original.EdgeCount / (double)Math.Max(1, original.VertexCount)));
    }

    private static IEnumerable<(string Name, double Value)> LargestShare(CsrGraph original, CsrGraph sample, Parallelism parallelism, CancellationToken cancellationToken)
    {
        double Share(CsrGraph graph) => ConnectedComponents.Find(graph, cancellationToken).LargestSize / (double)Math.Max(1, graph.VertexCount);
        yield return ("largest-component", Comparison.Quotient(Share(sample), Share(original)));
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
