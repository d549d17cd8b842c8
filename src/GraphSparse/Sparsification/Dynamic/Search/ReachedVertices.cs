namespace GraphSparse.Sparsification.Dynamic;

/// <summary>A vertex that a bidirectional search reached: distance and parent of each side.</summary>
internal struct ReachedVertex
{
    private double _forward;
    private double _backward;
    private int _forwardParent;
    private int _backwardParent;

    public static ReachedVertex Fresh => new() { _forward = double.PositiveInfinity, _backward = double.PositiveInfinity, _forwardParent = -1, _backwardParent = -1 };

    public readonly double Distance(int side) => side == 0 ? _forward : _backward;

    public readonly int Parent(int side) => side == 0 ? _forwardParent : _backwardParent;

    public void Set(int side, double distance, int parent)
    {
        if (side == 0)
            (_forward, _forwardParent) = (distance, parent);
        else
            (_backward, _backwardParent) = (distance, parent);
    }
}

/// <summary>Numbers the vertices that a search reaches 0, 1, 2, …; emptied at no cost by a new epoch.</summary>
internal sealed class ReachedVertices
{
    private (int Vertex, int Epoch, int Local)[] _table = new (int, int, int)[256];
    private int[] _vertices = new int[128];
    private ReachedVertex[] _values = new ReachedVertex[128];
    private int _shift = 32 - 8;
    private int _epoch = 1;

    public int Count { get; private set; }

    public ref ReachedVertex this[int local] => ref _values[local];

    public int Vertex(int local) => _vertices[local];

    public void Clear()
    {
        Count = 0;
        if (++_epoch == int.MaxValue)
        {
            Array.Clear(_table);
            _epoch = 1;
        }
    }

    /// <summary>The number of a vertex, which is given one if it has none.</summary>
    public int Local(int vertex)
    {
        int mask = _table.Length - 1;
        int at = Home(vertex);
        while (_table[at].Epoch == _epoch)
        {
            if (_table[at].Vertex == vertex)
                return _table[at].Local;
            at = (at + 1) & mask;
        }

        if (Count == _vertices.Length)
        {
            Grow();
            return Local(vertex);
        }

        _table[at] = (vertex, _epoch, Count);
        _vertices[Count] = vertex;
        _values[Count] = ReachedVertex.Fresh;
        return Count++;
    }

    /// <summary>The number of a vertex, −1 where it has none.</summary>
    public int Find(int vertex)
    {
        int mask = _table.Length - 1;
        for (int at = Home(vertex); _table[at].Epoch == _epoch; at = (at + 1) & mask)
        {
            if (_table[at].Vertex == vertex)
                return _table[at].Local;
        }

        return -1;
    }

    private int Home(int vertex) => (int)(unchecked((uint)vertex * 0x9E3779B9u) >> _shift);

    private void Grow()
    {
        Array.Resize(ref _vertices, checked(2 * _vertices.Length));
        Array.Resize(ref _values, _vertices.Length);
        _table = new (int, int, int)[checked(2 * _vertices.Length)];
        _shift--;
        int mask = _table.Length - 1;
        for (int local = 0; local < Count; local++)
        {
            int at = Home(_vertices[local]);
            while (_table[at].Epoch == _epoch)
                at = (at + 1) & mask;
            _table[at] = (_vertices[local], _epoch, local);
        }
    }
}
