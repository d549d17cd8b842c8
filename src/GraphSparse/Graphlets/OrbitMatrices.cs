namespace GraphSparse.Graphlets;

/// <summary>Orbit adjacency matrices in memory.</summary>
public sealed class OrbitMatrices
{
    private readonly IReadOnlyDictionary<OrbitPair, OrbitMatrix> _matrices;

    internal OrbitMatrices(IReadOnlyDictionary<OrbitPair, OrbitMatrix> matrices, IReadOnlyList<OrbitMatrixTotals> totals) => (_matrices, Totals) = (matrices, totals);

    /// <summary>Sums over each matrix that was computed.</summary>
    public IReadOnlyList<OrbitMatrixTotals> Totals { get; }

    /// <summary>A matrix that was computed, or the transpose of one.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public OrbitMatrix this[OrbitPair pair] => _matrices.TryGetValue(pair, out OrbitMatrix? matrix) ? matrix
        : _matrices.TryGetValue(pair.Transposed, out matrix) ? matrix.Transpose()
        : throw new KeyNotFoundException($"The orbit adjacency {pair} was not computed.");

    /// <summary>A matrix that was computed, or the transpose of one.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public OrbitMatrix this[int hop, int i, int j] => this[new OrbitPair(hop, i, j)];
}

/// <summary>A sparse matrix of counts, rows ascending.</summary>
public sealed class OrbitMatrix
{
    private readonly long[] _offsets;
    private readonly int[] _targets;
    private readonly long[] _counts;

    internal OrbitMatrix(OrbitPair pair, long[] offsets, int[] targets, long[] counts) => (Pair, _offsets, _targets, _counts) = (pair, offsets, targets, counts);

    /// <summary>Which it is.</summary>
    public OrbitPair Pair { get; }

    /// <summary>Rows, and columns.</summary>
    public int VertexCount => _offsets.Length - 1;

    /// <summary>Entries that are not 0.</summary>
    public long NonZeros => _offsets[^1];

    /// <summary>Columns of the entries of a row, ascending.</summary>
    public ReadOnlySpan<int> Targets(int u) => _targets.AsSpan((int)_offsets[u], (int)(_offsets[u + 1] - _offsets[u]));

    /// <summary>Counts of the entries of a row, aligned with <see cref="Targets"/>.</summary>
    public ReadOnlySpan<long> Counts(int u) => _counts.AsSpan((int)_offsets[u], (int)(_offsets[u + 1] - _offsets[u]));

    /// <summary>The other order of orbits. O(n + entries), in memory of its own; the matrix itself where it is symmetric.</summary>
    public OrbitMatrix Transpose()
    {
        if (Pair.IsSymmetric)
            return this;
        var offsets = new long[_offsets.Length];
        foreach (int v in _targets.AsSpan(0, (int)NonZeros))
            offsets[v + 1]++;
        for (int v = 0; v < VertexCount; v++)
            offsets[v + 1] += offsets[v];
        long[] next = offsets[..^1];
        var targets = new int[NonZeros];
        var counts = new long[NonZeros];
        for (int u = 0; u < VertexCount; u++)
        {
            for (long k = _offsets[u]; k < _offsets[u + 1]; k++)
            {
                long place = next[_targets[k]]++;
                (targets[place], counts[place]) = (u, _counts[k]);
            }
        }

        return new OrbitMatrix(Pair.Transposed, offsets, targets, counts);
    }
}

/// <summary>Puts rows together that come in order.</summary>
internal sealed class OrbitMatricesBuilder(CsrGraph graph, OrbitPair[] pairs, long mostEntries)
{
    private readonly Dictionary<OrbitPair, (long[] Offsets, EntryList Entries)> _parts = pairs.ToDictionary(p => p, _ => (new long[graph.VertexCount + 1], new EntryList()));
    private long _entries;

    public void Add(OrbitRows rows)
    {
        _entries += rows.EntryCount;
        if (_entries > mostEntries)
            throw new ResourceLimitException($"Orbit adjacencies have more than {mostEntries} entries ({(rows.FirstVertex + rows.VertexCount) * 100.0 / graph.VertexCount:0.#} % of the rows); take fewer matrices, or rows one after the other.");
        foreach (OrbitRow row in rows.Rows)
        {
            (long[] offsets, EntryList entries) = _parts[row.Pair];
            entries.AddRange(rows.TargetsOf(row), rows.CountsOf(row));
            offsets[row.Vertex + 1] = row.Length;
        }
    }

    public OrbitMatrices Build(IReadOnlyList<OrbitMatrixTotals> totals)
    {
        var matrices = new Dictionary<OrbitPair, OrbitMatrix>();
        foreach ((OrbitPair pair, (long[] offsets, EntryList entries)) in _parts)
        {
            for (int u = 0; u < graph.VertexCount; u++)
                offsets[u + 1] += offsets[u];
            matrices[pair] = entries.ToMatrix(pair, offsets);
        }

        return new OrbitMatrices(matrices, totals);
    }
}
