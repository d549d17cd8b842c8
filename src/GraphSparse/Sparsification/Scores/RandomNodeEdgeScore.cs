using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Random node-edge: edges as a uniform vertex and then a uniform edge of it would find them, so that the few edges of small vertices come first.</summary>
/// <remarks>
/// Source: Leskovec and Faloutsos, "Sampling from Large Graphs", KDD 2006. Without replacement and in proportion to 1/du + 1/dv by the keys ln U / (1/du + 1/dv)
/// (Efraimidis and Spirakis, Inf. Process. Lett. 97(5), 2006).
/// <para>Directed: degrees count arcs in and out. Weights are not looked at. Cost: O(m). Determinism: exact, a function of seed, edge id and degrees.</para>
/// </remarks>
public sealed class RandomNodeEdgeScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        int[] degrees = Degrees.Total(graph);
        var random = new KeyedRandom(context.Seed, "sparsify.random-node-edge");
        var scores = new double[index.EdgeCount];
        context.Parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<int> edges = index.Of(u);
                for (int k = 0; k < neighbors.Length; k++)
                {
                    if (graph.IsDirected || neighbors[k] > u)
                        scores[edges[k]] = Math.Log(1 - random.NextDouble(edges[k])) / (1.0 / degrees[u] + 1.0 / degrees[neighbors[k]]);
                }
            }
        }, context.CancellationToken);
        return scores;
    }
}
