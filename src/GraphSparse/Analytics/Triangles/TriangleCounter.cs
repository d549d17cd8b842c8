using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Number of triangles on every edge.</summary>
/// <param name="PerEdge">For each edge id the number of common neighbours of its ends.</param>
/// <param name="Total">Triangles in all.</param>
public sealed record TriangleCounts(int[] PerEdge, long Total);

/// <summary>Number of triangles at every vertex.</summary>
/// <param name="PerVertex">For each vertex the number of edges between its neighbours.</param>
/// <param name="Total">Triangles in all.</param>
public sealed record VertexTriangleCounts(long[] PerVertex, long Total);

/// <summary>Counts triangles exactly.</summary>
/// <remarks>
/// Source: Ortmann and Brandes, "Triangle Listing Algorithms: Back from the Diversion", ALENEX 2014 (forward, by degree).
/// Every edge is turned towards its end of higher (degree, id); rows of higher neighbours then hold at most √(2m) vertices, and each triangle is met once, as
/// two neighbours in the row of its lowest vertex. Deviation: of the two, the one of smaller id marks its neighbours and looks through the rest of the row
/// (<see cref="TriangleSearch"/>), instead of the lowest vertex through the rows of both: on R-MAT of 32 million edges 3.0 looks instead of 11.3 billion.
/// <para>Cost: O(m^1.5) time. By edge 12 bytes per edge, and for each of up to 16 threads 2 more and 17 per vertex, of memory; by vertex 4 bytes per edge, and 21 per vertex and thread. Determinism: exact.</para>
/// </remarks>
public static class TriangleCounter
{
    /// <summary>Counts by edge: rows of higher neighbours, counts by place and thread and by edge, values on their way to their edges; ranks, places of ranges, marks.</summary>
    internal static long EstimateBytes(GraphSize size, int? threads = null)
    {
        int copies = Math.Min(threads ?? Environment.ProcessorCount, MostCopies);
        return ForwardBytes(size, copies) + size.Edges * (2 * copies + 4 + 4) + size.Vertices * (4 + 4L * copies);
    }

    /// <summary>Counts by vertex, for each thread and in all.</summary>
    internal static long EstimateVertexBytes(GraphSize size, int? threads = null) =>
        ForwardBytes(size, threads ?? Environment.ProcessorCount) + size.Vertices * (8L * (threads ?? Environment.ProcessorCount) + 8);

    /// <summary>The forward graph, edge ids and marks. A directed graph is symmetrized first, by way of its edges in blocks and half rows.</summary>
    private static long ForwardBytes(GraphSize size, int threads) =>
        size.Edges * 4 + size.Vertices * (16 + 13L * threads) + (size.Directed ? size.Edges * (8 + 4 + 8) + size.Vertices * 8 : 0);

    /// <summary>Up to so many threads count each in an array of its own; more share one, which atomic additions make slower.</summary>
    private const int MostCopies = 16;

    /// <summary>Counts the triangles on each edge of an undirected graph.</summary>
    /// <param name="graph">Undirected; use <see cref="GraphTransforms.Symmetrize"/> first otherwise.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Parts of the graph done.</param>
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
        int[] perEdge = HugePages.Of(new int[index.EdgeCount]);
        long total;
        ushort[] counts;
        if (parallelism.Degree > MostCopies)
        {
            counts = NewCounts(index);
            (total, _) = TriangleSearch.Run(
                graph, index, forward, () => new EdgeTriangles<AtomicAdder>(index, perEdge, counts, new int[graph.VertexCount]), parallelism, progress, cancellationToken);
        }
        else
        {
            (total, EdgeTriangles<PlainAdder>[] sinks) = TriangleSearch.Run(
                graph, index, forward, () => new EdgeTriangles<PlainAdder>(index, perEdge, NewCounts(index), new int[graph.VertexCount]), parallelism, progress, cancellationToken);
            counts = Sum([.. sinks.Select(sink => sink.Counts)], parallelism, cancellationToken);
        }

        forward.AddByEdge(index, counts, perEdge);
        return new TriangleCounts(perEdge, total);
    }

    /// <summary>Counts the triangles at each vertex of an undirected graph: faster than by edge, and in less memory.</summary>
    /// <param name="graph">Undirected; use <see cref="GraphTransforms.Symmetrize"/> first otherwise.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Parts of the graph done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static VertexTriangleCounts CountPerVertex(
        CsrGraph graph, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "Counting triangles");
        parallelism ??= Parallelism.AllCores;
        var index = new EdgeIndex(graph, parallelism, cancellationToken);
        var forward = new ForwardGraph(graph, parallelism, cancellationToken);
        (long total, VertexTriangles[] sinks) = TriangleSearch.Run(
            graph, index, forward, () => new VertexTriangles(forward.Ranks, new long[graph.VertexCount]), parallelism, progress, cancellationToken);
        var perVertex = new long[graph.VertexCount];
        parallelism.ForRanges(perVertex.Length, 1 << 16, (_, start, end) =>
        {
            for (int v = (int)start; v < end; v++)
            {
                foreach (VertexTriangles sink in sinks)
                    perVertex[v] += sink.Counts[forward.Ranks[v]];
            }
        }, cancellationToken);
        return new VertexTriangleCounts(perVertex, total);
    }

    /// <summary>The counts by edge alone, by kernels where there are any.</summary>
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
