using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Finds vertices of an element with the same row: they can be eliminated one after the other without new edges, so one of them stands for all.</summary>
/// <remarks>Rows are compared where their hashes are equal; what is found does not depend on the hash, but the order in which it is found does. 16 bytes per vertex.
/// Source: "mass elimination" and "indistinguishable nodes" of Amestoy, Davis and Duff, SIAM J. Matrix Anal. Appl. 17(4), 1996.</remarks>
internal sealed class IndistinguishableVertices
{
    private const int None = -1;

    private readonly int[] _bucket;
    private readonly int[] _next;
    private readonly uint[] _hash;
    private readonly int[] _mark;
    private int _tag;

    public IndistinguishableVertices(int vertices)
    {
        _bucket = new int[vertices];
        _next = new int[vertices];
        _hash = new uint[vertices];
        _mark = new int[vertices];
        Array.Fill(_bucket, None);
    }

    /// <summary>Takes note of a vertex of the new element and the hash of its row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int v, uint hash)
    {
        uint key = hash % (uint)_bucket.Length;
        _hash[v] = key;
        _next[v] = _bucket[key];
        _bucket[key] = v;
    }

    /// <summary>Merges the vertices that were added since the last call and have equal rows.</summary>
    public void Merge(QuotientGraph graph, int element)
    {
        foreach (int candidate in graph.Row(element))
        {
            if (!graph.IsInElement(candidate))
                continue;
            int v = _bucket[_hash[candidate]];
            _bucket[_hash[candidate]] = None;
            for (; v != None && _next[v] != None; v = _next[v])
            {
                Mark(graph.Row(v));
                int before = v;
                for (int other = _next[v]; other != None; other = _next[other])
                {
                    if (_hash[other] == _hash[v] && graph.HasRowsAlike(other, v) && IsMarked(graph.Row(other)))
                    {
                        graph.Merge(v, other);
                        _next[before] = _next[other];
                    }
                    else
                    {
                        before = other;
                    }
                }
            }
        }
    }

    private void Mark(ReadOnlySpan<int> row)
    {
        if (_tag == int.MaxValue)
        {
            Array.Clear(_mark);
            _tag = 0;
        }

        _tag++;
        foreach (int entry in row)
            _mark[entry] = _tag;
    }

    private bool IsMarked(ReadOnlySpan<int> row)
    {
        foreach (int entry in row)
        {
            if (_mark[entry] != _tag)
                return false;
        }

        return true;
    }
}
