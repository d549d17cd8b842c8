namespace GraphSparse.Sparsification.Spectral;

/// <summary>Adds the edges that shortcut the forest most, leaving out those beside one that was taken: they mend the same cut.</summary>
/// <remarks>
/// Source: Liu, Yu and Feng, feGRASS (TCAD 41(3), 2022), similarity-aware off-tree edges: in the order of stretch, an edge is
/// passed over while an end was marked by the neighbourhood of a taken one; each sweep admits one mark more. Where all edges meet at a few hubs a sweep would take one
/// edge at a time; there the marks that sweeps admit more are doubled.
/// <para>The order defines the result, so this is sequential; it can be continued from where it stood.</para>
/// </remarks>
internal sealed class StretchSelection
{
    /// <summary>A sweep over more than so many edges that takes less than one of so many is fruitless.</summary>
    private const int FewOf = 10_000;

    private const int MostMarks = 1 << 20;

    private readonly EdgeList _edges;
    private readonly RootedForest _forest;
    private readonly bool[] _kept;
    private readonly int _hops;
    private readonly int _maxVertices;
    private readonly int[] _marks;
    private readonly int[] _added;      // first added edge of each vertex, as a list
    private readonly List<(int Target, int Next)> _addedArcs = [];
    private readonly int[] _seen;
    private int _search;
    private readonly int[] _queue;
    private int[] _order;
    private int _position;
    private int _level = 1;
    private int _step = 1;
    private long _takenInSweep;

    /// <summary>Prepares the selection.</summary>
    /// <param name="vertexCount">n.</param>
    /// <param name="edges">All edges.</param>
    /// <param name="forest">The forest.</param>
    /// <param name="kept">Flags of the edges in the sparsifier; set for those taken.</param>
    /// <param name="order">Edges off the forest by falling stretch.</param>
    /// <param name="hops">Reach of a mark (σ).</param>
    /// <param name="maxVertices">Most vertices that a search marks, about.</param>
    public StretchSelection(int vertexCount, EdgeList edges, RootedForest forest, bool[] kept, int[] order, int hops, int maxVertices)
    {
        _edges = edges;
        _forest = forest;
        _kept = kept;
        _order = order;
        _hops = hops;
        _maxVertices = maxVertices;
        _marks = new int[vertexCount];
        _added = new int[vertexCount];
        Array.Fill(_added, -1);
        _seen = new int[vertexCount];
        _queue = new int[Math.Min(vertexCount, maxVertices)];
    }

    /// <summary>Takes so many more edges, as long as there are any.</summary>
    /// <returns>Edges taken.</returns>
    public int Take(long quota, CancellationToken cancellationToken)
    {
        int taken = 0;
        while (taken < quota && _order.Length > 0)
        {
            for (; _position < _order.Length && taken < quota; _position++)
            {
                if ((_position & 0xFFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                int e = _order[_position];
                int u = _edges.Source[e];
                int v = _edges.Target[e];
                if (_kept[e] || _marks[u] >= _level || _marks[v] >= _level)
                    continue;
                _kept[e] = true;
                taken++;
                _takenInSweep++;
                Mark(u);
                Mark(v);
                Connect(u, v);
                Connect(v, u);
            }

            if (_position == _order.Length)
            {
                bool isFruitless = _order.Length > FewOf && _takenInSweep * FewOf < _order.Length;
                _step = isFruitless ? Math.Min(2 * _step, MostMarks) : 1;
                _level += _step;
                (_position, _takenInSweep) = (0, 0);
                _order = Array.FindAll(_order, e => !_kept[e]);
            }
        }

        return taken;
    }

    /// <summary>Marks what lies within some hops of a vertex in the sparsifier as it stands.</summary>
    private void Mark(int start)
    {
        _search++;
        _seen[start] = _search;
        _marks[start]++;
        _queue[0] = start;
        int end = 1;
        int head = 0;
        for (int hop = 0; hop < _hops && end < _queue.Length; hop++)
        {
            for (int layerEnd = end; head < layerEnd; head++)
            {
                int u = _queue[head];
                foreach (int v in _forest.Neighbors(u))
                {
                    if (!Reach(v, ref end))
                        return;
                }

                for (int arc = _added[u]; arc >= 0; arc = _addedArcs[arc].Next)
                {
                    if (!Reach(_addedArcs[arc].Target, ref end))
                        return;
                }
            }
        }
    }

    /// <returns>Whether there is room for more.</returns>
    private bool Reach(int v, ref int end)
    {
        if (_seen[v] == _search)
            return true;
        if (end == _queue.Length)
            return false;
        _seen[v] = _search;
        _marks[v]++;
        _queue[end++] = v;
        return true;
    }

    private void Connect(int from, int to)
    {
        _addedArcs.Add((to, _added[from]));
        _added[from] = _addedArcs.Count - 1;
    }
}
