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
/// Every edge is turned towards its end of higher (degree, id); out-neighbourhoods then hold at most √(2m) vertices, and each
/// triangle is met once, at its lowest vertex, whose out-neighbours are marked.
/// <para>Cost: O(m^1.5) time, 12 bytes per edge, and for each of up to 8 threads 4 more and 8 per vertex, of memory. Determinism: exact.</para>
/// </remarks>
public static class TriangleCounter
{
    /// <summary>Edge ids, forward graph, counts per edge, marks; a directed graph is symmetrized first, by way of its edges in blocks and half rows.</summary>
    internal static long EstimateBytes(GraphSize size) =>
        size.Edges * (2 * 4 + 12) + size.Vertices * 24 + (size.Directed ? size.Edges * (8 + 4 + 8) + size.Vertices * 8 : 0);

    /// <summary>Up to so many threads count each in an array of its own; more share one, which atomic additions make slower.</summary>
    private const int MostCopies = 8;

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
        var forward = new ForwardGraph(graph, index, cancellationToken);
        int[] bounds = forward.Ranges();
        var totals = new long[bounds.Length - 1];
        bool isShared = parallelism.Degree > MostCopies;
        var free = new ConcurrentBag<Worker>();
        int[] shared = isShared ? new int[index.EdgeCount] : [];
        int done = 0;
        parallelism.ForBounds(bounds, (chunk, first, last) =>
        {
            if (!free.TryTake(out Worker? worker))
                worker = new Worker(graph.VertexCount, graph.MaxDegree, isShared ? shared : new int[index.EdgeCount]);
            totals[chunk] = isShared
                ? CountRange<Atomic>(forward, first, last, worker, cancellationToken)
                : CountRange<Plain>(forward, first, last, worker, cancellationToken);
            free.Add(worker);
            progress?.Report(new Progress("counting triangles", Interlocked.Increment(ref done), bounds.Length - 1));
        }, cancellationToken);
        IEnumerable<int[]> counts = isShared ? [shared] : free.Select(w => w.Counts);
        return new TriangleCounts(ByEdge(forward, counts, index.EdgeCount), totals.Sum());
    }

    /// <summary>The counts alone, by kernels where there are any.</summary>
    internal static int[] PerEdge(
        CsrGraph graph, EdgeIndex index, IGraphKernels? kernels, Parallelism? parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken) =>
        kernels is null ? Count(graph, index, parallelism, progress, cancellationToken).PerEdge : kernels.TrianglesPerEdge(graph, index, cancellationToken);

    /// <summary>Adds up the counts of all threads, and gives them to the edge ids.</summary>
    [MethodImpl(Hot.Loop)]
    private static int[] ByEdge(ForwardGraph forward, IEnumerable<int[]> counts, int edgeCount)
    {
        var perEdge = new int[edgeCount];
        ReadOnlySpan<int> edges = forward.AllEdges;
        foreach (int[] part in counts)
        {
            for (int arc = 0; arc < edges.Length; arc++)
                perEdge[edges[arc]] += part[arc];
        }

        return perEdge;
    }

    /// <summary>Counts by place of the arc, so that those of a row lie side by side; the arcs of the row in hand are counted apart and added once.</summary>
    [MethodImpl(Hot.Loop)]
    private static long CountRange<TAdder>(ForwardGraph forward, int first, int last, Worker worker, CancellationToken cancellationToken)
        where TAdder : struct, IAdder
    {
        int[] marks = worker.Marks;
        int[] counts = worker.Counts;
        long total = 0;
        for (int rank = first; rank < last; rank++)
        {
            ReadOnlySpan<int> targets = forward.Targets(rank);
            if (targets.Length < 2)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            Span<int> own = worker.Row.AsSpan(0, targets.Length + 1);
            own.Clear();
            for (int k = 0; k < targets.Length; k++)
                marks[targets[k]] = k + 1;

            for (int k = 0; k < targets.Length; k++)
            {
                ReadOnlySpan<int> next = forward.Targets(targets[k]);
                Span<int> nextCounts = counts.AsSpan(forward.Start(targets[k]), next.Length);
                int found = 0;
                for (int j = 0; j < next.Length; j++)
                {
                    int mark = marks[next[j]];
                    if (mark == 0)
                        continue;
                    found++;
                    own[mark]++;
                    TAdder.Add(ref nextCounts[j], 1);
                }

                own[k + 1] += found;
                total += found;
            }

            Span<int> rowCounts = counts.AsSpan(forward.Start(rank), targets.Length);
            for (int k = 0; k < targets.Length; k++)
            {
                marks[targets[k]] = 0;
                if (own[k + 1] > 0)
                    TAdder.Add(ref rowCounts[k], own[k + 1]);
            }
        }

        return total;
    }

    /// <summary>How counts are added to; a type, so that the loop is compiled for each.</summary>
    private interface IAdder
    {
        static abstract void Add(ref int count, int by);
    }

    private readonly struct Plain : IAdder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(ref int count, int by) => count += by;
    }

    /// <summary>Integer additions commute, so the counts do not depend on the order of threads.</summary>
    private readonly struct Atomic : IAdder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(ref int count, int by) => Interlocked.Add(ref count, by);
    }

    /// <summary>What a thread works with: marks of vertices, counts of the row in hand, counts of all arcs.</summary>
    private sealed class Worker(int vertices, int maxDegree, int[] counts)
    {
        public int[] Marks { get; } = new int[vertices];

        public int[] Row { get; } = new int[maxDegree + 1];

        public int[] Counts { get; } = counts;
    }
}
