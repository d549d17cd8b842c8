using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>How much longer shortest paths have become.</summary>
/// <remarks>Source: SPSP stretch of Chen et al., PVLDB 17(3), 2023: 100 sources with 1000 targets each, keyed by (seed, source, target): the same for every
/// graph compared. Mean of the ratios over pairs reachable in both graphs. Pairs without a path in the original are left out; those without one
/// in the other alone are stretch.unreachable. The standard error is that of the sources' means, as pairs of one source hang together.</remarks>
internal static class StretchMetric
{
    private const int MostSources = 100;
    private const int MostTargets = 1000;
    private const int Batch = 64; // of one search from many sources; rows of distances are held for so many at a time

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        int n = comparison.Original.VertexCount;
        int[] sources = SeededPermutation.Sample(n, MostSources, comparison.Seed, "metrics.stretch.sources");
        int[][] targets = [.. sources.Select(s => Targets(comparison, s))];
        double[][] before = MeasurementCache.Of(comparison.Original, $"stretch {comparison.Seed} {PathSample.Length(comparison)}", () => Distances(comparison.Original, sources, targets, comparison));
        double[][] after = Distances(comparison.Other, sources, targets, comparison);

        var means = new List<double>();
        double sum = 0;
        double most = 1;
        long both = 0;
        long reachable = 0;
        for (int s = 0; s < sources.Length; s++)
        {
            double own = 0;
            int count = 0;
            for (int t = 0; t < targets[s].Length; t++)
            {
                if (double.IsInfinity(before[s][t]))
                    continue;
                reachable++;
                if (double.IsInfinity(after[s][t]))
                    continue;
                double ratio = after[s][t] / before[s][t];
                own += ratio;
                count++;
                most = both + count == 1 ? ratio : Math.Max(most, ratio);
            }

            sum += own;
            both += count;
            if (count > 0)
                means.Add(own / count);
        }

        bool isExact = n <= MostSources;
        Estimate estimator = isExact ? Estimate.Exact : Estimate.Sampled((int)both, Estimate.StandardErrorOfMean([.. means]));
        Estimate part = isExact ? Estimate.Exact : Estimate.Sampled((int)both, null);
        yield return new MetricValue("stretch", both == 0 ? reachable == 0 ? 1 : double.PositiveInfinity : sum / both, estimator);
        yield return new MetricValue("stretch.max", both == 0 && reachable > 0 ? double.PositiveInfinity : most, part);
        yield return new MetricValue("stretch.unreachable", reachable == 0 ? 0 : (reachable - both) / (double)reachable, part);
    }

    /// <summary>All other vertices where these are not more than 1000, else 1000 random ones.</summary>
    private static int[] Targets(Comparison comparison, int source)
    {
        int n = comparison.Original.VertexCount;
        if (n <= MostTargets)
            return [.. Enumerable.Range(0, n).Where(v => v != source)];
        var random = new KeyedRandom(comparison.Seed, "metrics.stretch.targets");
        var targets = new int[MostTargets];
        for (int t = 0; t < targets.Length; t++)
            targets[t] = (source + 1 + (int)(random.NextDouble(source, t) * (n - 1))) % n;
        return targets;
    }

    private static double[][] Distances(CsrGraph graph, int[] sources, int[][] targets, Comparison comparison)
    {
        var distances = new double[sources.Length][];
        if (PathSample.Length(comparison) == EdgeLength.Unit)
        {
            for (int first = 0; first < sources.Length; first += Batch)
            {
                int[] batch = sources[first..Math.Min(first + Batch, sources.Length)];
                int[][] rows = MultiSourceSearch.Distances(graph, batch, comparison.Parallelism, null, comparison.CancellationToken);
                for (int s = 0; s < batch.Length; s++)
                    distances[first + s] = [.. targets[first + s].Select(t => rows[s][t] < 0 ? double.PositiveInfinity : rows[s][t])];
                comparison.Progress?.Report(new Progress("measuring stretch", first + batch.Length, sources.Length));
            }

            return distances;
        }

        var lengths = new ArcLengths(graph, PathSample.Length(comparison), comparison.Parallelism, comparison.CancellationToken);
        int done = 0;
        comparison.Parallelism.ForRanges(sources.Length, 8, (_, start, end) =>
        {
            var search = new DijkstraSearch(graph, lengths);
            for (long s = start; s < end; s++)
            {
                search.From(sources[s], comparison.CancellationToken);
                distances[s] = [.. targets[s].Select(t => search.Distances[t])];
            }

            comparison.Progress?.Report(new Progress("measuring stretch", Interlocked.Add(ref done, (int)(end - start)), sources.Length));
        }, comparison.CancellationToken);
        return distances;
    }
}
