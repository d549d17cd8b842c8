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
    private readonly uint[] _own; // numbers, then places of own arcs; these are below 2^32: there are fewer than 2^31 edges

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

    /// <summary>What it holds beside the two graphs and the kept arcs: a place in the row of each vertex, and one for each group that writes mirrors there.</summary>
    public static long EstimateBytes(GraphSize size, int threads) =>
        size.Vertices * sizeof(int) * (1 + Math.Clamp(size.Arcs / Math.Max(1, size.Vertices), 1, threads));

    private CsrGraph Build()
    {
        int n = _graph.VertexCount;
        bool isWeighted = _graph.IsWeighted || _edgeWeights is not null;
        int[] bounds = _index.Groups(_parallelism.Degree);
        var mirrors = new uint[bounds.Length - 1][];
        var kept = new KeptArcs[bounds.Length - 1];
        _parallelism.ForBounds(bounds, (g, first, last) =>
        {
            kept[g] = Collect(isWeighted, first, last);
            mirrors[g] = _graph.IsDirected ? [] : CountMirrors(kept[g].Targets);
        }, _cancellationToken);
        long[] offsets = Place(mirrors);
        LargeArray<int> neighbors = LargeArray<int>.Allocate(offsets[n]);
        LargeArray<double>? weights = isWeighted ? LargeArray<double>.Allocate(offsets[n]) : null;
        _parallelism.ForBounds(bounds, (g, first, last) => Write(kept[g], mirrors[g], offsets, neighbors, weights, first, last), _cancellationToken);
        return new CsrGraph(new LargeArray<long>(offsets), neighbors, weights, _graph.IsDirected);
    }

    /// <summary>The kept arcs to larger vertices of a group, one after the other: without branches, since a processor cannot foresee which are kept.</summary>
    [MethodImpl(Hot.Loop)]
    private KeptArcs Collect(bool isWeighted, int first, int last)
    {
        ReadOnlySpan<bool> flags = _keep.AsSpan(_index.FirstOf(first), FirstAfter(last) - _index.FirstOf(first));
        int total = flags.Count(true);
        int[] targets = GC.AllocateUninitializedArray<int>(total + 1); // one more: what is not kept is written, too, and written over
        double[] weights = isWeighted ? GC.AllocateUninitializedArray<double>(total + 1) : [];
        int place = 0;
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                _cancellationToken.ThrowIfCancellationRequested();
            int count = _index.ForwardCount(u);
            int id = _index.FirstOf(u);
            ReadOnlySpan<bool> keep = _keep.AsSpan(id, count);
            ReadOnlySpan<int> row = _graph.Neighbors(u)[^count..];
            int before = place;
            if (isWeighted)
            {
                ReadOnlySpan<double> rowWeights = _edgeWeights is null ? _graph.Weights(u)[^count..] : _edgeWeights.AsSpan(id, count);
                for (int k = 0; k < keep.Length; k++)
                {
                    targets[place] = row[k];
                    weights[place] = rowWeights[k];
                    place += keep[k] ? 1 : 0;
                }
            }
            else
            {
                for (int k = 0; k < keep.Length; k++)
                {
                    targets[place] = row[k];
                    place += keep[k] ? 1 : 0;
                }
            }

            _own[u] = (uint)(place - before);
        }

        return new KeptArcs(targets, weights, total);
    }

    private int FirstAfter(int last) => last < _graph.VertexCount ? _index.FirstOf(last) : _index.EdgeCount;

    [MethodImpl(Hot.Loop)]
    private uint[] CountMirrors(ReadOnlySpan<int> targets)
    {
        var counts = new uint[_graph.VertexCount];
        foreach (int v in targets)
            counts[v]++;
        return counts;
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
    private void Write(KeptArcs kept, uint[] next, long[] offsets, LargeArray<int> neighbors, LargeArray<double>? weights, int first, int last)
    {
        LargeArray<double> values = weights ?? default;
        bool isWeighted = weights is not null;
        int from = 0;
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                _cancellationToken.ThrowIfCancellationRequested();
            long own = _own[u];
            int count = (int)(offsets[u + 1] - own); // own arcs are the last of the row
            ReadOnlySpan<int> targets = kept.Targets.Slice(from, count);
            targets.CopyTo(neighbors.Slice(own, count));
            if (isWeighted)
                kept.Weights.Slice(from, count).CopyTo(values.Slice(own, count));
            for (int k = 0; k < targets.Length && next.Length > 0; k++)
            {
                uint mirror = next[targets[k]]++;
                neighbors[mirror] = u;
                if (isWeighted)
                    values[mirror] = kept.Weights[from + k];
            }

            from += count;
        }
    }

    /// <summary>Kept arcs of a group, in the order of their edge ids.</summary>
    private readonly struct KeptArcs(int[] targets, double[] weights, int count)
    {
        public ReadOnlySpan<int> Targets => targets.AsSpan(0, count);

        public ReadOnlySpan<double> Weights => weights.AsSpan(0, Math.Min(count, weights.Length));
    }
}
