namespace GraphSparse.Sparsification;

/// <summary>Disparity filter: edges whose weight stands out among the edges of an end.</summary>
/// <remarks>
/// Source: Serrano, Boguñá and Vespignani, "Extracting the Multiscale Backbone of Complex Weighted Networks", PNAS 106(16), 2009.
/// With p the edge's share of the weight at an end of degree d, the score is 1 − (1 − p)^(d − 1), the better end counts: 1 minus the
/// probability of such a share by chance. An end of degree 1 gives 0 by the formula, or 1 where pendant edges shall stay.
/// <para>Needs weights that are not negative. Directed: the source judges its out-arcs. Cost: O(m). Determinism: exact.</para>
/// </remarks>
/// <param name="keepPendants">Whether an end of degree 1 gives 1.</param>
public sealed class DisparityScore(bool keepPendants = false) : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(context);
        if (!graph.IsWeighted && graph.EdgeCount > 0)
            throw new ArgumentException("disparity compares weights and this graph has none; local-degree, local-similarity and the other scores do without.", nameof(graph));
        Require.NotNegative(graph, "disparity", AnyWeights.Hint);
        return EndpointScores.MaxOverEnds(graph, index, context, "scoring edges", () => (u, scores) =>
        {
            ReadOnlySpan<double> weights = graph.Weights(u);
            double sum = 0;
            foreach (double weight in weights)
                sum += weight;

            if (scores.Length == 1 && keepPendants)
            {
                scores[0] = 1;
                return;
            }

            for (int k = 0; k < scores.Length; k++)
                scores[k] = sum > 0 ? 1 - Math.Pow(1 - weights[k] / sum, weights.Length - 1) : 0;
        });
    }
}
