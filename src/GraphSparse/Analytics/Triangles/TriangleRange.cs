using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Analytics;

/// <summary>Finds the triangles of a range of vertices: u is the lowest by degree, v and w stand in its row, v before w by id, and v is in the range.</summary>
/// <remarks>
/// Each v marks its neighbours of larger id; each u that has v in its row is looked through beyond it. Vertices come in the order of ids, so the place of v in the row of u is where the last one
/// left off. Whether w closes a triangle is what no processor foresees: looking for those that do has no branches, and goes along marks of a byte by rank, of which those of hubs stay in the nearest
/// cache. Rows lie anywhere and are short, so their lines are asked for ahead.
/// <para>The edge v–w is v's, and counted in its place by edge id; the edges u–v and u–w are counted by place in the rows.</para>
/// </remarks>
internal readonly struct TriangleRange(CsrGraph graph, EdgeIndex index, ForwardGraph forward, int[] places, int[] perEdge, TriangleWorker worker)
{
    /// <summary>Rows asked for before they are read.</summary>
    private const int Ahead = 8;

    private const int LineInts = 16;

    /// <summary>Fewer lie in the caches.</summary>
    private const int CachedEdges = 1 << 20;

    /// <summary>Counts the triangles, on their edges and in all.</summary>
    [MethodImpl(Hot.Loop)]
    public long Count<TAdder>(int first, int last, CancellationToken cancellationToken) where TAdder : struct, IAdder
    {
        int[] ranks = forward.Ranks;
        int[] targets = forward.Targets;
        int[] next = places;
        byte[] marks = worker.Marks;
        int[] ends = worker.Ends;
        ushort[] counts = worker.Counts;
        int[] hits = worker.Hits;
        int[] sources = worker.Sources;
        bool isLarge = targets.Length > CachedEdges;
        long total = 0;
        for (int v = first; v < last; v++)
        {
            if ((v & 0xFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> row = graph.Neighbors(v);
            ReadOnlySpan<int> larger = row[^index.ForwardCount(v)..];
            Span<int> own = perEdge.AsSpan(index.FirstOf(v), larger.Length);
            for (int k = 0; k < larger.Length; k++)
            {
                int rank = ranks[larger[k]];
                marks[rank] = 1;
                ends[rank] = k;
            }

            int sourceCount = Sources(row, ranks[v], ranks, sources);
            for (int i = 0; i < sourceCount; i++)
            {
                if (isLarge && i + Ahead < sourceCount)
                    Prefetch(targets, counts, next[sources[i + Ahead]], forward.Start(sources[i + Ahead] + 1));
                int u = sources[i];
                int place = next[u]++;
                ReadOnlySpan<int> beyond = targets.AsSpan(place + 1, forward.Start(u + 1) - place - 1);
                if (beyond.Length == 0 || larger.Length == 0)
                    continue;
                int found = Find(beyond, marks, hits);
                if (found == 0)
                    continue;
                for (int h = 0; h < found; h++)
                {
                    int j = hits[h];
                    own[ends[beyond[j]]]++;
                    TAdder.Add(counts, place + 1 + j, 1);
                }

                TAdder.Add(counts, place, found);
                total += found;
            }

            foreach (int w in larger)
                marks[ranks[w]] = 0;
        }

        return total;
    }

    /// <summary>The neighbours of lower rank. Without branches: what is higher is written over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Sources(ReadOnlySpan<int> row, int rank, int[] ranks, int[] sources)
    {
        int count = 0;
        foreach (int u in row)
        {
            sources[count] = u;
            count += ranks[u] < rank ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(int[] targets, ushort[] counts, int start, int end)
    {
        for (int place = start; place < end; place += LineInts)
        {
            MemoryHints.Prefetch(ref targets[place]);
            MemoryHints.Prefetch(ref counts[place]);
        }
    }

    /// <summary>The places of the marked vertices in a part of a row.</summary>
    [MethodImpl(Hot.Loop)]
    private static int Find(ReadOnlySpan<int> row, byte[] marks, int[] hits)
    {
        ref byte mark = ref MemoryMarshal.GetArrayDataReference(marks); // a row holds ranks, and there is a mark for each
        ref int hit = ref MemoryMarshal.GetArrayDataReference(hits); // one more than the longest row has
        int found = 0;
        for (int j = 0; j < row.Length; j++)
        {
            Unsafe.Add(ref hit, found) = j;
            found += Unsafe.Add(ref mark, row[j]);
        }

        return found;
    }

    /// <summary>How counts are added to; a type, so that the loop is compiled for each.</summary>
    public interface IAdder
    {
        /// <summary>Adds to a count.</summary>
        static abstract void Add(ushort[] counts, int place, int by);
    }

    /// <summary>To a count of this thread.</summary>
    public readonly struct Plain : IAdder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(ushort[] counts, int place, int by) => counts[place] += (ushort)by;
    }

    /// <summary>To a count of all threads. Integer additions commute, so the counts do not depend on their order.</summary>
    public readonly struct Atomic : IAdder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(ushort[] counts, int place, int by) => // two counts are added to at once; neither overflows into the other
            Interlocked.Add(ref Unsafe.As<ushort, int>(ref counts[place & ~1]), by << ((place & 1) == (BitConverter.IsLittleEndian ? 1 : 0) ? 16 : 0));
    }
}

/// <summary>What a thread counts triangles with: marks by rank and where the marked stand in the row in hand, neighbours of lower rank, what was found, counts by place.</summary>
internal sealed class TriangleWorker(CsrGraph graph, ushort[] counts)
{
    public byte[] Marks { get; } = new byte[graph.VertexCount];

    public int[] Ends { get; } = new int[graph.VertexCount];

    public int[] Sources { get; } = new int[graph.MaxDegree + 1];

    public int[] Hits { get; } = new int[graph.MaxDegree + 1];

    /// <summary>A row of higher neighbours has at most √(2m), so as many triangles on an arc: below 2^16, since m is below 2^31.</summary>
    public ushort[] Counts { get; } = counts;
}
