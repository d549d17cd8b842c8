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
            if (!_graph.IsDirected)
                Inner.ForBounds(Slices(Inner.Degree), (_, first, last) => NumberBackward(table, first, last), _cancellationToken);
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

    /// <summary>Gives arcs to smaller vertices the ids of their mirrors, in the rows of a slice: smaller vertices come in order, as they stand in the rows.</summary>
    [MethodImpl(Hot.Loop)]
    private void NumberBackward(ArcValues<int> table, int first, int last)
    {
        var next = new int[last - first];
        for (int u = 0; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                _cancellationToken.ThrowIfCancellationRequested();
            int id = _first[u];
            ReadOnlySpan<int> larger = _graph.Neighbors(u)[^(_first[u + 1] - id)..];
            if (u < first && larger.Length > 0 && larger[0] < first)
            {
                int skipped = larger.BinarySearch(first);
                skipped = skipped < 0 ? ~skipped : skipped;
                id += skipped;
                larger = larger[skipped..];
            }

            foreach (int v in larger)
            {
                if (v >= last)
                    break;
                table.Of(v)[next[v - first]++] = id++;
            }
        }
    }

    /// <summary>Bounds of so many ranges of vertices with about equal numbers of arcs.</summary>
    private int[] Slices(int count)
    {
        var bounds = new List<int> { 0 };
        int[] ranges = _graph.VertexRanges();
        for (int slice = 1; slice < count; slice++)
        {
            int at = ranges[(int)((long)(ranges.Length - 1) * slice / count)];
            if (at > bounds[^1])
                bounds.Add(at);
        }

        if (bounds[^1] < _graph.VertexCount)
            bounds.Add(_graph.VertexCount);
        return [.. bounds];
    }
}
