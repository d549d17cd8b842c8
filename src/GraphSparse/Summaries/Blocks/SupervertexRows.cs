using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>A graph whose supervertices are merged pair by pair: for each its neighbours, ascending, and the number of edges to each.</summary>
/// <remarks>
/// A supervertex keeps the number of its smallest member. Rows lie in one pool: a merged row takes the place of one of the two where it fits, or the end of the pool.
/// <para>Memory: 9 bytes per arc and 50 per vertex.</para>
/// </remarks>
internal sealed class SupervertexRows
{
    private const int RowsAtOnce = 1 << 14;

    private readonly int[] _into;
    private readonly int[] _superOf;
    private readonly int[] _partners;
    private readonly int[] _lengths;
    private readonly int[] _rooms;
    private readonly int[] _starts;
    private readonly bool[] _isChanged;
    private readonly List<int> _changed = [];
    private int[] _numbers = [];
    private int[] _neighbors = [];
    private int[] _edges = [];
    private int _used;

    /// <summary>Vertices that are together already.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="superOf">For each vertex the smallest of those that it is together with.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range.</param>
    /// <exception cref="ResourceLimitException">There are more edges, or more neighbours of supervertices, than an array holds.</exception>
    public SupervertexRows(CsrGraph graph, int[] superOf, Parallelism parallelism, CancellationToken cancellationToken) : this(graph.VertexCount, graph.EdgeCount)
    {
        foreach (int a in superOf)
            Sizes[a]++;
        for (int v = 0; v < VertexCount; v++)
        {
            _superOf[v] = _into[v] = superOf[v];
            Masses[v] = Squares[v] = Sizes[v];
        }

        _numbers = [.. Enumerable.Range(0, VertexCount).Where(a => Sizes[a] > 0)];
        Count = _numbers.Length;
        var rows = new GroupedRows(graph, superOf, VertexCount);
        for (int first = 0; first < Count; first += RowsAtOnce)
        {
            int[] numbers = _numbers[first..Math.Min(Count, first + RowsAtOnce)];
            var found = new ulong[numbers.Length][];
            parallelism.ForRanges(numbers.Length, 256, (_, from, to) =>
            {
                var scratch = new RowScratch();
                for (int i = (int)from; i < to; i++)
                    found[i] = [.. rows.Row(numbers[i], scratch, out Loops[numbers[i]])];
            }, cancellationToken);
            for (int i = 0; i < numbers.Length; i++)
                Append(numbers[i], found[i]);
        }
    }

    /// <summary>Rows of some supervertices alone, numbered from 0; the others, with larger numbers, are not merged.</summary>
    /// <param name="sizes">Members of each.</param>
    /// <param name="loops">Edges within each.</param>
    /// <param name="rows">Rows of the first ones: a neighbour in the upper half of an entry, edges in the lower, by neighbour.</param>
    public SupervertexRows(int[] sizes, int[] loops, IReadOnlyList<ulong[]> rows) : this(sizes.Length, 0)
    {
        sizes.CopyTo(Sizes, 0);
        loops.CopyTo(Loops, 0);
        for (int a = 0; a < sizes.Length; a++)
        {
            _into[a] = _superOf[a] = a;
            Masses[a] = Squares[a] = sizes[a];
        }

        Reserve(rows.Sum(row => (long)row.Length));
        for (int a = 0; a < rows.Count; a++)
            Append(a, rows[a]);
        RowCount = Count = rows.Count;
        _numbers = [.. Enumerable.Range(0, Count)];
    }

    /// <summary>Every vertex by itself.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weights">Weights of pairs of vertices, or <see langword="null"/> where all count the same.</param>
    /// <exception cref="ResourceLimitException">There are more arcs than an array holds.</exception>
    public SupervertexRows(CsrGraph graph, PairWeights? weights = null) : this(graph.VertexCount, graph.EdgeCount)
    {
        Require.ArcsInArray(graph, "a summary");
        int n = graph.VertexCount;
        Count = n;
        Array.Fill(Sizes, 1);
        _neighbors = new int[(int)Math.Min(Array.MaxLength, graph.ArcCount + graph.ArcCount / 8 + 16)];
        _edges = new int[_neighbors.Length];
        for (int v = 0; v < n; v++)
        {
            _into[v] = _superOf[v] = v;
            _starts[v] = _used;
            _lengths[v] = _rooms[v] = graph.Degree(v);
            graph.Neighbors(v).CopyTo(_neighbors.AsSpan(_used));
            _used += _lengths[v];
        }

        Array.Fill(_edges, 1, 0, _used);
        if (weights is null)
        {
            Array.Fill(Masses, 1);
            Array.Fill(Squares, 1);
        }
        else
        {
            Unit = weights.Units;
            for (int v = 0; v < n; v++)
            {
                Masses[v] = weights.MassOf(v);
                Squares[v] = Masses[v] * Masses[v];
                for (int i = _starts[v]; i < _starts[v] + _lengths[v]; i++)
                    _edges[i] = weights.UnitsOf(v, _neighbors[i]);
            }
        }

        _numbers = [.. _into];
    }

    private SupervertexRows(int vertexCount, long edgeCount)
    {
        (VertexCount, RowCount, EdgeCount) = (vertexCount, vertexCount, edgeCount);
        (Sizes, Loops, Masses, Squares) = (new int[vertexCount], new int[vertexCount], new double[vertexCount], new double[vertexCount]);
        (_into, _superOf, _partners) = (new int[vertexCount], new int[vertexCount], new int[vertexCount]);
        (_lengths, _rooms, _starts, _isChanged) = (new int[vertexCount], new int[vertexCount], new int[vertexCount], new bool[vertexCount]);
        Array.Fill(_partners, -1);
    }

    /// <summary>Vertices of the graph.</summary>
    public int VertexCount { get; }

    /// <summary>Supervertices of larger numbers have no rows.</summary>
    public int RowCount { get; }

    /// <summary>Edges of the graph.</summary>
    public long EdgeCount { get; }

    /// <summary>Supervertices that are left.</summary>
    public int Count { get; private set; }

    /// <summary>All supervertices, ascending; among them may be numbers that are not supervertices any more, of size 0.</summary>
    public ReadOnlySpan<int> Numbers => _numbers;

    /// <summary>Members of each; 0 where a number is not a supervertex any more.</summary>
    public int[] Sizes { get; }

    /// <summary>Sum of the members' masses: their number where all pairs count the same. A pair of vertices counts as the product of their masses.</summary>
    public double[] Masses { get; }

    /// <summary>Sum of the squares of the members' masses.</summary>
    public double[] Squares { get; }

    /// <summary>What an edge counts as on average: 1 where all pairs count the same.</summary>
    public double Unit { get; } = 1;

    /// <summary>Edges within each, as what they count.</summary>
    public int[] Loops { get; }

    /// <summary>Whether the last merges changed its row or the size of a neighbour.</summary>
    public bool IsChanged(int a) => _isChanged[a];

    /// <summary>Number of other supervertices with edges to it.</summary>
    public int Degree(int a) => _lengths[a];

    /// <summary>Those supervertices, ascending.</summary>
    public ReadOnlySpan<int> Neighbors(int a) => _neighbors.AsSpan(_starts[a], _lengths[a]);

    /// <summary>Edges to each of them, as what they count.</summary>
    public ReadOnlySpan<int> Edges(int a) => _edges.AsSpan(_starts[a], _lengths[a]);

    /// <summary>The supervertex that a supervertex was merged into last, or itself.</summary>
    public int Into(int a) => _into[a];

    /// <summary>Unordered pairs of vertices between two supervertices, or within one, as what they count.</summary>
    public double Pairs(int a, int b) => a == b ? (Masses[a] * Masses[a] - Squares[a]) / 2 : Masses[a] * Masses[b];

    /// <summary>Number of blocks that hold edges.</summary>
    public int BlockCount()
    {
        long entries = 0;
        int loops = 0;
        foreach (int a in _numbers)
        {
            entries += _lengths[a];
            loops += Loops[a] > 0 ? 1 : 0;
        }

        return (int)(entries / 2) + loops;
    }

    /// <summary>The largest gain, 2·edges − pairs, of the blocks of a supervertex, or 0.</summary>
    [MethodImpl(Hot.Loop)]
    public double LargestGain(int a)
    {
        double mass = Masses[a];
        double[] masses = Masses;
        double largest = Math.Max(0, 2.0 * Loops[a] - Pairs(a, a));
        ReadOnlySpan<int> neighbors = Neighbors(a);
        ReadOnlySpan<int> edges = Edges(a);
        for (int i = 0; i < neighbors.Length; i++)
            largest = Math.Max(largest, 2.0 * edges[i] - mass * masses[neighbors[i]]);
        return largest;
    }

    /// <summary>The supervertex of each vertex; valid until the next merges.</summary>
    public ReadOnlySpan<int> SuperOf()
    {
        for (int v = 0; v < VertexCount; v++)
        {
            int a = _superOf[v];
            while (_into[a] != a)
                a = _into[a];
            _superOf[v] = a;
        }

        return _superOf;
    }

    /// <summary>Merges pairs of supervertices. In a pair the smaller number comes first; no supervertex is in two pairs.</summary>
    public void Merge(ReadOnlySpan<(int Into, int From)> pairs, Parallelism parallelism, CancellationToken cancellationToken)
    {
        foreach (int a in _changed)
            _isChanged[a] = false;
        _changed.Clear();
        long room = 0;
        foreach ((int a, int b) in pairs)
        {
            _into[b] = a;
            _partners[a] = b;
            room += _lengths[a] + _lengths[b];
        }

        foreach ((int a, int b) in pairs)
        {
            MarkChanged(a);
            MarkChanged(Neighbors(a));
            MarkChanged(Neighbors(b));
        }

        EnsureRoom(room);
        parallelism.ForRanges(_changed.Count, 64, (_, first, last) =>
        {
            var scratch = new RowScratch();
            for (int i = (int)first; i < last; i++)
                Rebuild(_changed[i], scratch);
        }, cancellationToken);
        foreach ((int a, int b) in pairs)
        {
            Sizes[a] += Sizes[b];
            Masses[a] += Masses[b];
            Squares[a] += Squares[b];
            (Sizes[b], Loops[b], _lengths[b], _rooms[b]) = (0, 0, 0, 0);
            _partners[a] = -1;
        }

        Count -= pairs.Length;
        if (Count < 0.7 * _numbers.Length)
            _numbers = Array.FindAll(_numbers, a => Sizes[a] > 0);
    }

    /// <summary>Calls an action for every supervertex, with ranges of numbers shared among threads.</summary>
    public void ForEach(int grain, Parallelism parallelism, Action<int> action, CancellationToken cancellationToken)
    {
        int[] numbers = _numbers;
        parallelism.ForRanges(numbers.Length, grain, (_, first, last) =>
        {
            for (int i = (int)first; i < last; i++)
            {
                if (Sizes[numbers[i]] > 0)
                    action(numbers[i]);
            }
        }, cancellationToken);
    }

    private void MarkChanged(ReadOnlySpan<int> row)
    {
        foreach (int x in row)
            MarkChanged(_into[x]);
    }

    private void MarkChanged(int a)
    {
        if (_isChanged[a] || a >= RowCount)
            return;
        _isChanged[a] = true;
        _changed.Add(a);
    }

    private void Append(int a, ReadOnlySpan<ulong> row)
    {
        if ((long)_used + row.Length > _neighbors.Length)
            Reserve((long)_used + row.Length + _neighbors.Length / 2 + 1024);
        (_starts[a], _lengths[a], _rooms[a]) = (_used, row.Length, row.Length);
        for (int i = 0; i < row.Length; i++)
            (_neighbors[_used + i], _edges[_used + i]) = ((int)(row[i] >> 32), (int)(uint)row[i]);
        _used += row.Length;
    }

    private void Reserve(long entries)
    {
        if (entries > Array.MaxLength && _used > Array.MaxLength - (1 << 20))
            throw new ResourceLimitException($"the supervertices that a search begins with have more than {Array.MaxLength} neighbours.");
        int room = (int)Math.Min(Array.MaxLength, entries);
        Array.Resize(ref _neighbors, room);
        Array.Resize(ref _edges, room);
    }

    /// <summary>Renames merged neighbours in a row, and adds the row of its partner where it has one.</summary>
    [MethodImpl(Hot.Loop)]
    private void Rebuild(int a, RowScratch scratch)
    {
        int partner = _partners[a];
        Span<ulong> row = scratch.Take(_lengths[a] + (partner < 0 ? 0 : _lengths[partner]));
        int length = Gather(a, a, row, 0, out int within, out bool isRenamed);
        if (partner < 0 && !isRenamed)
            return;
        if (partner >= 0)
        {
            length = Gather(partner, a, row, length, out _, out _); // edges between the two are in both rows
            Loops[a] += Loops[partner] + within;
        }

        length = RowScratch.Combine(row[..length]);
        if (length > _rooms[a])
        {
            (_starts[a], _rooms[a]) = length <= _rooms[partner]
                ? (_starts[partner], _rooms[partner])
                : (Interlocked.Add(ref _used, length) - length, length);
        }

        _lengths[a] = length;
        Span<int> neighbors = _neighbors.AsSpan(_starts[a], length);
        Span<int> edges = _edges.AsSpan(_starts[a], length);
        for (int i = 0; i < length; i++)
            (neighbors[i], edges[i]) = ((int)(row[i] >> 32), (int)(uint)row[i]);
    }

    /// <summary>Adds the entries of a row under their new numbers, without those of the supervertex itself.</summary>
    private int Gather(int source, int self, Span<ulong> row, int length, out int within, out bool isRenamed)
    {
        within = 0;
        isRenamed = false;
        ReadOnlySpan<int> neighbors = Neighbors(source);
        ReadOnlySpan<int> edges = Edges(source);
        for (int i = 0; i < neighbors.Length; i++)
        {
            int x = _into[neighbors[i]];
            isRenamed |= x != neighbors[i];
            if (x == self)
                within += edges[i];
            else
                row[length++] = ((ulong)(uint)x << 32) | (uint)edges[i];
        }

        return length;
    }

    /// <summary>Moves the rows together, into larger arrays where there is not enough room.</summary>
    private void EnsureRoom(long room)
    {
        if (_used + room <= _neighbors.Length)
            return;
        long used = 0;
        foreach (int length in _lengths)
            used += length;
        var neighbors = new int[Math.Max(_neighbors.Length, used + room)];
        var edges = new int[neighbors.Length];
        int next = 0;
        for (int a = 0; a < VertexCount; a++)
        {
            Neighbors(a).CopyTo(neighbors.AsSpan(next));
            Edges(a).CopyTo(edges.AsSpan(next));
            (_starts[a], _rooms[a]) = (next, _lengths[a]);
            next += _lengths[a];
        }

        (_neighbors, _edges, _used) = (neighbors, edges, next);
    }
}
