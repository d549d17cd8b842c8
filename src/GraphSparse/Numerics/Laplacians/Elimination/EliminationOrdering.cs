using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>The order in which vertices are eliminated from a graph so that few new edges arise: minimum degree.</summary>
/// <remarks>
/// Source: Amestoy, Davis and Duff, "An Approximate Minimum Degree Ordering Algorithm", SIAM J. Matrix Anal. Appl. 17(4), 1996: eliminated
/// vertices become elements (cliques that are not written out), degrees are bounded from above, and vertices with equal
/// neighbourhoods are merged. A few vertices of very high degree go last without being looked at (as AMD postpones dense rows): their rows would be
/// rewritten with every neighbour that goes.
/// <para>Cost: near O(m) on meshes. Determinism: exact, a function of the graph.</para>
/// </remarks>
internal sealed class EliminationOrdering
{
    private const int None = -1;

    /// <summary>From this many times √n neighbours on a vertex goes last, where there are few such.</summary>
    private const double HighDegree = 10;

    private const int MostLast = 64;

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
    private readonly int[] _mergedHead; // vertices that follow one in the order, as a list
    private readonly int[] _mergedTail;
    private readonly int[] _mergedNext;
    private readonly int[] _hashBucket;
    private readonly int[] _hashNext;
    private readonly uint[] _hash;
    private readonly int[] _last;  // vertices of very high degree, in the order in which they go

    private EliminationOrdering(CsrGraph graph)
    {
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
        _mergedHead = new int[_n];
        _mergedTail = new int[_n];
        _mergedNext = new int[_n];
        _hashBucket = new int[_n];
        _hashNext = new int[_n];
        _hash = new uint[_n];
        Array.Fill(_hashBucket, None);
        _last = HighestDegrees(graph);
        foreach (int u in _last)
            _mark[u] = None;
        for (int u = 0; u < _n; u++)
        {
            _start[u] = _poolEnd;
            _mergedHead[u] = _mergedTail[u] = None;
            if (_mark[u] == None)
                continue; // of size 0, as if it were gone
            foreach (int v in graph.Neighbors(u))
            {
                if (_mark[v] != None)
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

        foreach (int u in _last)
            _mark[u] = 0;
    }

    /// <summary>Orders the vertices of an undirected graph.</summary>
    /// <param name="graph">The graph; weights do not matter.</param>
    /// <param name="maxFill">Gives up when the factor is predicted to have more entries than this,</param>
    /// <param name="maxWork">or to take more multiplications.</param>
    /// <param name="cancellationToken">Looked at often.</param>
    /// <returns>The vertices in the order of elimination, or null where the factor would be too large.</returns>
    public static int[]? Compute(CsrGraph graph, long maxFill, double maxWork, CancellationToken cancellationToken) =>
        new EliminationOrdering(graph).Run(maxFill, maxWork, cancellationToken);

    /// <summary>Ascending by degree; none where there are many, as in a graph that is dense altogether.</summary>
    private static int[] HighestDegrees(CsrGraph graph)
    {
        int n = graph.VertexCount;
        int[] high = [.. Enumerable.Range(0, n).Where(u => graph.Degree(u) > HighDegree * Math.Sqrt(n)).Take(MostLast + 1)];
        return high.Length > MostLast ? [] : [.. high.OrderBy(graph.Degree)];
    }

    private int[]? Run(long maxFill, double maxWork, CancellationToken cancellationToken)
    {
        var pivots = new int[_n];
        int pivotCount = 0;
        int eliminated = _last.Length;
        long fill = 0;
        double work = 0;
        while (eliminated < _n)
        {
            if ((pivotCount & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int pivot = _buckets.TakeLeast();
            pivots[pivotCount++] = pivot;
            int pivotSize = _size[pivot];
            eliminated += pivotSize;
            int elementSize = BuildElement(pivot);
            int rowSize = elementSize + _last.Length; // at most
            fill += (long)pivotSize * rowSize + (long)pivotSize * (pivotSize - 1) / 2;
            work += 0.5 * pivotSize * (rowSize + 0.5 * pivotSize) * (rowSize + 0.5 * pivotSize);
            if (fill > maxFill || work > maxWork)
                return null;
            MeasureElements(pivot);
            eliminated += UpdateVertices(pivot, elementSize, eliminated);
            MergeEqualVertices(pivot);
            FinishElement(pivot, _n - eliminated);
        }

        return Flatten(pivots, pivotCount);
    }

    /// <summary>Turns the pivot into an element: all vertices beside it, directly or through its elements, which it takes in.</summary>
    /// <returns>Its size, merged vertices counted. The sizes of its vertices are negative from here on.</returns>
    private int BuildElement(int pivot)
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
    private void MeasureElements(int pivot)
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
    private int UpdateVertices(int pivot, int elementSize, int eliminated)
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
                Follow(pivot, v);
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
            uint key = (hash + (uint)pivot) % (uint)_n;
            _hash[v] = key;
            _hashNext[v] = _hashBucket[key];
            _hashBucket[key] = v;
        }

        return gone;
    }

    /// <summary>Merges vertices of the new element that have the same row: they can be eliminated one after the other.</summary>
    private void MergeEqualVertices(int pivot)
    {
        int end = _start[pivot] + _length[pivot];
        for (int k = _start[pivot]; k < end; k++)
        {
            int candidate = _pool[k];
            if (_size[candidate] >= 0)
                continue;
            int v = _hashBucket[_hash[candidate]];
            _hashBucket[_hash[candidate]] = None;
            for (; v != None && _hashNext[v] != None; v = _hashNext[v])
            {
                int tag = BumpStamp();
                for (int p = _start[v]; p < _start[v] + _length[v]; p++)
                    _mark[_pool[p]] = tag;
                int before = v;
                for (int other = _hashNext[v]; other != None; other = _hashNext[other])
                {
                    if (HasMarkedRow(other, v, tag))
                    {
                        _size[v] += _size[other]; // both negative
                        _size[other] = 0;
                        Follow(v, other);
                        _length[other] = 0;
                        _elements[other] = 0;
                        _hashNext[before] = _hashNext[other];
                    }
                    else
                    {
                        before = other;
                    }
                }
            }
        }
    }

    private bool HasMarkedRow(int other, int v, int tag)
    {
        if (_length[other] != _length[v] || _elements[other] != _elements[v] || _hash[other] != _hash[v])
            return false;
        for (int p = _start[other]; p < _start[other] + _length[other]; p++)
        {
            if (_mark[_pool[p]] != tag)
                return false;
        }

        return true;
    }

    /// <summary>Keeps the vertices of the element that still stand, and puts them back into the buckets.</summary>
    private void FinishElement(int pivot, int remaining)
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

    private int BumpStamp()
    {
        // Marks are stamps plus sizes of at most n, so stamps grow by more than that.
        if (_stamp > int.MaxValue - 3 * (_n + 2))
        {
            Array.Clear(_mark);
            _stamp = 1;
        }

        _stamp += _n + 1;
        return _stamp;
    }

    private void Follow(int leader, int v)
    {
        if (_mergedTail[leader] == None)
            _mergedHead[leader] = v;
        else
            _mergedNext[_mergedTail[leader]] = v;
        _mergedNext[v] = None;
        _mergedTail[leader] = v;
    }

    /// <summary>Each pivot, then what was merged into it or went with it, and so on down.</summary>
    private int[] Flatten(int[] pivots, int pivotCount)
    {
        var order = new int[_n];
        int place = 0;
        var open = new Stack<int>();
        for (int k = 0; k < pivotCount; k++)
        {
            open.Push(pivots[k]);
            while (open.TryPop(out int v))
            {
                order[place++] = v;
                for (int follower = _mergedHead[v]; follower != None; follower = _mergedNext[follower])
                    open.Push(follower);
            }
        }

        _last.CopyTo(order, place);
        return order;
    }
}
