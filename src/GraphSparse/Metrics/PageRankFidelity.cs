using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the important vertices stay important.</summary>
internal static class PageRankFidelity
{
    // Far below the gaps between the ranks at the top, so that the top does not depend on where the iteration stopped.
    private static readonly PageRankOptions Options = new() { Tolerance = 1e-10 };

    public static string? Refuses(Comparison comparison) =>
        HasNegativeWeight(comparison.Original) || HasNegativeWeight(comparison.Other) ? "PageRank is not defined for negative weights" : null;

    private static bool HasNegativeWeight(CsrGraph graph)
    {
        for (int u = 0; graph.IsWeighted && u < graph.VertexCount; u++)
        {
            foreach (double weight in graph.Weights(u))
            {
                if (weight < 0)
                    return true;
            }
        }

        return false;
    }

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        double[] before = PageRank.Compute(comparison.Original, Options, comparison.Parallelism, comparison.CancellationToken).Ranks;
        double[] after = PageRank.Compute(comparison.Other, Options, comparison.Parallelism, comparison.CancellationToken).Ranks;
        int k = Math.Min(before.Length, Math.Max(1, Math.Min(100, before.Length / 10)));
        yield return new MetricValue("pagerank", TopOverlap(before, after, k), Estimator.Exact);
        double distance = 0;
        for (int v = 0; v < before.Length; v++)
            distance += Math.Abs(before[v] - after[v]);
        yield return new MetricValue("pagerank.l1", distance, Estimator.Exact);
    }

    /// <summary>|top k of a ∩ top k of b| / k; ranking descending, ties by the smaller vertex; 1 where k = 0.</summary>
    internal static double TopOverlap(double[] a, double[] b, int k)
    {
        if (k == 0)
            return 1;
        return Top(a, k).Intersect(Top(b, k)).Count() / (double)k;
    }

    private static IEnumerable<int> Top(double[] values, int k)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(order, (x, y) => values[x] != values[y] ? values[y].CompareTo(values[x]) : x.CompareTo(y));
        return order.Take(k);
    }
}
