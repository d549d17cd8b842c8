namespace GraphSparse.Sparsification;

/// <summary>Jaccard similarity of the neighbourhoods of an edge's ends (G-Spar): keeps edges inside dense groups.</summary>
/// <remarks>
/// Source: Satuluri, Parthasarathy and Ruan, "Local Graph Sparsification for Scalable Clustering", SIGMOD 2011. Deviation: the
/// similarity is exact, t / (du + dv − t) with t common neighbours, where the paper estimates it by min-wise hashing.
/// <para>Directed: computed on the graph without directions. Weights are not looked at. Cost: that of counting triangles and
/// nothing more. Determinism: exact.</para>
/// </remarks>
public sealed class JaccardScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Kernels is not { } kernels)
            return OverlapScores.Score(graph, index, context, (t, du, dv) => t / (du + dv - t));
        var view = new UndirectedView(graph, index, context);
        return view.ToArcs(kernels.Jaccard(view.Graph, view.Index, context.CancellationToken));
    }
}
