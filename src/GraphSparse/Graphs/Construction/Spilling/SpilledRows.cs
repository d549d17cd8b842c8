namespace GraphSparse;

/// <summary>Edges that do not fit the memory: sorted into half rows part by part, each part in a file, then merged into rows in a file.</summary>
/// <remarks>
/// Rows come out as <see cref="CsrConstruction"/> makes them: a vertex has its entries in the order in which they were given, since parts are merged in their order, and
/// <see cref="RowMerger"/> sorts and merges them. In memory are a part at a time, the longest row, and 8 to 40 bytes per vertex. Parts and merged rows leave the folder with the build;
/// the graph stays in it. O(n · parts + m log d).
/// </remarks>
internal sealed class SpilledRows(string folder, BuildOptions options, MemoryBudget budget, Parallelism parallelism, CancellationToken cancellationToken) : IDisposable
{
    private readonly List<RowRun> _runs = [];
    private VertexMarks? _loops;
    private long _selfLoops;
    private long _reversed;
    private bool _isWeighted = options.Duplicates == DuplicatePolicy.Sum;

    /// <summary>Rows given.</summary>
    public long RowCount { get; private set; }

    /// <summary>The largest vertex, −1 where there is none.</summary>
    public int LargestVertex { get; private set; } = -1;

    /// <summary>Writes a part; its blocks are let go.</summary>
    public void Add(List<EdgeBlock> blocks)
    {
        long rows = blocks.Sum(block => (long)block.Count);
        if (rows == 0)
            return;
        bool isWeighted = blocks.Exists(block => block.Weights is not null);
        int largest = blocks.Max(block => block.LargestVertex());
        var half = new HalfRows(largest + 1, isWeighted, options, parallelism, cancellationToken);
        half.Fill(blocks, rows);
        _runs.Add(new RowRun(folder, half, isWeighted, cancellationToken));
        RowCount += rows;
        LargestVertex = Math.Max(LargestVertex, largest);
        _isWeighted |= isWeighted;
        _selfLoops += half.SelfLoops;
        _reversed += half.Reversed;
        if (half.LoopVertices is { } loops)
            _loops = VertexMarks.Union(_loops, loops);
    }

    /// <summary>Takes all edges for ones of weight 1.</summary>
    public void DropWeights() => _isWeighted = options.Duplicates == DuplicatePolicy.Sum;

    /// <summary>The graph on all vertices, or on those that occur in a row or are among <paramref name="others"/>.</summary>
    /// <returns>The graph, whose rows lie in the folder, and the number each of its vertices had in the rows; null where these are 0..n−1.</returns>
    public (CsrGraph Graph, int[]? Numbers) Build(int vertexCount, bool occurring, VertexMarks? others, out BuildReport report)
    {
        var memory = new ArcMemory(folder);
        using var merged = new ScratchArrays(folder);
        MergedRows rows = Merge(vertexCount, merged, out report);
        if (options.Directed)
        {
            CsrGraph graph = DirectedRows.Of(rows, _isWeighted, memory, parallelism, cancellationToken);
            return occurring ? OccurringVertices.Of(graph, WithLoops(others, vertexCount), parallelism, cancellationToken) : (graph, null);
        }

        var mirrored = new MirroredRows(rows, _isWeighted, memory, parallelism, cancellationToken);
        return occurring ? mirrored.BuildOccurring(WithLoops(others, vertexCount)) : (mirrored.Build(), null);
    }

    public void Dispose()
    {
        foreach (RowRun run in _runs)
            run.Dispose();
    }

    private VertexMarks? WithLoops(VertexMarks? others, int vertexCount)
    {
        if (_loops is null)
            return others;
        VertexMarks marks = others ?? new VertexMarks(vertexCount);
        marks.Add(_loops);
        return marks;
    }

    private MergedRows Merge(int vertexCount, ScratchArrays scratch, out BuildReport report)
    {
        long kept = RowCount - _selfLoops;
        bool isReciprocal = !options.Directed && _reversed > 0 && 2 * _reversed == kept;
        if (isReciprocal)
        {
            ForRows((_, entries, weights) =>
            {
                isReciprocal = RowMerger.SortAndPair(entries, weights);
                return isReciprocal;
            });
        }

        var start = new long[vertexCount + 1L];
        LargeArray<int> targets = scratch.Allocate<int>(kept);
        LargeArray<double>? merged = _isWeighted ? scratch.Allocate<double>(kept) : null;
        var merger = new RowMerger(options, _isWeighted, isReciprocal);
        long place = 0;
        int next = 0;
        ForRows((u, entries, weights) =>
        {
            if (isReciprocal)
                RowMerger.SortAndPair(entries, weights);
            int length = merger.Merge(u, entries, weights);
            while (next <= u)
                start[next++] = place;
            System.Runtime.InteropServices.MemoryMarshal.Cast<uint, int>(entries[..length]).CopyTo(targets.Slice(place, length));
            if (merged is { } values)
                weights[..length].CopyTo(values.Slice(place, length));
            place += length;
            return true;
        });
        while (next <= vertexCount)
            start[next++] = place;
        report = new BuildReport(RowCount, _selfLoops, merger.Duplicates, merger.Reciprocal);
        return new MergedRows(start, targets, merged);
    }

    private delegate bool RowAction(int vertex, Span<uint> entries, Span<double> weights);

    /// <summary>Takes the rows of all parts together, by vertex, until told to stop.</summary>
    private void ForRows(RowAction action)
    {
        foreach (RowRun run in _runs)
            run.Rewind();
        uint[] entries = [];
        double[] weights = [];
        for (int rows = 0; ; rows++)
        {
            if ((rows & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int vertex = int.MaxValue;
            long total = 0;
            foreach (RowRun run in _runs)
            {
                if (run.Vertex < vertex)
                    (vertex, total) = (run.Vertex, 0);
                if (run.Vertex == vertex)
                    total += run.Length;
            }

            if (vertex == int.MaxValue)
                return;
            if (total > Array.MaxLength)
                throw new ResourceLimitException($"Vertex {options.NameOf(vertex)} occurs in {total} rows; at most {Array.MaxLength} are merged.");
            if (entries.Length < total)
            {
                budget.Ensure(total * (_isWeighted ? 12 + RowMerger.SortingBytes : 4), $"the row of vertex {options.NameOf(vertex)}, which occurs in {total} rows,");
                entries = GC.AllocateUninitializedArray<uint>((int)total);
                weights = _isWeighted ? GC.AllocateUninitializedArray<double>(entries.Length) : [];
            }

            int at = 0;
            foreach (RowRun run in _runs)
            {
                if (run.Vertex != vertex)
                    continue;
                int length = run.Length;
                run.Read(entries.AsSpan(at, length), _isWeighted ? weights.AsSpan(at, length) : default);
                at += length;
            }

            if (!action(vertex, entries.AsSpan(0, at), _isWeighted ? weights.AsSpan(0, at) : default))
                return;
        }
    }
}
