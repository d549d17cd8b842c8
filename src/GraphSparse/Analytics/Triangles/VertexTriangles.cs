using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Counts triangles at their vertices.</summary>
/// <param name="ranks">The rank of each vertex.</param>
/// <param name="counts">A count by rank, of this thread.</param>
internal readonly struct VertexTriangles(int[] ranks, long[] counts) : ITriangleSink
{
    /// <summary>The counts by rank.</summary>
    public long[] Counts => counts;

    public void Begin(int v)
    {
    }

    public void Mark(int rank, int place)
    {
    }

    public void Prefetch(int place)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int u, int place, ReadOnlySpan<int> beyond, ReadOnlySpan<int> hits)
    {
        foreach (int j in hits)
            counts[beyond[j]]++;
        counts[ranks[u]] += hits.Length;
    }

    public void End(int v, long found) => counts[ranks[v]] += found;
}
