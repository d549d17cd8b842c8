using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>A graph in which eliminated vertices are elements: cliques of what stood beside them, which are not written out.</summary>
/// <remarks>A row lists first the elements beside a vertex, then its vertices; rows lie in one pool and only shrink, each new element lies at its end. The size of a vertex counts
/// those that were merged into it; it is negative while the vertex lies in the element that is being made, and 0 once it is merged or gone.
/// <para>Memory: 6 bytes per arc, 29 per vertex, and the vertices' lists. Source: Amestoy, Davis and Duff, SIAM J. Matrix Anal. Appl. 17(4), 1996.</para></remarks>
internal sealed class QuotientGraph
{
    private readonly int _n;
    private int[] _pool;            // rows of vertices (elements first, then vertices), and of elements
    private int _poolEnd;
    private readonly int[] _start;  // first place in the pool
    private readonly int[] _length; // entries there
    private readonly int[] _elements; // of a vertex: how many of them are elements
    private readonly int[] _size;   // vertices merged into this one; 0: merged or eliminated; negative: in the current element
    private readonly int[] _degree; // upper bound of the degree, counting merged vertices; of an element its size
    private readonly bool[] _isElement;
    private readonly int[] _mark;   // of an element: stamp plus the size of its part outside the current element
    private int _stamp = 1;
    private readonly DegreeBuckets _buckets;
    private readonly MergeForest _merged;
    private readonly IndistinguishableVertices _equal;

    /// <summary>The graph before the first elimination.</summary>
    /// <param name="graph">The graph; weights do not matter.</param>
    /// <param name="leftOut">Vertices that are not looked at: as if they were gone.</param>
    /// <param name="merged">Is told which vertices follow which.</param>
    public QuotientGraph(CsrGraph graph, int[] leftOut, MergeForest merged)
    {
        const int LeftOut = -1;
        _n = graph.VertexCount;
        long arcs = graph.ArcCount;
        _pool = GC.AllocateUninitializedArray<int>((int)Math.Min(Array.MaxLength, arcs + arcs / 2 + _n + 16));
        _start = new int[_n];
        _length = new int[_n];
        _elements = new int[_n];
        _size = new int[_n];
        _degree = new int[_n];
        _isElement = new bool[_n];
        _mark = new int[_n];
        _buckets = new DegreeBuckets(_n, _n);
        _merged = merged;
        _equal = new IndistinguishableVertices(_n);
        foreach (int u in leftOut)
            _mark[u] = LeftOut;
        for (int u = 0; u < _n; u++)
        {
            _start[u] = _poolEnd;
            if (_mark[u] == LeftOut)
                continue; // of size 0, as if it were gone
            foreach (int v in graph.Neighbors(u))
            {
                if (_mark[v] != LeftOut)
                    _pool[_poolEnd++] = v;
            }

            _length[u] = _degree[u] = _poolEnd - _start[u];
            _size[u] = 1;
        }

        for (int u = _n - 1; u >= 0; u--)
        {
            if (_size[u] > 0)
                _buckets.Insert(u, _degree[u]);
        }

        foreach (int u in leftOut)
            _mark[u] = 0;
    }

    /// <summary>Takes a vertex of least degree out of those that wait.</summary>
    public int TakeLeast() => _buckets.TakeLeast();

    /// <summary>Vertices that a vertex stands for, itself included.</summary>
    public int Size(int v) => _size[v];

    /// <summary>Whether a vertex lies in the element that is being made, and is not merged or gone.</summary>
    public bool IsInElement(int v) => _size[v] < 0;

    /// <summary>The elements, then the vertices beside a vertex; the vertices of an element.</summary>
    public ReadOnlySpan<int> Row(int v) => _pool.AsSpan(_start[v], _length[v]);

    /// <summary>Whether the rows of two vertices have as many entries, and as many elements among them.</summary>
    public bool HasRowsAlike(int u, int v) => _length[u] == _length[v] && _elements[u] == _elements[v];

    /// <summary>Lets one vertex of the element that is being made stand for another one, too.</summary>
    public void Merge(int v, int other)
    {
        _size[v] += _size[other]; // both negative
        _size[other] = 0;
        _merged.Follow(v, other);
        _length[other] = 0;
        _elements[other] = 0;
    }

    /// <summary>Merges vertices of the new element that have the same row.</summary>
    public void MergeEqualVertices(int element) => _equal.Merge(this, element);

    /// <summary>Turns the pivot into an element: all vertices beside it, directly or through its elements, which it takes in.</summary>
    /// <returns>Its size, merged vertices counted. The sizes of its vertices are negative from here on.</returns>
    public int BuildElement(int pivot)
    {
        int start = _start[pivot];
        int elementCount = _elements[pivot];
        int length = _length[pivot];
        Reserve(pivot, start, elementCount);
        start = _start[pivot]; // the pool may have moved, its places have not
        int target = elementCount == 0 ? start : _poolEnd;
        int first = target;
        int total = 0;
        _size[pivot] = 0; // not a vertex any more, so never collected
        for (int k = 0; k < elementCount; k++)
        {
            int element = _pool[start + k];
            Collect(_start[element], _length[element], ref target, ref total);
            _length[element] = 0; // absorbed
            _isElement[element] = false;
        }

        Collect(start + elementCount, length - elementCount, ref target, ref total);
        _start[pivot] = first;
        _length[pivot] = target - first;
        _elements[pivot] = 0;
        _degree[pivot] = total;
        _isElement[pivot] = true;
        if (elementCount > 0)
            _poolEnd = target;
        return total;
    }

    private void Collect(int start, int length, ref int target, ref int total)
    {
        int[] pool = _pool;
        for (int k = start; k < start + length; k++)
        {
            int v = pool[k];
            int size = _size[v];
            if (size <= 0)
                continue;
            total += size;
            _size[v] = -size;
            _buckets.Remove(v, _degree[v]);
            pool[target++] = v;
        }
    }

    /// <summary>Makes room for the new element at the end of the pool.</summary>
    private void Reserve(int pivot, int start, int elementCount)
    {
        long needed = _length[pivot];
        for (int k = 0; k < elementCount; k++)
            needed += _length[_pool[start + k]];
        if (_poolEnd + needed <= _pool.Length)
            return;
        if (_poolEnd + needed > Array.MaxLength)
            throw new ResourceLimitException("The elimination needs more places than an array holds.");
        Array.Resize(ref _pool, (int)Math.Min(Array.MaxLength, Math.Max(_poolEnd + needed, _pool.Length * 3L / 2)));
    }

    /// <summary>For every element beside the new one: the size of its part outside.</summary>
    [MethodImpl(Hot.Loop)]
    public void MeasureElements(int pivot)
    {
        int end = _start[pivot] + _length[pivot];
        for (int k = _start[pivot]; k < end; k++)
        {
            int v = _pool[k];
            int size = -_size[v];
            int elementEnd = _start[v] + _elements[v];
            for (int p = _start[v]; p < elementEnd; p++)
            {
                int element = _pool[p];
                if (!_isElement[element])
                    continue;
                if (_mark[element] < _stamp)
                    _mark[element] = _stamp + _degree[element];
                _mark[element] -= size;
            }
        }
    }

    /// <summary>Rewrites the row of every vertex of the new element: the element first, gone ones out; bounds its degree anew.</summary>
    /// <returns>Vertices that were left with no other neighbours and go with the pivot.</returns>
    [MethodImpl(Hot.Loop)]
    public int UpdateVertices(int pivot, int elementSize, int eliminated)
    {
        int gone = 0;
        int end = _start[pivot] + _length[pivot];
        for (int k = _start[pivot]; k < end; k++)
        {
            int v = _pool[k];
            int size = -_size[v];
            int start = _start[v];
            int vertexStart = start + _elements[v];
            int rowEnd = start + _length[v];
            int to = start;
            int outside = 0;
            uint hash = 0;
            for (int p = start; p < vertexStart; p++)
            {
                int element = _pool[p];
                if (!_isElement[element])
                    continue;
                int rest = _mark[element] - _stamp;
                if (rest <= 0)
                {
                    // All of it lies in the new element, for this vertex and for every other one: it says nothing more.
                    _isElement[element] = false;
                    _length[element] = 0;
                    continue;
                }

                outside += rest;
                _pool[to++] = element;
                hash += (uint)element;
            }

            int elements = to - start + 1;
            int firstVertex = to;
            for (int p = vertexStart; p < rowEnd; p++)
            {
                int neighbor = _pool[p];
                int neighborSize = _size[neighbor];
                if (neighborSize <= 0)
                    continue; // in the new element, merged or gone
                outside += neighborSize;
                _pool[to++] = neighbor;
                hash += (uint)neighbor;
            }

            if (outside == 0)
            {
                // No neighbours outside the element: it may go together with the pivot.
                _merged.Follow(pivot, v);
                gone += size;
                _size[v] = 0;
                _length[v] = 0;
                _elements[v] = 0;
                continue;
            }

            // Room for the new element: the row lost at least one entry, the pivot or an element that it took in.
            _pool[to] = _pool[firstVertex];
            _pool[firstVertex] = _pool[start];
            _pool[start] = pivot;
            _elements[v] = elements;
            _length[v] = to - start + 1;
            int bound = Math.Min(_degree[v], outside) + elementSize - size;
            _degree[v] = Math.Min(bound, _n - eliminated - size);
            _equal.Add(v, hash + (uint)pivot);
        }

        return gone;
    }

    /// <summary>Keeps the vertices of the element that still stand, and puts them back into the buckets.</summary>
    public void FinishElement(int pivot, int remaining)
    {
        int start = _start[pivot];
        int end = start + _length[pivot];
        int to = start;
        int total = 0;
        for (int k = start; k < end; k++)
        {
            int v = _pool[k];
            if (_size[v] >= 0)
                continue;
            int size = _size[v] = -_size[v];
            total += size;
            _degree[v] = Math.Min(_degree[v], remaining - size);
            _buckets.Insert(v, _degree[v]);
            _pool[to++] = v;
        }

        _length[pivot] = to - start;
        _degree[pivot] = total;
        if (to == start)
            _isElement[pivot] = false;
        if (end == _poolEnd)
            _poolEnd = to;
        BumpStamp();
    }

    private void BumpStamp()
    {
        // Marks are stamps plus sizes of at most n, so stamps grow by more than that.
        if (_stamp > int.MaxValue - 3 * (_n + 2))
        {
            Array.Clear(_mark);
            _stamp = 1;
        }

        _stamp += _n + 1;
    }
}
