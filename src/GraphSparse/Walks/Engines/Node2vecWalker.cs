using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using GraphSparse.Acceleration;

namespace GraphSparse.Walks;

/// <summary>Takes node2vec walks, 64 in turns, each at its own step and trial.</summary>
/// <remarks>
/// A round draws a candidate for every lane and takes or refuses it. Which, cannot be foretold, so nothing branches on it: a decision is a
/// mask that moves the lane on or leaves it. Only candidates whose fate depends on adjacency are looked up: first in a filter
/// (<see cref="ArcFilter"/>), then, where that does not deny them, by binary search, all lanes probing in turn. Memory is asked for in advance throughout.
/// The words are those of <see cref="SingleWalker"/>, so the walks are the same, to the step.
/// </remarks>
internal sealed unsafe class Node2vecWalker(WalkGraph graph, WalkOptions options, ulong seed) : IBatchWalker
{
    private const int Lanes = 64;

    private const uint RoundsBetweenLooks = 1 << 14;

    private readonly Node2vecThresholds _thresholds = new(options);
    private readonly uint _length = (uint)options.Length;

    /// <inheritdoc/>
    [MethodImpl(Hot.Loop)]
    public long Walk(long firstWalkId, int count, int* rows, CancellationToken cancellationToken = default)
    {
        byte* memory = stackalloc byte[LaneArrays.Bytes];
        var l = new LaneArrays(memory, graph, firstWalkId, count, rows, _length);
        uint* step = l.Step;
        uint* trial = l.Trial;
        int* here = l.Here;
        int* before = l.Before;
        int** row = l.Row;
        uint* r0 = stackalloc uint[Lanes];
        uint* r1 = stackalloc uint[Lanes];
        uint* r2 = stackalloc uint[Lanes];
        uint* place = stackalloc uint[Lanes];
        int* candidate = stackalloc int[Lanes];
        int* accepted = stackalloc int[Lanes];
        int* open = stackalloc int[Lanes];
        int* folded = stackalloc int[Lanes]; // 1 where the lane goes back without a candidate
        ulong* limits = stackalloc ulong[2];
        (limits[0], limits[1]) = (Math.Min(_thresholds.Common, _thresholds.Other), _thresholds.Return);
        ulong highest = _thresholds.Highest;
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        ulong* slots = graph.Slots;
        long steps = 0;
        for (uint round = 0; l.Count > 0; round++)
        {
            if (round % RoundsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested(); // where nearly all candidates are refused, a batch takes long
            int lanes = l.Count;
            PhiloxLanes.Compute(l.IdLow, l.IdHigh, step, trial, unchecked((uint)seed), unchecked((uint)(seed >> 32)), lanes, r0, r1, r2);

            // The row of each lane's vertex is here; choose a place in it and ask for that.
            bool anyEnds = false;
            for (int i = 0; i < lanes; i++)
            {
                ulong row64 = bounds[here[i]];
                anyEnds |= (uint)row64 == 0;
                place[i] = (uint)(row64 >> 32) + (uint)(((ulong)r0[i] * (uint)row64) >> 32);
                Prefetch(slots == null ? neighbors + place[i] : slots + place[i]);
            }

            if (anyEnds)
            {
                for (int i = lanes - 1; i >= 0; i--)
                {
                    if ((uint)bounds[here[i]] == 0)
                        l.End(i);
                }

                continue; // the lanes draw again what they drew
            }

            if (_thresholds.Fold > 0)
            {
                for (int i = 0; i < lanes; i++)
                    folded[i] = (WalkRequest.Folds(_thresholds.Fold, r2[i], (int)(uint)bounds[here[i]]) ? 1 : 0) & ~(before[i] >>> 31);
            }

            if (slots != null)
            {
                for (int i = 0; i < lanes; i++)
                {
                    ulong entry = slots[place[i]];
                    if (r2[i] >= entry >> 32)
                        place[i] = (uint)(bounds[here[i]] >> 32) + (uint)entry;
                    Prefetch(neighbors + place[i]);
                }
            }

            // The neighbour is here; ask for its row, and decide, unless adjacency decides.
            int undecided = 0;
            for (int i = 0; i < lanes; i++)
            {
                int vertex = neighbors[place[i]];
                vertex ^= (vertex ^ before[i]) & -folded[i];
                candidate[i] = vertex;
                Prefetch(bounds + vertex);
                int isBack = vertex == before[i] ? 1 : 0;
                int isOnly = (uint)bounds[here[i]] == 1 ? 1 : 0; // no draw could choose otherwise
                int takes = (r1[i] < limits[isBack] ? 1 : 0) | (before[i] >>> 31) | folded[i] | isOnly;
                accepted[i] = takes;
                open[undecided] = i; // overwritten unless the next line counts it
                undecided += (r1[i] < highest ? 1 : 0) & ~(takes | isBack);
            }

            if (undecided > 0)
                DecideByAdjacency(open, undecided, before, candidate, r1, accepted);

            // Move on, or try again. A refused candidate in a row is overwritten by the next.
            for (int i = 0; i < lanes; i++)
            {
                int moves = -accepted[i];
                row[i][step[i] + 1] = candidate[i];
                before[i] ^= (before[i] ^ here[i]) & moves;
                here[i] ^= (here[i] ^ candidate[i]) & moves;
                step[i] += (uint)accepted[i];
                trial[i] = (trial[i] + 1) & ~(uint)moves;
                steps += accepted[i];
            }

            for (int i = lanes - 1; i >= 0; i--)
            {
                if (step[i] == _length)
                    l.End(i);
            }
        }

        return steps;
    }

    /// <summary>Is the candidate a neighbour of the vertex before? Sets what is accepted of the lanes listed in <paramref name="open"/>.</summary>
    [MethodImpl(Hot.Loop)]
    private void DecideByAdjacency(int* open, int undecided, int* before, int* candidate, uint* r1, int* accepted)
    {
        ulong* hash = stackalloc ulong[Lanes];
        if (graph.Filter is { } filter)
        {
            for (int k = 0; k < undecided; k++)
            {
                hash[k] = filter.Hash(before[open[k]], candidate[open[k]]);
                Prefetch(filter.Address(hash[k]));
            }

            int left = 0;
            for (int k = 0; k < undecided; k++)
            {
                int i = open[k];
                accepted[i] = r1[i] < _thresholds.Other ? 1 : 0; // stands where the filter denies the arc
                open[left] = i;
                left += filter.MayHold(hash[k]) ? 1 : 0;
            }

            undecided = left;
        }

        Search(open, undecided, before, candidate, r1, accepted);
    }

    /// <summary>Binary searches of all lanes, one probe each in turn, in the shorter of the two rows where either would do.</summary>
    [MethodImpl(Hot.Loop)]
    private void Search(int* lane, int active, int* before, int* candidate, uint* r1, int* accepted)
    {
        uint* low = stackalloc uint[Lanes];
        uint* left = stackalloc uint[Lanes];
        int* sought = stackalloc int[Lanes];
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        for (int k = 0; k < active; k++)
        {
            int i = lane[k];
            ulong row = bounds[before[i]];
            sought[k] = candidate[i];
            if (graph.IsSymmetric && (uint)bounds[candidate[i]] < (uint)row)
                (row, sought[k]) = (bounds[candidate[i]], before[i]);
            low[k] = (uint)(row >> 32);
            left[k] = (uint)row;
            Prefetch(neighbors + low[k] + left[k] / 2);
        }

        // Lower bound by halving: `low` moves to the last entry that is not above what is sought.
        while (active > 0)
        {
            for (int k = 0; k < active; k++)
            {
                uint half = left[k] / 2;
                if (half > 0)
                {
                    low[k] += neighbors[low[k] + half] <= sought[k] ? half : 0;
                    left[k] -= half;
                    Prefetch(neighbors + low[k] + left[k] / 2);
                    continue;
                }

                int i = lane[k];
                bool isAdjacent = left[k] > 0 && neighbors[low[k]] == sought[k];
                accepted[i] = r1[i] < (isAdjacent ? _thresholds.Common : _thresholds.Other) ? 1 : 0;
                active--;
                (lane[k], low[k], left[k], sought[k]) = (lane[active], low[active], left[active], sought[active]);
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

    /// <summary>What is known of each lane, an array per property, and which walks are still to come.</summary>
    private struct LaneArrays
    {
        public const int Bytes = Lanes * (sizeof(ulong) + 6 * sizeof(int));

        public readonly int** Row;
        public readonly uint* IdLow;
        public readonly uint* IdHigh;
        public readonly uint* Step;
        public readonly uint* Trial;
        public readonly int* Here;
        public readonly int* Before;
        public int Count;

        private readonly WalkGraph _graph;
        private readonly long _firstWalkId;
        private readonly int _walks;
        private readonly int* _rows;
        private readonly uint _length;
        private int _begun;

        public LaneArrays(byte* memory, WalkGraph graph, long firstWalkId, int walks, int* rows, uint length)
        {
            Row = (int**)memory;
            IdLow = (uint*)((ulong*)memory + Lanes);
            IdHigh = IdLow + Lanes;
            Step = IdLow + 2 * Lanes;
            Trial = IdLow + 3 * Lanes;
            Here = (int*)IdLow + 4 * Lanes;
            Before = (int*)IdLow + 5 * Lanes;
            (_graph, _firstWalkId, _walks, _length) = (graph, firstWalkId, walks, length);
            _rows = rows;
            while (Count < Lanes && _begun < walks)
                Begin(Count++);
        }

        /// <summary>Pads the row of a walk that is over. The lane takes the next walk; without one, the last lane takes its place.</summary>
        public void End(int i)
        {
            new Span<int>(Row[i] + Step[i] + 1, (int)(_length - Step[i])).Fill(-1);
            if (_begun < _walks)
            {
                Begin(i);
                return;
            }

            int last = --Count;
            Row[i] = Row[last];
            (IdLow[i], IdHigh[i], Step[i], Trial[i], Here[i], Before[i]) = (IdLow[last], IdHigh[last], Step[last], Trial[last], Here[last], Before[last]);
        }

        private void Begin(int i)
        {
            long id = _firstWalkId + _begun;
            Row[i] = _rows + (long)_begun * (_length + 1);
            (IdLow[i], IdHigh[i], Step[i], Trial[i]) = (unchecked((uint)id), unchecked((uint)(id >> 32)), 0, 0);
            (Here[i], Before[i]) = ((int)(id % _graph.VertexCount), -1);
            *Row[i] = Here[i];
            Prefetch(_graph.Bounds + Here[i]);
            _begun++;
        }
    }
}
