namespace GraphSparse.Sparsification;

/// <summary>Local Similarity: each vertex favours its edges of high Jaccard similarity, so every vertex keeps its closest neighbours.</summary>
/// <remarks>
/// Source: Satuluri, Parthasarathy and Ruan, SIGMOD 2011, in the score form of Lindner et al., ASONAM 2015: 1 − ln r / ln d,
/// where r is the competition rank of the edge by <see cref="JaccardScore"/> at a vertex of degree d; the better end counts.
/// <para>Directed: the similarity ignores directions, the source ranks its out-arcs. Cost: triangles, then O(m log d).
/// Determinism: exact.</para>
/// </remarks>
public sealed class LocalSimilarityScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context) =>
        new LocalFilterScore(new JaccardScore(), LocalFilter.Log).Score(graph, index, context);
}
