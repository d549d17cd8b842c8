using System.Runtime.Intrinsics;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Metrics;

/// <summary>How well the Laplacian quadratic form xᵀLx is kept, on normal random vectors.</summary>
/// <remarks>Source: the quadratic form similarity of Chen et al., PVLDB 17(3), 2023; 100 vectors with independent N(0, 1) entries.
/// Directed graphs count without directions. Vectors are keyed by (seed, vector, vertex): the same for every graph compared.</remarks>
internal static class QuadraticFormMetric
{
    public const int Vectors = 100;
    private const int BatchSize = 4; // vectors side by side: one pass over the edges serves all four

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        if (comparison.Original.EdgeCount == 0)
        {
            yield return new MetricValue("quadratic-form", 1, Estimate.Exact);
            yield return new MetricValue("quadratic-form.sd", 0, Estimate.Exact);
            yield break;
        }

        var ratios = new double[Vectors];
        for (int first = 0; first < Vectors; first += BatchSize)
        {
            comparison.Progress?.Report(new Progress("measuring quadratic-form", first, Vectors));
            Vector256<double>[] x = Draw(comparison, first);
            double[] before = Evaluate(comparison.Original, x, comparison);
            double[] after = Evaluate(comparison.Other, x, comparison);
            for (int i = 0; i < BatchSize; i++)
                ratios[first + i] = Comparison.Quotient(after[i], before[i]);
        }

        yield return new MetricValue("quadratic-form", ratios.Average(), Estimate.Mean(ratios));
        yield return new MetricValue("quadratic-form.sd", ArrayStatistics.StandardDeviation(ratios), Estimate.Sampled(Vectors, null));
    }

    private static Vector256<double>[] Draw(Comparison comparison, int firstVector)
    {
        var random = new KeyedRandom(comparison.Seed, "metrics.quadratic-form");
        var x = new Vector256<double>[comparison.Original.VertexCount];
        comparison.Parallelism.ForRanges(x.Length, 1 << 13, (_, start, end) =>
        {
            Span<double> normal = stackalloc double[BatchSize];
            for (long v = start; v < end; v++)
            {
                for (int pair = 0; pair < BatchSize; pair += 2)
                {
                    // Box and Muller: two normal numbers of two uniform ones.
                    double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble(v, firstVector + pair)));
                    (double sin, double cos) = Math.SinCos(2 * Math.PI * random.NextDouble(v, firstVector + pair + 1));
                    normal[pair] = radius * cos;
                    normal[pair + 1] = radius * sin;
                }

                x[v] = Vector256.Create(normal[0], normal[1], normal[2], normal[3]);
            }
        }, comparison.CancellationToken);
        return x;
    }

    /// <summary>Σ w (x_u − x_v)² over the edges, for each vector; added up in an order that depends on the graph alone.</summary>
    private static double[] Evaluate(CsrGraph graph, Vector256<double>[] x, Comparison comparison)
    {
        int[] ranges = graph.VertexRanges();
        var partial = new Vector256<double>[Math.Max(0, ranges.Length - 1)];
        comparison.Parallelism.ForBounds(ranges, (chunk, first, last) =>
        {
            var sum = Vector256<double>.Zero;
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<double> weights = graph.IsWeighted ? graph.Weights(u) : default;
                Vector256<double> here = x[u];
                for (int k = 0; k < neighbors.Length; k++)
                {
                    int v = neighbors[k];
                    if (!graph.IsDirected && v > u)
                        break;
                    Vector256<double> difference = here - x[v];
                    sum += weights.IsEmpty ? difference * difference : difference * difference * weights[k];
                }
            }

            partial[chunk] = sum;
        }, comparison.CancellationToken);

        var totals = new double[BatchSize];
        foreach (Vector256<double> part in partial)
        {
            for (int i = 0; i < BatchSize; i++)
                totals[i] += part[i];
        }

        return totals;
    }
}
