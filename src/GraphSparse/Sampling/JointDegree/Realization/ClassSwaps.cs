using System.Runtime.CompilerServices;

namespace GraphSparse.Sampling;

/// <summary>Exchanges the targets of two arcs whose sources have one out-degree, or whose targets have one in-degree: degrees and class pairs stay.</summary>
/// <remarks>
/// Rounds go over out-degree classes and in-degree classes in turns. Within a round the classes do not touch one another's arcs, so they
/// run on several threads with one result, and a class's arcs mostly fit the cache. Cost: O(1) per attempt. Determinism: exact.
/// </remarks>
internal static class ClassSwaps
{
    private const int Rounds = 4;

    /// <summary>Makes about swaps · m attempts; says how many, and how many succeeded.</summary>
    public static (long Attempts, long Accepted) Run(
        ClassArcs arcs, int swaps, ulong seed, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        long attempts = 0;
        long accepted = 0;
        if (swaps == 0 || arcs.Count < 2)
            return (0, 0);
        int[] byRow = [.. Enumerable.Range(0, arcs.Count)];
        for (int round = 0; round < Rounds; round++)
        {
            progress?.Report(new Progress("exchanging ends", round, Rounds));
            bool rows = round % 2 == 0;
            (int[] order, int[] start) = rows ? (byRow, arcs.RowStart) : ByColumn(arcs);
            var random = new KeyedRandom(seed, $"sample.jdm.swaps.{round}");
            var made = new (long Attempts, long Accepted)[start.Length - 1];
            using var workers = new ThreadLocal<Worker>(() => new Worker());
            parallelism.For(made.Length, group =>
            {
                int count = start[group + 1] - start[group];
                long tries = (long)count * swaps * (round + 1) / Rounds - (long)count * swaps * round / Rounds;
                if (count > 1)
                    made[group] = (tries, workers.Value!.Run(arcs, order.AsSpan(start[group], count), tries, random, group, cancellationToken));
            }, cancellationToken);
            attempts += made.Sum(m => m.Attempts);
            accepted += made.Sum(m => m.Accepted);
        }

        return (attempts, accepted);
    }

    /// <summary>The arcs sorted by the class of their target, stable.</summary>
    private static (int[] Order, int[] Start) ByColumn(ClassArcs arcs)
    {
        var start = new int[arcs.Columns + 1];
        for (int i = 0; i < arcs.Count; i++)
            start[arcs.ColumnOf[arcs.Targets[i]] + 1]++;
        for (int column = 0; column < arcs.Columns; column++)
            start[column + 1] += start[column];
        int[] next = [.. start];
        var order = new int[arcs.Count];
        for (int i = 0; i < arcs.Count; i++)
            order[next[arcs.ColumnOf[arcs.Targets[i]]]++] = i;
        return (order, start);
    }

    /// <summary>Buffers of one thread.</summary>
    private sealed class Worker
    {
        private readonly ArcSet _present = new();
        private int[] _sources = [];
        private int[] _targets = [];

        [MethodImpl(Hot.Loop)]
        public long Run(ClassArcs arcs, ReadOnlySpan<int> group, long tries, KeyedRandom random, int key, CancellationToken cancellationToken)
        {
            int count = group.Length;
            if (_sources.Length < count)
                (_sources, _targets) = (new int[count], new int[count]);
            (int[] sources, int[] targets) = (_sources, _targets);
            _present.Reset(count);
            bool oneSource = true;
            bool oneTarget = true;
            for (int i = 0; i < count; i++)
            {
                (sources[i], targets[i]) = (arcs.Sources[group[i]], arcs.Targets[group[i]]);
                _present.Add(sources[i], targets[i]);
                oneSource &= sources[i] == sources[0];
                oneTarget &= targets[i] == targets[0];
            }

            if (oneSource || oneTarget)
                return 0; // a single hub: every exchange would change nothing
            long accepted = 0;
            for (long attempt = 0; attempt < tries; attempt++)
            {
                if ((attempt & 0xFFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                ulong bits = random.NextUInt64(attempt, key);
                int i = (int)(((bits >> 32) * (uint)count) >> 32);
                int j = (int)(((bits & uint.MaxValue) * (uint)count) >> 32);
                (int u, int v, int x, int y) = (sources[i], targets[i], sources[j], targets[j]);
                if (u == x || v == y || u == y || x == v || _present.Contains(u, y) || _present.Contains(x, v))
                    continue;
                _present.Remove(u, v);
                _present.Remove(x, y);
                _present.Add(u, y);
                _present.Add(x, v);
                (targets[i], targets[j]) = (y, v);
                accepted++;
            }

            for (int i = 0; i < count; i++)
                arcs.Targets[group[i]] = targets[i];
            return accepted;
        }
    }
}
