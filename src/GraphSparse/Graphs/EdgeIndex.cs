using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>The edge id of every arc: the rank of its edge by (source, target), 0..m−1; both arcs of an undirected edge share one.</summary>
/// <remarks>
/// The ids of the arcs that lead to larger vertices follow from where they stand, and cost 4 bytes per vertex; a table of all arcs is made when ids of a row are
/// first asked for. Safe to share between threads.
/// <para>Cost: O(n log d) at first; O(n + m) for the table, and 4 bytes per arc, on all threads.</para>
/// </remarks>
public sealed class EdgeIndex
{
    private readonly CsrGraph _graph;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly int[] _first; // of an undirected graph: edges of smaller vertices, up to n
    private readonly Lock _making = new();
    private ArcValues<int>? _table;

    /// <summary>Numbers the edges of <paramref name="graph"/>.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="cancellationToken">Looked at several times a second, also when the table is made.</param>
    /// <exception cref="ResourceLimitException">The graph has more edges than an array holds.</exception>
    public EdgeIndex(CsrGraph graph, CancellationToken cancellationToken = default) : this(graph, null, cancellationToken)
    {
    }

    /// <summary>Numbers the edges of <paramref name="graph"/>.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at several times a second, also when the table is made.</param>
    /// <exception cref="ResourceLimitException">The graph has more edges than an array holds.</exception>
    public EdgeIndex(CsrGraph graph, Parallelism? parallelism, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.EdgeCount > Array.MaxLength)
            throw new ResourceLimitException($"A value per edge needs {graph.EdgeCount} places, the limit is {Array.MaxLength}.");
        (_graph, _parallelism, _cancellationToken) = (graph, parallelism ?? Parallelism.AllCores, cancellationToken);
        EdgeCount = (int)graph.EdgeCount;
        _first = graph.IsDirected ? [] : new int[graph.VertexCount + 1];
        if (graph.IsDirected)
            return;
        Inner.ForBounds(graph.VertexRanges(), (_, first, last) => CountForward(first, last), cancellationToken);
        for (int u = 0; u < graph.VertexCount; u++)
            _first[u + 1] += _first[u];
    }

    /// <summary>Number of edges m.</summary>
    public int EdgeCount { get; }

    /// <summary>Edge ids of the arcs of <paramref name="u"/>, in the order of its neighbours.</summary>
    public ReadOnlySpan<int> Of(int u) => (_table ?? Make()).Of(u);

    /// <summary>The id of the first edge of a vertex: of its arcs to larger vertices, or of all its arcs in a directed graph; they follow one by one.</summary>
    internal int FirstOf(int u) => _graph.IsDirected ? (int)_graph.Offset(u) : _first[u];

    /// <summary>How many arcs of a vertex lead to larger ones, the last of its row; all where the graph is directed.</summary>
    internal int ForwardCount(int u) => _graph.IsDirected ? _graph.Degree(u) : _first[u + 1] - _first[u];

    private Parallelism Inner => _graph.ArcCount < Parallelism.InlineBelow ? Parallelism.Sequential : _parallelism;

    private void CountForward(int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            ReadOnlySpan<int> row = _graph.Neighbors(u);
            _first[u + 1] = row.Length - ~row.BinarySearch(u); // there are no self-loops
        }
    }

    private ArcValues<int> Make()
    {
        lock (_making)
        {
            if (_table is { } made)
                return made;
            var table = new ArcValues<int>(_graph);
            Inner.ForBounds(_graph.VertexRanges(), (_, first, last) => NumberForward(table, first, last), _cancellationToken);
            ForEachMirror(new Numbering(_graph, table.All));
            Volatile.Write(ref _table, table);
            return table;
        }
    }

    [MethodImpl(Hot.Loop)]
    private void NumberForward(ArcValues<int> table, int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            int count = ForwardCount(u);
            int id = FirstOf(u);
            foreach (ref int place in table.Of(u)[^count..])
                place = id++;
        }
    }

    /// <summary>Visits the arcs to smaller vertices with their edge ids: row by row in no order, those of one row from first to last. Directed graphs have none.</summary>
    /// <remarks>Each thread goes through the arcs to larger vertices of a group of vertices: these lead into a row in the order in which it has them, behind those of the groups before, which are
    /// counted first. 8 bytes per vertex and group.</remarks>
    internal void ForEachMirror<TVisitor>(TVisitor visitor) where TVisitor : struct, IMirrorVisitor
    {
        if (_graph.IsDirected || EdgeCount == 0)
            return;
        int[] bounds = Groups(Inner.Degree);
        var states = new ulong[bounds.Length - 1][];
        Inner.ForBounds(bounds, (g, first, last) =>
        {
            ulong[] counts = states[g] = HugePages.Of(new ulong[_graph.VertexCount]);
            if (g < states.Length - 1)
                CountMirrors(counts, first, last);
        }, _cancellationToken);
        Inner.ForRanges(_graph.VertexCount, 1 << 16, (_, start, end) =>
        {
            for (int v = (int)start; v < end; v++)
            {
                ulong state = visitor.Start(v);
                foreach (ulong[] group in states)
                    (group[v], state) = (state, state + group[v] * visitor.Step);
            }
        }, _cancellationToken);
        Inner.ForBounds(bounds, (g, first, last) => VisitMirrors(visitor, states[g], first, last), _cancellationToken);
    }

    /// <summary>Bounds of at most so many groups of vertices with about equal numbers of edges: arcs to larger vertices are fewer where vertices are larger. Fewer where numbers for
    /// each vertex and group would outweigh the edges.</summary>
    internal int[] Groups(int most)
    {
        int n = _graph.VertexCount;
        int groups = _graph.IsDirected ? most : (int)Math.Clamp(_graph.ArcCount / Math.Max(1, n), 1, most);
        int[] ranges = _graph.VertexRanges();
        var bounds = new List<int> { 0 };
        for (int g = 1; g < Math.Min(groups, ranges.Length - 1); g++)
        {
            int at = Array.BinarySearch(ranges, VertexOfEdge((long)EdgeCount * g / groups));
            int vertex = ranges[at < 0 ? Math.Min(~at, ranges.Length - 1) : at];
            if (vertex > bounds[^1])
                bounds.Add(vertex);
        }

        if (bounds[^1] < n)
            bounds.Add(n);
        return [.. bounds];
    }

    /// <summary>The vertex whose edges hold an id.</summary>
    private int VertexOfEdge(long edge)
    {
        int low = 0;
        int high = _graph.VertexCount;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (FirstOf(middle) < edge)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    [MethodImpl(Hot.Loop)]
    private void CountMirrors(ulong[] counts, int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                _cancellationToken.ThrowIfCancellationRequested();
            foreach (int v in _graph.Neighbors(u)[^ForwardCount(u)..])
                counts[v]++;
        }
    }

    /// <summary>Visits in blocks of consecutive edges: what all of them will read is asked for before the first is visited, since memory answers many requests in the time of one.</summary>
    [MethodImpl(Hot.Loop)]
    private void VisitMirrors<TVisitor>(TVisitor visitor, ulong[] states, int first, int last) where TVisitor : struct, IMirrorVisitor
    {
        const int block = 64;
        Span<int> ends = stackalloc int[block];
        int filled = 0;
        int id = _first[first];
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                _cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> larger = _graph.Neighbors(u)[^ForwardCount(u)..];
            if (!visitor.Reads)
            {
                foreach (int v in larger)
                    visitor.Visit(id++, ref states[v]);
                continue;
            }

            while (larger.Length > 0)
            {
                int count = Math.Min(larger.Length, block - filled);
                larger[..count].CopyTo(ends[filled..]);
                larger = larger[count..];
                filled += count;
                if (filled < block)
                    continue;
                VisitBlock(visitor, states, ends, id);
                id += filled;
                filled = 0;
            }
        }

        VisitBlock(visitor, states, ends[..filled], id);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void VisitBlock<TVisitor>(TVisitor visitor, ulong[] states, ReadOnlySpan<int> ends, int id) where TVisitor : struct, IMirrorVisitor
    {
        foreach (int v in ends)
            visitor.Prefetch(states[v]);
        foreach (int v in ends)
            visitor.Visit(id++, ref states[v]);
    }

    /// <summary>Writes edge ids to arcs; the state is the place of the next arc of the row.</summary>
    private readonly struct Numbering(CsrGraph graph, LargeArray<int> places) : IMirrorVisitor
    {
        public ulong Step => 1;

        public ulong Start(int v) => (ulong)graph.Offset(v);

        public bool Reads => false;

        public void Prefetch(ulong state)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(int edge, ref ulong state) => places[(long)state++] = edge;
    }
}

/// <summary>Is shown the arcs to smaller vertices of each row in their order.</summary>
internal interface IMirrorVisitor
{
    /// <summary>What an arc adds to what is known of its row.</summary>
    ulong Step { get; }

    /// <summary>What is known of a row before its first such arc.</summary>
    ulong Start(int v);

    /// <summary>Whether visits read memory that is far apart. A processor does not wait for what it writes.</summary>
    bool Reads { get; }

    /// <summary>Asks for the memory that the next visit will read.</summary>
    void Prefetch(ulong state);

    /// <summary>The next arc of a row.</summary>
    /// <param name="edge">Its edge.</param>
    /// <param name="state">What is known of the row: to be raised by <see cref="Step"/>.</param>
    void Visit(int edge, ref ulong state);
}
