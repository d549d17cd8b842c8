using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse.Walks;

/// <summary>Takes uniform and non-backtracking walks, 64 at a time, all of them at the same step.</summary>
/// <remarks>
/// These walks have the same length and mostly need one trial a step, so they can share the step number, which makes their random
/// words cheap (<see cref="StepRandom"/>). The few lanes that a non-backtracking step refuses try again among themselves before the
/// others go on. A step is two dependent random reads: the bounds of a row, then one of its neighbours; each lane asks for its next
/// line of memory (prefetch) and is looked at again when the others have asked for theirs. That pays in cache too: without it a graph
/// of 1 MiB took as long or longer, and 32 to 256 lanes made no difference there. The words are those of <see cref="PlainWalker"/>, so the walks are the same, to the step.
/// </remarks>
internal sealed unsafe class LockstepWalker(WalkGraph graph, WalkOptions options, ulong seed) : IWalker
{
    private const int Lanes = 64; // a multiple of StepRandom.Group

    private readonly int _length = options.Length;

    /// <summary>Whether such walks can share their step number; weighted ones where all weights are 1.</summary>
    public static bool Takes(WalkGraph graph, WalkOptions options) =>
        options.Kind is WalkKind.Uniform or WalkKind.Nonbacktracking || (options.Kind == WalkKind.Weighted && graph.Slots == null);

    /// <inheritdoc/>
    public long Walk(long firstWalkId, int count, int* rows)
    {
        ulong* keys = stackalloc ulong[StepRandom.KeyWords];
        var random = new StepRandom(seed, keys);
        byte* memory = stackalloc byte[LaneArrays.Bytes];
        var lanes = new LaneArrays(memory);
        long steps = 0;
        for (int from = 0; from < count; from += lanes.Begun)
        {
            Begin(random, firstWalkId + from, count - from, rows + (long)from * (_length + 1), ref lanes);
            steps += options.Kind == WalkKind.Nonbacktracking ? Nonbacktracking(random, ref lanes) : Uniform(random, ref lanes);
        }

        return steps;
    }

    private void Begin(StepRandom random, long id, int left, int* target, ref LaneArrays lanes)
    {
        // The high word of the id is shared, so a block ends where it changes.
        lanes.Begun = (int)Math.Min(Math.Min(Lanes, left), (1L << 32) - unchecked((uint)id));
        lanes.Count = lanes.Begun;
        lanes.IdHigh = unchecked((uint)(id >> 32));
        int start = (int)(id % graph.VertexCount);
        for (int i = 0; i < lanes.Count; i++, target += _length + 1)
        {
            lanes.IdLow[i] = unchecked((uint)id) + (uint)i;
            (lanes.First[i], lanes.Second[i]) = random.OfWalk(lanes.IdLow[i]);
            lanes.Before[i] = -1;
            lanes.Here[i] = start;
            lanes.Row[i] = target;
            *target = start;
            start = start + 1 == graph.VertexCount ? 0 : start + 1;
        }
    }

    [MethodImpl(Hot.Loop)]
    private long Uniform(StepRandom random, ref LaneArrays lanes)
    {
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        ulong* words = lanes.Word;
        int* here = lanes.Here;
        int** rows = lanes.Row;
        uint* places = lanes.Place;
        long steps = 0;
        for (int step = 0; step < _length && lanes.Count > 0; step++)
        {
            random.Compute(lanes.First, lanes.Second, lanes.IdHigh, (uint)step, lanes.Count, words);
            int count = lanes.Count;
            for (int i = 0; i < count; i++)
            {
                ulong row = bounds[here[i]];
                if ((uint)row == 0)
                {
                    count = lanes.End(i--, step, _length);
                    continue;
                }

                places[i] = Place(row, words[i]);
                Prefetch(neighbors + places[i]);
            }

            for (int i = 0; i < count; i++)
            {
                int next = neighbors[places[i]];
                Prefetch(bounds + next);
                here[i] = next;
                rows[i][step + 1] = next;
            }

            steps += count;
        }

        return steps;
    }

    [MethodImpl(Hot.Loop)]
    private long Nonbacktracking(StepRandom random, ref LaneArrays lanes)
    {
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        ulong* words = lanes.Word;
        int** rows = lanes.Row;
        uint* places = lanes.Place;
        int* refused = lanes.Refused;
        long steps = 0;
        for (int step = 0; step < _length && lanes.Count > 0; step++)
        {
            random.Compute(lanes.First, lanes.Second, lanes.IdHigh, (uint)step, lanes.Count, words);
            int* before = lanes.Before;
            int* here = lanes.Here;
            int* then = lanes.Next;
            int count = lanes.Count;
            for (int i = 0; i < count; i++)
            {
                ulong row = bounds[here[i]];
                if ((uint)row == 0)
                {
                    count = lanes.End(i--, step, _length);
                    continue;
                }

                if ((uint)row == 1)
                    before[i] = -1; // there is no other way than back
                places[i] = Place(row, words[i]);
                Prefetch(neighbors + places[i]);
            }

            int again = 0;
            for (int i = 0; i < count; i++)
            {
                int next = neighbors[places[i]];
                Prefetch(bounds + next);
                then[i] = next;
                rows[i][step + 1] = next;
                refused[again] = i; // overwritten unless the next line counts it
                again += next == before[i] ? 1 : 0;
            }

            if (again > 0)
                TryAgain(ref lanes, again, step);
            lanes.Turn();
            steps += count;
        }

        return steps;
    }

    /// <summary>Draws for the refused lanes until each has a neighbour other than the vertex before.</summary>
    private void TryAgain(ref LaneArrays l, int refused, int step)
    {
        uint* counters = stackalloc uint[7 * Lanes];
        new Span<uint>(counters + Lanes, refused).Fill(l.IdHigh);
        new Span<uint>(counters + 2 * Lanes, refused).Fill((uint)step);
        uint* words = counters + 4 * Lanes;
        for (uint trial = 1; refused > 0; trial++)
        {
            for (int k = 0; k < refused; k++)
                counters[k] = l.IdLow[l.Refused[k]];
            new Span<uint>(counters + 3 * Lanes, refused).Fill(trial);
            PhiloxLanes.Compute(
                counters, counters + Lanes, counters + 2 * Lanes, counters + 3 * Lanes, unchecked((uint)seed), unchecked((uint)(seed >> 32)),
                refused, words, words + Lanes, words + 2 * Lanes);
            int left = 0;
            for (int k = 0; k < refused; k++)
            {
                int i = l.Refused[k];
                int next = graph.Neighbors[Place(graph.Bounds[l.Here[i]], words[k])];
                l.Next[i] = next;
                l.Row[i][step + 1] = next;
                l.Refused[left] = i;
                left += next == l.Before[i] ? 1 : 0;
            }

            refused = left;
        }
    }

    /// <summary>Offset + (r0 · degree) >> 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Place(ulong row, ulong word) => unchecked((uint)(row >> 32) + (uint)(((uint)word * (ulong)(uint)row) >> 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    /// <summary>What is known of each lane, an array per property.</summary>
    private struct LaneArrays(byte* memory)
    {
        public const int Bytes = Lanes * (4 * sizeof(ulong) + 6 * sizeof(int));

        public readonly ulong* First = (ulong*)memory;
        public readonly ulong* Second = (ulong*)memory + Lanes;
        public readonly ulong* Word = (ulong*)memory + 2 * Lanes;
        public readonly int** Row = (int**)((ulong*)memory + 3 * Lanes);
        public readonly uint* IdLow = (uint*)((ulong*)memory + 4 * Lanes);
        public readonly uint* Place = (uint*)((ulong*)memory + 4 * Lanes) + Lanes;
        public readonly int* Refused = (int*)((ulong*)memory + 4 * Lanes) + 2 * Lanes;
        public int* Before = (int*)((ulong*)memory + 4 * Lanes) + 3 * Lanes;
        public int* Here = (int*)((ulong*)memory + 4 * Lanes) + 4 * Lanes;
        public int* Next = (int*)((ulong*)memory + 4 * Lanes) + 5 * Lanes;
        public uint IdHigh;
        public int Begun;
        public int Count;

        /// <summary>Here becomes before, and next here.</summary>
        public void Turn()
        {
            int* free = Before;
            Before = Here;
            Here = Next;
            Next = free;
        }

        /// <summary>Pads the row of a lane whose walk stays where it is, and puts the last lane in its place.</summary>
        public int End(int i, int step, int length)
        {
            new Span<int>(Row[i] + step + 1, length - step).Fill(-1);
            int last = --Count;
            Row[i] = Row[last];
            (First[i], Second[i], Word[i]) = (First[last], Second[last], Word[last]);
            (IdLow[i], Before[i], Here[i]) = (IdLow[last], Before[last], Here[last]);
            return last;
        }
    }
}
