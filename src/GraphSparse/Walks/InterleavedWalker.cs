using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse.Walks;

/// <summary>What distinguishes the kinds of walks that do not go in lock-step, as types, so that each gets a loop of its own.</summary>
internal interface IWalkRule
{
    static abstract WalkKind Kind { get; }
}

internal readonly struct WeightedRule : IWalkRule
{
    public static WalkKind Kind => WalkKind.Weighted;
}

internal readonly struct Node2vecRule : IWalkRule
{
    public static WalkKind Kind => WalkKind.Node2vec;
}

internal readonly struct RestartRule : IWalkRule
{
    public static WalkKind Kind => WalkKind.Restart;
}

/// <summary>Takes many walks in turns, each at its own step, so that the memory system works on all of them at once.</summary>
/// <remarks>
/// A step is two dependent random reads: the bounds of a row, then one of its neighbours. 64 walks take turns; each asks for its
/// next line of memory (prefetch) and is looked at again when the others have asked for theirs. A lane whose walk ends takes the
/// next walk. The random words are those of <see cref="PlainWalker"/>, so the walks are the same, to the step.
/// </remarks>
internal sealed unsafe class InterleavedWalker(WalkGraph graph, WalkOptions options, ulong seed) : IWalker
{
    private const int Lanes = 64;

    private readonly Node2vecThresholds _thresholds = new(options.P, options.Q);
    private readonly ulong _stop = options.Kind == WalkKind.Restart ? Node2vecThresholds.Fraction(options.Restart) : 0;

    /// <inheritdoc/>
    public long Walk(long firstWalkId, int count, int* rows) => options.Kind switch
    {
        WalkKind.Node2vec => Walk<Node2vecRule>(firstWalkId, count, rows),
        WalkKind.Restart => Walk<RestartRule>(firstWalkId, count, rows),
        _ => Walk<WeightedRule>(firstWalkId, count, rows),
    };

    [MethodImpl(Hot.Loop)]
    private long Walk<TRule>(long firstWalkId, int count, int* rows) where TRule : struct, IWalkRule
    {
        uint* idLow = stackalloc uint[Lanes];
        uint* idHigh = stackalloc uint[Lanes];
        uint* step = stackalloc uint[Lanes];
        uint* trial = stackalloc uint[Lanes];
        uint* r0 = stackalloc uint[Lanes];
        uint* r1 = stackalloc uint[Lanes];
        uint* r2 = stackalloc uint[Lanes];
        uint* place = stackalloc uint[Lanes];
        int* here = stackalloc int[Lanes];
        int* before = stackalloc int[Lanes];
        int* candidate = stackalloc int[Lanes];
        int** row = stackalloc int*[Lanes];
        byte* verdict = stackalloc byte[Lanes];
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        ulong* slots = graph.Slots;
        int length = options.Length;
        bool isFirstOrder = TRule.Kind is not WalkKind.Node2vec; // known to the compiler: each rule has its own loop
        uint key0 = unchecked((uint)seed);
        uint key1 = unchecked((uint)(seed >> 32));
        long steps = 0;
        int next = 0; // walks begun
        int lanes = 0;
        while (lanes < Lanes && next < count)
        {
            Begin(firstWalkId + next, rows + (long)next * (length + 1), lanes, idLow, idHigh, step, trial, here, before, row);
            next++;
            lanes++;
        }

        while (lanes > 0)
        {
            bool anyEnded = false;
            PhiloxLanes.Compute(idLow, idHigh, step, trial, key0, key1, lanes, r0, r1, r2);

            // Phase a: the row of each lane's vertex is here; choose a place in it and ask for that.
            for (int i = 0; i < lanes; i++)
            {
                ulong row64 = bounds[here[i]];
                uint degree = (uint)row64;
                uint offset = (uint)(row64 >> 32);
                bool ends = degree == 0;
                if (TRule.Kind == WalkKind.Restart)
                    ends |= r2[i] < _stop;
                if (ends)
                {
                    verdict[i] = Ended;
                    anyEnded = true;
                    continue;
                }

                place[i] = offset + (uint)(((ulong)r0[i] * degree) >> 32);
                verdict[i] = Undecided;
                if (slots == null)
                    Prefetch(neighbors + place[i]);
                else
                    Prefetch(slots + place[i]);
            }

            if (slots != null)
            {
                for (int i = 0; i < lanes; i++)
                {
                    if (verdict[i] == Ended)
                        continue;
                    ulong entry = slots[place[i]];
                    if (r2[i] >= entry >> 32)
                        place[i] = (uint)(bounds[here[i]] >> 32) + (uint)entry;
                    Prefetch(neighbors + place[i]);
                }
            }

            // Phase b: the neighbour is here; ask for its row, and decide. First-order walks take every candidate and move on at once.
            for (int i = 0; i < lanes; i++)
            {
                if (verdict[i] == Ended)
                    continue;
                if (isFirstOrder)
                {
                    int taken = neighbors[place[i]];
                    Prefetch(bounds + taken);
                    here[i] = taken;
                    row[i][++step[i]] = taken;
                    steps++;
                    if (step[i] == length)
                    {
                        verdict[i] = Ended;
                        anyEnded = true;
                    }

                    continue;
                }

                int vertex = neighbors[place[i]];
                candidate[i] = vertex;
                Prefetch(bounds + vertex);
                verdict[i] = before[i] < 0 || r1[i] < _thresholds.Lowest ? Accepted
                    : vertex == before[i] ? (r1[i] < _thresholds.Return ? Accepted : Rejected)
                    : r1[i] >= _thresholds.Highest ? Rejected
                    : Undecided;
            }

            if (TRule.Kind == WalkKind.Node2vec)
                DecideByAdjacency(lanes, before, candidate, r1, verdict);

            // Phase c: move on, or try again; lanes whose walk is over take the next one.
            if (isFirstOrder && !anyEnded)
                continue;
            for (int i = 0; i < lanes; i++)
            {
                if (isFirstOrder && verdict[i] != Ended)
                    continue;
                if (verdict[i] == Rejected)
                {
                    trial[i]++;
                    continue;
                }

                if (verdict[i] != Ended)
                {
                    before[i] = here[i];
                    here[i] = candidate[i];
                    row[i][++step[i]] = candidate[i];
                    trial[i] = 0;
                    steps++;
                    if (step[i] < length)
                        continue;
                }

                for (uint rest = step[i] + 1; rest <= length; rest++)
                    row[i][rest] = -1;
                if (next < count)
                {
                    Begin(firstWalkId + next, rows + (long)next * (length + 1), i, idLow, idHigh, step, trial, here, before, row);
                    next++;
                }
                else
                {
                    lanes--;
                    (idLow[i], idHigh[i], step[i], trial[i]) = (idLow[lanes], idHigh[lanes], step[lanes], trial[lanes]);
                    (here[i], before[i], candidate[i], verdict[i]) = (here[lanes], before[lanes], candidate[lanes], verdict[lanes]);
                    row[i] = row[lanes];
                    i--;
                }
            }
        }

        return steps;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Begin(long walkId, int* target, int i, uint* idLow, uint* idHigh, uint* step, uint* trial, int* here, int* before, int** row)
    {
        int start = (int)(walkId % graph.VertexCount);
        idLow[i] = unchecked((uint)walkId);
        idHigh[i] = unchecked((uint)(walkId >> 32));
        step[i] = 0;
        trial[i] = 0;
        here[i] = start;
        before[i] = -1;
        row[i] = target;
        *target = start;
        Prefetch(graph.Bounds + start);
    }

    private const byte Undecided = 0;
    private const byte Accepted = 1;
    private const byte Rejected = 2;
    private const byte Ended = 3;

    /// <summary>node2vec: is the candidate a neighbour of the vertex before? Binary searches of all lanes, one probe each in turn.</summary>
    [MethodImpl(Hot.Loop)]
    private void DecideByAdjacency(int lanes, int* before, int* candidate, uint* r1, byte* verdict)
    {
        int* lane = stackalloc int[Lanes];
        uint* low = stackalloc uint[Lanes];
        uint* left = stackalloc uint[Lanes];
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        int open = 0;
        for (int i = 0; i < lanes; i++)
        {
            if (verdict[i] != Undecided)
                continue;
            ulong row = bounds[before[i]];
            lane[open] = i;
            low[open] = (uint)(row >> 32);
            left[open] = (uint)row;
            Prefetch(neighbors + low[open] + left[open] / 2);
            open++;
        }

        // Lower bound by halving: `low` moves to the last entry that is not above the candidate.
        int active = open;
        while (active > 0)
        {
            for (int k = 0; k < active; k++)
            {
                uint half = left[k] / 2;
                if (half > 0)
                {
                    low[k] += neighbors[low[k] + half] <= candidate[lane[k]] ? half : 0;
                    left[k] -= half;
                    Prefetch(neighbors + low[k] + left[k] / 2);
                    continue;
                }

                int i = lane[k];
                bool adjacent = left[k] > 0 && neighbors[low[k]] == candidate[i];
                verdict[i] = r1[i] < (adjacent ? _thresholds.Common : _thresholds.Other) ? Accepted : Rejected;
                active--;
                (lane[k], low[k], left[k]) = (lane[active], low[active], left[active]);
                k--;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
