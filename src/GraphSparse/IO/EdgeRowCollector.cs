namespace GraphSparse.IO;

/// <summary>Takes blocks of rows in the order of the file and makes a graph of them: maps ids, guards memory, builds.</summary>
/// <remarks>Integers count as vertices themselves where the largest is below 16 times the rows plus 1024; sparser ones are
/// mapped to 0..n−1 in ascending order, so that a handful of 64-bit ids does not make a graph of billions.</remarks>
internal sealed class EdgeRowCollector(GraphReadOptions options, MemoryBudget budget)
{
    private readonly List<EdgeRows> _rows = [];
    private readonly List<string> _isolated = [];
    private long _count;
    private long _bytes;
    private bool _weighted;

    /// <summary>n as the file says it of itself; an option of the caller goes before it.</summary>
    public long? DeclaredVertices { get; set; }

    /// <summary>Direction as the file says it of itself; an option of the caller goes before it.</summary>
    public bool? DeclaredDirected { get; set; }

    /// <summary>What the file says its ids are; an option of the caller goes before it.</summary>
    public IdMode? DeclaredIds { get; set; }

    public IdMode Ids => options.Ids != IdMode.Auto ? options.Ids : DeclaredIds ?? IdMode.Auto;

    /// <summary>SHA-256 of an input that could be read only once.</summary>
    public string? StreamSha256 { get; set; }

    public long RowCount => _count;

    /// <summary>Whether nothing was read from which a graph could be made.</summary>
    public bool IsEmpty => _count == 0 && _isolated.Count == 0 && DeclaredVertices is null && DeclaredIds is null && options.Vertices is null;

    public List<string> Notes { get; } = [];

    public bool IsDirected => options.Directed ?? DeclaredDirected ?? false;

    public void Add(EdgeRows rows)
    {
        if (rows.Count == 0)
            return;
        if (options.Laplacian)
            LaplacianEntries.Negate(rows);
        _rows.Add(rows);
        _count += rows.Count;
        _bytes += rows.MemoryBytes;
        _weighted |= (rows.Block?.Weights ?? rows.WideWeights) is not null;
        // The rows themselves, half rows while building, and the graph.
        budget.Ensure(_bytes + _count * (_weighted ? 36 : 12), $"a graph of at least {_count} edges");
    }

    /// <summary>Adds a vertex that occurs in no row.</summary>
    public void AddIsolated(string id)
    {
        NameInterner.Check(id);
        _isolated.Add(id);
    }

    public (CsrGraph Graph, VertexIds? Ids, BuildReport Report) Build(Parallelism parallelism, CancellationToken cancellationToken)
    {
        VertexIds? ids = MapIds(parallelism, cancellationToken);
        int n = ids?.Count ?? Vertices() ?? checked((int)LargestVertex(parallelism, cancellationToken) + 1);
        if (n == int.MaxValue)
            throw new GraphFormatException($"vertex id {n - 1L} makes {n} vertices; a graph has at most {int.MaxValue - 1}");
        budget.Ensure(
            _bytes + CsrGraph.EstimateMemoryBytes(n, IsDirected ? _count : 2 * _count, _weighted) + (n + 1L) * 16,
            $"a graph of {n} vertices and {_count} edges");
        var builder = new GraphBuilder(n, new BuildOptions { Directed = IsDirected, Duplicates = options.Duplicates, SelfLoops = options.SelfLoops });
        long dropped = 0;
        foreach (EdgeRows rows in _rows)
        {
            dropped += options.DropBadWeights ? rows.Block!.DropBadWeights() : 0;
            builder.AddBlock(rows.Block!);
        }

        if (dropped > 0)
            Notes.Add($"{dropped} rows left out whose weight is not a finite number above 0 (of at least 2.2e-308)");
        _rows.Clear();
        CsrGraph graph = builder.Build(out BuildReport report, parallelism, cancellationToken);
        if (ids is null && options.IdBase > 0)
            ids = CountedFrom(options.IdBase, n);
        return (graph, ids, report);
    }

    /// <summary>Outputs bear the ids of the input, so a file that counts from 1 keeps its numbers.</summary>
    private static VertexIds CountedFrom(int first, int count)
    {
        var ids = new long[count];
        for (int v = 0; v < count; v++)
            ids[v] = first + (long)v;
        return VertexIds.FromSorted(ids);
    }

    private int? Vertices()
    {
        if (options.Vertices is { } given)
            return given;
        if (DeclaredVertices is not { } declared)
            return null;
        if (declared is < 0 or >= int.MaxValue)
            throw new GraphFormatException($"{declared} vertices declared; a graph has 0 to {int.MaxValue - 1}");
        return (int)declared;
    }

    private VertexIds? MapIds(Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (_rows.Exists(r => r.Names is not null) || (_rows.Count == 0 && Ids == IdMode.Strings))
            return MapNames(parallelism, cancellationToken);
        bool wide = _rows.Exists(r => r.Block is null);
        bool sparse = Ids switch
        {
            IdMode.Dense => false,
            IdMode.Sparse => true,
            _ => _isolated.Count > 0 || wide || (Vertices() is null && LargestVertex(parallelism, cancellationToken) >= 16 * _count + 1024),
        };
        if (!sparse)
        {
            return wide
                ? throw new GraphFormatException("a vertex id is beyond 32 bits and ids are said to be dense; read them with --ids sparse")
                : null;
        }

        VertexIds ids = DistinctIntegers(parallelism, cancellationToken);
        if (options.Vertices is { } n && n != ids.Count)
            throw new GraphFormatException($"{ids.Count} distinct sparse ids occur, but {n} vertices are given; leave the number of vertices out, or read the ids as --ids dense");
        parallelism.For(_rows.Count, i => _rows[i] = MapIntegers(_rows[i], ids), cancellationToken);
        Notes.Add($"{ids.Count} sparse integer ids mapped to vertices; outputs bear the ids");
        return ids;
    }

    private long LargestVertex(Parallelism parallelism, CancellationToken cancellationToken)
    {
        var largest = new int[_rows.Count];
        parallelism.For(_rows.Count, i => largest[i] = _rows[i].Block!.LargestVertex(), cancellationToken);
        return largest.Length == 0 ? -1 : largest.Max();
    }

    private VertexIds DistinctIntegers(Parallelism parallelism, CancellationToken cancellationToken)
    {
        budget.Ensure(_bytes + _count * 16, $"mapping the ids of {_count} edges");
        var all = new long[checked(2 * _count + _isolated.Count)];
        int at = 0;
        foreach (EdgeRows rows in _rows)
        {
            for (int i = 0; i < rows.Count; i++)
            {
                all[at++] = options.IdBase + rows.Source(i);
                all[at++] = options.IdBase + rows.Target(i);
            }
        }

        foreach (string id in _isolated)
        {
            all[at++] = long.TryParse(id, out long number)
                ? number
                : throw new GraphFormatException($"isolated vertex '{id}' is not an integer, and the other ids are");
        }

        return VertexIds.FromSorted(SortedDistinct.Of(all, parallelism, cancellationToken));
    }

    private EdgeRows MapIntegers(EdgeRows rows, VertexIds ids)
    {
        var block = new EdgeBlock(rows.Count, (rows.Block?.Weights ?? rows.WideWeights) is not null);
        double[]? weights = rows.Block?.Weights ?? rows.WideWeights;
        for (int i = 0; i < rows.Count; i++)
        {
            block.Add(ids.Find(options.IdBase + rows.Source(i)), ids.Find(options.IdBase + rows.Target(i)), weights is null ? 1.0 : weights[i]);
        }

        return new EdgeRows { Block = block };
    }

    private VertexIds MapNames(Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (options.Vertices is not null)
            throw new ArgumentException("The ids are strings, and the number of vertices is that of the distinct ids: leave --vertices out.");
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (EdgeRows rows in _rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            distinct.UnionWith(rows.Names!);
        }

        distinct.UnionWith(_isolated);
        string[] sorted = [.. distinct];
        Array.Sort(sorted, VertexIds.CompareUtf8);
        var vertices = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        for (int v = 0; v < sorted.Length; v++)
            vertices.Add(sorted[v], v);
        parallelism.For(_rows.Count, r =>
        {
            EdgeBlock block = _rows[r].Block!;
            int[] vertexOf = Array.ConvertAll(_rows[r].Names!, name => vertices[name]);
            for (int i = 0; i < block.Count; i++)
            {
                block.Sources[i] = vertexOf[block.Sources[i]];
                block.Targets[i] = vertexOf[block.Targets[i]];
            }
        }, cancellationToken);
        Notes.Add($"{sorted.Length} string ids mapped to vertices; outputs bear the ids");
        return VertexIds.FromSorted(sorted);
    }
}
