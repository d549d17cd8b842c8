namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Which vertices lie within two hops of an edge that entered during this run; at most <see cref="Most"/> are marked per end.</summary>
internal sealed class Neighborhoods(int vertexCount)
{
    private const int Most = 64; // around a hub, two hops can be the whole graph
    private readonly int[] _marks = new int[vertexCount];
    private int _epoch = 1;

    public void Clear()
    {
        if (++_epoch == int.MaxValue)
        {
            Array.Clear(_marks);
            _epoch = 1;
        }
    }

    public bool Touches(int u, int v) => _marks[u] == _epoch || _marks[v] == _epoch;

    public void Mark(DynamicAdjacency graph, int center)
    {
        _marks[center] = _epoch;
        int marked = 0;
        foreach (int neighbor in graph.Neighbors(center))
        {
            _marks[neighbor] = _epoch;
            foreach (int second in graph.Neighbors(neighbor))
            {
                _marks[second] = _epoch;
                if (++marked >= Most)
                    return;
            }
        }
    }
}
