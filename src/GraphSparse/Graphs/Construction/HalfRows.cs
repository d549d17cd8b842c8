using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse;

/// <summary>Each edge once, in the row of its source, or of its smaller end in an undirected graph; rows are filled, then sorted and merged.</summary>
/// <remarks>Counting per group of blocks, not per thread, makes each place a function of the input alone.</remarks>
internal sealed class HalfRows(int vertexCount, bool isWeighted, BuildOptions options, Parallelism parallelism, CancellationToken cancellationToken) : ISortedEdges
{
    private readonly Lock _loops = new();
    private readonly bool _directed = options.Directed;

    /// <summary>Start of each row, and the end of the last: rows keep their places when merging makes them shorter.</summary>
    public long[] Start { get; private set; } = [];

    /// <summary>Length of each row after merging.</summary>
    public int[] Length { get; private set; } = [];

    /// <summary>target·2, and 1 more where an undirected row was given as larger–smaller; after merging the targets.</summary>
    public int[] Entries { get; private set; } = [];

    /// <summary>A weight for each entry, or null.</summary>
    public double[]? Weights { get; private set; }

    public long SelfLoops { get; private set; }

    /// <summary>Undirected rows given as larger–smaller.</summary>
    public long Reversed { get; private set; }

    public long Duplicates { get; private set; }

    public long Reciprocal { get; private set; }

    /// <summary>Vertices that have a self-loop; null where none was dropped.</summary>
    public VertexMarks? LoopVertices { get; private set; }

    /// <summary>Puts every edge into its row, in the order in which they were given, by a stable counting sort. The blocks are let go.</summary>
    public void Fill(List<EdgeBlock> blocks, long rows)
    {
        int[][] bounds = GroupBlocks(blocks, rows);
        var counts = new int[bounds.Length][];
        var loops = new long[bounds.Length];
        var reversed = new long[bounds.Length];
        parallelism.For(bounds.Length, g =>
        {
            counts[g] = new int[vertexCount];
            for (int b = bounds[g][0]; b < bounds[g][1]; b++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                CountRows(blocks[b], counts[g], ref loops[g], ref reversed[g]);
            }
        }, cancellationToken);

        SelfLoops = loops.Sum();
        Reversed = reversed.Sum();
        Start = new long[vertexCount + 1];
        PlaceGroups(counts, Start);
        Length = new int[vertexCount];
        Entries = GC.AllocateUninitializedArray<int>((int)Start[vertexCount]);
        Weights = isWeighted ? GC.AllocateUninitializedArray<double>((int)Start[vertexCount]) : null;
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

    /// <summary>Sorts each row (if it is not already) and merges its repeats: as one edge listed in both directions where every row has its reverse
    /// with an equal weight, else under the duplicate policy.</summary>
    public void Merge()
    {
        int[] bounds = Bounds(64);
        bool isReciprocal = IsReciprocal(bounds);
        var mergers = new RowMerger[bounds.Length - 1];
        parallelism.ForBounds(bounds, (chunk, first, last) =>
        {
            RowMerger merger = mergers[chunk] = new RowMerger(options, isWeighted, isReciprocal);
            ForRows(first, last, (u, entries, weights) => Length[u] = merger.Merge(u, entries, weights));
        }, cancellationToken);

        foreach (RowMerger merger in mergers)
        {
            Duplicates += merger.Duplicates;
            Reciprocal += merger.Reciprocal;
        }
    }

    /// <inheritdoc/>
    public int VertexCount => vertexCount;

    /// <inheritdoc/>
    public long CountIn(int first, int last)
    {
        long count = 0;
        foreach (int length in Length.AsSpan(first, last - first))
            count += length;
        return count;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Loop)]
    public void Visit<T>(int first, int last, ref T visitor) where T : struct, IRowVisitor, allows ref struct
    {
        for (int u = first; u < last; u++)
        {
            int from = (int)Start[u];
            if (Length[u] > 0)
                visitor.Row(u, Entries.AsSpan(from, Length[u]), Weights is null ? default : Weights.AsSpan(from, Length[u]));
        }
    }

    /// <inheritdoc/>
    public int[] Bounds(int parts) => Bounds(Start, parts);

    /// <summary>Bounds of at most <paramref name="parts"/> ranges of rows with about equal numbers of entries.</summary>
    /// <param name="start">Where each row begins, and the end of the last.</param>
    /// <param name="parts">At least 1.</param>
    internal static int[] Bounds(long[] start, int parts)
    {
        int vertexCount = start.Length - 1;
        var bounds = new List<int> { 0 };
        for (int part = 1; part < parts; part++)
        {
            int at = Array.BinarySearch(start, start[vertexCount] * part / parts);
            at = Math.Min(at < 0 ? ~at : at, vertexCount);
            if (at > bounds[^1])
                bounds.Add(at);
        }

        if (bounds[^1] < vertexCount)
            bounds.Add(vertexCount);
        return [.. bounds];
    }

    /// <summary>Divides the blocks into at most one group per thread, fewer where counters for each would outweigh the edges.</summary>
    private int[][] GroupBlocks(List<EdgeBlock> blocks, long rows)
    {
        int groups = (int)Math.Clamp(Math.Min(parallelism.Degree, 2 * rows / Math.Max(1, vertexCount)), 1, Math.Max(1, blocks.Count));
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
        lock (_loops)
            LoopVertices ??= new VertexMarks(vertexCount);
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
        for (int u = 0; u < vertexCount; u++)
        {
            if ((u & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            start[u] = place;
            foreach (int[] group in counts)
            {
                int count = group[u];
                group[u] = unchecked((int)place); // below 2^31: CsrConstruction has checked
                place += count;
            }
        }

        start[vertexCount] = place;
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
            Entries[place] = unchecked((v << 1) | orientation);
            if (Weights is not null)
                Weights[place] = block.Weights is null ? 1.0 : block.Weights[i];
        }
    }

    /// <summary>Whether every row has its reverse with an equal weight. Only where half of the rows run backward is there anything to look at; rows are sorted then.</summary>
    private bool IsReciprocal(int[] bounds)
    {
        if (_directed || Reversed == 0 || 2 * Reversed != Start[vertexCount])
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
            int from = (int)Start[u];
            int length = (int)(Start[u + 1] - from);
            action(u, MemoryMarshal.Cast<int, uint>(Entries.AsSpan(from, length)), Weights is null ? default : Weights.AsSpan(from, length));
        }
    }
}
