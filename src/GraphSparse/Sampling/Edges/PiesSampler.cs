namespace GraphSparse.Sampling;

/// <summary>Partially induced edge sampling: one pass over the edges in random order, a reservoir of vertices, and every edge that comes while both its ends are in it.</summary>
/// <remarks>
/// Source: Ahmed, Neville and Kompella, "Network Sampling: From Static to Streaming Graphs", TKDD 8(2), 2014 (PIES). Until the reservoir is full, ends are put in
/// as they come; after that an edge that is the t-th is let in with probability m / t, m the edges of the first part, and each new end takes the
/// place of a uniform vertex, whose edges go with it. The order is that of random keys, so the order of the input does not matter. Of the edge that fills
/// the reservoir perhaps only one end has room.
/// <para>Cost: O(m) and a sort of the keys. One thread. Determinism: exact.</para>
/// </remarks>
internal static class PiesSampler
{
    private const int Never = -1;

    public static SampleSelection Choose(SampleContext context)
    {
        CsrGraph graph = context.Graph;
        int edges = checked((int)graph.EdgeCount);
        (int[] sources, int[] targets) = Subgraph.EndsInOrder(graph);
        int[] order = KeyedChoice.Permutation(context.Random("edges"), edges);
        KeyedRandom coin = context.Random("pies");
        var reservoir = new List<int>(context.Target);
        var since = new int[graph.VertexCount]; // when a vertex came in
        Array.Fill(since, Never);
        var metAt = new int[edges];
        Array.Fill(metAt, Never);
        int first = 0;
        for (int t = 0; t < edges && context.Target > 0; t++)
        {
            if ((t & 0xFFFF) == 0)
                context.CancellationToken.ThrowIfCancellationRequested();
            int edge = order[t];
            (int u, int v) = (sources[edge], targets[edge]);
            if (reservoir.Count < context.Target)
            {
                Enter(u, t);
                Enter(v, t);
                first = t + 1;
            }
            else if (coin.NextDouble(t) < first / (double)(t + 1))
            {
                Replace(u, t, 1);
                Replace(v, t, 2);
            }

            if (since[u] != Never && since[v] != Never)
                metAt[edge] = t;
        }

        var kept = new bool[edges];
        for (int edge = 0; edge < edges; edge++)
        {
            (int u, int v) = (since[sources[edge]], since[targets[edge]]);
            kept[edge] = metAt[edge] != Never && u != Never && v != Never && metAt[edge] >= Math.Max(u, v); // both have stayed since
        }

        int[] vertices = [.. reservoir.Order()];
        return SampleSelection.OfEdges(kept, vertices);

        void Enter(int vertex, int t)
        {
            if (since[vertex] != Never || reservoir.Count == context.Target)
                return;
            since[vertex] = t;
            reservoir.Add(vertex);
        }

        void Replace(int vertex, int t, int purpose)
        {
            if (since[vertex] != Never)
                return;
            int place = KeyedChoice.Below(coin, reservoir.Count, t, purpose);
            since[reservoir[place]] = Never;
            reservoir[place] = vertex;
            since[vertex] = t;
        }
    }
}
