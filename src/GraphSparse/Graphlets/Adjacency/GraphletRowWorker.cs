namespace GraphSparse.Graphlets;

/// <summary>Adds up the orbit adjacencies of each graphlet.</summary>
internal sealed class GraphletRowWorker : IRowWorker<int>
{
    private readonly int[] _graphlets;
    private readonly OrbitRowWorker _orbits;
    private readonly AdjacencyRows<OrbitPair> _held = new(int.MaxValue);
    private readonly long[] _sums;
    private readonly List<int> _touched = [];
    private readonly EntryList _entries = new();

    /// <param name="input">The graph.</param>
    /// <param name="graphlets">Their numbers.</param>
    public GraphletRowWorker(AdjacencyInput input, IReadOnlyList<int> graphlets)
    {
        _graphlets = [.. graphlets];
        _orbits = new OrbitRowWorker(input, OrbitPair.OfGraphlets(graphlets));
        _sums = new long[input.Graph.VertexCount];
    }

    /// <inheritdoc/>
    public long Compute(ReadOnlySpan<int> vertices, AdjacencyRows<int> rows, CancellationToken cancellationToken)
    {
        rows.Begin(vertices.Length);
        long passed = _orbits.Compute(vertices, _held, cancellationToken);
        int next = 0;
        foreach (int u in vertices)
        {
            int first = next;
            while (next < _held.Rows.Count && _held.Rows[next].Vertex == u)
                next++;
            foreach (int graphlet in _graphlets)
            {
                for (int r = first; r < next; r++)
                {
                    if (_held.Rows[r].Matrix.Graphlet == graphlet)
                        Add(_held.Rows[r]);
                }

                Take();
                rows.Add(u, graphlet, _entries);
                _entries.Clear();
            }
        }

        return passed;
    }

    private void Add(AdjacencyRow<OrbitPair> row)
    {
        ReadOnlySpan<int> targets = _held.TargetsOf(row);
        ReadOnlySpan<long> counts = _held.CountsOf(row);
        for (int k = 0; k < targets.Length; k++)
        {
            if (_sums[targets[k]] == 0)
                _touched.Add(targets[k]);
            _sums[targets[k]] += counts[k];
        }
    }

    private void Take()
    {
        _touched.Sort();
        foreach (int v in _touched)
        {
            _entries.Add(v, _sums[v]);
            _sums[v] = 0;
        }

        _touched.Clear();
    }
}
