using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>How a spanner is built.</summary>
public enum SpannerConstruction
{
    /// <summary>Greedy up to 2 million edges, by clusters above.</summary>
    Auto,

    /// <summary>Edge by edge, the shortest first: the fewest edges, slower.</summary>
    Greedy,

    /// <summary>By random clusters: linear time, more edges.</summary>
    BaswanaSen,
}

/// <summary>t-spanner: no distance grows by more than a factor of t.</summary>
/// <remarks>
/// Source: Althöfer, Das, Dobkin, Joseph and Soares, "On Sparse Spanners of Weighted Graphs", Discrete Comput. Geom. 9, 1993. Edges in the order of
/// (length, edge id), lengths being 1 / weight or weights; an edge is kept where its ends are further apart than t times its length in what is kept so far, which is judged to 2⁻⁴² of the length. At
/// most n^(1 + 2 / (t + 1)) edges, t odd. What remains is a function of the graph alone; components stay. Above 2 million edges, or where asked for, by the
/// clusters of Baswana and Sen, Random Struct. Algorithms 30(4), 2007: linear time, but more edges, and a function of the seed.
/// <para>Undirected graphs, weights &gt; 0. Cost: a bounded search per edge, from both ends where unweighted; O(m · n^(1 + 2/(t+1))) at worst. One thread.
/// Determinism: exact.</para>
/// </remarks>
public sealed class SpannerSelector : IEdgeSelector
{
    /// <summary>The stretch where none is asked for.</summary>
    public const int DefaultStretch = 3;

    private const string Name = "spanner";

    private const long LargestGreedy = 2_000_000;

    /// <inheritdoc/>
    public SparsifierOptions Resolve(SparsifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { Stretch = options.Stretch ?? DefaultStretch };
    }

    /// <inheritdoc/>
    public SelectedEdges Select(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        Require.Undirected(graph, Name);
        Require.Positive(graph, Name, AnyWeights.Hint);
        if (context.Lengths == EdgeLength.Inverse && Require.FirstWeight(graph, w => !double.IsNormal(w)) is { } subnormal)
            throw new InvalidWeightException(subnormal, "spanner takes one over the weight as length, which is defined for weights that are not subnormal", AnyWeights.Hint);
        if (context.Lengths == EdgeLength.Inverse)
            graph = graph.MapWeights(w => 1 / w);
        Edge[] edges = [.. graph.Edges()];
        bool isGreedy = options.Construction == SpannerConstruction.Auto ? edges.Length <= LargestGreedy : options.Construction == SpannerConstruction.Greedy;
        if (!isGreedy)
            return new SelectedEdges(BaswanaSenSpanner.Build(graph, index, options.Stretch ?? DefaultStretch, context));
        int[] order = [.. Enumerable.Range(0, edges.Length)];
        if (graph.IsWeighted)
            order = [.. order.OrderBy(e => edges[e].Weight).ThenBy(e => e)];
        int stretch = options.Stretch ?? DefaultStretch;
        var kept = new bool[index.EdgeCount];
        var spanner = new GrowingGraph(graph.VertexCount, edges.Length);
        for (int i = 0; i < order.Length; i++)
        {
            if ((i & 0x3FF) == 0)
                context.CancellationToken.ThrowIfCancellationRequested();
            if ((i & 0xFFFF) == 0)
                context.Progress?.Report(new Progress("building the spanner", i, order.Length));
            (int u, int v, double length) = edges[order[i]];
            if (graph.IsWeighted ? spanner.IsWithin(u, v, stretch * length * (1 + PathTies.Slack)) : spanner.IsWithinSteps(u, v, stretch))
                continue;
            kept[order[i]] = true;
            spanner.Add(u, v, length);
        }

        return new SelectedEdges(kept);
    }

    /// <summary>An undirected graph to which edges are added, with searches of bounded length.</summary>
    private sealed class GrowingGraph(int n, int edges)
    {
        private readonly int[] _head = Filled(n);
        private readonly int[] _next = new int[2 * edges];
        private readonly int[] _to = new int[2 * edges];
        private readonly double[] _length = new double[2 * edges];
        private readonly int[] _degree = new int[n];
        private readonly int[] _seenBy = new int[n]; // ± the number of the search, by side
        private readonly (int Search, double At)[][] _distance = [new (int, double)[n], new (int, double)[n]]; // from either end
        private readonly PriorityQueue<int, double>[] _queue = [new(), new()];
        private int _arcs;
        private int _search;

        public void Add(int u, int v, double length)
        {
            AddArc(u, v, length);
            AddArc(v, u, length);
        }

        /// <summary>Whether v is at most so many steps from u: levels from both ends, always from the one with fewer edges to look at, so that hubs come last.</summary>
        public bool IsWithinSteps(int u, int v, int steps)
        {
            _search++;
            var mine = new List<int> { u };
            var theirs = new List<int> { v };
            int side = _search;
            (long myEdges, long theirEdges) = (_degree[u], _degree[v]);
            _seenBy[u] = side;
            _seenBy[v] = -side;
            for (int step = 0; step < steps && mine.Count > 0 && theirs.Count > 0; step++)
            {
                if (theirEdges < myEdges)
                    (mine, theirs, myEdges, theirEdges, side) = (theirs, mine, theirEdges, myEdges, -side);
                var next = new List<int>();
                myEdges = 0;
                foreach (int x in mine)
                {
                    for (int arc = _head[x]; arc >= 0; arc = _next[arc])
                    {
                        int y = _to[arc];
                        if (_seenBy[y] == -side)
                            return true;
                        if (_seenBy[y] == side)
                            continue;
                        _seenBy[y] = side;
                        myEdges += _degree[y];
                        next.Add(y);
                    }
                }

                mine = next;
            }

            return false;
        }

        /// <summary>Whether v is at most so far from u: searches from both ends, always on from the nearer front, until the fronts together are further apart.</summary>
        public bool IsWithin(int u, int v, double limit)
        {
            if (_degree[u] == 0 || _degree[v] == 0)
                return false;
            _search++;
            for (int side = 0; side < 2; side++)
            {
                int end = side == 0 ? u : v;
                _queue[side].Clear();
                _queue[side].Enqueue(end, 0);
                _distance[side][end] = (_search, 0);
            }

            while (_queue[0].TryPeek(out _, out double mine) && _queue[1].TryPeek(out _, out double theirs) && mine + theirs <= limit)
            {
                if (Advance(mine <= theirs ? 0 : 1, limit))
                    return true;
            }

            return false;
        }

        /// <summary>Settles the nearest vertex of one side; true where a path that is short enough goes through a neighbour of it.</summary>
        private bool Advance(int side, double limit)
        {
            (int Search, double At)[] mine = _distance[side];
            (int Search, double At)[] theirs = _distance[1 - side];
            _queue[side].TryDequeue(out int x, out double at);
            if (at > mine[x].At)
                return false;
            for (int arc = _head[x]; arc >= 0; arc = _next[arc])
            {
                int y = _to[arc];
                double there = at + _length[arc];
                if (there > limit || (mine[y].Search == _search && mine[y].At <= there))
                    continue;
                if (theirs[y].Search == _search && there + theirs[y].At <= limit)
                    return true;
                mine[y] = (_search, there);
                _queue[side].Enqueue(y, there);
            }

            return false;
        }

        private void AddArc(int from, int to, double length)
        {
            (_to[_arcs], _length[_arcs], _next[_arcs]) = (to, length, _head[from]);
            _head[from] = _arcs++;
            _degree[from]++;
        }

        private static int[] Filled(int n)
        {
            var heads = new int[n];
            Array.Fill(heads, -1);
            return heads;
        }
    }
}
