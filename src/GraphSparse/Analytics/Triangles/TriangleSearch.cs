using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Analytics;

/// <summary>Where the triangles of a search are counted. A type, so that the loop is compiled for each.</summary>
internal interface ITriangleSink
{
    /// <summary>The search comes to a vertex.</summary>
    void Begin(int v);

    /// <summary>A larger neighbour of the vertex, by rank, and its place among the larger ones.</summary>
    void Mark(int rank, int place);

    /// <summary>Asks for the line of a place of the forward graph before it is counted at.</summary>
    void Prefetch(int place);

    /// <summary>Counts the triangles of the vertex v with u, in whose row it has a place, and those beyond it that were hit.</summary>
    void Add(int u, int place, ReadOnlySpan<int> beyond, ReadOnlySpan<int> hits);

    /// <summary>The search leaves a vertex that had so many triangles.</summary>
    void End(int v, long found);
}

/// <summary>Finds the triangles of a graph: u is the lowest by degree, v and w stand in its row, v before w by id, and v is in the range that a thread has.</summary>
/// <remarks>
/// Each v marks its neighbours of larger id; each u that has v in its row is looked through beyond it. Vertices come in the order of ids, so the place of v in the row of u is where the last one
/// left off. Whether w closes a triangle is what no processor foresees: looking for those that do has no branches, and goes along marks of a byte by rank, of which those of hubs stay in the nearest
/// cache. Rows lie anywhere and are short, so their lines are asked for ahead.
/// </remarks>
internal static class TriangleSearch
{
    /// <summary>Rows asked for before they are read.</summary>
    private const int Ahead = 8;

    private const int LineInts = 16;

    /// <summary>Fewer lie in the caches.</summary>
    private const int CachedEdges = 1 << 20;

    /// <summary>Where rows are shorter, finding places for a second range for each thread costs more than it evens out.</summary>
    private const long FewNeighbors = 8;

    /// <summary>Searches all vertices, on all threads.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="forward">Its edges at their lower ends.</param>
    /// <param name="createSink">Makes a sink for each thread.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="progress">Ranges done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <returns>Triangles in all, and the sinks.</returns>
    public static (long Total, TSink[] Sinks) Run<TSink>(
        CsrGraph graph, EdgeIndex index, ForwardGraph forward, Func<TSink> createSink, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
        where TSink : struct, ITriangleSink
    {
        int[] bounds = forward.Ranges(parallelism.Degree == 1 ? 1 : parallelism.Degree * (graph.ArcCount < FewNeighbors * graph.VertexCount ? 1 : 2));
        int[][] places = forward.PlacesAt(bounds);
        var totals = new long[bounds.Length - 1];
        var free = new ConcurrentBag<Worker<TSink>>();
        int done = 0;
        parallelism.ForBounds(bounds, (range, first, last) =>
        {
            if (!free.TryTake(out Worker<TSink>? worker))
                worker = new Worker<TSink>(graph, createSink());
            totals[range] = Search(graph, index, forward, places[range], worker, first, last, cancellationToken);
            free.Add(worker);
            progress?.Report(new Progress("counting triangles", Interlocked.Increment(ref done), bounds.Length - 1));
        }, cancellationToken);
        return (totals.Sum(), [.. free.Select(w => w.Sink)]);
    }

    [MethodImpl(Hot.Loop)]
    private static long Search<TSink>(CsrGraph graph, EdgeIndex index, ForwardGraph forward, int[] next, Worker<TSink> worker, int first, int last, CancellationToken cancellationToken)
        where TSink : struct, ITriangleSink
    {
        int[] ranks = forward.Ranks;
        int[] targets = forward.Targets;
        byte[] marks = worker.Marks;
        int[] hits = worker.Hits;
        int[] sources = worker.Sources;
        TSink sink = worker.Sink; // a struct of references: what it counts is in arrays
        bool isLarge = targets.Length > CachedEdges;
        long total = 0;
        for (int v = first; v < last; v++)
        {
            if ((v & 0xFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> row = graph.Neighbors(v);
            ReadOnlySpan<int> larger = row[^index.ForwardCount(v)..];
            sink.Begin(v);
            for (int k = 0; k < larger.Length; k++)
            {
                int rank = ranks[larger[k]];
                marks[rank] = 1;
                sink.Mark(rank, k);
            }

            long ofVertex = 0;
            int sourceCount = Sources(row, ranks[v], ranks, sources);
            for (int i = 0; i < sourceCount; i++)
            {
                if (isLarge && i + Ahead < sourceCount)
                    Prefetch(ref sink, targets, next[sources[i + Ahead]], forward.Start(sources[i + Ahead] + 1));
                int u = sources[i];
                int place = next[u]++;
                ReadOnlySpan<int> beyond = targets.AsSpan(place + 1, forward.Start(u + 1) - place - 1);
                if (beyond.Length == 0 || larger.Length == 0)
                    continue;
                int found = Find(beyond, marks, hits);
                if (found == 0)
                    continue;
                sink.Add(u, place, beyond, hits.AsSpan(0, found));
                ofVertex += found;
            }

            sink.End(v, ofVertex);
            total += ofVertex;
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
    private static void Prefetch<TSink>(ref TSink sink, int[] targets, int start, int end) where TSink : struct, ITriangleSink
    {
        for (int place = start; place < end; place += LineInts)
        {
            MemoryHints.Prefetch(ref targets[place]);
            sink.Prefetch(place);
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

    /// <summary>What a thread searches with: marks by rank, neighbours of lower rank, what was found, and where it counts.</summary>
    private sealed class Worker<TSink>(CsrGraph graph, TSink sink)
    {
        public byte[] Marks { get; } = new byte[graph.VertexCount];

        public int[] Sources { get; } = new int[graph.MaxDegree + 1];

        public int[] Hits { get; } = new int[graph.MaxDegree + 1];

        public TSink Sink { get; } = sink;
    }
}
