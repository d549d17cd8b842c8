using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Makes the graph of some edges of another: arcs to larger vertices are read once, in the order of their edge ids, and written at both ends.</summary>
/// <remarks>Mirrors are placed by counts per group of vertices, so every place is a function of the input alone.</remarks>
internal sealed class KeptRows
{
    private readonly CsrGraph _graph;
    private readonly EdgeIndex _index;
    private readonly bool[] _keep;
    private readonly double[]? _edgeWeights;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly uint[] _own; // places are below 2^32: there are fewer than 2^31 edges

    private KeptRows(CsrGraph graph, EdgeIndex index, bool[] keep, double[]? edgeWeights, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_graph, _index, _keep, _edgeWeights, _parallelism, _cancellationToken) = (graph, index, keep, edgeWeights, parallelism, cancellationToken);
        _own = new uint[graph.VertexCount];
    }

    /// <param name="graph">Where the edges come from.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="keep">One flag per edge id.</param>
    /// <param name="edgeWeights">New weights by edge id, or null for those of the graph.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    public static CsrGraph Build(CsrGraph graph, EdgeIndex index, bool[] keep, double[]? edgeWeights, Parallelism parallelism, CancellationToken cancellationToken) =>
        new KeptRows(graph, index, keep, edgeWeights, parallelism, cancellationToken).Build();

    /// <summary>What it holds beside the two graphs: a place in the row of each vertex, and one for each group that writes mirrors there.</summary>
    public static long EstimateBytes(GraphSize size, int threads) =>
        size.Vertices * sizeof(int) * (1 + Math.Clamp(size.Arcs / Math.Max(1, size.Vertices), 1, threads));

    private CsrGraph Build()
    {
        int n = _graph.VertexCount;
        int[] bounds = Groups();
        var mirrors = new uint[bounds.Length - 1][];
        _parallelism.ForBounds(bounds, (g, first, last) => Count(mirrors[g] = _graph.IsDirected ? [] : new uint[n], first, last), _cancellationToken);
        long[] offsets = Place(mirrors);
        LargeArray<int> neighbors = LargeArray<int>.Allocate(offsets[n]);
        LargeArray<double>? weights = _graph.IsWeighted || _edgeWeights is not null ? LargeArray<double>.Allocate(offsets[n]) : null;
        _parallelism.ForBounds(bounds, (g, first, last) => Write(mirrors[g], neighbors, weights, first, last), _cancellationToken);
        return new CsrGraph(new LargeArray<long>(offsets), neighbors, weights, _graph.IsDirected);
    }

    /// <summary>A group per thread where that pays: each counts mirrors for all vertices.</summary>
    private int[] Groups()
    {
        int n = _graph.VertexCount;
        int most = _graph.IsDirected ? _parallelism.Degree : (int)Math.Min(_parallelism.Degree, _graph.ArcCount / Math.Max(1, n));
        int[] ranges = _graph.VertexRanges();
        int groups = Math.Clamp(most, 1, Math.Max(1, ranges.Length - 1));
        var bounds = new List<int> { 0 };
        for (int g = 1; g < groups; g++)
        {
            // Arcs to larger vertices are fewer where vertices are larger: equal edges, not equal arcs.
            int at = Array.BinarySearch(ranges, VertexOfEdge((long)_index.EdgeCount * g / groups));
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
            if (_index.FirstOf(middle) < edge)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    [MethodImpl(Hot.Loop)]
    private void Count(uint[] mirrors, int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                _cancellationToken.ThrowIfCancellationRequested();
            int count = _index.ForwardCount(u);
            ReadOnlySpan<bool> keep = _keep.AsSpan(_index.FirstOf(u), count);
            ReadOnlySpan<int> row = _graph.Neighbors(u)[^count..];
            uint kept = 0;
            for (int k = 0; k < keep.Length; k++)
            {
                if (!keep[k])
                    continue;
                kept++;
                if (mirrors.Length > 0)
                    mirrors[row[k]]++;
            }

            _own[u] = kept;
        }
    }

    /// <summary>Lays the row of u out as [mirrors of smaller vertices, by group][its own arcs]; counts become places.</summary>
    [MethodImpl(Hot.Loop)]
    private long[] Place(uint[][] mirrors)
    {
        int n = _graph.VertexCount;
        var offsets = new long[n + 1L];
        long place = 0;
        for (int u = 0; u < n; u++)
        {
            offsets[u] = place;
            if (!_graph.IsDirected)
            {
                foreach (uint[] group in mirrors)
                {
                    uint count = group[u];
                    group[u] = (uint)place;
                    place += count;
                }
            }

            uint own = _own[u];
            _own[u] = (uint)place;
            place += own;
        }

        offsets[n] = place;
        return offsets;
    }

    [MethodImpl(Hot.Loop)]
    private void Write(uint[] next, LargeArray<int> neighbors, LargeArray<double>? weights, int first, int last)
    {
        bool isWeighted = weights is not null;
        LargeArray<double> values = weights ?? default;
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                _cancellationToken.ThrowIfCancellationRequested();
            int count = _index.ForwardCount(u);
            int id = _index.FirstOf(u);
            ReadOnlySpan<bool> keep = _keep.AsSpan(id, count);
            ReadOnlySpan<int> row = _graph.Neighbors(u)[^count..];
            ReadOnlySpan<double> rowWeights = !isWeighted ? default : _edgeWeights is null ? _graph.Weights(u)[^count..] : _edgeWeights.AsSpan(id, count);
            long own = _own[u];
            for (int k = 0; k < keep.Length; k++)
            {
                if (!keep[k])
                    continue;
                int v = row[k];
                neighbors[own] = v;
                if (isWeighted)
                    values[own] = rowWeights[k];
                own++;
                if (next.Length == 0)
                    continue;
                uint mirror = next[v]++;
                neighbors[mirror] = u;
                if (isWeighted)
                    values[mirror] = rowWeights[k];
            }
        }
    }
}
