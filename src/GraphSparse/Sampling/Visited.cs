namespace GraphSparse.Sampling;

/// <summary>The vertices that a traversal has taken, and fresh ones to start again from.</summary>
internal sealed class Visited
{
    private readonly SampleContext _context;
    private readonly bool[] _taken;
    private int[]? _fresh;
    private int _nextFresh;

    public Visited(SampleContext context)
    {
        _context = context;
        _taken = new bool[context.Graph.VertexCount];
    }

    public int Count { get; private set; }

    public bool IsDone => Count >= _context.Target;

    /// <summary>How often a traversal started again.</summary>
    public long Restarts { get; set; }

    public bool Contains(int v) => _taken[v];

    /// <summary>Takes a vertex; false where it was taken already or the sample is full.</summary>
    public bool Take(int v)
    {
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

    /// <summary>A uniform vertex that is not taken: the first such of a random order.</summary>
    public int Fresh()
    {
        if (_fresh is null && _context.Options.Start is { } start && !_taken[start])
            return start;
        _fresh ??= KeyedChoice.Permutation(_context.Random("starts"), _taken.Length);
        while (_taken[_fresh[_nextFresh]])
            _nextFresh++;
        return _fresh[_nextFresh];
    }

    public SampleChoice Choice() => new(Subgraph.Flagged(_taken), null, Restarts);
}
