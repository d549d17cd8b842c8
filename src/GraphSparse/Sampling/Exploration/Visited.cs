namespace GraphSparse.Sampling;

/// <summary>The vertices that a traversal has taken, the edges it went along, and fresh vertices to start again from.</summary>
internal sealed class Visited
{
    private readonly SampleContext _context;
    private readonly bool[] _taken;
    private readonly HashSet<(int From, int To)>? _travelled;
    private int[]? _fresh;
    private int _nextFresh;

    public Visited(SampleContext context)
    {
        _context = context;
        _taken = new bool[context.Graph.VertexCount];
        _travelled = context.Options.Edges == SampledEdges.Traversed ? [] : null;
    }

    public int Count { get; private set; }

    public bool IsDone => Count >= _context.Target;

    /// <summary>How often a traversal started again.</summary>
    public long Restarts { get; set; }

    public bool Contains(int v) => _taken[v];

    /// <summary>Takes a vertex, reached from another where one is named; false where it was taken already or the sample is full.</summary>
    public bool Take(int v, int from = -1)
    {
        if (from >= 0 && from != v && (_taken[v] || !IsDone))
            _travelled?.Add((from, v));
        if (_taken[v] || IsDone)
            return false;
        _taken[v] = true;
        Count++;
        if ((Count & 0x3FFF) == 0)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            _context.Progress?.Report(new Progress("sampling", Count, _context.Target));
        }

        return true;
    }

    /// <summary>A vertex that is not taken: the first such of the seed vertices, then of a random order.</summary>
    public int Fresh()
    {
        foreach (int seed in _context.Options.SeedVertices)
        {
            if (!_taken[seed])
                return seed;
        }

        _fresh ??= KeyedChoice.Permutation(_context.Random("starts"), _taken.Length);
        while (_taken[_fresh[_nextFresh]])
            _nextFresh++;
        return _fresh[_nextFresh];
    }

    /// <summary>A fresh vertex to spread from; counted as a restart unless it is the first, or one of several first ones.</summary>
    public int Start(bool isFurther = false)
    {
        Restarts += Count > 0 && !isFurther ? 1 : 0;
        return Fresh();
    }

    public SampleSelection Choice() => _travelled is null
        ? SampleSelection.OfVertices(Subgraph.Flagged(_taken), Restarts)
        : SampleSelection.OfEdges(Edges(_travelled), Subgraph.Flagged(_taken), Restarts);

    /// <summary>Flags by edge id; of an arc that was gone along backwards the arc itself.</summary>
    private bool[] Edges(HashSet<(int From, int To)> travelled)
    {
        CsrGraph graph = _context.Graph;
        var index = new EdgeIndex(graph, _context.CancellationToken);
        var flags = new bool[index.EdgeCount];
        foreach ((int from, int to) in travelled)
            flags[Subgraph.EdgeOf(graph, index, from, to)] = true;
        return flags;
    }
}
