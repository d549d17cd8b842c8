namespace GraphSparse.Graphlets;

/// <summary>Puts rows together that come in any order of their vertices.</summary>
/// <param name="plan">What is computed.</param>
/// <param name="mostEntries">More are refused.</param>
internal sealed class MatricesBuilder<TKey>(AdjacencyPlan<TKey> plan, long mostEntries) where TKey : struct
{
    private readonly Dictionary<TKey, (long[] Offsets, EntryList Entries)> _parts = plan.Matrices.ToDictionary(p => p, _ => (new long[plan.Graph.VertexCount + 1], new EntryList()));
    private readonly bool _areAscending = plan.Vertices is null || plan.Vertices.Zip(plan.Vertices.Skip(1)).All(p => p.First < p.Second);
    private readonly List<AdjacencyRows<TKey>> _waiting = [];
    private long _entries;
    private int _vertices;

    public void Add(AdjacencyRows<TKey> rows)
    {
        _entries += rows.EntryCount;
        _vertices += rows.VertexCount;
        if (_entries > mostEntries)
            throw new ResourceLimitException($"The adjacencies have more than {mostEntries} entries ({_vertices * 100.0 / plan.VertexCount:0.#} % of the rows); take fewer matrices, or rows one after the other.");
        if (_areAscending)
            Append(rows, rows.Rows);
        else
            _waiting.Add(rows);
    }

    public IReadOnlyDictionary<TKey, CountMatrix> Build()
    {
        foreach ((AdjacencyRows<TKey> rows, AdjacencyRow<TKey> row) in _waiting.SelectMany(rows => rows.Rows.Select(row => (rows, row))).OrderBy(r => r.row.Vertex))
            Append(rows, [row]);
        var matrices = new Dictionary<TKey, CountMatrix>();
        foreach ((TKey matrix, (long[] offsets, EntryList entries)) in _parts)
        {
            for (int u = 0; u < plan.Graph.VertexCount; u++)
                offsets[u + 1] += offsets[u];
            matrices[matrix] = entries.ToMatrix(offsets);
        }

        return matrices;
    }

    private void Append(AdjacencyRows<TKey> rows, IReadOnlyList<AdjacencyRow<TKey>> some)
    {
        foreach (AdjacencyRow<TKey> row in some)
        {
            (long[] offsets, EntryList entries) = _parts[row.Matrix];
            entries.AddRange(rows.TargetsOf(row), rows.CountsOf(row));
            offsets[row.Vertex + 1] = row.Length;
        }
    }
}
