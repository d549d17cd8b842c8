namespace GraphSparse.Acceleration;

internal static partial class CpuKernels
{
    /// <summary>Twin of nbrw_insert: queries from..to−1, one walker after the other. The definition that faster engines are tested against.</summary>
    public static void NbrwInsert(DynamicAdjacency graph, HittingRequest request, ReadOnlySpan<HittingQuery> queries, Span<byte> hits, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            bool hit = false;
            for (uint walker = 0; walker < request.Walkers && !hit; walker++)
                hit = float.IsFinite(Nbrw(graph, request, queries[i], walker, HittingRequest.InsertTag, []));
            hits[i] = hit ? (byte)1 : (byte)0;
        }
    }

    /// <summary>Twin of nbrw_delete: queries from..to−1.</summary>
    public static void NbrwDelete(DynamicAdjacency graph, HittingRequest request, ReadOnlySpan<HittingQuery> queries, Span<int> paths, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            Span<int> path = paths.Slice(i * request.Steps, request.Steps);
            path.Fill(-1);
            float best = float.PositiveInfinity;
            uint winner = 0;
            for (uint walker = 0; walker < request.Walkers; walker++)
            {
                float resistance = Nbrw(graph, request, queries[i], walker, HittingRequest.DeleteTag, []);
                if (resistance < best)
                    (best, winner) = (resistance, walker);
            }

            if (float.IsFinite(best))
                Nbrw(graph, request, queries[i], winner, HittingRequest.DeleteTag, path);
        }
    }

    /// <summary>The resistance of one walk to its target, infinite where it fails; its vertices go to <paramref name="path"/> unless that is empty.</summary>
    private static float Nbrw(DynamicAdjacency graph, HittingRequest request, HittingQuery query, uint walker, uint tag, Span<int> path)
    {
        int here = query.Source;
        int before = -1;
        float resistance = 0;
        if (!path.IsEmpty)
            path[0] = here;
        for (int step = 1; step < request.Steps; step++)
        {
            int degree = graph.Degree(here);
            if (degree == 0 || (degree == 1 && before >= 0))
                return float.PositiveInfinity;
            (uint r, _, _, _) = KeyedRandom.Philox(query.Ordinal, walker, (uint)step, tag, unchecked((uint)request.Seed), (uint)(request.Seed >> 32));

            // Uniform over the neighbours but the one before: there is at most one arc to it, and its place goes to the last.
            int choices = before < 0 ? degree : degree - 1;
            int place = (int)(((ulong)r * (uint)choices) >> 32);
            if (before >= 0 && graph.Neighbors(here)[place] == before)
                place = degree - 1;
            int next = graph.Neighbors(here)[place];
            resistance = Math.Min(resistance + graph.Resistances(here)[place], float.MaxValue);
            if (tag == HittingRequest.InsertTag && !(query.Weight * resistance < request.Threshold))
                return float.PositiveInfinity;
            if (!path.IsEmpty)
                path[step] = next;
            if (next == query.Target)
                return resistance;
            before = here;
            here = next;
        }

        return float.PositiveInfinity;
    }
}
