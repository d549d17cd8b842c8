using GraphSparse.Graphlets;

namespace GraphSparse.Metrics;

/// <summary>Whether small subgraphs stand around vertices as they did.</summary>
/// <remarks>Graphlet correlation distance (Yaveroğlu et al., Scientific Reports 2014): Spearman correlations between the counts of the 11 orbits that no others determine, over all vertices and one more that stands
/// once on each orbit, so that an orbit on which none stands has a correlation; the distance is Euclidean over the 55 pairs of orbits.</remarks>
internal static class GraphletMetric
{
    private static readonly int[] Orbits = [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11];

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        Signature before = MeasurementCache.Of(comparison.Original, "graphlets", () => Of(comparison.Original, comparison));
        Signature after = Of(comparison.Other, comparison);
        double sum = 0;
        for (int i = 0; i < before.Correlations.Length; i++)
            sum += (before.Correlations[i] - after.Correlations[i]) * (before.Correlations[i] - after.Correlations[i]);
        yield return new MetricValue("graphlets", Math.Sqrt(sum), Estimate.Exact);
        yield return new MetricValue("graphlets.l1", before.Shares.Zip(after.Shares, (a, b) => Math.Abs(a - b)).Sum(), Estimate.Exact);
    }

    /// <summary>Counts of both graphs and ranks of one.</summary>
    public static long EstimateBytes(GraphSize size, int threads) => GraphletMemory.Counts(size, threads) + size.Vertices * (8 * Orbits.Length + 24) + (size.Directed ? size.GraphBytes * 2 : 0);

    private static Signature Of(CsrGraph graph, Comparison comparison)
    {
        OrbitCounts counts = OrbitCounter.Count(graph.Symmetrize(comparison.Parallelism, comparison.CancellationToken), null, comparison.Parallelism, comparison.Progress, comparison.CancellationToken);
        double[] copies = [.. counts.Graphlets.All.Skip(1).Select(c => (double)c)];
        double all = copies.Sum();
        return new Signature(Correlations(counts, comparison.Parallelism, comparison.CancellationToken), [.. copies.Select(c => all == 0 ? 0 : c / all)]);
    }

    /// <summary>Of each pair of orbits, the first before the second.</summary>
    private static double[] Correlations(OrbitCounts counts, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var ranks = new double[Orbits.Length][];
        parallelism.For(Orbits.Length, i => ranks[i] = Ranks(counts.Columns[Orbits[i]]), cancellationToken);
        var correlations = new double[Orbits.Length * (Orbits.Length - 1) / 2];
        int place = 0;
        for (int i = 0; i < Orbits.Length; i++)
        {
            for (int j = i + 1; j < Orbits.Length; j++)
                correlations[place++] = Correlation.Pearson(ranks[i], ranks[j]);
        }

        return correlations;
    }

    /// <summary>Ranks of counts and a 1, equal ones in the middle of theirs.</summary>
    private static double[] Ranks(long[] counts)
    {
        long[] sorted = [.. counts, 1];
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            for (int k = start; k < end; k++)
                ranks[order[k]] = (start + end - 1) / 2.0;
            start = end;
        }

        return ranks;
    }

    /// <summary>What is compared of a graph.</summary>
    /// <param name="Correlations">Between orbits.</param>
    /// <param name="Shares">Of G1 to G8 among all copies of them.</param>
    private sealed record Signature(double[] Correlations, double[] Shares);
}
