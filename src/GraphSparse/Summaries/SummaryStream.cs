namespace GraphSparse.Summaries;

/// <summary>A lossless summary of a graph that changes, kept small edge by edge.</summary>
/// <remarks>
/// After each change neighbours of its endpoints are drawn, those of high degree seldom; each may move to the supervertex of another neighbour whose neighbourhood has the same smallest hash by one of four functions, or to one of its own, if there are no more superedges and corrections then.
/// At any time <see cref="Snapshot"/> is the graph.
/// <para>Source: Ko, Kook and Shin, KDD 2020 (MoSSo). Deterministic: the same changes and seed give the same summary. Cost of a change: a constant number of draws, and the rows of the supervertices of those that may move.
/// Memory: the graph with its table of edges, some 300 bytes per supervertex and 60 per vertex. One thread at a time.</para>
/// </remarks>
public sealed class SummaryStream
{
    private const int Columns = 4;

    private readonly DynamicGraph _graph;
    private readonly ChangingBlocks _blocks;
    private readonly KeyedRandom _draws;
    private readonly KeyedRandom _hashes;
    private readonly uint[] _least; // for each vertex the smallest hashes of its neighbours, by several hash functions
    private readonly SummaryStreamOptions _options;
    private long _change;

    /// <summary>Begins with a graph and a summary of it, as <see cref="Summarizer.SummarizeExactly"/> finds it.</summary>
    /// <param name="graph">Undirected; weights are ignored. May have no edge.</param>
    /// <param name="options">How much is tried after a change; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Of the draws and hashes, and of the first summary.</param>
    /// <param name="parallelism">Threads of the first summary, all cores by default.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option is out of range.</exception>
    public SummaryStream(CsrGraph graph, SummaryStreamOptions? options = null, ulong seed = 42, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "A summary");
        _options = options ?? new SummaryStreamOptions();
        _options.Validate();
        _draws = new KeyedRandom(seed, "summary stream draws");
        _hashes = new KeyedRandom(seed, "summary stream hashes");
        _graph = new DynamicGraph(graph.WithoutWeights());
        _blocks = new ChangingBlocks(graph.VertexCount);
        _least = new uint[graph.VertexCount * Columns];
        if (graph.EdgeCount > 0)
            _blocks.Start(ExactSearch.Run(graph, new ExactSummaryOptions { Refinements = 0 }, seed, parallelism ?? Parallelism.AllCores, null, cancellationToken));
        foreach (Edge edge in graph.Edges())
            _blocks.Change(edge.Source, edge.Target, 1);
        for (int v = 0; v < graph.VertexCount; v++)
        {
            for (int column = 0; column < Columns; column++)
                FindLeast(v, column);
        }
    }

    /// <summary>Number of vertices, which is fixed.</summary>
    public int VertexCount => _graph.VertexCount;

    /// <summary>Edges now.</summary>
    public long EdgeCount => _graph.EdgeCount;

    /// <summary>Superedges and corrections now.</summary>
    public long SuperedgesAndCorrections => _blocks.Cost;

    /// <summary>The same for each edge; 0 without edges.</summary>
    public double RelativeSize => EdgeCount == 0 ? 0 : (double)_blocks.Cost / EdgeCount;

    /// <summary>Applies an update; weights only say whether an edge is there.</summary>
    /// <exception cref="InvalidUpdateException">A vertex is out of range, the endpoints are the same, or an edge to delete is absent.</exception>
    public void Apply(EdgeUpdate update)
    {
        EdgeChange change = _graph.Apply(update);
        if (change.Before == 0 == (change.After == 0))
            return;
        _change++;
        bool isInsertion = change.After != 0;
        _blocks.Change(change.Source, change.Target, isInsertion ? 1 : -1);
        foreach ((int end, int other) in ((int, int)[])[(change.Source, change.Target), (change.Target, change.Source)])
        {
            for (int column = 0; column < Columns; column++)
            {
                ref uint least = ref _least[end * Columns + column];
                if (isInsertion)
                    least = Math.Min(least, HashOf(other, column));
                else if (least == HashOf(other, column))
                    FindLeast(end, column);
            }
        }

        Try(change.Source, 0);
        Try(change.Target, 1);
    }

    /// <summary>The summary now. O(m log m).</summary>
    public CorrectedSummary Snapshot() => CorrectionSearch.Of(_graph.Snapshot(), _blocks.SuperOf);

    /// <summary>Lets neighbours of a vertex move.</summary>
    private void Try(int vertex, int end)
    {
        int degree = _graph.Degree(vertex);
        for (int i = 0; i < _options.Draws && degree > 0; i++)
        {
            ulong bits = _draws.NextUInt64(2 * _change + end, i);
            int moving = _graph.Adjacency.Neighbors(vertex)[Below(bits >> 32, degree)];
            ReadOnlySpan<int> neighbors = _graph.Adjacency.Neighbors(moving);
            if (Below(bits & uint.MaxValue, neighbors.Length) != 0)
                continue; // once in as many draws as it has neighbours
            ulong choice = _draws.NextUInt64(-2 * _change - end - 1, i);
            if ((choice >> 11) * (1.0 / (1UL << 53)) < _options.Apart)
            {
                if (_blocks.Size(_blocks.SuperOf[moving]) > 1)
                    _blocks.TryMove(moving, _blocks.Free, neighbors);
                continue;
            }

            int other = _graph.Adjacency.Neighbors(vertex)[Below(_draws.NextUInt64(2 * _change + end, -i - 1) >> 32, degree)];
            if (Alike(other, moving) && _blocks.SuperOf[other] != _blocks.SuperOf[moving])
                _blocks.TryMove(moving, _blocks.SuperOf[other], neighbors);
        }
    }

    private static int Below(ulong bits, int count) => (int)((bits * (ulong)count) >> 32);

    private bool Alike(int u, int v)
    {
        for (int column = 0; column < Columns; column++)
        {
            if (_least[u * Columns + column] == _least[v * Columns + column])
                return true;
        }

        return false;
    }

    private uint HashOf(int v, int column) => (uint)(_hashes.NextUInt64(v, column) >> 32);

    private void FindLeast(int v, int column)
    {
        uint least = uint.MaxValue;
        foreach (int u in _graph.Adjacency.Neighbors(v))
            least = Math.Min(least, HashOf(u, column));
        _least[v * Columns + column] = least;
    }
}
