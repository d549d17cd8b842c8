namespace GraphSparse.Acceleration;

internal static partial class CpuKernels
{
    /// <summary>As the kernel nbrw_insert: queries from..to−1, one walker after the other. The definition that faster engines are tested against.</summary>
    public static void NbrwInsert(DynamicAdjacency graph, HittingRequest request, ReadOnlySpan<HittingQuery> queries, Span<byte> hits, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            bool hit = false;
            for (uint walker = 0; walker < request.Walkers && !hit; walker++)
                hit = float.IsFinite(Nbrw(graph, request, queries[i], walker, HittingRequest.InsertTag, default(NoPath)));
            hits[i] = hit ? (byte)1 : (byte)0;
        }
    }

    /// <summary>As the kernel nbrw_delete: queries from..to−1.</summary>
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
                float resistance = Nbrw(graph, request, queries[i], walker, HittingRequest.DeleteTag, default(NoPath));
                if (resistance < best)
                    (best, winner) = (resistance, walker);
            }

            if (float.IsFinite(best))
                Nbrw(graph, request, queries[i], winner, HittingRequest.DeleteTag, new SpanPath(path));
        }
    }

    private static float Nbrw<TPath>(DynamicAdjacency graph, HittingRequest request, HittingQuery query, uint walker, uint tag, TPath path) where TPath : IPathSink, allows ref struct =>
        HittingBody.Walk(new AdjacencyRows(graph), unchecked((uint)request.Seed), (uint)(request.Seed >> 32), query, request.Steps, request.Threshold, walker, tag, path);

    private readonly struct AdjacencyRows(DynamicAdjacency graph) : IDynamicRows
    {
        public AdjacencyRow Row(int u) => graph.Rows[u];

        public int Neighbor(long place) => graph.NeighborPool[place];

        public float Resistance(long place) => graph.ResistancePool[place];
    }

    private readonly ref struct SpanPath(Span<int> path) : IPathSink
    {
        private readonly Span<int> _path = path;

        public void Put(int step, int vertex) => _path[step] = vertex;
    }
}
