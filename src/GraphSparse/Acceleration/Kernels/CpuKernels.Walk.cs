namespace GraphSparse.Acceleration;

internal static partial class CpuKernels
{
    /// <summary>Twin of walk: walks from..to−1 of the batch into their rows.</summary>
    public static void Walk(CsrGraph graph, WalkRequest batch, Span<int> rows, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            Span<int> row = rows.Slice(i * batch.Width, batch.Width);
            int taken = Walk(graph, batch, unchecked((ulong)(batch.FirstWalkId + i)), row);
            row[taken..].Fill(-1);
        }
    }

    private static int Walk(CsrGraph graph, WalkRequest batch, ulong id, Span<int> row)
    {
        int here = (int)(id % (ulong)graph.VertexCount);
        int before = -1;
        row[0] = here;
        for (int step = 0; step < batch.Length; step++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(here);
            if (neighbors.IsEmpty)
                return step + 1;
            (uint r0, uint r1, uint r2, _) = Draw(batch, id, step, 0);
            if (r2 < batch.Stop)
                return step + 1;
            int next;
            for (uint trial = 0; ;)
            {
                if (before >= 0 && WalkRequest.Folds(batch.Fold, r2, neighbors.Length))
                {
                    next = before;
                    break;
                }

                next = neighbors[Place(batch, graph.Offset(here), neighbors.Length, r0, r2)];
                if (before < 0 || neighbors.Length == 1 || Accepts(graph, batch, before, next, neighbors.Length, r1))
                    break;
                trial++;
                (r0, r1, r2, _) = Draw(batch, id, step, trial);
            }

            row[step + 1] = next;
            before = here;
            here = next;
        }

        return batch.Width;
    }

    private static int Place(WalkRequest batch, long offset, int degree, uint r0, uint r2)
    {
        int place = (int)(((ulong)r0 * (uint)degree) >> 32);
        if (batch.AliasSlots.IsEmpty)
            return place;
        ulong slot = batch.AliasSlots.Span[(int)(offset + place)];
        return r2 < slot >> 32 ? place : unchecked((int)(uint)slot);
    }

    private static bool Accepts(CsrGraph graph, WalkRequest batch, int before, int next, int degree, uint r1) => batch.Rule switch
    {
        StepRule.NonBacktracking => next != before || degree == 1,
        StepRule.Node2vec => r1 < batch.Lowest
            || r1 < (next == before ? batch.Return : graph.HasArc(before, next) ? batch.Common : batch.Other),
        _ => true,
    };

    private static (uint R0, uint R1, uint R2, uint R3) Draw(WalkRequest batch, ulong id, int step, uint trial) => unchecked(
        KeyedRandom.Philox((uint)id, (uint)(id >> 32), (uint)step, trial, (uint)batch.Seed, (uint)(batch.Seed >> 32)));
}
