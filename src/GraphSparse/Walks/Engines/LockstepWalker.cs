using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse.Walks;

/// <summary>Takes uniform and non-backtracking walks, 128 at a time, all of them at the same step.</summary>
/// <remarks>
/// These walks have the same length and mostly need one trial a step, so they can share the step number, which makes their random
/// words cheap (<see cref="StepRandom"/>). The few lanes that a non-backtracking step refuses try again among themselves before the
/// others go on. A step is two dependent random reads, the bounds of a row and one of its neighbours, and each is a loop over the lanes, so that the
/// memory system works on many of them at once. Where the graph is larger than a core's own cache, each lane asks for its next line of memory
/// (prefetch) one loop ahead; in the cache that only costs instructions. Vertices are kept step by step and brought to the rows of the walks eight
/// steps at a time (<see cref="LockstepLanes"/>). The words are those of <see cref="SingleWalker"/>, so the walks are the same, to the step.
/// <para>Reads of four lanes are put together into vectors by hand: the gather instructions took a third longer (AMD Zen 3).</para>
/// </remarks>
internal sealed unsafe class LockstepWalker(WalkGraph graph, WalkOptions options, ulong seed) : IBatchWalker
{
    /// <summary>Graphs of more bytes are read with prefetch: 1.1 MiB took a fifth longer with, 4.3 MiB a tenth longer without.</summary>
    internal const long CacheBytes = 2 << 20;

    private readonly int _length = options.Length;
    private readonly bool _isNonbacktracking = options.Method == WalkMethod.NonBacktracking;
    private readonly bool _prefetches = graph.BytesRead > CacheBytes;

    /// <summary>Whether such walks can share their step number; weighted ones where all weights are 1.</summary>
    public static bool Takes(WalkGraph graph, WalkOptions options) =>
        options.Method is WalkMethod.Uniform or WalkMethod.NonBacktracking || (options.Method == WalkMethod.Weighted && graph.Slots == null);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public long Walk(long firstWalkId, int count, int* rows, CancellationToken cancellationToken = default)
    {
        ulong* keys = stackalloc ulong[StepRandom.KeyWords];
        var random = new StepRandom(seed, keys);
        byte* memory = stackalloc byte[LockstepLanes.Bytes];
        var lanes = new LockstepLanes(memory, _length);
        long steps = 0;
        for (int from = 0; from < count; from += lanes.Begun)
        {
            lanes.Begin(random, firstWalkId + from, count - from, graph.VertexCount, rows + (long)from * (_length + 1));
            for (int step = 0; step < _length && lanes.Count > 0; step++)
                steps += Step(random, ref lanes, step);
            lanes.Finish();
        }

        return steps;
    }

    /// <summary>One step of all lanes; returns how many took it.</summary>
    private int Step(StepRandom random, ref LockstepLanes lanes, int step)
    {
        random.Compute(lanes.First, lanes.Second, lanes.IdHigh, (uint)step, lanes.Count, lanes.Word);
        if (Places(lanes.At(step), lanes.Word, lanes.Count, lanes.At(step - 1), lanes.Avoided))
            EndAtSinks(ref lanes, step);
        Follow(lanes.Word, lanes.At(step + 1), lanes.Count);
        if (_isNonbacktracking)
        {
            int refused = FindRefused(lanes.At(step + 1), lanes.Avoided, lanes.Count, lanes.Refused);
            refused = TakeOtherOfTwo(lanes.At(step), lanes.At(step + 1), lanes.Avoided, lanes.Refused, refused);
            if (refused > 0)
                TryAgain(random, lanes, refused, step);
        }

        lanes.Complete(step + 1);
        return lanes.Count;
    }

    /// <summary>Turns each random word into the place of a neighbour, offset + (r0 · degree) >> 32; true if a lane is at a vertex without neighbours.
    /// Non-backtracking walks also note where each may not go: to the vertex before, unless there is no other way.</summary>
    [MethodImpl(Hot.Loop)]
    private bool Places(int* here, ulong* words, int count, int* before, int* avoided)
    {
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        bool avoids = _isNonbacktracking;
        bool ends = false;
        int i = 0;
        if (Avx2.IsSupported)
        {
            Vector256<ulong> empty = Vector256<ulong>.Zero;
            Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
            for (; i + 4 <= count; i += 4)
            {
                Vector256<ulong> row = Vector256.Create(bounds[here[i]], bounds[here[i + 1]], bounds[here[i + 2]], bounds[here[i + 3]]);
                Vector256<ulong> product = Avx2.Multiply(row.AsUInt32(), Vector256.Load(words + i).AsUInt32());
                ((row >>> 32) + (product >>> 32)).Store(words + i);
                Vector256<ulong> degrees = row & low;
                empty |= Vector256.Equals(degrees, Vector256<ulong>.Zero);
                if (avoids)
                {
                    Vector256<int> only = Vector256.Equals(degrees, Vector256<ulong>.One).AsInt32();
                    Vector128<int> forced = Avx2.PermuteVar8x32(only, Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6)).GetLower();
                    (Vector128.Load(before + i) | forced).Store(avoided + i);
                }
            }

            ends = empty != Vector256<ulong>.Zero;
        }

        for (; i < count; i++)
        {
            ulong row = bounds[here[i]];
            ends |= (uint)row == 0;
            if (avoids)
                avoided[i] = before[i] | ((uint)row == 1 ? -1 : 0);
            words[i] = Place(row, words[i]);
        }

        if (_prefetches)
        {
            for (i = 0; i < count; i++)
                Prefetch(neighbors + words[i]);
        }

        return ends;
    }

    /// <summary>Reads the neighbour at each place.</summary>
    [MethodImpl(Hot.Loop)]
    private void Follow(ulong* places, int* next, int count)
    {
        int* neighbors = graph.Neighbors;
        if (!_prefetches)
        {
            int i = 0;
            for (; i + 4 <= count; i += 4)
            {
                next[i] = neighbors[places[i]];
                next[i + 1] = neighbors[places[i + 1]];
                next[i + 2] = neighbors[places[i + 2]];
                next[i + 3] = neighbors[places[i + 3]];
            }

            for (; i < count; i++)
                next[i] = neighbors[places[i]];
            return;
        }

        ulong* bounds = graph.Bounds;
        for (int i = 0; i < count; i++)
        {
            int vertex = neighbors[places[i]];
            next[i] = vertex;
            Prefetch(bounds + vertex);
        }
    }

    private void EndAtSinks(ref LockstepLanes lanes, int step)
    {
        for (int i = lanes.Count - 1; i >= 0; i--)
        {
            if ((uint)graph.Bounds[lanes.At(step)[i]] == 0)
                lanes.End(i, step);
        }
    }

    /// <summary>Finds the lanes that would go back.</summary>
    [MethodImpl(Hot.Loop)]
    private static int FindRefused(int* next, int* avoided, int count, int* refused)
    {
        int found = 0;
        if (Avx2.IsSupported)
        {
            for (int from = 0; from < count; from += 64)
            {
                // All comparisons before the first branch, which would be mispredicted for every group of lanes.
                ulong back = 0;
                for (int i = 0; i < 64; i += 8)
                    back |= (ulong)Vector256.Equals(Vector256.Load(next + from + i), Vector256.Load(avoided + from + i)).ExtractMostSignificantBits() << i;
                if (count - from < 64)
                    back &= (1ul << (count - from)) - 1;
                for (; back != 0; back &= back - 1)
                    refused[found++] = from + BitOperations.TrailingZeroCount(back);
            }

            return found;
        }

        for (int i = 0; i < count; i++)
        {
            refused[found] = i; // overwritten unless the next line counts it
            found += next[i] == avoided[i] ? 1 : 0;
        }

        return found;
    }

    /// <summary>At vertices with two neighbours further trials can only end at the other one, whatever the words; returns how many lanes are left to draw.</summary>
    [MethodImpl(Hot.Loop)]
    private int TakeOtherOfTwo(int* here, int* next, int* avoided, int* refused, int count)
    {
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        int left = 0;
        for (int k = 0; k < count; k++)
        {
            int i = refused[k];
            ulong row = bounds[here[i]];
            int* two = neighbors + (row >> 32); // a refused lane has at least two neighbours, and they differ
            next[i] = two[0] == avoided[i] ? two[1] : two[0];
            refused[left] = i; // overwritten unless the next line counts it
            left += (uint)row > 2 ? 1 : 0;
        }

        return left;
    }

    /// <summary>Draws for the lanes that would go back until each has a neighbour other than the vertex before.</summary>
    /// <remarks>Few lanes are left, and a vector of words costs the same half empty: so each lane gets the words of several trials at once.</remarks>
    [SkipLocalsInit]
    [MethodImpl(Hot.Loop)]
    private void TryAgain(StepRandom random, LockstepLanes lanes, int refused, int step)
    {
        const int Lanes = LockstepLanes.Lanes;
        ulong* first = stackalloc ulong[3 * Lanes];
        ulong* second = first + Lanes;
        ulong* words = first + 2 * Lanes;
        int* here = lanes.At(step);
        int* next = lanes.At(step + 1);
        int* again = lanes.Refused;
        int* avoided = lanes.Avoided;
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        int trials;
        for (uint trial = 1; refused > 0; trial += (uint)trials)
        {
            trials = Math.Max(1, 2 * StepRandom.Group / refused);
            int drawn = 0;
            for (int k = 0; k < refused; k++)
            {
                ulong ofWalk = lanes.First[again[k]];
                for (uint t = 0; t < trials; t++, drawn++)
                    (first[drawn], second[drawn]) = (ofWalk, random.OfTrial(ofWalk, trial + t));
            }

            random.Compute(first, second, lanes.IdHigh, (uint)step, drawn, words);
            int left = 0;
            for (int k = 0; k < refused; k++)
            {
                int i = again[k];
                ulong row = bounds[here[i]];
                int vertex, t = 0;
                do
                {
                    vertex = neighbors[Place(row, words[k * trials + t])];
                }
                while (vertex == avoided[i] && ++t < trials);
                next[i] = vertex;
                again[left] = i; // overwritten unless the next line counts it
                left += vertex == avoided[i] ? 1 : 0;
            }

            refused = left;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Place(ulong row, ulong word) => unchecked((uint)(row >> 32) + (uint)(((uint)word * (ulong)(uint)row) >> 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
