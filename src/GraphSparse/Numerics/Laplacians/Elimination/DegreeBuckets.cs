namespace GraphSparse.Numerics;

/// <summary>Vertices in lists by degree: takes one of least degree, the last put in first. Every step is O(1), taking one amortized.</summary>
internal sealed class DegreeBuckets
{
    private const int None = -1;

    private readonly int[] _first; // of each degree
    private readonly int[] _next;
    private readonly int[] _previous;
    private int _least;

    /// <summary>Empty lists for vertices 0..n−1.</summary>
    /// <param name="vertexCount">n.</param>
    /// <param name="maxDegree">Larger degrees share one list with this one.</param>
    public DegreeBuckets(int vertexCount, int maxDegree)
    {
        _first = new int[maxDegree + 1];
        _next = new int[vertexCount];
        _previous = new int[vertexCount];
        Array.Fill(_first, None);
    }

    /// <summary>Puts in a vertex that is not there.</summary>
    public void Insert(int v, int degree)
    {
        int bucket = Math.Min(degree, _first.Length - 1);
        int head = _first[bucket];
        _next[v] = head;
        _previous[v] = None;
        if (head != None)
            _previous[head] = v;
        _first[bucket] = v;
        _least = Math.Min(_least, bucket);
    }

    /// <summary>Takes out a vertex that was put in with this degree.</summary>
    public void Remove(int v, int degree)
    {
        int next = _next[v];
        int previous = _previous[v];
        if (next != None)
            _previous[next] = previous;
        if (previous != None)
            _next[previous] = next;
        else
            _first[Math.Min(degree, _first.Length - 1)] = next;
    }

    /// <summary>Takes out a vertex of least degree. There must be one.</summary>
    public int TakeLeast()
    {
        while (_first[_least] == None)
            _least++;
        int v = _first[_least];
        int next = _next[v];
        _first[_least] = next;
        if (next != None)
            _previous[next] = None;
        return v;
    }
}
