using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>An immutable graph in compressed sparse rows: for each vertex its neighbours, ascending, and optionally their weights.</summary>
/// <remarks>
/// Vertices are 0..n−1. An undirected graph stores both arcs of every edge; a directed one stores each arc at its source.
/// There are no self-loops and no parallel edges: <see cref="GraphBuilder"/>, the only way to make a graph, drops or merges
/// them and counts what it did. Safe to share between threads.
/// <para>Memory: 8 bytes per vertex, 4 per arc, 8 more per arc where weighted.</para>
/// </remarks>
public sealed class CsrGraph
{
    private readonly long[] _offsets;
    private readonly int[] _neighbors;
    private readonly double[]? _weights;
    private double[]? _ones;
    private int[]? _vertexRanges;

    /// <summary>Takes ownership of the arrays. Rows must be ascending and free of self-loops and repeats.</summary>
    internal CsrGraph(long[] offsets, int[] neighbors, double[]? weights, bool isDirected)
    {
        _offsets = offsets;
        _neighbors = neighbors;
        _weights = weights;
        IsDirected = isDirected;
        int max = 0;
        for (int u = 0; u < VertexCount; u++)
            max = Math.Max(max, Degree(u));
        MaxDegree = max;
    }

    /// <summary>The same edges without weights, on the same arrays.</summary>
    internal CsrGraph WithoutWeights() => new(_offsets, _neighbors, null, IsDirected);

    /// <summary>The same edges on fewer vertices, on the same arrays: this graph must not be used afterwards.</summary>
    /// <param name="numbers">The vertices that stay, ascending; no other has an arc.</param>
    /// <param name="renumbered">The new number of each vertex.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    internal CsrGraph OnVertices(int[] numbers, int[] renumbered, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var offsets = new long[numbers.Length + 1L];
        for (int v = 0; v < numbers.Length; v++)
            offsets[v] = _offsets[numbers[v]];
        offsets[^1] = _offsets[^1];
        parallelism.ForBounds(VertexRanges(), [MethodImpl(Hot.Loop)] (_, first, last) =>
        {
            foreach (ref int v in _neighbors.AsSpan((int)_offsets[first], (int)(_offsets[last] - _offsets[first])))
                v = renumbered[v];
        }, cancellationToken);
        return new CsrGraph(offsets, _neighbors, _weights, IsDirected);
    }

    /// <summary>The same arcs with other weights; shares the rows. The graph itself where it has no weights.</summary>
    internal CsrGraph MapWeights(Func<double, double> map) =>
        _weights is null ? this : new(_offsets, _neighbors, Array.ConvertAll(_weights, w => map(w)), IsDirected);

    /// <summary>Numbers of vertices and edges, and what kind of graph it is.</summary>
    public override string ToString() => $"{VertexCount} vertices, {EdgeCount} edges, {(IsDirected ? "directed" : "undirected")}, {(IsWeighted ? "weighted" : "unweighted")}";

    /// <summary>A graph of <paramref name="vertexCount"/> vertices without edges.</summary>
    public static CsrGraph Empty(int vertexCount, bool isDirected = false)
    {
        Require.InRange(vertexCount, 0, int.MaxValue);
        return new CsrGraph(new long[(long)vertexCount + 1], [], null, isDirected);
    }

    /// <summary>Number of vertices n.</summary>
    public int VertexCount => _offsets.Length - 1;

    /// <summary>Stored arcs: twice the edges of an undirected graph, the edges of a directed one.</summary>
    public long ArcCount => _offsets[^1];

    /// <summary>Number of edges m; each undirected edge counts once.</summary>
    public long EdgeCount => IsDirected ? ArcCount : ArcCount / 2;

    /// <summary>Whether an arc u→v is stored without its mirror.</summary>
    public bool IsDirected { get; }

    /// <summary>Whether edges carry weights; otherwise every weight is 1.</summary>
    public bool IsWeighted => _weights is not null;

    /// <summary>The largest <see cref="Degree"/>, 0 for a graph without vertices.</summary>
    public int MaxDegree { get; }

    /// <summary>Bytes that the graph holds.</summary>
    public long MemoryBytes => EstimateMemoryBytes(VertexCount, _neighbors.LongLength, IsWeighted);

    /// <summary>Stored arcs at <paramref name="u"/>: the degree, or the out-degree of a directed graph.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Degree(int u) => (int)(_offsets[u + 1] - _offsets[u]);

    /// <summary>Index of the first arc of <paramref name="u"/> among all arcs, in [0, <see cref="ArcCount"/>].</summary>
    /// <param name="u">A vertex, or n for the end of the last row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Offset(int u) => _offsets[u];

    /// <summary>The neighbours of <paramref name="u"/>, ascending (out-neighbours of a directed graph).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Neighbors(int u) => new(_neighbors, (int)_offsets[u], Degree(u));

    /// <summary>Weights of the arcs of <paramref name="u"/>, aligned with <see cref="Neighbors"/>; ones for an unweighted graph.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<double> Weights(int u) =>
        _weights is null ? Ones.AsSpan(0, Degree(u)) : new ReadOnlySpan<double>(_weights, (int)_offsets[u], Degree(u));

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
                    yield return new Edge(u, v, _weights is null ? 1.0 : _weights[arc]);
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
    internal System.Buffers.MemoryHandle PinNeighbors() => _neighbors.AsMemory().Pin();

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
