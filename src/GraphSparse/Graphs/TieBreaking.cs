namespace GraphSparse;

/// <summary>How edges with equal scores are ordered.</summary>
public enum TieBreaking
{
    /// <summary>By a seeded hash of the edge id: unbiased, which matters where many edges tie.</summary>
    Hash,

    /// <summary>By edge id, the smaller first.</summary>
    Id,
}

/// <summary>The order among edges with equal scores: by tie hash, then by edge id.</summary>
public readonly struct TieOrder(TieBreaking rule, ulong seed)
{
    private readonly KeyedRandom _hash = new(seed, "sparsify.ties");
    private readonly int[]? _originals;

    private TieOrder(TieBreaking rule, ulong seed, int[] originals)
        : this(rule, seed) => _originals = originals;

    /// <summary>The tie hash of an edge; 0 for all where ties go by id.</summary>
    public ulong Hash(int edge)
    {
        if (_originals is null)
            return rule == TieBreaking.Id ? 0 : _hash.NextUInt64(edge);
        return rule == TieBreaking.Id ? (ulong)_originals[edge] : _hash.NextUInt64(_originals[edge]);
    }

    /// <summary>The same order for a copy of the graph with other edge ids.</summary>
    /// <param name="originals">The original id of each edge of the copy.</param>
    internal TieOrder ForCopy(int[] originals)
    {
        int[]? before = _originals;
        return new(rule, seed, before is null ? originals : Array.ConvertAll(originals, edge => before[edge]));
    }
}
