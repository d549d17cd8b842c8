using GraphSparse.Analytics;

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
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        CsrGraph simple = graph.Symmetrize(context.Parallelism, context.CancellationToken);
        EdgeIndex simpleIndex = graph.IsDirected ? new EdgeIndex(simple, context.CancellationToken) : index;
        int[] common = TriangleCounter.Count(simple, simpleIndex, context.Parallelism, context.Progress, context.CancellationToken).PerEdge;
        var scores = new double[index.EdgeCount];
        context.Parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<int> edges = index.Of(u);
                for (int k = 0; k < neighbors.Length; k++)
                {
                    int v = neighbors[k];
                    if (!graph.IsDirected && v < u)
                        continue;
                    int edge = graph.IsDirected ? simpleIndex.Of(u)[simple.Neighbors(u).BinarySearch(v)] : edges[k];
                    double t = common[edge];
                    scores[edges[k]] = t / (simple.Degree(u) + (double)simple.Degree(v) - t);
                }
            }
        }, context.CancellationToken);
        return scores;
    }
}
