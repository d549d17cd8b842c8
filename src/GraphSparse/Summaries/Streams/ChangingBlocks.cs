using System.Runtime.InteropServices;

namespace GraphSparse.Summaries;

/// <summary>Blocks of a partition that changes vertex by vertex, and what their superedges and corrections are in number.</summary>
/// <remarks>A row for each supervertex: for each other one, and itself, the number of edges.</remarks>
internal sealed class ChangingBlocks
{
    private readonly int[] _superOf;
    private readonly int[] _sizes;
    private readonly Dictionary<int, int>?[] _rows;
    private readonly Stack<int> _free = [];
    private readonly int[] _edges;
    private readonly List<int> _near = [];

    /// <summary>Every vertex by itself, without edges.</summary>
    public ChangingBlocks(int vertexCount)
    {
        _superOf = new int[vertexCount];
        _sizes = new int[vertexCount];
        _rows = new Dictionary<int, int>?[vertexCount];
        _edges = new int[vertexCount];
        for (int v = 0; v < vertexCount; v++)
            (_superOf[v], _sizes[v]) = (v, 1);
    }

    /// <summary>Superedges and corrections.</summary>
    public long Cost { get; private set; }

    /// <summary>The supervertex of each vertex.</summary>
    public ReadOnlySpan<int> SuperOf => _superOf;

    /// <summary>Members of a supervertex.</summary>
    public int Size(int a) => _sizes[a];

    /// <summary>A number that is no supervertex; there is one while two vertices share theirs.</summary>
    public int Free => _free.Peek();

    /// <summary>Begins with groups of vertices instead.</summary>
    public void Start(ReadOnlySpan<int> superOf)
    {
        Array.Clear(_sizes);
        for (int v = 0; v < superOf.Length; v++)
        {
            _superOf[v] = superOf[v];
            _sizes[superOf[v]]++;
        }

        _free.Clear();
        for (int a = _sizes.Length - 1; a >= 0; a--)
        {
            if (_sizes[a] == 0)
                _free.Push(a);
        }
    }

    /// <summary>Adds an edge, or takes it away.</summary>
    public void Change(int u, int v, int by)
    {
        (int a, int b) = (_superOf[u], _superOf[v]);
        int edges = Edges(a, b);
        Cost += CostOf(edges + by, Pairs(a, b)) - CostOf(edges, Pairs(a, b));
        Add(a, b, by);
    }

    /// <summary>Moves a vertex to another supervertex, or to one of its own, if that costs no more; says whether.</summary>
    /// <param name="vertex">The vertex.</param>
    /// <param name="to">The supervertex, or <see cref="Free"/>.</param>
    /// <param name="neighbors">The vertex's neighbours.</param>
    public bool TryMove(int vertex, int to, ReadOnlySpan<int> neighbors)
    {
        int from = _superOf[vertex];
        _near.Clear();
        foreach (int u in neighbors)
        {
            if (_edges[_superOf[u]]++ == 0)
                _near.Add(_superOf[u]);
        }

        long change = ChangeOf(from, to);
        if (change <= 0)
        {
            Cost += change;
            Move(vertex, from, to);
        }

        foreach (int near in _near)
            _edges[near] = 0;
        return change <= 0;
    }

    /// <summary>By how much the cost changes if the vertex whose edges are laid out moves.</summary>
    private long ChangeOf(int from, int to)
    {
        long change = 0;
        (long less, long more) = (_sizes[from] - 1, _sizes[to] + 1);
        foreach ((int other, int edges) in Row(from))
        {
            if (other != from && other != to)
                change += CostOf(edges - _edges[other], less * _sizes[other]) - CostOf(edges, (less + 1) * _sizes[other]);
        }

        foreach ((int other, int edges) in Row(to))
        {
            if (other != from && other != to)
                change += CostOf(edges + _edges[other], more * _sizes[other]) - CostOf(edges, (more - 1) * _sizes[other]);
        }

        foreach (int other in _near)
        {
            if (other != from && other != to && Edges(to, other) == 0)
                change += CostOf(_edges[other], more * _sizes[other]);
        }

        int within = Edges(from, from);
        int others = Edges(to, to);
        int between = Edges(from, to);
        change += CostOf(within - _edges[from], less * (less - 1) / 2) - CostOf(within, (less + 1) * less / 2);
        change += CostOf(others + _edges[to], more * (more - 1) / 2) - CostOf(others, (more - 1) * (more - 2) / 2);
        return change + CostOf(between - _edges[to] + _edges[from], less * more) - CostOf(between, (less + 1) * (more - 1));
    }

    private void Move(int vertex, int from, int to)
    {
        if (_free.Count > 0 && to == _free.Peek())
            _free.Pop();
        foreach (int other in _near)
        {
            if (other == from || other == to)
                continue;
            Add(from, other, -_edges[other]);
            Add(to, other, _edges[other]);
        }

        Add(from, from, -_edges[from]);
        Add(to, to, _edges[to]);
        Add(from, to, _edges[from] - _edges[to]);
        _superOf[vertex] = to;
        _sizes[to]++;
        if (--_sizes[from] == 0)
            _free.Push(from);
    }

    private long Pairs(int a, int b) => a == b ? (long)_sizes[a] * (_sizes[a] - 1) / 2 : (long)_sizes[a] * _sizes[b];

    private static long CostOf(long edges, long pairs) => edges == 0 ? 0 : Math.Min(edges, 1 + pairs - edges);

    private Dictionary<int, int> Row(int a) => _rows[a] ??= [];

    private int Edges(int a, int b) => _rows[a] is { } row && row.TryGetValue(b, out int edges) ? edges : 0;

    private void Add(int a, int b, int by)
    {
        if (by == 0)
            return;
        AddTo(Row(a), b, by);
        if (a != b)
            AddTo(Row(b), a, by);
    }

    private static void AddTo(Dictionary<int, int> row, int other, int by)
    {
        ref int edges = ref CollectionsMarshal.GetValueRefOrAddDefault(row, other, out _);
        edges += by;
        if (edges == 0)
            row.Remove(other);
    }
}
