namespace GraphSparse.Sparsification;

/// <summary>The rank of every neighbour at a vertex by the strength of the edge to it, the strongest first.</summary>
internal static class RankedNeighbors
{
    /// <summary>Ordinal ranks 1, 2, 3, … per arc; equal strengths in the order of the tie rule.</summary>
    public static ArcValues<int> Of(CsrGraph graph, EdgeIndex index, double[] strengths, ScoreContext context)
    {
        var ranks = new ArcValues<int>(graph);
        context.Parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            var sorter = new LocalRanks();
            double[] values = [];
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> edges = index.Of(u);
                if (values.Length < edges.Length)
                    values = new double[edges.Length];
                for (int k = 0; k < edges.Length; k++)
                    values[k] = strengths[edges[k]];
                sorter.Ordinal(values.AsSpan(0, edges.Length), edges, context.TieOrder, ranks.Of(u));
            }
        }, context.CancellationToken);
        return ranks;
    }
}
