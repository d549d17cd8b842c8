using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Counts shortest paths from one source after another and gives each vertex its share, on the same arrays.</summary>
internal sealed class BrandesSearch
{
    /// <summary>Where path counts of a level pass this, they are scaled down by <see cref="Down"/>: only ratios between neighbouring levels matter.</summary>
    private const double High = 1e200;

    private const double Down = 1e-190;

    private readonly CsrGraph _graph;
    private readonly ArcLengths _lengths;
    private readonly DijkstraSearch? _search;
    private readonly int[] _levels;
    private readonly int[] _queue;
    private readonly double[] _paths;

    /// <summary>(1 + dependency) / paths of a vertex whose dependency is known.</summary>
    private readonly double[] _perPath;

    private readonly HashSet<int> _scaled = [];

    public BrandesSearch(CsrGraph graph, ArcLengths lengths)
    {
        (_graph, _lengths) = (graph, lengths);
        _search = lengths.IsUnit ? null : new DijkstraSearch(graph, lengths);
        _levels = new int[lengths.IsUnit ? graph.VertexCount : 0];
        Array.Fill(_levels, -1);
        _queue = new int[_levels.Length];
        _paths = new double[graph.VertexCount];
        _perPath = new double[graph.VertexCount];
    }

    /// <summary>Adds the dependency of a source on every other vertex.</summary>
    public void Add(int source, double[] sums, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_search is null)
            AddByLevels(source, sums);
        else
            AddByLengths(_search, source, sums, cancellationToken);
    }

    [MethodImpl(Hot.Loop)]
    private void AddByLevels(int source, double[] sums)
    {
        _scaled.Clear();
        _levels[source] = 0;
        _paths[source] = 1;
        _queue[0] = source;
        int tail = 1;
        int level = 0;
        for (int head = 0; head < tail; level++)
        {
            int end = tail;
            double highest = 0;
            for (; head < end; head++)
            {
                int u = _queue[head];
                double paths = _paths[u];
                foreach (int v in _graph.Neighbors(u))
                {
                    if (_levels[v] < 0)
                    {
                        _levels[v] = level + 1;
                        _paths[v] = 0;
                        _queue[tail++] = v;
                    }

                    if (_levels[v] == level + 1)
                    {
                        _paths[v] += paths;
                        highest = Math.Max(highest, _paths[v]);
                    }
                }
            }

            if (highest > High)
                ScaleDown(level + 1, end, tail);
        }

        for (int i = tail - 1; i >= 0; i--)
        {
            int u = _queue[i];
            int next = _levels[u] + 1;
            double sum = 0;
            foreach (int v in _graph.Neighbors(u))
            {
                if (_levels[v] == next)
                    sum += _perPath[v];
            }

            if (_scaled.Count > 0 && _scaled.Contains(next))
                sum *= Down;
            double dependency = _paths[u] * sum;
            _perPath[u] = _paths[u] > 0 ? (1 + dependency) / _paths[u] : 0; // 0 where scaling left nothing of a share below 10^-300
            if (i > 0)
                sums[u] += dependency;
        }

        foreach (int v in _queue.AsSpan(0, tail))
            _levels[v] = -1;
    }

    private void ScaleDown(int level, int from, int to)
    {
        _scaled.Add(level);
        for (int i = from; i < to; i++)
            _paths[_queue[i]] *= Down;
    }

    private void AddByLengths(DijkstraSearch search, int source, double[] sums, CancellationToken cancellationToken)
    {
        search.From(source, cancellationToken);
        double[] distances = search.Distances;
        foreach (int v in search.Order)
            _paths[v] = 0;
        _paths[source] = 1;
        foreach (int u in search.Order)
        {
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            ReadOnlySpan<double> row = _lengths.Of(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (IsTight(distances, u, neighbors[k], row[k]))
                    _paths[neighbors[k]] += _paths[u];
            }
        }

        for (int i = search.Order.Count - 1; i >= 0; i--)
        {
            int u = search.Order[i];
            if (double.IsInfinity(_paths[u]))
                throw new ResourceLimitException($"More than 10^308 shortest paths lead from vertex {source} to vertex {u}.");
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            ReadOnlySpan<double> row = _lengths.Of(u);
            double sum = 0;
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (IsTight(distances, u, neighbors[k], row[k]))
                    sum += _perPath[neighbors[k]];
            }

            double dependency = _paths[u] * sum;
            // Without a path of growing length (one whose length vanished in rounding) a vertex passes nothing on.
            _perPath[u] = _paths[u] > 0 ? (1 + dependency) / _paths[u] : 0;
            if (i > 0)
                sums[u] += dependency;
        }
    }

    private static bool IsTight(double[] distances, int u, int v, double length) =>
        PathTies.IsTight(distances[u], distances[v], length);
}
