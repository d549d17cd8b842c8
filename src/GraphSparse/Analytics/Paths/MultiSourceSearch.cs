using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>What lies around one source.</summary>
/// <param name="Source">The vertex.</param>
/// <param name="Eccentricity">The largest distance to a vertex that can be reached.</param>
/// <param name="Reached">Vertices that can be reached, the source included.</param>
/// <param name="TotalDistance">Sum of the distances to them.</param>
/// <param name="HarmonicSum">Sum of 1 / distance over all of them but the source.</param>
public sealed record BreadthFirstSummary(int Source, int Eccentricity, int Reached, long TotalDistance, double HarmonicSum);

/// <summary>Breadth-first searches from many sources, 64 of them in the bits of a word.</summary>
/// <remarks>
/// Source: Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann and Vo, "The More the Merrier: Efficient Multi-Source Graph
/// Traversal", VLDB 8(4), 2014. Weights are ignored; directed graphs follow arcs. Where levels are narrow, as on paths, searches share nothing, and
/// each source is searched from by itself.
/// <para>Cost: a pass over the arcs per level and 64 sources, or the arcs of the frontier where these are few; 24 bytes per vertex
/// and thread, and the reversed graph where it is directed. Determinism: exact.</para>
/// </remarks>
public static class MultiSourceSearch
{
    private const int Word = 64;

    /// <summary>Below this share of all arcs a level is pushed from its frontier instead of pulled by all vertices.</summary>
    private const int PushBelow = 16;

    /// <summary>Levels of fewer vertices than this, in the mean of the first search, are narrow.</summary>
    private const int NarrowBelow = 32;

    /// <summary>Sums up the distances from each source.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="sources">Vertices, in any order.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Sources done.</param>
    /// <param name="cancellationToken">Looked at in every level.</param>
    /// <returns>One for each source, in their order.</returns>
    public static BreadthFirstSummary[] Survey(
        CsrGraph graph, IReadOnlyList<int> sources, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var all = new BreadthFirstSummary[sources.Count];
        Visit(graph, sources, SumUp, SumUp, (first, batch, sums) =>
        {
            sums.CopyTo(all, first);
            progress?.Report(new Progress("searching", first + batch.Length, all.Length));
        }, parallelism, cancellationToken);
        return all;
    }

    /// <summary>The distance in edges from each source to every vertex, −1 where there is no path; 4 bytes per source and vertex.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="sources">Vertices, in any order.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Sources done.</param>
    /// <param name="cancellationToken">Looked at in every level.</param>
    /// <returns>A row for each source, in their order.</returns>
    public static int[][] Distances(CsrGraph graph, IReadOnlyList<int> sources, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var all = new int[sources.Count][];
        Visit(graph, sources, (batch, levels) =>
        {
            var rows = new int[batch.Length][];
            for (int s = 0; s < batch.Length; s++)
            {
                rows[s] = new int[graph.VertexCount];
                Array.Fill(rows[s], -1);
                rows[s][batch[s]] = 0;
            }

            foreach (Level level in levels)
            {
                foreach (int v in level.Vertices)
                {
                    for (ulong rest = level.Sources[v]; rest != 0; rest &= rest - 1)
                        rows[BitOperations.TrailingZeroCount(rest)][v] = level.Distance;
                }
            }

            return rows;
        }, (batch, searches) => [.. searches.Select(search => (int[])search.Distances.Clone())],
            (first, batch, rows) =>
            {
                rows.CopyTo(all, first);
                progress?.Report(new Progress("distances", first + batch.Length, all.Length));
            }, parallelism, cancellationToken);
        return all;
    }

    /// <summary>The vertices first reached at a distance, and which sources each of them was reached by.</summary>
    internal readonly record struct Level(int Distance, List<int> Vertices, ulong[] Sources);

    private static BreadthFirstSummary[] SumUp(int[] batch, IEnumerable<Level> levels)
    {
        var eccentricity = new int[Word];
        var reached = new int[Word];
        var distance = new long[Word];
        var harmonic = new double[Word];
        Span<int> counts = stackalloc int[Word];
        foreach (Level level in levels)
        {
            counts.Clear();
            ulong any = Count(level, counts);
            for (; any != 0; any &= any - 1)
            {
                int s = BitOperations.TrailingZeroCount(any);
                eccentricity[s] = level.Distance;
                reached[s] += counts[s];
                distance[s] += (long)level.Distance * counts[s];
                harmonic[s] += (double)counts[s] / level.Distance;
            }
        }

        return [.. batch.Select((source, s) => new BreadthFirstSummary(source, eccentricity[s], 1 + reached[s], distance[s], harmonic[s]))];
    }

    private static BreadthFirstSummary[] SumUp(int[] batch, IEnumerable<SequentialBreadthFirstSearch> searches) =>
        [.. batch.Zip(searches, (source, search) =>
        {
            long distance = 0;
            double harmonic = 0;
            foreach (int v in search.Order[1..])
            {
                distance += search.Distances[v];
                harmonic += 1.0 / search.Distances[v];
            }

            return new BreadthFirstSummary(source, search.Depth, search.Order.Length, distance, harmonic);
        })];

    [MethodImpl(Hot.Loop)]
    private static ulong Count(Level level, Span<int> counts)
    {
        ulong any = 0;
        foreach (int v in level.Vertices)
        {
            any |= level.Sources[v];
            for (ulong rest = level.Sources[v]; rest != 0; rest &= rest - 1)
                counts[BitOperations.TrailingZeroCount(rest)]++;
        }

        return any;
    }

    /// <summary>Gives the levels of each 64 sources, or where levels are narrow a search from each, to the work, on several threads, and its results to
    /// <paramref name="take"/> in order.</summary>
    internal static void Visit<T>(
        CsrGraph graph, IReadOnlyList<int> sources, Func<int[], IEnumerable<Level>, T> byLevels, Func<int[], IEnumerable<SequentialBreadthFirstSearch>, T> bySearches,
        Action<int, int[], T> take, Parallelism? parallelism, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(sources);
        foreach (int source in sources)
            Require.InRange(source, 0, graph.VertexCount - 1, name: nameof(sources));
        parallelism ??= Parallelism.AllCores;
        bool narrow = HasNarrowLevels(graph, sources, cancellationToken);
        CsrGraph? incoming = narrow ? null : graph.Reverse(parallelism, cancellationToken);
        int[][] batches = [.. sources.Chunk(narrow ? NarrowBatch : Word)];
        Parallelism within = batches.Length > 1 ? Parallelism.Sequential : parallelism;
        int done = 0;
        parallelism.MapInOrder(batches, batch => (Batch: batch, Value: incoming is null
            ? bySearches(batch, Searches(graph, batch, cancellationToken))
            : byLevels(batch, Levels(graph, incoming, batch, within, cancellationToken))), result =>
        {
            take(done, result.Batch, result.Value);
            done += result.Batch.Length;
        }, cancellationToken);
    }

    /// <summary>Sources in a batch that are searched from one by one: few, so that progress is told often.</summary>
    private const int NarrowBatch = 16;

    private static bool HasNarrowLevels(CsrGraph graph, IReadOnlyList<int> sources, CancellationToken cancellationToken)
    {
        if (sources.Count == 0 || graph.VertexCount < NarrowBelow * NarrowBelow)
            return false;
        var search = new SequentialBreadthFirstSearch(graph);
        search.From(sources[0], cancellationToken);
        return search.Depth > NarrowBelow && search.Order.Length < NarrowBelow * (long)search.Depth;
    }

    private static IEnumerable<SequentialBreadthFirstSearch> Searches(CsrGraph graph, int[] batch, CancellationToken cancellationToken)
    {
        var search = new SequentialBreadthFirstSearch(graph);
        foreach (int source in batch)
        {
            search.From(source, cancellationToken);
            yield return search;
        }
    }

    /// <summary>The levels from distance 1 on; what they hold is used again for the next.</summary>
    private static IEnumerable<Level> Levels(
        CsrGraph graph, CsrGraph incoming, int[] batch, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        var seen = new ulong[n];
        var frontier = new ulong[n];
        var next = new ulong[n];
        ulong full = batch.Length == Word ? ulong.MaxValue : (1UL << batch.Length) - 1;
        var active = new List<int>();
        var reached = new List<int>();
        for (int s = 0; s < batch.Length; s++)
        {
            if (frontier[batch[s]] == 0)
                active.Add(batch[s]);
            frontier[batch[s]] |= 1UL << s;
            seen[batch[s]] |= 1UL << s;
        }

        for (int distance = 1; ; distance++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long arcs = 0;
            foreach (int u in active)
                arcs += graph.Degree(u) + 1;
            ulong any = 0;
            if (arcs < (graph.ArcCount + n) / PushBelow)
            {
                Push(graph, active, frontier, seen, next, reached, ref any);
                foreach (int u in active)
                    frontier[u] = 0;
                (active, reached) = (reached, active);
            }
            else
            {
                (ulong[] from, ulong[] to) = (frontier, next);
                parallelism.ForBounds(incoming.VertexRanges(), (_, first, last) => Interlocked.Or(ref any, Pull(incoming, from, seen, to, full, first, last)), cancellationToken);
                Collect(next, active);

                Array.Clear(frontier);
            }

            if (any == 0)
                yield break;
            (frontier, next) = (next, frontier);
            yield return new Level(distance, active, frontier);
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void Collect(ulong[] bits, List<int> vertices)
    {
        vertices.Clear();
        for (int v = 0; v < bits.Length; v++)
        {
            if (bits[v] != 0)
                vertices.Add(v);
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void Push(CsrGraph graph, List<int> active, ulong[] frontier, ulong[] seen, ulong[] next, List<int> reached, ref ulong any)
    {
        reached.Clear();
        foreach (int u in active)
        {
            ulong bits = frontier[u];
            foreach (int v in graph.Neighbors(u))
            {
                ulong news = bits & ~seen[v];
                if (news == 0)
                    continue;
                if (next[v] == 0)
                    reached.Add(v);
                next[v] |= news;
                any |= news;
            }
        }

        foreach (int v in reached)
            seen[v] |= next[v];
    }

    [MethodImpl(Hot.Loop)]
    private static ulong Pull(CsrGraph incoming, ulong[] frontier, ulong[] seen, ulong[] next, ulong full, int first, int last)
    {
        ulong any = 0;
        for (int v = first; v < last; v++)
        {
            ulong before = seen[v];
            if (before == full)
                continue;
            ulong bits = before;
            foreach (int u in incoming.Neighbors(v))
            {
                bits |= frontier[u];
                if (bits == full)
                    break;
            }

            next[v] = bits & ~before;
            seen[v] = bits;
            any |= next[v];
        }

        return any;
    }
}
