namespace GraphSparse.IO;

/// <summary>Rows that do not fit the memory: written to a folder in parts, of which the graph is built.</summary>
internal sealed partial class EdgeRowCollector
{
    private const string WhyInMemory = "not built in files (GraphReadOptions.TemporaryFolder) since ids are text or need more than 31 bits";

    private VertexMarks? _endpoints;
    private SpilledRows? _spilled;

    /// <summary>Threads and cancellation for a graph that is built in files: <see cref="GraphReadOptions.TemporaryFolder"/> is heeded where this is set.</summary>
    public IoContext? Context { get; init; }

    /// <summary>Whether the ids of all rows that are in memory are integers that can be vertices.</summary>
    private bool CanSpill() => _rows.TrueForAll(r => r.Block is not null && r.Names is null);

    /// <summary>Writes the rows that are in memory to the folder for what does not fit.</summary>
    private void Spill()
    {
        _spilled ??= new SpilledRows(options.TemporaryFolder!, Options(null), Context!.Parallelism, Context.CancellationToken);
        if (options.SkipInvalidWeights)
        {
            var endpoints = new VertexMarks(_rows.Max(r => r.Block!.LargestVertex()) + 1);
            InvalidWeightsSkipped += _rows.Sum(r => (long)r.Block!.SkipInvalidWeights(endpoints));
            _endpoints = VertexMarks.Union(_endpoints, endpoints);
        }

        _spilled.Add([.. _rows.Select(r => r.Block!)]);
        _rows.Clear();
        (_bytes, _heldRows) = (0, 0);
    }

    private (CsrGraph Graph, VertexIds? Ids, BuildReport Report) BuildSpilled(SpilledRows spilled)
    {
        if (!CanSpill())
            throw new ResourceLimitException($"The graph does not fit the memory, and is {WhyInMemory}; raise the limit.");
        if (_rows.Count > 0)
            Spill();
        var mapping = new IdMapping([], _isolated, Ids, options, budget);
        VertexIds? ids = mapping.ToVertices(spilled.LargestVertex, Declared());
        int n = mapping.VertexCount;
        if (spilled.LargestVertex >= n)
            throw new GraphFormatException($"vertex {spilled.LargestVertex + (long)options.IdBase} is not in {options.IdBase}..{n - 1L + options.IdBase}, the vertices given");
        budget.Ensure(n * 40L, $"a graph of {n} vertices that is built in files");
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
