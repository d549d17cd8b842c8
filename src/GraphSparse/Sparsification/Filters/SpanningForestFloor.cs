namespace GraphSparse.Sparsification;

/// <summary>Puts a spanning forest before all other edges, so that a selection of that size or more cuts nothing apart.</summary>
/// <remarks>Kruskal's forest of highest scores, equal scores in the order of the tie rule; directions are ignored. O(m log m). It depends on the
/// scores alone, so selections stay nested.</remarks>
internal static class SpanningForestFloor
{
    /// <summary>Sets the scores of the forest to +∞ and says how many edges it has.</summary>
    public static int Raise(CsrGraph graph, EdgeIndex index, double[] scores, ScoreContext context)
    {
        var sources = new int[scores.Length];
        var targets = new int[scores.Length];
        for (int u = 0; u < graph.VertexCount; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<int> edges = index.Of(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (graph.IsDirected || neighbors[k] > u)
                    (sources[edges[k]], targets[edges[k]]) = (u, neighbors[k]);
            }
        }

        int[] all = new int[scores.Length];
        for (int edge = 0; edge < all.Length; edge++)
            all[edge] = edge;
        int[] order = ScoreOrder.Descending(all, scores, context.TieOrder);
        context.CancellationToken.ThrowIfCancellationRequested();
        var parent = new int[graph.VertexCount];
        for (int v = 0; v < parent.Length; v++)
            parent[v] = v;
        int forest = 0;
        foreach (int edge in order)
        {
            int a = Root(parent, sources[edge]);
            int b = Root(parent, targets[edge]);
            if (a == b)
                continue;
            parent[Math.Max(a, b)] = Math.Min(a, b);
            scores[edge] = double.PositiveInfinity;
            forest++;
        }

        return forest;
    }

    private static int Root(int[] parent, int v)
    {
        while (parent[v] != v)
        {
            parent[v] = parent[parent[v]];
            v = parent[v];
        }

        return v;
    }
}
