namespace GraphSparse.IO;

/// <summary>Rows that do not fit the memory: written to a folder in parts, of which the graph is built.</summary>
internal sealed partial class EdgeRowCollector
{
    /// <summary>Bytes for each vertex up to the largest while the graph is built; half of it while a part is sorted, which takes the other half of the memory.</summary>
    private const long PerVertex = 40;

    private VertexMarks? _endpoints;
    private SpilledRows? _spilled;
    private int _largestVertex = -1; // of all rows, also of those that are skipped for their weights

    /// <summary>Threads and cancellation for a graph that is built in files: <see cref="GraphReadOptions.TemporaryFolder"/> is heeded where this is set.</summary>
    public IoContext? Context { get; init; }

    private bool MayLieInFiles => Context is not null && options.TemporaryFolder is not null;

    /// <summary>Whether rows of integers can become a graph in memory: with the ids as vertices, or with ids that are sorted first, where not all are vertices.</summary>
    private bool FitsInMemory()
    {
        long n = Math.Max(Declared() ?? 0, _largestVertex + 1L);
        if (NeededFor(n) <= budget.AvailableBytes)
            return true;
        bool areSorted = Ids != IdMode.Dense && Declared() is null;
        return areSorted && NeededFor(Math.Min(n, 2 * _count + _isolated.Count)) + _count * IdMapping.SortedIdBytes <= budget.AvailableBytes;
    }

    /// <summary>Why a graph is not built in files, or null where it can be.</summary>
    private string? WhyInMemory()
    {
        if (!_rows.TrueForAll(r => r.Block is not null && r.Names is null))
            return "ids are text or need more than 31 bits";
        return PerVertex * (_largestVertex + 1L) > budget.AvailableBytes
            ? $"that takes {MemoryBudget.Text(PerVertex * (_largestVertex + 1L))} for ids up to {_largestVertex + (long)options.IdBase}" : null;
    }

    /// <summary>Writes the rows that are in memory to the folder for what does not fit.</summary>
    private void Spill()
    {
        if (WhyInMemory() is { } why)
            throw new ResourceLimitException($"A graph of {_count} edges does not fit the limit of {MemoryBudget.Text(budget.LimitBytes)}, and is not built in files (GraphReadOptions.TemporaryFolder) since {why}; raise the limit.");
        _spilled ??= new SpilledRows(options.TemporaryFolder!, Options(null), budget, Context!.Parallelism, Context.CancellationToken);
        if (options.SkipInvalidWeights)
        {
            var endpoints = new VertexMarks(_largestVertex + 1);
            InvalidWeightsSkipped += _rows.Sum(r => (long)r.Block!.SkipInvalidWeights(endpoints));
            _endpoints = VertexMarks.Union(_endpoints, endpoints);
        }

        _spilled.Add([.. _rows.Select(r => r.Block!)]);
        _rows.Clear();
        (_bytes, _heldRows) = (0, 0);
    }

    private (CsrGraph Graph, VertexIds? Ids, BuildReport Report) BuildSpilled(SpilledRows spilled)
    {
        if (_rows.Count > 0)
            Spill();
        var mapping = new IdMapping([], _isolated, Ids, options, budget);
        VertexIds? ids = mapping.ToVertices(_largestVertex, Declared());
        int n = mapping.VertexCount;
        if (_largestVertex >= n)
            throw CsrConstruction.NoVertex(_largestVertex, n, Options(null));
        budget.Ensure(n * PerVertex, $"a graph of {n} vertices that is built in files");
        VertexMarks? others = mapping.TakesOccurringOnly ? mapping.Isolated() : null;
        if (mapping.TakesOccurringOnly && _endpoints is not null)
            (others ??= new VertexMarks(n)).Add(_endpoints);

        NoteSkipped();
        (CsrGraph graph, int[]? numbers) = spilled.Build(n, mapping.TakesOccurringOnly, others, out BuildReport report);
        if (mapping.TakesOccurringOnly)
            ids = mapping.OfOccurring(numbers, graph.VertexCount, Notes);
        Notes.Add($"the graph does not fit the memory that may be used: it lies in files of '{options.TemporaryFolder}' ({MemoryBudget.Text(graph.MemoryBytes)}), which go with the program");
        return (graph, ids, report);
    }
}
