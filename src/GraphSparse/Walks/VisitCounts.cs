using System.Buffers;
using System.Collections.Concurrent;
using GraphSparse.Acceleration;

namespace GraphSparse.Walks;

/// <summary>Visits of walks.</summary>
/// <param name="Visits">How often each vertex was visited.</param>
/// <param name="Totals">What was walked; walks + steps is the sum of the visits.</param>
public sealed record WalkVisits(long[] Visits, WalkTotals Totals);

/// <summary>Counts how often walks visit each vertex; the start of a walk is a visit, so the counts add up to walks + steps.</summary>
/// <remarks>Walks are counted batch by batch and not kept. Each batch in flight has a table to itself, 8 bytes per vertex;
/// sums of integers do not depend on who counted what. Determinism: exact.</remarks>
public static class VisitCounts
{
    /// <summary>Walks and counts.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="options">Kind, length and number of the walks; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every step.</param>
    /// <param name="accelerator">A device to walk on, or <see langword="null"/> for the CPU.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Walks done.</param>
    /// <param name="cancellationToken">Looked at for every batch.</param>
    public static WalkVisits Count(
        CsrGraph graph, WalkOptions? options = null, ulong seed = 42, IAccelerator? accelerator = null, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var idle = new ConcurrentBag<long[]>();
        WalkTotals totals = RandomWalker.Map(graph, options, batch =>
        {
            long[] table = idle.TryTake(out long[]? free) ? free : new long[graph.VertexCount];
            Add(batch.Rows, table);
            idle.Add(table);
            ArrayPool<int>.Shared.Return(batch.Buffer);
            return batch.Count;
        }, _ => { }, seed, accelerator, parallelism, progress, cancellationToken);
        var visits = new long[graph.VertexCount];
        foreach (long[] table in idle)
        {
            for (int v = 0; v < visits.Length; v++)
                visits[v] += table[v];
        }

        return new WalkVisits(visits, totals);
    }

    /// <summary>What the tables take at most: one for each batch in flight, and their sum.</summary>
    internal static long EstimateMemoryBytes(long vertices, int threads) => checked((threads + 2L) * vertices * sizeof(long));

    private static void Add(ReadOnlySpan<int> rows, long[] table)
    {
        foreach (int v in rows)
        {
            if (v >= 0)
                table[v]++;
        }
    }
}
