namespace GraphSparse.Analytics;

/// <summary>Shortest distances by buckets of width Δ, each emptied in parallel until nothing falls into it any more.</summary>
internal sealed class DeltaStepping
{
    private const int Grain = 256;

    /// <summary>Above this bucket all distances share one, so that extreme lengths cannot overflow.</summary>
    private const double LastBucket = 1e15;

    private readonly CsrGraph _graph;
    private readonly ArcLengths _lengths;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly double[] _distances;
    private readonly SortedDictionary<long, List<int>> _buckets = [];
    private readonly double _perDelta;

    public DeltaStepping(CsrGraph graph, ArcLengths lengths, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_graph, _lengths, _parallelism, _cancellationToken) = (graph, lengths, parallelism, cancellationToken);
        _distances = new double[graph.VertexCount];
        Array.Fill(_distances, double.PositiveInfinity);
        double longest = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (double length in lengths.Of(u))
                longest = Math.Max(longest, length);
        }

        // Meyer and Sanders: Δ about the longest arc over the degree bounds the work done twice. It changes the time alone.
        double degree = Math.Max(1, (double)graph.ArcCount / Math.Max(1, graph.VertexCount));
        _perDelta = degree / longest;
    }

    public double[] From(int source, IProgress<Progress>? progress = null)
    {
        _distances[source] = 0;
        _buckets[0] = [source];
        for (int done = 0; _buckets.Count > 0; done++)
        {
            if ((done & 0xFF) == 0)
                progress?.Report(new Progress("shortest paths", done, 0));
            (long bucket, List<int> frontier) = _buckets.First();
            _buckets.Remove(bucket);
            _cancellationToken.ThrowIfCancellationRequested();
            if (frontier.Count < Grain || _parallelism.Degree == 1)
            {
                Sort(Relax(frontier, 0, frontier.Count, bucket));
                continue;
            }

            var reached = new List<int>[(frontier.Count + Grain - 1) / Grain];
            _parallelism.ForRanges(frontier.Count, Grain, (chunk, from, to) => reached[chunk] = Relax(frontier, (int)from, (int)to, bucket), _cancellationToken);
            foreach (List<int> part in reached)
                Sort(part);
        }

        return _distances;
    }

    private long Bucket(double distance) => (long)Math.Min(distance * _perDelta, LastBucket);

    private void Sort(List<int> reached)
    {
        foreach (int v in reached)
        {
            long bucket = Bucket(_distances[v]);
            if (!_buckets.TryGetValue(bucket, out List<int>? list))
                _buckets[bucket] = list = [];
            list.Add(v);
        }
    }

    private List<int> Relax(List<int> frontier, int from, int to, long bucket)
    {
        var reached = new List<int>();
        for (int i = from; i < to; i++)
        {
            int u = frontier[i];
            double distance = Volatile.Read(ref _distances[u]);
            if (Bucket(distance) < bucket)
                continue; // settled by an earlier bucket
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            ReadOnlySpan<double> row = _lengths.Of(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (Lower(neighbors[k], distance + row[k]))
                    reached.Add(neighbors[k]);
            }
        }

        return reached;
    }

    private bool Lower(int v, double through)
    {
        double before = Volatile.Read(ref _distances[v]);
        while (through < before)
        {
            double seen = Interlocked.CompareExchange(ref _distances[v], through, before);
            if (seen == before)
                return true;
            before = seen;
        }

        return false;
    }
}
