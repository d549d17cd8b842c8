namespace GraphSparse.IO;

/// <summary>Takes blocks of rows in the order of the file and makes a graph of them: guards memory, maps ids, builds, and counts what was left out.</summary>
internal sealed partial class EdgeRowCollector(GraphReadOptions options, MemoryBudget budget)
{
    private readonly List<EdgeRows> _rows = [];
    private readonly List<string> _isolated = [];
    private long _count;
    private long _heldRows;
    private readonly HashSet<NameTable> _names = [];
    private long _bytes;
    private bool _weighted;
    private RowRemarks _remarks;

    /// <summary>n as the file says it of itself; an option of the caller goes before it.</summary>
    public long? DeclaredVertices { get; set; }

    /// <summary>Direction as the file says it of itself; an option of the caller goes before it.</summary>
    public bool? DeclaredDirected { get; set; }

    /// <summary>What the file says its ids are; an option of the caller goes before it.</summary>
    public IdMode? DeclaredIds { get; set; }

    /// <summary>Whether a file of numbers 1..n says that they stand for the ids 0..n−1, as those do that we wrote of such ids.</summary>
    public bool NumbersStandForZeroBased { get; set; }

    /// <summary>Whether a file of numbers 1..n says that the ids are in a file beside it.</summary>
    public bool IdsAreInSidecar { get; set; }

    /// <summary>Whether the file says that it is a sample, of other vertices than its original.</summary>
    public bool IsSample { get; set; }

    public IdMode Ids => options.Ids != IdMode.Auto ? options.Ids : DeclaredIds ?? IdMode.Auto;

    /// <summary>SHA-256 of an input that could be read only once.</summary>
    public string? StreamSha256 { get; set; }

    public long RowCount => _count;

    /// <summary>Rows left out because their weight is invalid; known once the graph is built.</summary>
    public long InvalidWeightsSkipped { get; private set; }

    /// <summary>Whether nothing was read from which a graph could be made.</summary>
    public bool IsEmpty => _count == 0 && _isolated.Count == 0 && DeclaredVertices is null && DeclaredIds is null && options.Vertices is null;

    public List<string> Notes { get; } = [];

    /// <summary>Columns beside source, target and weight.</summary>
    public OtherColumns Others { get; } = new();

    public bool IsDirected => options.Directed ?? DeclaredDirected ?? false;

    public void Add(EdgeRows rows)
    {
        if (rows.Count == 0)
            return;
        if (options.Laplacian)
            LaplacianEntries.Negate(rows);
        _rows.Add(rows);
        _count += rows.Count;
        _heldRows += rows.Count;
        _bytes += rows.MemoryBytes;
        if (rows.Names is { } names)
            _names.Add(names);
        _weighted |= rows.Weights is not null;
        if (MayLieInFiles && rows.Block is { } block)
            _largestVertex = Math.Max(_largestVertex, block.LargestVertex());
        // The rows themselves, half rows while building, and the graph.
        long needed = HeldBytes + _heldRows * (_weighted ? 36 : 12);
        bool isMuch = MayLieInFiles && needed > budget.AvailableBytes / 2;
        string? why = isMuch ? WhyInMemory() : null;
        if (isMuch && why is null)
            Spill();
        else
            budget.Ensure(needed, $"a graph of at least {_count} edges{(why is null ? "" : $", not built in files (GraphReadOptions.TemporaryFolder) since {why},")}");
    }

    private BuildOptions Options(VertexIds? ids) => new()
    {
        Directed = IsDirected,
        Duplicates = options.Duplicates,
        SelfLoops = options.SelfLoops,
        NameOf = v => v < ids?.Count ? ids.GetText(v) : EdgeRows.Text(v + (long)options.IdBase, isUnsigned: false),
    };

    /// <summary>Memory for n vertices and the rows, while the graph is built and afterwards.</summary>
    private long NeededFor(long n) => _bytes + CsrGraph.EstimateMemoryBytes(n, IsDirected ? _count : 2 * _count, _weighted) + (n + 1) * 16;

    private void NoteSkipped()
    {
        if (InvalidWeightsSkipped > 0)
            Notes.Add($"{InvalidWeightsSkipped} rows left out whose weight is not a finite number above 0 (of at least 2.2e-308)");
    }

    /// <summary>Memory of the rows and their names.</summary>
    private long HeldBytes => _bytes + _names.Sum(names => names.MemoryBytes);

    /// <summary>Adds up what a reader noticed in rows that it took.</summary>
    public void Add(RowRemarks remarks) => _remarks = _remarks.With(remarks);

    /// <summary>Adds a vertex that occurs in no row.</summary>
    public void AddIsolated(string id)
    {
        NameTable.Check(id);
        _isolated.Add(id);
    }

    public (CsrGraph Graph, VertexIds? Ids, BuildReport Report) Build(Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (_remarks.Dictionaries > 0 && _remarks.WeightedDictionaries == 0)
            WithoutWeights();
        Notes.AddRange(_remarks.Notes());
        if (_spilled is null && _rows.Count > 0 && MayLieInFiles && !FitsInMemory())
            Spill();
        if (_spilled is not null)
        {
            using SpilledRows spilled = _spilled;
            (CsrGraph Graph, VertexIds? Ids, BuildReport Report) built = BuildSpilled(spilled);
            if (built.Report.DuplicatesMerged > 0 && built.Graph.IsWeighted)
                RequireFiniteSums(built.Graph, built.Ids);
            return built;
        }

        var mapping = new IdMapping(_rows, _isolated, Ids, options, budget);
        VertexIds? ids = mapping.ToVertices(Declared(), HeldBytes, n => NeededFor(n) <= budget.AvailableBytes, Notes, parallelism, cancellationToken);
        _names.Clear();
        int n = mapping.VertexCount;
        if (n == int.MaxValue)
            throw new GraphFormatException($"vertex id {n - 1L} makes {n} vertices; a graph has at most {int.MaxValue - 1}");
        budget.Ensure(NeededFor(n), mapping.TakesOccurringOnly ? $"a graph of {_count} edges with ids up to {n - 1L + options.IdBase}" : $"a graph of {n} vertices and {_count} edges");
        var builder = new GraphBuilder(n, Options(ids));
        VertexMarks? others = mapping.TakesOccurringOnly ? mapping.Isolated() : null;
        foreach (EdgeRows rows in _rows)
        {
            if (options.SkipInvalidWeights)
                InvalidWeightsSkipped += rows.Block!.SkipInvalidWeights(mapping.TakesOccurringOnly ? others ??= new VertexMarks(n) : null);
            builder.AddBlock(rows.Block!);
        }

        NoteSkipped();
        _rows.Clear();
        BuildReport report;
        CsrGraph graph;
        if (mapping.TakesOccurringOnly)
        {
            (graph, int[]? numbers) = builder.BuildOccurring(others, out report, parallelism, cancellationToken);
            ids = mapping.OfOccurring(numbers, graph.VertexCount, Notes);
        }
        else
        {
            graph = builder.Build(out report, parallelism, cancellationToken);
        }

        if (report.DuplicatesMerged > 0 && graph.IsWeighted)
            RequireFiniteSums(graph, ids);
        return (graph, ids, report);
    }

    /// <summary>Each weight of a row is finite, but their sum may not be.</summary>
    internal static void RequireFiniteSums(CsrGraph graph, VertexIds? ids)
    {
        for (int u = 0; u < graph.VertexCount; u++)
        {
            int at = graph.Weights(u).IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
            if (at < 0)
                continue;
            int v = graph.Neighbors(u)[at];
            throw new GraphFormatException(
                $"the weights of the rows of edge {ids?.GetText(u) ?? $"{u}"} - {ids?.GetText(v) ?? $"{v}"} add up to more than a number can hold; take the first, least or largest of them with GraphReadOptions.Duplicates");
        }
    }

    /// <summary>n as given or declared.</summary>
    private int? Declared()
    {
        if (options.Vertices is { } given)
            return given;
        if (DeclaredVertices is not { } declared)
            return null;
        if (declared is < 0 or >= int.MaxValue)
            throw new GraphFormatException($"{declared} vertices declared; a graph has 0 to {int.MaxValue - 1}");
        return (int)declared;
    }

    private void WithoutWeights()
    {
        for (int r = 0; r < _rows.Count; r++)
            _rows[r] = _rows[r].WithoutWeights();
        _spilled?.DropWeights();
        _weighted = false;
    }
}
