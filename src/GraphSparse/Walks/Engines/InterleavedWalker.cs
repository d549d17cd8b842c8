using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse.Walks;

/// <summary>Takes weighted and restart walks, 64 in turns, each at its own step, so that the memory system works on all of them at once.</summary>
/// <remarks>
/// A step is two dependent random reads: the bounds of a row, then one of its neighbours, with an alias slot between them where choices go by
/// weight. Each lane asks for its next line of memory (prefetch) and is looked at again when the others have asked for theirs. A lane whose
/// walk ends takes the next walk. The random words are those of <see cref="SingleWalker"/>, so the walks are the same, to the step.
/// </remarks>
internal sealed unsafe class InterleavedWalker(WalkGraph graph, WalkOptions options, ulong seed) : IBatchWalker
{
    private const int Lanes = 64;

    private readonly ulong _stop = options.Method == WalkMethod.Restart ? Node2vecThresholds.Fraction(options.Restart) : 0;

    /// <inheritdoc/>
    [MethodImpl(Hot.Loop)]
    public long Walk(long firstWalkId, int count, int* rows, CancellationToken cancellationToken = default)
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
        int** row = stackalloc int*[Lanes];
        bool* ended = stackalloc bool[Lanes];
        ulong* bounds = graph.Bounds;
        int* neighbors = graph.Neighbors;
        ulong* slots = graph.Slots;
        int length = options.Length;
        uint key0 = unchecked((uint)seed);
        uint key1 = unchecked((uint)(seed >> 32));
        long steps = 0;
        int next = 0; // walks begun
        int lanes = 0;
        while (lanes < Lanes && next < count)
        {
            Begin(firstWalkId + next, rows + (long)next * (length + 1), lanes, idLow, idHigh, step, here, row);
            next++;
            lanes++;
        }

        new Span<uint>(trial, Lanes).Clear(); // these walks take the first trial
        while (lanes > 0)
        {
            bool anyEnded = false;
            PhiloxLanes.Compute(idLow, idHigh, step, trial, key0, key1, lanes, r0, r1, r2);

            // Phase a: the row of each lane's vertex is here; choose a place in it and ask for that.
            for (int i = 0; i < lanes; i++)
            {
                ulong row64 = bounds[here[i]];
                uint degree = (uint)row64;
                ended[i] = degree == 0 || r2[i] < _stop;
                if (ended[i])
                {
                    anyEnded = true;
                    continue;
                }

                place[i] = (uint)(row64 >> 32) + (uint)(((ulong)r0[i] * degree) >> 32);
                Prefetch(slots == null ? neighbors + place[i] : slots + place[i]);
            }

            if (slots != null)
            {
                for (int i = 0; i < lanes; i++)
                {
                    if (ended[i])
                        continue;
                    ulong entry = slots[place[i]];
                    if (r2[i] >= entry >> 32)
                        place[i] = (uint)(bounds[here[i]] >> 32) + (uint)entry;
                    Prefetch(neighbors + place[i]);
                }
            }

            // Phase b: the neighbour is here; go there and ask for its row.
            for (int i = 0; i < lanes; i++)
            {
                if (ended[i])
                    continue;
                int taken = neighbors[place[i]];
                Prefetch(bounds + taken);
                here[i] = taken;
                row[i][++step[i]] = taken;
                steps++;
                ended[i] = step[i] == length;
                anyEnded |= ended[i];
            }

            // Phase c: lanes whose walk is over take the next one.
            for (int i = 0; anyEnded && i < lanes; i++)
            {
                if (!ended[i])
                    continue;
                for (uint rest = step[i] + 1; rest <= length; rest++)
                    row[i][rest] = -1;
                if (next < count)
                {
                    Begin(firstWalkId + next, rows + (long)next * (length + 1), i, idLow, idHigh, step, here, row);
                    next++;
                }
                else
                {
                    lanes--;
                    (idLow[i], idHigh[i], step[i], here[i], ended[i]) = (idLow[lanes], idHigh[lanes], step[lanes], here[lanes], ended[lanes]);
                    row[i] = row[lanes];
                    i--;
                }
            }
        }

        return steps;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Begin(long walkId, int* target, int i, uint* idLow, uint* idHigh, uint* step, int* here, int** row)
    {
        int start = (int)(walkId % graph.VertexCount);
        idLow[i] = unchecked((uint)walkId);
        idHigh[i] = unchecked((uint)(walkId >> 32));
        step[i] = 0;
        here[i] = start;
        row[i] = target;
        *target = start;
        Prefetch(graph.Bounds + start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
