using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Counts triangles on their edges: v–w is v's, and counted by edge id; u–v and u–w are counted by place in the rows of the forward graph.</summary>
/// <typeparam name="TAdder">How a count by place is added to.</typeparam>
/// <param name="index">The edge ids.</param>
/// <param name="perEdge">A count by edge; those of the larger neighbours of v are only this thread's.</param>
/// <param name="counts">A count by place. A row of higher neighbours has at most √(2m), so as many triangles on an arc: below 2^16, since m is below 2^31.</param>
/// <param name="edges">Room by rank, of this thread: the edge id of a neighbour that is marked.</param>
internal struct EdgeTriangles<TAdder>(EdgeIndex index, int[] perEdge, ushort[] counts, int[] edges) : ITriangleSink where TAdder : struct, ICountAdder
{
    private int _first;

    /// <summary>The counts by place, this thread's or all threads'.</summary>
    public readonly ushort[] Counts => counts;

    public void Begin(int v) => _first = index.FirstOf(v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Mark(int rank, int place) => edges[rank] = _first + place;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prefetch(int place) => MemoryHints.Prefetch(ref counts[place]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Add(int u, int place, ReadOnlySpan<int> beyond, ReadOnlySpan<int> hits)
    {
        foreach (int j in hits)
        {
            perEdge[edges[beyond[j]]]++;
            TAdder.Add(counts, place + 1 + j, 1);
        }

        TAdder.Add(counts, place, hits.Length);
    }

    public readonly void End(int v, long found)
    {
    }
}

/// <summary>How a count by place is added to; a type, so that the loop is compiled for each.</summary>
internal interface ICountAdder
{
    /// <summary>Adds to a count.</summary>
    static abstract void Add(ushort[] counts, int place, int by);
}

/// <summary>Adds to a count of this thread.</summary>
internal readonly struct PlainAdder : ICountAdder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ushort[] counts, int place, int by) => counts[place] += (ushort)by;
}

/// <summary>Adds to a count of all threads. Integer additions commute, so the counts do not depend on their order.</summary>
internal readonly struct AtomicAdder : ICountAdder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ushort[] counts, int place, int by) => // two counts are added to at once; neither overflows into the other
        Interlocked.Add(ref Unsafe.As<ushort, int>(ref counts[place & ~1]), by << ((place & 1) == (BitConverter.IsLittleEndian ? 1 : 0) ? 16 : 0));
}
