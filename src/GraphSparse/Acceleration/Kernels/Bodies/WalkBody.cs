using System.Runtime.CompilerServices;

namespace GraphSparse.Acceleration;

/// <summary>The numbers of a batch of walks, passed by value to threads and devices alike.</summary>
internal struct WalkNumbers
{
    public uint Key0;
    public uint Key1;
    public int Length;
    public int VertexCount;

    /// <summary>A <see cref="StepRule"/>.</summary>
    public int Rule;

    /// <summary>1 where places are drawn by alias tables.</summary>
    public int Weighted;

    /// <summary>Takes steps From..To−1; rows hold what steps before left behind.</summary>
    public int From;

    public int To;
    public ulong First;
    public ulong Stop;
    public ulong Lowest;
    public ulong Back;
    public ulong Common;
    public ulong Other;
    public ulong Fold;

    /// <summary>Those of a request.</summary>
    /// <param name="batch">The request.</param>
    /// <param name="vertexCount">Vertices of the graph.</param>
    /// <param name="first">Id of the first walk.</param>
    public static WalkNumbers Of(WalkRequest batch, int vertexCount, long first) => new()
    {
        Key0 = unchecked((uint)batch.Seed),
        Key1 = (uint)(batch.Seed >> 32),
        Length = batch.Length,
        VertexCount = vertexCount,
        Rule = (int)batch.Rule,
        Weighted = batch.AliasSlots.IsEmpty ? 0 : 1,
        To = batch.Length,
        First = unchecked((ulong)first),
        Stop = batch.Stop,
        Lowest = batch.Lowest,
        Back = batch.Return,
        Common = batch.Common,
        Other = batch.Other,
        Fold = batch.Fold,
    };
}

/// <summary>A random walk. Every decision is integer arithmetic, so walks have the same vertices on every device.</summary>
/// <remarks>Key (seed); counter (walk id, step, trial). Word 0 picks the place in the row; word 1 is compared with the thresholds of node2vec; word 2 ends the walk (trial 0), decides between slot and alias,
/// and goes back where node2vec is folded. A thread tries again alone; on a device lanes wait for one another there.</remarks>
internal static class WalkBody
{
    /// <summary>Takes walk First + index; its row holds the vertices, −1 past its end.</summary>
    public static void Walk<TRows, TSlots, TOut>(long index, in WalkNumbers w, TRows graph, TSlots slots, TOut rows)
        where TRows : IRows, allows ref struct
        where TSlots : IView<ulong>, allows ref struct
        where TOut : IView<int>, allows ref struct
    {
        ulong id = unchecked(w.First + (ulong)index);
        long row = index * (w.Length + 1L);
        int here;
        int before = -1;
        if (w.From == 0)
        {
            here = (int)(id % (ulong)w.VertexCount);
            rows.At(row) = here;
        }
        else
        {
            here = rows.At(row + w.From);
            before = rows.At(row + w.From - 1);
        }

        int step = w.From;
        for (; step < w.To && here >= 0; step++)
        {
            long start = graph.Start(here);
            int degree = (int)(graph.Start(here + 1) - start);
            if (degree == 0)
                break;
            (uint r0, uint r1, uint r2, _) = Draw(w, id, step, 0);
            if (r2 < w.Stop)
                break;
            int next;
            for (uint trial = 0; ;)
            {
                if (before >= 0 && WalkRequest.Folds(w.Fold, r2, degree))
                {
                    next = before;
                    break;
                }

                long place = start + (long)(((ulong)r0 * (uint)degree) >> 32);
                if (w.Weighted != 0)
                {
                    ulong slot = slots.At(place);
                    if (r2 >= slot >> 32)
                        place = start + (uint)slot;
                }

                next = graph.Neighbor(place);
                if (w.Rule == (int)StepRule.FirstOrder || before < 0 || degree == 1)
                    break;
                if (w.Rule == (int)StepRule.NonBacktracking)
                {
                    if (next != before)
                        break;
                }
                else if (r1 < w.Lowest || r1 < (next == before ? w.Back : HasArc(graph, before, next) ? w.Common : w.Other))
                {
                    break;
                }

                trial++;
                (r0, r1, r2, _) = Draw(w, id, step, trial);
            }

            rows.At(row + step + 1) = next;
            before = here;
            here = next;
        }

        for (step++; step <= w.To; step++)
            rows.At(row + step) = -1;
    }

    private static bool HasArc<TRows>(TRows graph, int u, int v) where TRows : IRows, allows ref struct
    {
        long low = graph.Start(u);
        long end = graph.Start(u + 1);
        long high = end;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (graph.Neighbor(middle) < v)
                low = middle + 1;
            else
                high = middle;
        }

        return low < end && graph.Neighbor(low) == v;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint R0, uint R1, uint R2, uint R3) Draw(in WalkNumbers w, ulong id, int step, uint trial) =>
        KeyedRandom.Philox(unchecked((uint)id), (uint)(id >> 32), (uint)step, trial, w.Key0, w.Key1);
}
