namespace GraphSparse.Graphlets;

/// <summary>Computes rows of orbit adjacencies. What a thread needs for it.</summary>
internal sealed class OrbitRowWorker : IRowWorker<OrbitPair>
{
    private readonly AdjacencyInput _input;
    private readonly OrbitPair[] _first;
    private readonly bool _hasTransposedFirst;
    private readonly OrbitPair[] _second;
    private readonly bool _hasThird;
    private readonly TwoHopRow? _twoHops;
    private readonly IThreeHopBlock? _threeHops;
    private readonly EntryList[] _firstEntries;
    private readonly EntryList _entries = new();
    private readonly AdjacencyRows<OrbitPair> _held = new(int.MaxValue);
    private readonly EntryList[] _thirdEntries;

    /// <param name="input">The graph.</param>
    /// <param name="pairs">The matrices.</param>
    public OrbitRowWorker(AdjacencyInput input, IReadOnlyList<OrbitPair> pairs)
    {
        _input = input;
        _first = [.. pairs.Where(p => p.Hop == 1)];
        _hasTransposedFirst = _first.Any(p => p.I > p.J);
        _second = [.. pairs.Where(p => p.Hop == 2)];
        _hasThird = pairs.Any(p => p.Hop == 3);
        _firstEntries = [.. _first.Select(_ => new EntryList())];
        if (_second.Length > 0 || _hasThird)
            _twoHops = new TwoHopRow(input, needsChords: _hasThird || _second.Any(p => p != new OrbitPair(2, 1, 1)));
        if (_hasThird && input.Graph.VertexCount > Array.MaxLength / ThreeHopBlock<int>.Lanes)
            throw new ResourceLimitException($"The third hop takes {ThreeHopBlock<int>.Lanes} values per vertex, and {input.Graph.VertexCount} vertices are too many; leave it out.");
        if (_hasThird)
            _threeHops = (long)input.Graph.MaxDegree * input.Graph.MaxDegree < int.MaxValue ? new ThreeHopBlock<int>(input.Graph) : new ThreeHopBlock<long>(input.Graph);
        _thirdEntries = [.. Enumerable.Range(0, _threeHops?.Rows ?? 0).Select(_ => new EntryList())];
    }

    /// <inheritdoc/>
    public long Compute(ReadOnlySpan<int> vertices, AdjacencyRows<OrbitPair> rows, CancellationToken cancellationToken)
    {
        rows.Begin(vertices.Length);
        long passed = 0;
        TwoHops? found = _twoHops is null ? null : _input.Kernels?.FindTwoHops(_input, vertices.ToArray(), _twoHops.NeedsChords, cancellationToken);
        int step = Math.Max(1, _thirdEntries.Length);
        for (int start = 0; start < vertices.Length; start += step)
        {
            ReadOnlySpan<int> block = vertices.Slice(start, Math.Min(step, vertices.Length - start));
            var targets = new int[block.Length][];
            AdjacencyRows<OrbitPair> held = _hasThird ? _held.Begin(block.Length) : rows;
            for (int lane = 0; lane < block.Length; lane++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int u = block[lane];
                if (_first.Length > 0)
                    AddFirst(u, held);
                if (_twoHops is null)
                    continue;
                if (found is null)
                    _twoHops.Compute(u);
                else
                    _twoHops.Take(found, start + lane);
                AddSecond(u, held);
                if (_threeHops is null)
                    continue;
                _threeHops.Set(lane, u, _twoHops);
                targets[lane] = _twoHops.Targets.ToArray();
                passed += _twoHops.Count;
            }

            if (_threeHops is not null)
                AddThird(block, targets, held, rows);
        }

        return passed;
    }

    private void AddFirst(int u, AdjacencyRows<OrbitPair> rows)
    {
        ReadOnlySpan<int> neighbors = _input.Graph.Neighbors(u);
        ReadOnlySpan<int> edges = _input.EdgesOf(u);
        for (int k = 0; k < neighbors.Length; k++)
        {
            ArcOrbits arc = _input.Arc(u, neighbors[k], edges[k]);
            ArcOrbits back = _hasTransposedFirst ? _input.Arc(neighbors[k], u, edges[k]) : default;
            for (int i = 0; i < _first.Length; i++)
                _firstEntries[i].Add(neighbors[k], _first[i].I <= _first[i].J ? arc[_first[i].I, _first[i].J] : back[_first[i].J, _first[i].I]);
        }

        for (int i = 0; i < _first.Length; i++)
        {
            rows.Add(u, _first[i], _firstEntries[i]);
            _firstEntries[i].Clear();
        }
    }

    private void AddSecond(int u, AdjacencyRows<OrbitPair> rows)
    {
        foreach (OrbitPair pair in _second)
        {
            foreach (int v in _twoHops!.Targets)
                _entries.Add(v, Second(pair.I, pair.J, u, v));
            rows.Add(u, pair, _entries);
            _entries.Clear();
        }
    }

    /// <summary>The count of u on orbit i and v on orbit j, two edges apart.</summary>
    private long Second(int i, int j, int u, int v)
    {
        TwoHopRow row = _twoHops!;
        long t = row.Paths(v);
        long g = row.Chords(v);
        return (i, j) switch
        {
            (1, 1) => t,
            (12, 12) => g,
            (8, 8) => t * (t - 1) / 2 - g,
            (9, 10) => row.OtherTriangles(v) - 2 * g,
            (10, 9) => row.OwnTriangles(v) - 2 * g,
            (6, 6) => row.Degrees(v) - 2 * t - row.OtherTriangles(v) - row.OwnTriangles(v) + 2 * g,
            (4, 5) => t * (_input.Graph.Degree(v) - t) - row.OtherTriangles(v) + 2 * g,
            _ => t * (_input.Graph.Degree(u) - t) - row.OwnTriangles(v) + 2 * g, // (5, 4)
        };
    }

    private void AddThird(ReadOnlySpan<int> block, int[][] targets, AdjacencyRows<OrbitPair> held, AdjacencyRows<OrbitPair> rows)
    {
        _threeHops!.Emit(_thirdEntries.AsSpan(0, block.Length));
        int next = 0;
        for (int lane = 0; lane < block.Length; lane++)
        {
            for (; next < held.Rows.Count && held.Rows[next].Vertex == block[lane]; next++)
                rows.Add(held, held.Rows[next]);
            rows.Add(block[lane], new OrbitPair(3, 4, 4), _thirdEntries[lane]);
            _thirdEntries[lane].Clear();
            _threeHops.Forget(lane, block[lane], targets[lane]);
        }
    }
}
