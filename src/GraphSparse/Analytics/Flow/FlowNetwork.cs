namespace GraphSparse.Analytics;

/// <summary>What each arc can still carry, with the mirror of every arc, and Dinic's phases on it.</summary>
internal sealed class FlowNetwork
{
    private readonly CsrGraph _graph;
    private readonly int[] _mirrors;
    private readonly double[] _capacities;
    private readonly double[] _residual;
    private readonly int[] _levels;
    private readonly int[] _place;
    private readonly int[] _queue;
    private readonly int[] _path;

    public FlowNetwork(CsrGraph graph, MaximumFlowOptions options, CancellationToken cancellationToken)
        : this(graph.Symmetrize(null, cancellationToken), null, null)
    {
        int n = graph.VertexCount;
        var next = new int[n]; // arcs to smaller vertices come first in a row, in the order in which these are met here
        for (int u = 0; u < n; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int first = (int)_graph.Offset(u);
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                _capacities[first + k] = Capacity(graph, u, k, v, options.Capacity);
                if (v < u)
                    continue;
                int mirror = (int)_graph.Offset(v) + next[v]++;
                (_mirrors[first + k], _mirrors[mirror]) = (mirror, first + k);
            }
        }
    }

    private FlowNetwork(CsrGraph graph, int[]? mirrors, double[]? capacities)
    {
        Require.ArcsInArray(graph, "A maximum flow");
        _graph = graph;
        _mirrors = mirrors ?? new int[graph.ArcCount];
        _capacities = capacities ?? new double[graph.ArcCount];
        _residual = new double[graph.ArcCount];
        _levels = new int[graph.VertexCount];
        _place = new int[graph.VertexCount];
        _queue = new int[graph.VertexCount];
        _path = new int[graph.VertexCount];
    }

    /// <summary>The same network for another thread.</summary>
    public FlowNetwork Copy() => new(_graph, _mirrors, _capacities);

    public double Maximize(int source, int sink, CancellationToken cancellationToken, IProgress<Progress>? progress = null)
    {
        _capacities.CopyTo(_residual, 0);
        double value = 0;
        for (int phase = 0; Layer(source, sink); phase++)
        {
            progress?.Report(new Progress("maximum flow", phase, 0));
            cancellationToken.ThrowIfCancellationRequested();
            value += Block(source, sink, cancellationToken);
        }

        return value;
    }

    /// <summary>The vertices that the last search still reached: after a largest flow, the source's side of a smallest cut.</summary>
    public bool[] SourceSide() => [.. _levels.Select(level => level >= 0)];

    private static double Capacity(CsrGraph graph, int u, int k, int v, EdgeCapacity capacity)
    {
        int place = graph.IsDirected ? graph.Neighbors(u).BinarySearch(v) : k;
        if (place < 0)
            return 0; // only the arc the other way is there
        double weight = graph.Weights(u)[place];
        if (capacity == EdgeCapacity.Unit)
            return 1;
        return weight;
    }

    /// <summary>Levels by breadth-first search along arcs that can carry more; stops once the sink has one.</summary>
    private bool Layer(int source, int sink)
    {
        Array.Fill(_levels, -1);
        Array.Clear(_place);
        _levels[source] = 0;
        _queue[0] = source;
        int tail = 1;
        for (int head = 0; head < tail; head++)
        {
            int u = _queue[head];
            int first = (int)_graph.Offset(u);
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                if (_levels[v] >= 0 || _residual[first + k] <= 0)
                    continue;
                _levels[v] = _levels[u] + 1;
                if (v == sink)
                    return true;
                _queue[tail++] = v;
            }
        }

        return false;
    }

    /// <summary>Sends as much as the levels allow, path by path; a vertex never looks at an arc again that led nowhere.</summary>
    private double Block(int source, int sink, CancellationToken cancellationToken)
    {
        double sent = 0;
        int depth = 0; // the queue is free by now and holds the arcs of the path, beside the vertices that they leave
        int u = source;
        long steps = 0;
        while (true)
        {
            if ((++steps & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (u == sink)
            {
                double most = double.PositiveInfinity;
                for (int i = 0; i < depth; i++)
                    most = Math.Min(most, _residual[_queue[i]]);
                sent += most;
                int cut = 0;
                for (int i = depth - 1; i >= 0; i--)
                {
                    _residual[_queue[i]] -= most;
                    _residual[_mirrors[_queue[i]]] += most;
                    if (_residual[_queue[i]] <= 0)
                        cut = i;
                }

                u = _path[cut];
                depth = cut;
                continue;
            }

            int first = (int)_graph.Offset(u);
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            int k = _place[u];
            while (k < neighbors.Length && !(_residual[first + k] > 0 && _levels[neighbors[k]] == _levels[u] + 1))
                k++;
            _place[u] = k;
            if (k < neighbors.Length)
            {
                _path[depth] = u;
                _queue[depth++] = first + k;
                u = neighbors[k];
                continue;
            }

            if (depth == 0)
                return sent;
            u = _path[--depth];
            _place[u]++;
        }
    }
}
