using System.Collections.Concurrent;

namespace GraphSparse.Graphlets;

/// <summary>Counts the connected triads of a directed graph, exactly: the census, and of how many of each kind every vertex is part.</summary>
/// <remarks>
/// Triads with two joined pairs follow from how many arcs of each sort the vertices have; those that a third pair closes are taken away again when the triangles are found, so nothing is enumerated but triangles.
/// <para>Cost: O(m·α) (α: arboricity of the graph without directions); 24 bytes per pair, 120 per vertex and 104 more for each thread.</para>
/// The same on any number of threads. Source of the names: Holland and Leinhardt, Sociological Methodology 1976.
/// </remarks>
public static class TriadCounter
{
    /// <summary>Counts the triads.</summary>
    /// <param name="graph">Directed; weights are not looked at.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Passes done, of two.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is undirected.</exception>
    public static TriadCounts Count(CsrGraph graph, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsDirected)
            throw new ArgumentException("Triads are defined for directed graphs; this one is undirected.", nameof(graph));
        parallelism ??= Parallelism.AllCores;
        var ranked = new RankedGraph(graph.Symmetrize(parallelism, cancellationToken), cancellationToken);
        byte[] pairs = Pairs(graph, ranked, parallelism, cancellationToken);
        var columns = new long[TriadCounts.Names.Count][];
        for (int kind = 0; kind < columns.Length; kind++)
            columns[kind] = new long[graph.VertexCount];
        CountOpen(ranked, pairs, columns, parallelism, cancellationToken);
        progress?.Report(new Progress("counting triads", 1, 2));
        CountClosed(ranked, pairs, columns, parallelism, cancellationToken);
        progress?.Report(new Progress("counting triads", 2, 2));
        return new TriadCounts(columns);
    }

    /// <summary>The arcs of every edge, as seen from its lower vertex.</summary>
    private static byte[] Pairs(CsrGraph graph, RankedGraph ranked, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var pairs = new byte[ranked.EdgeCount];
        parallelism.ForRanges(ranked.VertexCount, 1 << 10, (_, from, to) =>
        {
            for (int u = (int)from; u < (int)to; u++)
            {
                ReadOnlySpan<int> row = ranked.HigherRow(u);
                for (int k = 0; k < row.Length; k++)
                {
                    (int a, int b) = (ranked.Ids[u], ranked.Ids[row[k]]);
                    pairs[ranked.FirstEdges[u] + k] = (byte)((graph.Neighbors(a).BinarySearch(b) >= 0 ? 1 : 0) | (graph.Neighbors(b).BinarySearch(a) >= 0 ? 2 : 0));
                }
            }
        }, cancellationToken);
        return pairs;
    }

    /// <summary>Two pairs at a shared vertex, whether a third closes them or not: counted at the shared vertex and at both others.</summary>
    private static void CountOpen(RankedGraph graph, byte[] pairs, long[][] columns, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var sorts = new long[graph.VertexCount * 4L]; // of each vertex how many pairs of each sort
        parallelism.ForRanges(graph.VertexCount, 1 << 10, (_, from, to) =>
        {
            for (int u = (int)from; u < (int)to; u++)
            {
                ReadOnlySpan<int> row = graph.Row(u);
                for (int k = 0; k < row.Length; k++)
                    sorts[4L * u + Seen(graph, pairs, u, row[k], k)]++;
            }
        }, cancellationToken);
        parallelism.ForRanges(graph.VertexCount, 1 << 10, (_, from, to) =>
        {
            for (int u = (int)from; u < (int)to; u++)
            {
                int id = graph.Ids[u];
                for (int a = 1; a <= 3; a++)
                {
                    for (int b = a; b <= 3; b++)
                        columns[TriadKinds.Open(a, b)][id] += a == b ? sorts[4L * u + a] * (sorts[4L * u + a] - 1) / 2 : sorts[4L * u + a] * sorts[4L * u + b];
                }

                ReadOnlySpan<int> row = graph.Row(u);
                for (int k = 0; k < row.Length; k++)
                {
                    int own = TriadKinds.Back(Seen(graph, pairs, u, row[k], k)); // as the shared vertex sees it
                    for (int other = 1; other <= 3; other++)
                        columns[TriadKinds.Open(own, other)][id] += sorts[4L * row[k] + other] - (other == own ? 1 : 0);
                }
            }
        }, cancellationToken);
    }

    /// <summary>Each triangle is one triad, and was counted as three pairs of pairs, for each of its vertices.</summary>
    private static void CountClosed(RankedGraph graph, byte[] pairs, long[][] columns, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var work = new long[graph.VertexCount];
        for (int u = 0; u < work.Length; u++)
        {
            foreach (int w in graph.HigherRow(u))
                work[u] += graph.HigherRow(w).Length;
        }

        var free = new ConcurrentBag<(TriangleWorker Worker, long[][] Changes)>();
        parallelism.ForBounds(RankedGraph.Ranges(work, parallelism.Degree == 1 ? 1 : 16 * parallelism.Degree), (_, first, last) =>
        {
            if (!free.TryTake(out (TriangleWorker Worker, long[][] Changes) own))
                own = (new TriangleWorker(graph), [.. columns.Select(column => new long[column.Length])]);
            for (int u = first; u < last; u++)
            {
                if ((u & 0xFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                own.Worker.Find(u);
                AddTriangles(graph, pairs, u, own.Worker, own.Changes);
            }

            free.Add(own);
        }, cancellationToken);
        foreach ((_, long[][] changes) in free)
        {
            for (int kind = 0; kind < columns.Length; kind++)
            {
                for (int u = 0; u < graph.VertexCount; u++)
                    columns[kind][graph.Ids[u]] += changes[kind][u];
            }
        }
    }

    private static void AddTriangles(RankedGraph graph, byte[] pairs, int u, TriangleWorker worker, long[][] changes)
    {
        ReadOnlySpan<int> row = graph.HigherRow(u);
        int firstEdge = graph.FirstEdges[u];
        for (int t = 0; t < worker.Count; t++)
        {
            (int i, int j) = (worker.First[t], worker.Second[t]);
            (int v, int w) = (row[i], row[j]);
            (int uv, int uw, int vw) = (pairs[firstEdge + i], pairs[firstEdge + j], pairs[worker.Edges[t]]);
            Add(TriadKinds.Closed(uv, uw, vw), 1);
            Add(TriadKinds.Open(uv, uw), -1);
            Add(TriadKinds.Open(TriadKinds.Back(uv), vw), -1);
            Add(TriadKinds.Open(TriadKinds.Back(uw), TriadKinds.Back(vw)), -1);

            void Add(int kind, int change)
            {
                changes[kind][u] += change;
                changes[kind][v] += change;
                changes[kind][w] += change;
            }
        }
    }

    /// <summary>The pair u–v as u sees it.</summary>
    private static int Seen(RankedGraph graph, byte[] pairs, int u, int v, int k)
    {
        int pair = pairs[graph.EdgesOf(u)[k]];
        return u < v ? pair : TriadKinds.Back(pair);
    }
}
