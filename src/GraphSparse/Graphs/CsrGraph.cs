using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>An immutable graph in compressed sparse rows: for each vertex its neighbours, ascending, and optionally their weights.</summary>
/// <remarks>
/// Vertices are 0..n−1. An undirected graph stores both arcs of every edge; a directed one stores each arc at its source.
/// There are no self-loops and no parallel edges: <see cref="GraphBuilder"/>, the only way to make a graph, drops or merges
/// them and counts what it did. Safe to share between threads.
/// <para>Memory: 8 bytes per vertex, 4 per arc, 8 more per arc where weighted; the rows may lie in a mapped file (.gsb). Arcs are counted and addressed by
/// 64-bit numbers: there may be more than 2³¹.</para>
/// </remarks>
public sealed class CsrGraph
{
    private readonly LargeArray<long> _offsets;
    private readonly LargeArray<int> _neighbors;
    private readonly LargeArray<double> _weights;
    private double[]? _ones;
    private int[]? _vertexRanges;
    private bool _isSound;

    /// <summary>Takes ownership of the arrays. Rows must be ascending and free of self-loops and repeats.</summary>
    /// <param name="offsets">Where each row begins, and the end of the last.</param>
    /// <param name="neighbors">The rows.</param>
    /// <param name="weights">Weights of the arcs, or null.</param>
    /// <param name="isDirected">Whether arcs have no mirrors.</param>
    /// <param name="maxDegree">The largest degree where it is known.</param>
    internal CsrGraph(LargeArray<long> offsets, LargeArray<int> neighbors, LargeArray<double>? weights, bool isDirected, int? maxDegree = null)
    {
        _offsets = offsets;
        _neighbors = neighbors;
        _weights = weights ?? default;
        IsWeighted = weights is not null;
        IsDirected = isDirected;
        VertexCount = checked((int)(offsets.Length - 1));
        ArcCount = offsets[VertexCount];
        MaxDegree = maxDegree ?? FindMaxDegree();
        _isSound = true;
    }

    /// <summary>The same from arrays.</summary>
    internal CsrGraph(long[] offsets, int[] neighbors, double[]? weights, bool isDirected)
        : this(new LargeArray<long>(offsets), new LargeArray<int>(neighbors), weights is null ? null : new LargeArray<double>(weights), isDirected)
    {
    }

    /// <summary>The same edges without weights, on the same arrays.</summary>
    internal CsrGraph WithoutWeights() => new(_offsets, _neighbors, null, IsDirected, MaxDegree) { _isSound = _isSound };

    /// <summary>The same edges on fewer vertices, on the same arrays: this graph must not be used afterwards.</summary>
    /// <param name="numbers">The vertices that stay, ascending; no other has an arc.</param>
    /// <param name="ranks">Their new numbers.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    internal CsrGraph OnVertices(int[] numbers, VertexRanks ranks, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var offsets = new long[numbers.Length + 1L];
        for (int v = 0; v < numbers.Length; v++)
            offsets[v] = _offsets[numbers[v]];
        offsets[^1] = ArcCount;
        parallelism.ForBounds(VertexRanges(), [MethodImpl(Hot.Loop)] (_, first, last) =>
        {
            foreach (ref int v in _neighbors.Slice(_offsets[first], (int)(_offsets[last] - _offsets[first]))) // some 32,768 arcs, or one row
                v = ranks[v];
        }, cancellationToken);
        return new CsrGraph(new LargeArray<long>(offsets), _neighbors, RowWeights, IsDirected, MaxDegree);
    }

    /// <summary>The same arcs with other weights; shares the rows. The graph itself where it has no weights.</summary>
    internal CsrGraph MapWeights(Func<double, double> map)
    {
        if (!IsWeighted)
            return this;
        LargeArray<double> weights = LargeArray<double>.Allocate(ArcCount);
        for (int u = 0; u < VertexCount; u++)
        {
            Span<double> row = weights.Slice(_offsets[u], Degree(u));
            ReadOnlySpan<double> old = Weights(u);
            for (int k = 0; k < row.Length; k++)
                row[k] = map(old[k]);
        }

        return new CsrGraph(_offsets, _neighbors, weights, IsDirected, MaxDegree) { _isSound = _isSound };
    }

    /// <summary>Numbers of vertices and edges, and what kind of graph it is.</summary>
    public override string ToString() => $"{VertexCount} vertices, {EdgeCount} edges, {(IsDirected ? "directed" : "undirected")}, {(IsWeighted ? "weighted" : "unweighted")}";

    /// <summary>A graph of <paramref name="vertexCount"/> vertices without edges.</summary>
    public static CsrGraph Empty(int vertexCount, bool isDirected = false)
    {
        Require.InRange(vertexCount, 0, int.MaxValue);
        return new CsrGraph(new long[(long)vertexCount + 1], [], null, isDirected);
    }

    /// <summary>Number of vertices n.</summary>
    public int VertexCount { get; }

    /// <summary>Stored arcs: twice the edges of an undirected graph, the edges of a directed one.</summary>
    public long ArcCount { get; }

    /// <summary>Number of edges m; each undirected edge counts once.</summary>
    public long EdgeCount => IsDirected ? ArcCount : ArcCount / 2;

    /// <summary>Whether an arc u→v is stored without its mirror.</summary>
    public bool IsDirected { get; }

    /// <summary>Whether edges carry weights; otherwise every weight is 1.</summary>
    public bool IsWeighted { get; }

    /// <summary>The largest <see cref="Degree"/>, 0 for a graph without vertices.</summary>
    public int MaxDegree { get; }

    /// <summary>Bytes that the graph holds.</summary>
    public long MemoryBytes => EstimateMemoryBytes(VertexCount, _neighbors.Length, IsWeighted);

    /// <summary>Stored arcs at <paramref name="u"/>: the degree, or the out-degree of a directed graph.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Degree(int u) => (int)(_offsets[u + 1] - _offsets[u]);

    /// <summary>Index of the first arc of <paramref name="u"/> among all arcs, in [0, <see cref="ArcCount"/>].</summary>
    /// <param name="u">A vertex, or n for the end of the last row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Offset(int u) => _offsets[u];

    /// <summary>The neighbours of <paramref name="u"/>, ascending (out-neighbours of a directed graph).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Neighbors(int u)
    {
        long start = _offsets[u];
        return _neighbors.Slice(start, (int)(_offsets[u + 1] - start));
    }

    /// <summary>Weights of the arcs of <paramref name="u"/>, aligned with <see cref="Neighbors"/>; ones for an unweighted graph.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<double> Weights(int u) =>
        IsWeighted ? _weights.Slice(_offsets[u], Degree(u)) : Ones.AsSpan(0, Degree(u));

    /// <summary>Whether the arc u→v is stored. O(log degree).</summary>
    public bool HasArc(int u, int v) => Neighbors(u).BinarySearch(v) >= 0;

    /// <summary>Every edge once, ordered by (source, target): undirected edges with source &lt; target.</summary>
    /// <remarks>An edge's place in this order is its edge id, 0..m−1.</remarks>
    public IEnumerable<Edge> Edges()
    {
        for (int u = 0; u < VertexCount; u++)
        {
            for (long arc = _offsets[u]; arc < _offsets[u + 1]; arc++)
            {
                int v = _neighbors[arc];
                if (IsDirected || u < v)
                    yield return new Edge(u, v, IsWeighted ? _weights[arc] : 1.0);
            }
        }
    }

    /// <summary>Bounds of vertex ranges of about equal work, the same whatever the number of threads.</summary>
    /// <remarks>Ranges hold about 32,768 arcs and vertices together, so hubs do not make one range heavy;
    /// a single row is never split.</remarks>
    internal int[] VertexRanges() => _vertexRanges ??= ComputeVertexRanges();

    /// <summary>What a graph of this size takes in memory.</summary>
    public static long EstimateMemoryBytes(long vertexCount, long arcCount, bool weighted) =>
        checked((vertexCount + 1) * sizeof(long) + arcCount * (sizeof(int) + (weighted ? sizeof(double) : 0)));

    /// <summary>Pins all rows, one after the other, for engines that address arcs by their index among all arcs.</summary>
    internal System.Buffers.MemoryHandle PinNeighbors() => _neighbors.Pin();

    /// <summary>Where each row begins, and the end of the last.</summary>
    internal LargeArray<long> RowOffsets => _offsets;

    /// <summary>All rows, one after the other.</summary>
    internal LargeArray<int> Rows => _neighbors;

    /// <summary>The weights of all arcs, or null.</summary>
    internal LargeArray<double>? RowWeights => IsWeighted ? _weights : null;

    /// <summary>Each edge as an arc each way, on the same arrays.</summary>
    internal CsrGraph AsDirected() => new(_offsets, _neighbors, RowWeights, isDirected: true, MaxDegree) { _isSound = _isSound };

    /// <summary>Makes sure that rows of a mapped file are what rows are, for engines that read them without checks; others fail where they are not, and do no harm.</summary>
    /// <exception cref="GraphFormatException">They are not: says the first vertex whose row is wrong.</exception>
    internal void EnsureSound(Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (_isSound)
            return;
        if (RowValidation.FirstProblem(this, parallelism, cancellationToken) is { } vertex)
            throw new GraphFormatException($"has a row that is none, of vertex {vertex}: neighbours are ascending vertices of the graph, each once");
        _isSound = true;
    }

    /// <summary>Said of rows that come from a file as they are: <see cref="EnsureSound"/> looks at them.</summary>
    internal bool IsUnchecked
    {
        init => _isSound = !value;
    }

    /// <summary>Whether the rows lie in a mapped file, whose pages the system takes back when memory runs short.</summary>
    internal bool IsMapped => _neighbors.IsMapped;

    /// <summary>The largest degree by the rows themselves.</summary>
    internal int FindMaxDegree()
    {
        int max = 0;
        for (int u = 0; u < VertexCount; u++)
            max = Math.Max(max, Degree(u));
        return max;
    }

    private double[] Ones
    {
        get
        {
            if (_ones is null)
            {
                var ones = new double[MaxDegree];
                Array.Fill(ones, 1.0);
                _ones = ones;
            }

            return _ones;
        }
    }

    private int[] ComputeVertexRanges()
    {
        const long work = 32_768;
        var bounds = new List<int> { 0 };
        long next = work;
        for (int u = 0; u < VertexCount; u++)
        {
            if (_offsets[u + 1] + u + 1 >= next)
            {
                bounds.Add(u + 1);
                next = _offsets[u + 1] + u + 1 + work;
            }
        }

        if (bounds[^1] != VertexCount)
            bounds.Add(VertexCount);
        return [.. bounds];
    }
}

/// <summary>One edge with its weight (1 where the graph is unweighted).</summary>
public readonly record struct Edge(int Source, int Target, double Weight);
