namespace GraphSparse.Sparsification;

/// <summary>L-Spar: each vertex of degree d keeps its first ⌈d^c⌉ edges by Jaccard similarity; the exponent c sets the size.</summary>
/// <remarks>
/// Source: Satuluri, Parthasarathy and Ruan, SIGMOD 2011. Instead of searching for c, each edge is scored by 1 minus the
/// smallest c that keeps it: 1 − ln(r − 1) / ln d, since r ≤ ⌈d^c⌉ exactly where r − 1 &lt; d^c; and 2 for the first edge at
/// an end, which is kept even where c = 0. The better end counts. Ranks are ordinal, equal similarities in the order of the tie rule.
/// <para>Directed: as <see cref="LocalSimilarityScore"/>. Cost: triangles, then O(m log d). Determinism: exact.</para>
/// </remarks>
public sealed class LSparScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        double[] similarity = new JaccardScore().Score(graph, index, context);
        return EndpointScores.MaxOverEnds(graph, index, context, "ranking edges", () =>
        {
            var ranks = new LocalRanks();
            int[] buffer = [];
            return (u, scores) =>
            {
                ReadOnlySpan<int> edges = index.Of(u);
                if (buffer.Length < edges.Length)
                    buffer = new int[edges.Length];
                for (int k = 0; k < edges.Length; k++)
                    scores[k] = similarity[edges[k]];
                ReadOnlySpan<int> order = ranks.Ordinal(scores, edges, context.TieOrder, buffer.AsSpan(0, edges.Length));
                double logDegree = Math.Log(edges.Length);
                for (int k = 0; k < edges.Length; k++)
                    scores[k] = order[k] == 1 ? 2 : 1 - Math.Log(order[k] - 1) / logDegree;
            };
        });
    }
}
