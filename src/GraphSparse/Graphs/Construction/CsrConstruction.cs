using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse;

/// <summary>One run of <see cref="GraphBuilder"/>: from blocks of edges to compressed sparse rows.</summary>
/// <remarks>
/// 1. Each edge goes once to a "half" row: that of its source, or of its smaller end in an undirected graph, as
/// target·2 + orientation. A stable counting sort puts the edges there in the order in which they were given.
/// 2. Each half row is sorted (if it is not already) and its repeats are merged: as one edge listed in both directions where every row has its reverse
/// with an equal weight, else under the duplicate policy.
/// 3. Undirected: the larger ends are scattered to the smaller ones; rows come out ascending without another sort,
/// since the half rows are visited in ascending order.
/// Counting per group of blocks, not per thread, makes each place a function of the input alone.
/// </remarks>
internal sealed class CsrConstruction(
    List<EdgeBlock> blocks, int? vertexCount, BuildOptions options, Parallelism parallelism, CancellationToken cancellationToken)
{
    private readonly bool _directed = options.Directed;
    private bool _weighted = options.Duplicates == DuplicatePolicy.Sum; // summed unweighted rows are multiplicities
    private int _n;
    private long[] _start = [];      // half rows: start of each, n + 1 entries
    private int[] _length = [];      // half rows: length after merging
    private int[] _half = [];        // target·2 + 1 where the row was given as larger–smaller
    private double[]? _halfWeights;
    private long _selfLoops;
    private long _reversed;
    private long _duplicates;
    private long _reciprocal;

    public BuildReport Report { get; private set; }

    /// <summary>Vertices that have a self-loop; null where none was dropped.</summary>
    public VertexMarks? LoopVertices { get; private set; }

    public CsrGraph Build()
    {
        long rows = 0;
        foreach (EdgeBlock block in blocks)
        {
            rows += block.Count;
            _weighted |= block.Weights is not null;
        }

        if (rows > Array.MaxLength || (!_directed && rows > Array.MaxLength / 2))
            throw new ResourceLimitException($"{rows} edges are more than this version holds ({Array.MaxLength} arcs).");
        _n = CountVertices();
        var sorted = new SortedConstruction(blocks, _n, _directed, _weighted, parallelism, cancellationToken);
        if (sorted.Applies())
        {
            Report = new BuildReport(rows, 0, 0, 0);
            return sorted.Build();
        }

        FillHalfRows(rows);
        MergeHalfRows();
        Report = new BuildReport(rows, _selfLoops, _duplicates, _reciprocal);
        return _directed ? Compact() : Mirror();
    }

    private int CountVertices()
    {
        var largest = new int[blocks.Count];
        parallelism.For(blocks.Count, b => largest[b] = blocks[b].LargestVertex(), cancellationToken);
        int max = -1;
        foreach (int vertex in largest)
            max = Math.Max(max, vertex);
        if (vertexCount is { } n && max >= n)
            throw new GraphFormatException($"vertex {max} is not in 0..{n - 1}, the vertices given");
        return vertexCount ?? max + 1;
    }

    private void FillHalfRows(long rows)
    {
        int[][] bounds = GroupBlocks(rows);
        var counts = new int[bounds.Length][];
        var loops = new long[bounds.Length];
        var reversed = new long[bounds.Length];
        parallelism.For(bounds.Length, g =>
        {
            counts[g] = new int[_n];
            for (int b = bounds[g][0]; b < bounds[g][1]; b++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                CountRows(blocks[b], counts[g], ref loops[g], ref reversed[g]);
            }
        }, cancellationToken);

        _selfLoops = loops.Sum();
        _reversed = reversed.Sum();
        _start = new long[_n + 1];
        PlaceGroups(counts, _start);
        _length = new int[_n];
        _half = GC.AllocateUninitializedArray<int>((int)_start[_n]);
        _halfWeights = _weighted ? GC.AllocateUninitializedArray<double>((int)_start[_n]) : null;
        parallelism.For(bounds.Length, g =>
        {
            for (int b = bounds[g][0]; b < bounds[g][1]; b++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ScatterRows(blocks[b], counts[g]);
            }
        }, cancellationToken);
        blocks.Clear();
    }

    /// <summary>Divides the blocks into at most one group per thread, fewer where counters for each would outweigh the edges.</summary>
    private int[][] GroupBlocks(long rows)
    {
        int groups = (int)Math.Clamp(Math.Min(parallelism.Degree, 2 * rows / Math.Max(1, _n)), 1, Math.Max(1, blocks.Count));
        var bounds = new int[groups][];
        int b = 0;
        long done = 0;
        for (int g = 0; g < groups; g++)
        {
            int first = b;
            while (b < blocks.Count && (g == groups - 1 || done < rows * (g + 1) / groups))
                done += blocks[b++].Count;
            bounds[g] = [first, b];
        }

        return bounds;
    }

    [MethodImpl(Hot.Loop)]
    private void CountRows(EdgeBlock block, int[] counts, ref long loops, ref long reversed)
    {
        int selfLoops = 0;
        int backward = 0;
        ReadOnlySpan<int> sources = block.Sources.AsSpan(0, block.Count);
        ReadOnlySpan<int> targets = block.Targets.AsSpan(0, block.Count);
        for (int i = 0; i < sources.Length; i++)
        {
            int u = sources[i];
            int v = targets[i];
            if (u == v)
            {
                if (options.SelfLoops == SelfLoopPolicy.Error)
                    throw new GraphFormatException($"self-loop at vertex {options.NameOf(u)}, and self-loops are refused here");
                selfLoops++;
                continue;
            }

            backward += u > v ? 1 : 0;
            counts[_directed || u < v ? u : v]++;
        }

        reversed += backward;
        loops += selfLoops;
        if (selfLoops > 0)
            MarkLoops(block);
    }

    private void MarkLoops(EdgeBlock block)
    {
        lock (blocks)
            LoopVertices ??= new VertexMarks(_n);
        for (int i = 0; i < block.Count; i++)
        {
            if (block.Sources[i] == block.Targets[i])
                LoopVertices.Set(block.Sources[i]);
        }
    }

    /// <summary>Turns counts per group into the first place of each group in each row, and the rows' starts.</summary>
    [MethodImpl(Hot.Loop)]
    private void PlaceGroups(int[][] counts, long[] start)
    {
        long place = 0;
        for (int u = 0; u < _n; u++)
        {
            if ((u & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            start[u] = place;
            foreach (int[] group in counts)
            {
                int count = group[u];
                group[u] = unchecked((int)place); // below 2^31: FillHalfRows and Mirror have checked
                place += count;
            }
        }

        start[_n] = place;
    }

    [MethodImpl(Hot.Loop)]
    private void ScatterRows(EdgeBlock block, int[] places)
    {
        ReadOnlySpan<int> sources = block.Sources.AsSpan(0, block.Count);
        ReadOnlySpan<int> targets = block.Targets.AsSpan(0, block.Count);
        for (int i = 0; i < sources.Length; i++)
        {
            int u = sources[i];
            int v = targets[i];
            if (u == v)
                continue;
            int orientation = 0;
            if (!_directed && u > v)
            {
                (u, v) = (v, u);
                orientation = 1;
            }

            int place = places[u]++;
            _half[place] = unchecked((v << 1) | orientation);
            if (_halfWeights is not null)
                _halfWeights[place] = block.Weights is null ? 1.0 : block.Weights[i];
        }
    }

    private void MergeHalfRows()
    {
        int[] bounds = EvenBounds(_start, 64);
        bool isReciprocal = IsReciprocal(bounds);
        var mergers = new RowMerger[bounds.Length - 1];
        parallelism.ForBounds(bounds, (chunk, first, last) =>
        {
            RowMerger merger = mergers[chunk] = new RowMerger(options, _weighted, isReciprocal);
            ForRows(first, last, (u, entries, weights) => _length[u] = merger.Merge(u, entries, weights));
        }, cancellationToken);

        foreach (RowMerger merger in mergers)
        {
            _duplicates += merger.Duplicates;
            _reciprocal += merger.Reciprocal;
        }
    }

    /// <summary>Whether every row has its reverse with an equal weight. Only where half of the rows run backward is there anything to look at; rows are sorted then.</summary>
    private bool IsReciprocal(int[] bounds)
    {
        if (_directed || _reversed == 0 || 2 * _reversed != _start[_n])
            return false;
        int unpaired = 0;
        parallelism.ForBounds(bounds, (_, first, last) => ForRows(first, last, (u, entries, weights) =>
        {
            if (Volatile.Read(ref unpaired) == 0 && !RowMerger.SortAndPair(entries, weights))
                Volatile.Write(ref unpaired, 1);
        }), cancellationToken);
        return unpaired == 0;
    }

    private delegate void RowAction(int vertex, Span<uint> entries, Span<double> weights);

    [MethodImpl(Hot.Loop)]
    private void ForRows(int first, int last, RowAction action)
    {
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int from = (int)_start[u];
            int length = (int)(_start[u + 1] - from);
            action(u, MemoryMarshal.Cast<int, uint>(_half.AsSpan(from, length)), _halfWeights is null ? default : _halfWeights.AsSpan(from, length));
        }
    }

    /// <summary>Directed: closes the gaps that merging left and adopts the half rows as the graph.</summary>
    [MethodImpl(Hot.Loop)]
    private CsrGraph Compact()
    {
        long place = 0;
        for (int u = 0; u < _n; u++)
        {
            int from = (int)_start[u];
            _start[u] = place;
            Span<int> row = _half.AsSpan(from, _length[u]);
            Span<int> target = _half.AsSpan((int)place, row.Length);
            for (int k = 0; k < row.Length; k++)
                target[k] = (int)((uint)row[k] >> 1);
            if (_halfWeights is not null)
                _halfWeights.AsSpan(from, row.Length).CopyTo(_halfWeights.AsSpan((int)place));
            place += row.Length;
        }

        _start[_n] = place;
        return new CsrGraph(_start, Trim(_half, place), _halfWeights is null ? null : Trim(_halfWeights, place), isDirected: true);
    }

    /// <summary>Undirected: writes each half row at its smaller end and its mirror at the larger ends.</summary>
    private CsrGraph Mirror()
    {
        int groups = (int)Math.Clamp(Math.Min(parallelism.Degree, 2L * _half.Length / Math.Max(1, _n)), 1, 4096);
        int[] bounds = EvenBounds(_start, groups);
        var places = new int[bounds.Length - 1][];
        parallelism.ForBounds(bounds, (g, first, last) => CountMirrors(places[g] = new int[_n], first, last), cancellationToken);
        long[] offsets = PlaceMirrors(places);
        int[] neighbors = GC.AllocateUninitializedArray<int>((int)offsets[_n]);
        double[]? weights = _weighted ? GC.AllocateUninitializedArray<double>((int)offsets[_n]) : null;
        parallelism.ForBounds(bounds, (g, first, last) => WriteRows(places[g], offsets, neighbors, weights, first, last), cancellationToken);
        return new CsrGraph(offsets, neighbors, weights, isDirected: false);
    }

    [MethodImpl(Hot.Loop)]
    private void CountMirrors(int[] counts, int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            foreach (int entry in _half.AsSpan((int)_start[u], _length[u]))
                counts[(int)((uint)entry >> 1)]++;
        }
    }

    /// <summary>Lays the row of u out as [mirrors of smaller vertices, by group][its own half row]; counts become places.</summary>
    [MethodImpl(Hot.Loop)]
    private long[] PlaceMirrors(int[][] places)
    {
        var offsets = new long[_n + 1];
        long place = 0;
        for (int u = 0; u < _n; u++)
        {
            offsets[u] = place;
            foreach (int[] group in places)
            {
                int count = group[u];
                group[u] = unchecked((int)place);
                place += count;
            }

            place += _length[u];
        }

        offsets[_n] = place;
        return offsets;
    }

    [MethodImpl(Hot.Loop)]
    private void WriteRows(int[] next, long[] offsets, int[] neighbors, double[]? weights, int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int from = (int)_start[u];
            int own = (int)offsets[u + 1] - _length[u];
            for (int k = 0; k < _length[u]; k++)
            {
                int v = (int)((uint)_half[from + k] >> 1);
                neighbors[own + k] = v;
                int mirror = next[v]++;
                neighbors[mirror] = u;
                if (weights is not null)
                    weights[mirror] = weights[own + k] = _halfWeights![from + k];
            }
        }
    }

    /// <summary>Cuts off unused room where it is worth a copy.</summary>
    private static T[] Trim<T>(T[] values, long length) =>
        length >= values.LongLength - (values.LongLength / 8) ? values : values.AsSpan(0, (int)length).ToArray();

    /// <summary>Bounds of at most <paramref name="parts"/> vertex ranges of about equal numbers of half entries.</summary>
    private static int[] EvenBounds(long[] start, int parts)
    {
        int n = start.Length - 1;
        var bounds = new List<int> { 0 };
        for (int part = 1; part < parts; part++)
        {
            int at = Array.BinarySearch(start, start[n] * part / parts);
            at = Math.Min(at < 0 ? ~at : at, n);
            if (at > bounds[^1])
                bounds.Add(at);
        }

        if (bounds[^1] < n)
            bounds.Add(n);
        return [.. bounds];
    }
}
