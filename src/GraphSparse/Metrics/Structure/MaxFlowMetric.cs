using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>How much of the largest flows, and so of the smallest cuts, between pairs of vertices is left.</summary>
/// <remarks>Source: max-flow metric of Chen et al., PVLDB 17(3), 2023. Random pairs of one component of the original, keyed by (seed, pair): the same for every graph
/// compared; 1000, fewer on large graphs. Capacities are weights, 1 where there are none. Mean of the ratios over pairs with a flow in the
/// original; no flow in the other counts as 0 and is told by max-flow.zero.</remarks>
internal static class MaxFlowMetric
{
    private const int Most = 1000;
    private const int Fewest = 50;
    private const double Aim = 1.2e8; // pairs times vertices and arcs: some seconds

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        (int, int)[] pairs = Draw(comparison);
        double[] before = MeasurementCache.Of(comparison.Original, $"max-flow {comparison.Seed}", () => Values(comparison.Original));
        double[] after = Values(comparison.Other);
        double[] ratios = [.. before.Zip(after).Where(p => p.First > 0).Select(p => p.Second / p.First)];
        double mean = ratios.Length == 0 ? 1 : ratios.Average();
        yield return new MetricValue("max-flow", mean, Estimate.Mean(ratios));
        yield return new MetricValue("max-flow.zero", ratios.Length == 0 ? 0 : ratios.Count(r => r == 0) / (double)ratios.Length, Estimate.Sampled(ratios.Length, null));

        double[] Values(CsrGraph graph) =>
            MaximumFlow.Values(graph, pairs, null, comparison.Parallelism, comparison.Progress, comparison.CancellationToken);
    }

    private static (int, int)[] Draw(Comparison comparison)
    {
        CsrGraph graph = comparison.Original;
        int count = (int)Math.Clamp(Aim / Math.Max(1.0, (double)graph.VertexCount + graph.ArcCount), Fewest, Most);
        int[] labels = ConnectedComponents.Find(graph, cancellationToken: comparison.CancellationToken).Labels;
        var random = new KeyedRandom(comparison.Seed, "metrics.max-flow");
        var pairs = new List<(int, int)>();

        // Pairs that are not connected are drawn again; a graph in many pieces gives up after some tries.
        for (int i = 0; graph.EdgeCount > 0 && pairs.Count < count && i < 20 * count; i++)
        {
            int u = (int)(random.NextDouble(i, 0) * graph.VertexCount);
            int v = (int)(random.NextDouble(i, 1) * graph.VertexCount);
            if (u != v && labels[u] == labels[v])
                pairs.Add((u, v));
        }

        return [.. pairs];
    }
}
