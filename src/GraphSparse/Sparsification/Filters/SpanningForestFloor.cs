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
        var trees = new DisjointSets(graph.VertexCount);
        int forest = 0;
        foreach (int edge in order)
        {
            if (!trees.TryUnion(sources[edge], targets[edge]))
                continue;
            scores[edge] = double.PositiveInfinity;
            forest++;
        }

        return forest;
    }
}
