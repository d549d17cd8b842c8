using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Eliminates the vertices of degree 0, 1 and 2, and those that come to it: what hangs as trees, and conductances in series and in parallel.</summary>
/// <remarks>
/// A vertex of degree 1 leaves nothing behind, one of degree 2 an edge between its neighbours. A sparsifier of n − 1 + k edges is left with a core of
/// at most 2k − 2 vertices, and only that needs an order and an elimination tree.
/// <para>Cost: O(n + m). Determinism: exact, a function of the graph.</para>
/// </remarks>
internal sealed class SeriesElimination
{
    private const int None = -1;

    private readonly CsrGraph _graph;
    private readonly int[] _target;    // of each half edge; None once its other end is gone
    private readonly double[] _weight;
    private readonly int[] _mate;      // the half edge back
    private readonly int[] _degree;    // half edges left
    private readonly int[] _order;     // vertices eliminated
    private readonly int[] _first;     // their neighbours at that time, or None
    private readonly int[] _second;
    private readonly double[] _firstShare;
    private readonly double[] _secondShare;
    private readonly double[] _inverse;
    private readonly int[] _place;     // of each vertex; None while it stands
    private int _count;

    private SeriesElimination(CsrGraph graph)
    {
        _graph = graph;
        int n = graph.VertexCount;
        Require.ArcsInArray(graph, "The elimination of series");
        int arcs = (int)graph.ArcCount;
        _target = GC.AllocateUninitializedArray<int>(arcs);
        _weight = GC.AllocateUninitializedArray<double>(arcs);
        _mate = GC.AllocateUninitializedArray<int>(arcs);
        _degree = GC.AllocateUninitializedArray<int>(n);
        _order = GC.AllocateUninitializedArray<int>(n);
        _first = GC.AllocateUninitializedArray<int>(n);
        _second = GC.AllocateUninitializedArray<int>(n);
        _firstShare = GC.AllocateUninitializedArray<double>(n);
        _secondShare = GC.AllocateUninitializedArray<double>(n);
        _inverse = GC.AllocateUninitializedArray<double>(n);
        _place = GC.AllocateUninitializedArray<int>(n);
        Array.Fill(_place, None);
        var mirror = new int[n]; // next half edge of a row to a smaller neighbour
        for (int u = 0; u < n; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            int row = (int)graph.Offset(u);
            _degree[u] = neighbors.Length;
            neighbors.CopyTo(_target.AsSpan(row));
            graph.Weights(u).CopyTo(_weight.AsSpan(row));
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                if (v < u)
                    continue;
                int back = (int)graph.Offset(v) + mirror[v]++;
                _mate[row + k] = back;
                _mate[back] = row + k;
            }
        }
    }

    /// <summary>Vertices eliminated.</summary>
    public int Count => _count;

    /// <summary>Entries of their columns.</summary>
    public long EntryCount { get; private set; }

    /// <summary>Eliminates what can be eliminated without an order.</summary>
    public static SeriesElimination Run(CsrGraph graph, CancellationToken cancellationToken)
    {
        var work = new SeriesElimination(graph);
        work.Sweep(1, cancellationToken); // trees first: they leave nothing behind
        work.Sweep(2, cancellationToken);
        return work;
    }

    [MethodImpl(Hot.Loop)]
    private void Sweep(int maxDegree, CancellationToken cancellationToken)
    {
        for (int start = 0; start < _place.Length; start++)
        {
            if ((start & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            for (int v = start; v != None && _place[v] == None && _degree[v] <= maxDegree;)
                v = Eliminate(v);
        }
    }

    /// <returns>The neighbour whose degree fell, or None.</returns>
    private int Eliminate(int v)
    {
        int k = _count++;
        _order[k] = v;
        _place[v] = k;
        _first[k] = _second[k] = None;
        int p = None;
        int q = None;
        int end = (int)_graph.Offset(v + 1);
        for (int arc = (int)_graph.Offset(v); arc < end && q == None; arc++)
        {
            if (_target[arc] == None)
                continue;
            if (p == None)
                p = arc;
            else
                q = arc;
        }

        if (p == None)
        {
            _inverse[k] = 0; // the last of its component: grounded
            return None;
        }

        int a = _target[p];
        _first[k] = a;
        if (q == None || _target[q] == a)
        {
            // One neighbour, over one edge or two in parallel.
            _firstShare[k] = 1;
            _inverse[k] = 1 / (_weight[p] + (q == None ? 0 : _weight[q]));
            _target[_mate[p]] = None;
            _degree[a]--;
            if (q != None)
            {
                _target[_mate[q]] = None;
                _degree[a]--;
            }

            EntryCount++;
            return a;
        }

        int b = _target[q];
        double pivot = _weight[p] + _weight[q];
        double share = _weight[p] / pivot;
        _second[k] = b;
        _firstShare[k] = share;
        _secondShare[k] = _weight[q] / pivot;
        _inverse[k] = 1 / pivot;
        int fromA = _mate[p];
        int fromB = _mate[q];
        _target[fromA] = b;
        _target[fromB] = a;
        _mate[fromA] = fromB;
        _mate[fromB] = fromA;
        _weight[fromA] = _weight[fromB] = share * _weight[q];
        EntryCount += 2;
        return None;
    }

    /// <summary>What is left, parallel edges merged, and the original of each of its vertices.</summary>
    [MethodImpl(Hot.Loop)]
    public (CsrGraph Graph, int[] Vertices) Core()
    {
        int n = _place.Length;
        int[] vertices = GC.AllocateUninitializedArray<int>(n - _count);
        var number = new int[n];
        var starts = new int[n - _count + 1];
        int count = 0;
        for (int v = 0; v < n; v++)
        {
            if (_place[v] != None)
                continue;
            number[v] = count;
            vertices[count] = v;
            starts[count + 1] = starts[count] + _degree[v];
            count++;
        }

        // Each vertex in turn writes itself into the rows of its neighbours: rows come out ascending, parallel edges side by side.
        var neighbors = new int[starts[count]];
        var weights = new double[starts[count]];
        int[] next = starts.AsSpan(0, count).ToArray();
        for (int u = 0; u < count; u++)
        {
            int end = (int)_graph.Offset(vertices[u] + 1);
            for (int arc = (int)_graph.Offset(vertices[u]); arc < end; arc++)
            {
                if (_target[arc] == None)
                    continue;
                int v = number[_target[arc]];
                int place = next[v];
                if (place > starts[v] && neighbors[place - 1] == u)
                {
                    weights[place - 1] += _weight[arc];
                    continue;
                }

                neighbors[place] = u;
                weights[place] = _weight[arc];
                next[v]++;
            }
        }

        var offsets = new long[count + 1];
        int to = 0;
        for (int u = 0; u < count; u++)
        {
            int length = next[u] - starts[u];
            Array.Copy(neighbors, starts[u], neighbors, to, length);
            Array.Copy(weights, starts[u], weights, to, length);
            to += length;
            offsets[u + 1] = to;
        }

        Array.Resize(ref neighbors, to);
        Array.Resize(ref weights, to);
        return (new CsrGraph(offsets, neighbors, weights, isDirected: false), vertices);
    }

    /// <summary>The factor of the whole: these columns, then those of the core.</summary>
    /// <param name="core">The factor of <see cref="Core"/>.</param>
    /// <param name="vertices">The original of each of its vertices.</param>
    public EliminationFactor Join(EliminationFactor core, int[] vertices)
    {
        int n = _place.Length;
        for (int u = 0; u < vertices.Length; u++)
            _place[vertices[u]] = _count + core.Place[u];
        var offsets = new long[n + 1];
        int[] rows = GC.AllocateUninitializedArray<int>(checked((int)(EntryCount + core.EntryCount)));
        double[] shares = GC.AllocateUninitializedArray<double>(rows.Length);
        int end = 0;
        for (int k = 0; k < _count; k++)
        {
            if (_first[k] != None)
            {
                rows[end] = _place[_first[k]];
                shares[end++] = _firstShare[k];
            }

            if (_second[k] != None)
            {
                rows[end] = _place[_second[k]];
                shares[end++] = _secondShare[k];
            }

            offsets[k + 1] = end;
        }

        for (int k = 0; k < core.Rows.Length; k++)
            rows[end + k] = core.Rows[k] + _count;
        core.Shares.CopyTo(shares.AsSpan(end));
        for (int k = 0; k < vertices.Length; k++)
            offsets[_count + k + 1] = end + core.Offsets[k + 1];
        core.Inverse.CopyTo(_inverse.AsSpan(_count));
        return new EliminationFactor(_place, offsets, rows, shares, _inverse);
    }
}
