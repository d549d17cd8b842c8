using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>What became of the components.</summary>
internal static class ConnectivityMetrics
{
    public static IEnumerable<MetricValue> MeasureComponents(Comparison comparison)
    {
        int before = ConnectedComponents.Find(comparison.Original, cancellationToken: comparison.CancellationToken).Count;
        int after = ConnectedComponents.Find(comparison.Other, cancellationToken: comparison.CancellationToken).Count;
        yield return new MetricValue("components", Comparison.Quotient(after, before), Estimate.Exact);
        yield return new MetricValue("components.original", before, Estimate.Exact);
        yield return new MetricValue("components.other", after, Estimate.Exact);
    }

    public static IEnumerable<MetricValue> MeasureIsolated(Comparison comparison)
    {
        yield return new MetricValue("isolated", Isolated(comparison.Other), Estimate.Exact);
        yield return new MetricValue("isolated.original", Isolated(comparison.Original), Estimate.Exact);
    }

    /// <summary>Pairs that share a component before and not after, over pairs that share one before; exact, from component sizes.</summary>
    public static IEnumerable<MetricValue> MeasureUnreachable(Comparison comparison)
    {
        int[] before = ConnectedComponents.Find(comparison.Original, cancellationToken: comparison.CancellationToken).Labels;
        int[] after = ConnectedComponents.Find(comparison.Other, cancellationToken: comparison.CancellationToken).Labels;
        double connected = Pairs([.. before.Select(label => (ulong)label)]);
        double kept = Pairs([.. before.Zip(after, (a, b) => ((ulong)a << 32) | (uint)b)]);
        yield return new MetricValue("unreachable", connected == 0 ? 0 : (connected - kept) / connected, Estimate.Exact);
    }

    private static double Isolated(CsrGraph graph) =>
        graph.VertexCount == 0 ? 0 : Degrees.Total(graph).Count(d => d == 0) / (double)graph.VertexCount;

    /// <summary>Pairs of equal labels; sorts the labels. A dictionary would not do: pairs of equal numbers all have one hash code.</summary>
    private static double Pairs(ulong[] labels)
    {
        RadixSort.Sort(labels);
        double pairs = 0;
        for (int from = 0; from < labels.Length;)
        {
            int to = from + 1;
            while (to < labels.Length && labels[to] == labels[from])
                to++;
            double size = to - from;
            pairs += size * (size - 1) / 2;
            from = to;
        }

        return pairs;
    }
}
