using System.Collections.Concurrent;

namespace GraphSparse.Graphlets;

/// <summary>Estimates copies of graphlets from a sample of edges, for graphs on which even <see cref="OrbitCounter"/> takes too long.</summary>
/// <remarks>
/// Edges are drawn uniformly, with repetitions. How many copies of each graphlet an edge is a given part of is counted exactly from its surroundings; m times the mean is an unbiased estimate, and its standard
/// error is that of a mean. The sample doubles until the largest relative standard error is as small as asked for. The error is
/// estimated, too: where a few edges have most copies, as on graphs with hubs, it comes out too small while those are missing; graphlets that no sample met are 0 with an error of 0.
/// <para>Cost of a sample: the degrees of the neighbours of both endpoints, added up. 1 byte per vertex and thread.</para>
/// A function of the graph and the seed, the same on any number of threads.
/// </remarks>
public static class GraphletEstimator
{
    private const int FirstSamples = 1 << 10;
    private const int Grain = 64;
    private const int Kinds = 9;

    /// <summary>How often a copy of each graphlet is counted over all edges.</summary>
    private static readonly double[] Times = [1, 2, 3, 1, 3, 4, 1, 1, 6];

    /// <summary>Estimates.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="relativeError">The relative standard error at which to stop, in (0, 1).</param>
    /// <param name="mostSamples">Samples at which to stop whatever the error is.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Samples done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static GraphletEstimates Estimate(
        CsrGraph graph, double relativeError = 0.01, long mostSamples = 1L << 32, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "Counting graphlets");
        if (!(relativeError is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(relativeError), $"The relative error is {relativeError}; it must be in (0, 1).");
        Require.InRange(mostSamples, 2, 1L << 40);
        parallelism ??= Parallelism.AllCores;
        var sums = new Moments();
        if (graph.EdgeCount == 0)
            return new GraphletEstimates(new double[Kinds], new double[Kinds], 0);
        var random = new KeyedRandom(seed, "graphlets.sample");
        var workers = new ConcurrentBag<LocalEdge>();
        for (long from = 0, to = Math.Min(FirstSamples, mostSamples); ; from = to, to = Math.Min(2 * to, mostSamples))
        {
            Moments[] parts = new Moments[(to - from + Grain - 1) / Grain];
            long start = from;
            parallelism.ForRanges(to - from, Grain, (part, first, last) =>
            {
                if (!workers.TryTake(out LocalEdge? worker))
                    worker = new LocalEdge(graph);
                var own = new Moments();
                for (long i = first; i < last; i++)
                    own.Add(Sample(graph, worker, random, start + i));
                parts[part] = own;
                workers.Add(worker);
            }, cancellationToken);
            foreach (Moments part in parts) // in order, so that sums are the same on any number of threads
                sums.Add(part);
            GraphletEstimates estimates = sums.Estimates(graph.EdgeCount, to);
            progress?.Report(new Progress("sampling edges", to, mostSamples));
            if (to == mostSamples || estimates.RelativeError <= relativeError)
                return estimates;
        }
    }

    /// <summary>A uniform edge: a uniform arc, found by its place.</summary>
    private static double[] Sample(CsrGraph graph, LocalEdge worker, KeyedRandom random, long i)
    {
        long arc = Math.Min(graph.ArcCount - 1, (long)(graph.ArcCount * random.NextDouble(i)));
        (int low, int high) = (0, graph.VertexCount);
        while (high - low > 1)
        {
            int middle = low + (high - low) / 2;
            if (graph.RowOffsets[middle] <= arc)
                low = middle;
            else
                high = middle;
        }

        ArcOrbits counts = worker.Count(low, graph.Neighbors(low)[(int)(arc - graph.RowOffsets[low])]);
        return [1, counts.U12 + counts.U21, counts.U33, counts.U55, (double)counts.U67 + counts.U76, counts.U88, counts.U911 + counts.U119, counts.U1313, counts.U1414];
    }

    /// <summary>Sums and sums of squares.</summary>
    private sealed class Moments
    {
        private readonly double[] _sums = new double[Kinds];
        private readonly double[] _squares = new double[Kinds];

        public void Add(double[] values)
        {
            for (int k = 0; k < Kinds; k++)
            {
                _sums[k] += values[k];
                _squares[k] += values[k] * values[k];
            }
        }

        public void Add(Moments other)
        {
            for (int k = 0; k < Kinds; k++)
            {
                _sums[k] += other._sums[k];
                _squares[k] += other._squares[k];
            }
        }

        public GraphletEstimates Estimates(long edges, long samples)
        {
            var values = new double[Kinds];
            var errors = new double[Kinds];
            for (int k = 0; k < Kinds; k++)
            {
                double mean = _sums[k] / samples;
                double variance = Math.Max(0, (_squares[k] - samples * mean * mean) / (samples - 1));
                values[k] = edges * mean / Times[k];
                errors[k] = k == 0 ? 0 : edges * Math.Sqrt(variance / samples) / Times[k];
            }

            return new GraphletEstimates(values, errors, samples);
        }
    }
}
