namespace GraphSparse.Graphlets;

/// <summary>Orbit counts of a graph that changes, kept up to date edge by edge: at any time what <see cref="OrbitCounter"/> would count anew.</summary>
/// <remarks>
/// An edge u–v changes the graphlets that hold both u and v. Which these are follows from where the other vertices stand: joined to u, to v, to both, or only to one of those. Of each neighbour of u or v it is
/// enough to count how many of its own neighbours stand where; pairs are multiplied, not enumerated.
/// <para>Cost of an update: the degrees of the neighbours of u and of v, added up. 120 bytes per vertex beside the graph.</para>
/// Exact; counts do not depend on the order in which the same edges came. Not for several threads at once.
/// </remarks>
public sealed class DynamicOrbits
{
    private readonly DynamicGraph _graph;
    private readonly long[][] _columns;
    private readonly Side[] _sides;
    private readonly long[] _first = new long[OrbitCounts.OrbitCount]; // changes of u
    private readonly long[] _second = new long[OrbitCounts.OrbitCount]; // and of v
    private int[] _touched = new int[16];

    /// <summary>Counts the orbits of a graph.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="parallelism">Threads of the first count, all cores by default.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public DynamicOrbits(CsrGraph graph, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _columns = OrbitCounter.Count(graph, null, parallelism, null, cancellationToken).Columns;
        _graph = new DynamicGraph(graph.MapWeights(_ => 1));
        _sides = new Side[graph.VertexCount];
    }

    /// <summary>Number of vertices, which is fixed.</summary>
    public int VertexCount => _graph.VertexCount;

    /// <summary>Edges now.</summary>
    public long EdgeCount => _graph.EdgeCount;

    /// <summary>Whether an edge is there.</summary>
    public bool HasEdge(int u, int v) => _graph.HasEdge(u, v);

    /// <summary>Counts of an orbit, a value per vertex.</summary>
    /// <param name="orbit">0 to 14.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such orbit.</exception>
    public ReadOnlySpan<long> this[int orbit]
    {
        get
        {
            Require.InRange(orbit, 0, OrbitCounts.OrbitCount - 1);
            return _columns[orbit];
        }
    }

    /// <summary>Copies of each graphlet. O(n).</summary>
    public GraphletCounts CountGraphlets() => GraphletCounts.Of(_columns);

    /// <summary>Applies an update; weights only say whether an edge is there.</summary>
    /// <exception cref="InvalidUpdateException">A vertex is out of range, the endpoints are the same, or an edge to delete is absent.</exception>
    public void Apply(EdgeUpdate update)
    {
        EdgeChange change = _graph.Apply(update);
        if (change.Before == 0 != (change.After == 0))
            Toggle(change.Source, change.Target, change.After == 0 ? -1 : 1);
    }

    /// <summary>Adds what the edge u–v brings, or takes it away.</summary>
    private void Toggle(int u, int v, int sign)
    {
        Array.Clear(_first);
        Array.Clear(_second);
        (_first[0], _second[0]) = (2, 2); // everything twice, so that what is met at either of the other two vertices need not be halved
        int count = Sort(u, v);
        Span<long> sizes = stackalloc long[4];
        for (int i = 0; i < count; i++)
            sizes[(int)_sides[_touched[i]]]++;
        for (int i = 0; i < count; i++)
            AddNeighbor(_touched[i], sizes, sign);
        for (int orbit = 0; orbit < OrbitCounts.OrbitCount; orbit++)
        {
            _columns[orbit][u] += sign * _first[orbit] / 2;
            _columns[orbit][v] += sign * _second[orbit] / 2;
        }

        for (int i = 0; i < count; i++)
            _sides[_touched[i]] = Side.Neither;
        (_sides[u], _sides[v]) = (Side.Neither, Side.Neither);
    }

    /// <summary>Finds the neighbours of u and v, and where each stands.</summary>
    private int Sort(int u, int v)
    {
        int count = 0;
        (_sides[u], _sides[v]) = (Side.Endpoint, Side.Endpoint);
        foreach (int x in _graph.Adjacency.Neighbors(u))
        {
            if (_sides[x] == Side.Neither)
                Touch(x, Side.OfU);
        }

        foreach (int x in _graph.Adjacency.Neighbors(v))
        {
            if (_sides[x] == Side.OfU)
                _sides[x] = Side.OfBoth;
            else if (_sides[x] == Side.Neither)
                Touch(x, Side.OfV);
        }

        return count;

        void Touch(int x, Side side)
        {
            if (count == _touched.Length)
                Array.Resize(ref _touched, 2 * count);
            _touched[count++] = x;
            _sides[x] = side;
        }
    }

    /// <summary>All sets with u, v and x: x itself takes every one, u and v half of those that are met at their other vertex, too.</summary>
    private void AddNeighbor(int x, ReadOnlySpan<long> sizes, int sign)
    {
        Side side = _sides[x];
        Span<long> joined = stackalloc long[5];
        foreach (int y in _graph.Adjacency.Neighbors(x))
        {
            joined[(int)_sides[y]]++;
            if (_sides[y] == Side.Neither)
                Add(y, ToggleTable.Four(side, Side.Neither, joined: true), 3, sign);
        }

        Toggle three = ToggleTable.Three(side);
        AddAll(x, three, 1, sign, isShared: false);
        AddAll(x, ToggleTable.Four(side, Side.Neither, joined: true), joined[0], sign, isShared: false);
        for (Side other = Side.OfU; other <= Side.OfBoth; other++)
        {
            long there = joined[(int)other];
            AddAll(x, ToggleTable.Four(side, other, joined: true), there, sign, isShared: true);
            AddAll(x, ToggleTable.Four(side, other, joined: false), sizes[(int)other] - there - (other == side ? 1 : 0), sign, isShared: true);
        }
    }

    /// <summary>So many sets of one kind: u and v get a half of those that come twice, once from each of the other two vertices.</summary>
    private void AddAll(int x, Toggle toggle, long times, int sign, bool isShared)
    {
        if (times == 0)
            return;
        long weight = isShared ? times : 2 * times;
        Add(_first, toggle, 0, weight);
        Add(_second, toggle, 1, weight);
        if (toggle.After is { } after)
            _columns[after[2]][x] += sign * times;
        if (toggle.Before is { } before)
            _columns[before[2]][x] -= sign * times;
    }

    private static void Add(long[] sums, Toggle toggle, int place, long weight)
    {
        if (toggle.After is { } after)
            sums[after[place]] += weight;
        if (toggle.Before is { } before)
            sums[before[place]] -= weight;
    }

    private void Add(int y, Toggle toggle, int place, int sign)
    {
        if (toggle.After is { } after)
            _columns[after[place]][y] += sign;
        if (toggle.Before is { } before)
            _columns[before[place]][y] -= sign;
    }
}
