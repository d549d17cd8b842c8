using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>One run of <see cref="GraphBuilder"/>: from blocks of edges to compressed sparse rows.</summary>
/// <remarks>
/// Each edge goes once to one of the <see cref="HalfRows"/>, which sort and merge their entries. Undirected: the larger ends are then scattered to the smaller
/// ones; rows come out ascending without another sort, since the half rows are visited in ascending order.
/// </remarks>
internal sealed class CsrConstruction(
    List<EdgeBlock> blocks, int? vertexCount, BuildOptions options, Parallelism parallelism, CancellationToken cancellationToken)
{
    private readonly bool _directed = options.Directed;
    private int _n;

    public BuildReport Report { get; private set; }

    /// <summary>Vertices that have a self-loop; null where none was dropped.</summary>
    public VertexMarks? LoopVertices { get; private set; }

    public CsrGraph Build()
    {
        long rows = 0;
        bool isWeighted = options.Duplicates == DuplicatePolicy.Sum; // summed unweighted rows are multiplicities
        foreach (EdgeBlock block in blocks)
        {
            rows += block.Count;
            isWeighted |= block.Weights is not null;
        }

        if (rows > Array.MaxLength)
            throw new ResourceLimitException($"{rows} edges are more than are built in memory ({Array.MaxLength}).");
        _n = CountVertices();
        var sorted = new SortedConstruction(blocks, _n, _directed, isWeighted, parallelism, cancellationToken);
        if (sorted.Applies())
        {
            Report = new BuildReport(rows, 0, 0, 0);
            return sorted.Build();
        }

        var half = new HalfRows(_n, isWeighted, options, parallelism, cancellationToken);
        half.Fill(blocks, rows);
        half.Merge();
        LoopVertices = half.LoopVertices;
        Report = new BuildReport(rows, half.SelfLoops, half.Duplicates, half.Reciprocal);
        return _directed ? Compact(half) : Mirror(half);
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

    /// <summary>Directed: closes the gaps that merging left and adopts the half rows as the graph.</summary>
    [MethodImpl(Hot.Loop)]
    private CsrGraph Compact(HalfRows half)
    {
        (long[] start, int[] entries, double[]? weights) = (half.Start, half.Entries, half.Weights);
        long place = 0;
        for (int u = 0; u < _n; u++)
        {
            int from = (int)start[u];
            start[u] = place;
            Span<int> row = entries.AsSpan(from, half.Length[u]);
            Span<int> target = entries.AsSpan((int)place, row.Length);
            for (int k = 0; k < row.Length; k++)
                target[k] = (int)((uint)row[k] >> 1);
            if (weights is not null)
                weights.AsSpan(from, row.Length).CopyTo(weights.AsSpan((int)place));
            place += row.Length;
        }

        start[_n] = place;
        return new CsrGraph(start, Trim(entries, place), weights is null ? null : Trim(weights, place), isDirected: true);
    }

    /// <summary>Undirected: writes each half row at its smaller end and its mirror at the larger ends.</summary>
    private CsrGraph Mirror(HalfRows half)
    {
        int groups = (int)Math.Clamp(Math.Min(parallelism.Degree, 2L * half.Entries.Length / Math.Max(1, _n)), 1, 4096);
        int[] bounds = half.Bounds(groups);
        var places = new uint[bounds.Length - 1][];
        parallelism.ForBounds(bounds, (g, first, last) => CountMirrors(half, places[g] = new uint[_n], first, last), cancellationToken);
        long[] offsets = PlaceMirrors(places, half.Length);
        LargeArray<int> neighbors = LargeArray<int>.Allocate(offsets[_n]);
        LargeArray<double>? weights = half.Weights is not null ? LargeArray<double>.Allocate(offsets[_n]) : null;
        parallelism.ForBounds(bounds, (g, first, last) => WriteRows(half, places[g], offsets, neighbors, weights, first, last), cancellationToken);
        return new CsrGraph(new LargeArray<long>(offsets), neighbors, weights, isDirected: false);
    }

    [MethodImpl(Hot.Loop)]
    private void CountMirrors(HalfRows half, uint[] counts, int first, int last)
    {
        (long[] start, int[] length, int[] entries) = (half.Start, half.Length, half.Entries);
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            foreach (int entry in entries.AsSpan((int)start[u], length[u]))
                counts[(int)((uint)entry >> 1)]++;
        }
    }

    /// <summary>Lays the row of u out as [mirrors of smaller vertices, by group][its own half row]; counts become places.</summary>
    [MethodImpl(Hot.Loop)]
    private long[] PlaceMirrors(uint[][] places, int[] length)
    {
        var offsets = new long[_n + 1];
        long place = 0;
        for (int u = 0; u < _n; u++)
        {
            offsets[u] = place;
            foreach (uint[] group in places)
            {
                uint count = group[u];
                group[u] = (uint)place; // below 2^32: there are fewer than 2^31 edges
                place += count;
            }

            place += length[u];
        }

        offsets[_n] = place;
        return offsets;
    }

    [MethodImpl(Hot.Loop)]
    private void WriteRows(HalfRows half, uint[] next, long[] offsets, LargeArray<int> neighbors, LargeArray<double>? weights, int first, int last)
    {
        (long[] start, int[] length, int[] entries, double[]? halfWeights) = (half.Start, half.Length, half.Entries, half.Weights);
        LargeArray<double> values = weights ?? default;
        for (int u = first; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int from = (int)start[u];
            long own = offsets[u + 1] - length[u];
            for (int k = 0; k < length[u]; k++)
            {
                int v = (int)((uint)entries[from + k] >> 1);
                neighbors[own + k] = v;
                uint mirror = next[v]++;
                neighbors[mirror] = u;
                if (halfWeights is not null)
                    values[mirror] = values[own + k] = halfWeights[from + k];
            }
        }
    }

    /// <summary>Cuts off unused room where it is worth a copy.</summary>
    private static T[] Trim<T>(T[] values, long length) =>
        length >= values.LongLength - (values.LongLength / 8) ? values : values.AsSpan(0, (int)length).ToArray();
}
