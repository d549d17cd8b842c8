using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Number of triangles on every edge.</summary>
/// <param name="PerEdge">For each edge id the number of common neighbours of its ends.</param>
/// <param name="Total">Triangles in all.</param>
public sealed record TriangleCounts(int[] PerEdge, long Total);

/// <summary>Counts triangles exactly.</summary>
/// <remarks>
/// Source: Ortmann and Brandes, "Triangle Listing Algorithms: Back from the Diversion", ALENEX 2014 (forward, by degree).
/// Every edge is turned towards its end of higher (degree, id); rows of higher neighbours then hold at most √(2m) vertices, and each triangle is met once, as
/// two neighbours in the row of its lowest vertex. Deviation: of the two, the one of smaller id marks its neighbours and looks through the rest of the row
/// (<see cref="TriangleRange"/>), instead of the lowest vertex through the rows of both: on R-MAT of 32 million edges 3.0 looks instead of 11.3 billion.
/// <para>Cost: O(m^1.5) time, 12 bytes per edge, and for each of up to 8 threads 4 more and 13 per vertex, of memory. Determinism: exact.</para>
/// </remarks>
public static class TriangleCounter
{
    /// <summary>Rows of higher neighbours, counts by place and thread and by edge, values on their way to their edges; ranks, places of ranges, marks. A directed graph is symmetrized first, by way of its
    /// edges in blocks and half rows.</summary>
    internal static long EstimateBytes(GraphSize size, int? threads = null) => EstimateBytes(size, Math.Min(threads ?? Environment.ProcessorCount, MostCopies));

    private static long EstimateBytes(GraphSize size, int copies) =>
        size.Edges * (4 + 2 * copies + 4 + 4) + size.Vertices * (20 + 17 * copies) + (size.Directed ? size.Edges * (8 + 4 + 8) + size.Vertices * 8 : 0);

    /// <summary>Up to so many threads count each in an array of its own; more share one, which atomic additions make slower.</summary>
    private const int MostCopies = 16;

    /// <summary>Counts the triangles on each edge of an undirected graph.</summary>
    /// <param name="graph">Undirected; use <see cref="GraphTransforms.Symmetrize"/> first otherwise.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static TriangleCounts Count(
        CsrGraph graph, EdgeIndex index, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        Require.Undirected(graph, "Counting triangles");
        parallelism ??= Parallelism.AllCores;
        var forward = new ForwardGraph(graph, parallelism, cancellationToken);
        int[] bounds = forward.Ranges(parallelism.Degree == 1 ? 1 : (int)Math.Clamp(graph.ArcCount / Math.Max(1, graph.VertexCount), 1, 2 * parallelism.Degree));
        int[][] places = forward.PlacesAt(bounds);
        var totals = new long[bounds.Length - 1];
        bool isShared = parallelism.Degree > MostCopies;
        var free = new ConcurrentBag<TriangleWorker>();
        ushort[] shared = isShared ? NewCounts(index) : [];
        int[] perEdge = HugePages.Of(new int[index.EdgeCount]);
        int done = 0;
        parallelism.ForBounds(bounds, (range, first, last) =>
        {
            if (!free.TryTake(out TriangleWorker? worker))
                worker = new TriangleWorker(graph, isShared ? shared : NewCounts(index));
            var job = new TriangleRange(graph, index, forward, places[range], perEdge, worker);
            totals[range] = isShared ? job.Count<TriangleRange.Atomic>(first, last, cancellationToken) : job.Count<TriangleRange.Plain>(first, last, cancellationToken);
            free.Add(worker);
            progress?.Report(new Progress("counting triangles", Interlocked.Increment(ref done), bounds.Length - 1));
        }, cancellationToken);
        forward.AddByEdge(index, isShared ? shared : Sum([.. free.Select(w => w.Counts)], parallelism, cancellationToken), perEdge);
        return new TriangleCounts(perEdge, totals.Sum());
    }

    /// <summary>The counts alone, by kernels where there are any.</summary>
    internal static int[] PerEdge(
        CsrGraph graph, EdgeIndex index, IGraphKernels? kernels, Parallelism? parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken) =>
        kernels is null ? Count(graph, index, parallelism, progress, cancellationToken).PerEdge : kernels.TrianglesPerEdge(graph, index, cancellationToken);

    /// <summary>A count per place, and room to read one behind the last and to add to two at once.</summary>
    private static ushort[] NewCounts(EdgeIndex index) => HugePages.Of(new ushort[index.EdgeCount + 2L]);

    /// <summary>Adds up the counts of all threads, in the first of them.</summary>
    private static ushort[] Sum(ushort[][] counts, Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (counts.Length == 0)
            return [0];
        parallelism.ForRanges(counts[0].Length, 1 << 16, (_, start, end) =>
        {
            for (int i = 1; i < counts.Length; i++)
                AddTo(counts[0].AsSpan((int)start, (int)(end - start)), counts[i].AsSpan((int)start, (int)(end - start)));
        }, cancellationToken);
        return counts[0];
    }

    [MethodImpl(Hot.Loop)]
    private static void AddTo(Span<ushort> sums, ReadOnlySpan<ushort> more)
    {
        more = more[..sums.Length];
        for (int i = 0; i < sums.Length; i++)
            sums[i] += more[i];
    }
}
