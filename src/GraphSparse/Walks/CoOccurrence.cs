using System.Buffers;
using GraphSparse.Acceleration;

namespace GraphSparse.Walks;

/// <summary>How often pairs of vertices occur near each other on walks, as a sparse list ordered by (source, target).</summary>
/// <param name="Sources">The vertex that comes first on the walk; with both directions either of the two.</param>
/// <param name="Targets">The other.</param>
/// <param name="Counts">How often.</param>
public sealed record CoOccurrenceCounts(int[] Sources, int[] Targets, long[] Counts);

/// <summary>Co-occurrences of walks.</summary>
/// <param name="Counts">Pairs and how often they occur.</param>
/// <param name="Totals">What was walked.</param>
public sealed record WalkCoOccurrences(CoOccurrenceCounts Counts, WalkTotals Totals);

/// <summary>Counts co-occurrences within a window: for positions i and i + r of a walk, from ≤ r ≤ window, one for (walk[i], walk[i + r]).</summary>
/// <remarks>Each batch of walks becomes a sorted run of distinct pairs; runs of similar size are merged, so that at most a
/// logarithmic number is held. No table is shared between threads. Determinism: exact.</remarks>
public static class CoOccurrence
{
    /// <summary>Walks and counts.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="options">Kind, length, number and window (at least 1) of the walks.</param>
    /// <param name="seed">Seed of every step.</param>
    /// <param name="accelerator">A device to walk on, or <see langword="null"/> for the CPU.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="budget">Memory that the counts may take, 80 % of the machine's by default.</param>
    /// <param name="progress">Walks done.</param>
    /// <param name="cancellationToken">Looked at for every batch.</param>
    /// <exception cref="ResourceLimitException">There are more distinct pairs than fit.</exception>
    public static WalkCoOccurrences Count(
        CsrGraph graph, WalkOptions options, ulong seed = 42, IAccelerator? accelerator = null, Parallelism? parallelism = null, MemoryBudget? budget = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(options.Window, 1, options.Length);
        budget ??= MemoryBudget.Default;
        var runs = new PairRuns(budget, cancellationToken);
        WalkTotals totals = RandomWalker.Map(
            graph, options, batch => CountBatch(batch, options, budget, cancellationToken), runs.Add, seed, accelerator, parallelism, progress, cancellationToken);
        return new WalkCoOccurrences(Unpack(runs.Merge()), totals);
    }

    /// <summary>Pairs that are sorted at once. A long walk with a large window has more.</summary>
    internal const int ChunkPairs = 1 << 22;

    private static PairRun CountBatch(WalkBatch batch, WalkOptions options, MemoryBudget budget, CancellationToken cancellationToken)
    {
        long pairs = 0;
        for (int i = 0; i < batch.Count; i++)
            pairs += Pairs(batch.Walk(i).Length, options);
        var runs = new PairRuns(budget, cancellationToken);
        int step = options.Symmetric ? 2 : 1;
        var keys = new ulong[Math.Min(pairs, ChunkPairs)];
        int at = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            ReadOnlySpan<int> walk = batch.Walk(i);
            for (int k = 0; k < walk.Length; k++)
            {
                int source = walk[k];
                for (int later = k + options.MinDistance; later < walk.Length && later <= k + options.Window; later++)
                {
                    if (at + step > keys.Length)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        runs.Add(PairRun.Of(keys, at));
                        pairs -= at;
                        keys = new ulong[Math.Min(pairs, ChunkPairs)];
                        at = 0;
                    }

                    keys[at++] = Key(source, walk[later]);
                    if (options.Symmetric)
                        keys[at++] = Key(walk[later], source);
                }
            }
        }

        ArrayPool<int>.Shared.Return(batch.Buffer);
        runs.Add(PairRun.Of(keys, at));
        return runs.Merge();
    }

    private static ulong Key(int source, int target) => ((ulong)(uint)source << 32) | (uint)target;

    /// <summary>Pairs that a walk of so many vertices counts.</summary>
    internal static long Pairs(long vertices, WalkOptions options) =>
        (options.Symmetric ? 2 : 1) * (PairsUpTo(vertices, options.Window) - PairsUpTo(vertices, options.MinDistance - 1L));

    /// <summary>Pairs of positions at most window apart on a walk of so many vertices.</summary>
    private static long PairsUpTo(long vertices, long window)
    {
        long w = Math.Min(window, vertices - 1);
        return w <= 0 ? 0 : w * vertices - w * (w + 1) / 2;
    }

    private static CoOccurrenceCounts Unpack(PairRun run)
    {
        var sources = new int[run.Length];
        var targets = new int[run.Length];
        for (int i = 0; i < run.Length; i++)
        {
            sources[i] = (int)(run.Keys[i] >> 32);
            targets[i] = unchecked((int)(uint)run.Keys[i]);
        }

        return new CoOccurrenceCounts(sources, targets, run.Counts.Length == run.Length ? run.Counts : run.Counts[..run.Length]);
    }
}

/// <summary>Runs of pairs, of which those of similar size are merged as they come, so that their number stays logarithmic.</summary>
internal sealed class PairRuns(MemoryBudget budget, CancellationToken cancellationToken)
{
    private readonly List<PairRun> _runs = [];

    public void Add(PairRun run)
    {
        _runs.Add(run);
        while (_runs.Count > 1 && _runs[^1].Length * 2L >= _runs[^2].Length)
            MergeLastTwo();
    }

    /// <summary>All of them in one.</summary>
    public PairRun Merge()
    {
        while (_runs.Count > 1)
            MergeLastTwo();
        return _runs.Count == 0 ? new PairRun([], [], 0) : _runs[0];
    }

    private void MergeLastTwo()
    {
        budget.Ensure(2 * 16 * _runs.Sum(r => (long)r.Length), "counting co-occurrences of that many pairs");
        _runs[^2] = PairRun.Merge(_runs[^2], _runs[^1], cancellationToken);
        _runs.RemoveAt(_runs.Count - 1);
    }
}

/// <summary>Distinct pairs (source · 2³² + target), ascending, with their counts; arrays may be longer than the run.</summary>
internal sealed record PairRun(ulong[] Keys, long[] Counts, int Length)
{
    /// <summary>Sorts the first keys and counts the equal ones; the array is used up.</summary>
    public static PairRun Of(ulong[] keys, int used)
    {
        if (used < keys.Length)
            Array.Resize(ref keys, used);
        RadixSort.Sort(keys);
        var counts = new long[keys.Length];
        int length = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (length == 0 || keys[i] != keys[length - 1])
                keys[length++] = keys[i];
            counts[length - 1]++;
        }

        Array.Resize(ref keys, length);
        Array.Resize(ref counts, length);
        return new PairRun(keys, counts, length);
    }

    /// <summary>Merges two runs, adding the counts of equal pairs.</summary>
    public static PairRun Merge(PairRun a, PairRun b, CancellationToken cancellationToken)
    {
        if ((long)a.Length + b.Length > Array.MaxLength)
            throw new ResourceLimitException($"The walks have {a.Length} and {b.Length} distinct pairs, and at most {Array.MaxLength} are counted at once; take a smaller window or fewer walks.");
        var keys = new ulong[a.Length + b.Length];
        var counts = new long[keys.Length];
        int i = 0;
        int j = 0;
        int length = 0;
        while (i < a.Length || j < b.Length)
        {
            if ((length & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            bool fromA = j == b.Length || (i < a.Length && a.Keys[i] <= b.Keys[j]);
            bool fromB = i == a.Length || (j < b.Length && b.Keys[j] <= a.Keys[i]);
            keys[length] = fromA ? a.Keys[i] : b.Keys[j];
            counts[length++] = (fromA ? a.Counts[i++] : 0) + (fromB ? b.Counts[j++] : 0);
        }

        return new PairRun(keys, counts, length);
    }
}
