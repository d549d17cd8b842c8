namespace GraphSparse.Sparsification;

/// <summary>Divides a score by the geometric mean of its sums at both ends, so that edges of small and large vertices compare.</summary>
/// <remarks>
/// Source: the node-wise normalisation of Hamann, Lindner, Meyerhenke, Staudt and Wagner, SNAM 6, 2016, after Nocaj, Ortmann and Brandes, J. Graph Algorithms
/// Appl. 19(2), 2015: s(u, v) / √(Σ s at u · Σ s at v); 0 where the score is.
/// <para>Directed: the sum over the arcs out of the source and over those into the target. Cost: the score, then O(m). Determinism: exact.</para>
/// </remarks>
/// <param name="inner">The score; not negative and finite.</param>
public sealed class NormalizedScore(IEdgeScore inner) : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        double[] scores = inner.Score(graph, index, context);
        var atSource = new double[graph.VertexCount];
        double[] atTarget = graph.IsDirected ? new double[graph.VertexCount] : atSource;
        ForEachEdge(graph, index, context, (u, v, edge) =>
        {
            if (!(scores[edge] >= 0 && double.IsFinite(scores[edge])))
                throw new ArgumentException($"SparsifierOptions.Normalize takes scores that are finite and not negative, and edge {u}–{v} has {scores[edge]}; SparsifierOptions.LocalFilter takes any.", nameof(graph));
            atSource[u] += scores[edge];
            atTarget[v] += scores[edge];
        });
        ForEachEdge(graph, index, context, (u, v, edge) =>
            scores[edge] = scores[edge] == 0 ? 0 : scores[edge] / (Math.Sqrt(atSource[u]) * Math.Sqrt(atTarget[v])));
        return scores;
    }

    private static void ForEachEdge(CsrGraph graph, EdgeIndex index, ScoreContext context, Action<int, int, int> visit)
    {
        for (int u = 0; u < graph.VertexCount; u++)
        {
            if ((u & 0xFFFF) == 0)
                context.CancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<int> edges = index.Of(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (graph.IsDirected || neighbors[k] > u)
                    visit(u, neighbors[k], edges[k]);
            }
        }
    }
}
