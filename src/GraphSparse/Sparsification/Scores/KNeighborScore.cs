namespace GraphSparse.Sparsification;

/// <summary>K-Neighbour: each vertex proposes k of its edges at random; keeps what either end proposes, so that no vertex is left alone.</summary>
/// <remarks>
/// Source: as in Chen et al., "Demystifying Graph Sparsification Algorithms in Graph Properties Preservation", PVLDB 17(3), 2023.
/// Score form, so that k need not be searched for: minus the smaller over both ends of (random rank at that end − 1 + u),
/// with u uniform per edge. In a weighted graph the random order at a vertex favours heavy edges (keys −ln U / w).
/// <para>Directed: the source proposes out-arcs. Weights must not be negative. Cost: O(m log d). Determinism: exact.</para>
/// </remarks>
public sealed class KNeighborScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        Require.NotNegative(graph, "k-neighbor", AnyWeights.Hint);
        var proposals = new KeyedRandom(context.Seed, "sparsify.k-neighbor.rank");
        var fractions = new KeyedRandom(context.Seed, "sparsify.k-neighbor.fraction");
        return EndpointScores.MaxOverEnds(graph, index, context, "scoring edges", () =>
        {
            var ranks = new LocalRanks();
            int[] buffer = [];
            ulong[] keys = [];
            return (u, scores) =>
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<int> edges = index.Of(u);
                if (!graph.IsWeighted)
                {
                    if (keys.Length < neighbors.Length)
                        keys = new ulong[Math.Max(neighbors.Length, 2 * keys.Length)];
                    for (int k = 0; k < neighbors.Length; k++)
                        keys[k] = (proposals.NextUInt64(u, neighbors[k]) & ~(ulong)uint.MaxValue) | (uint)k; // one word to sort: random bits, then place
                    Span<ulong> shuffled = keys.AsSpan(0, neighbors.Length);
                    shuffled.Sort();
                    for (int rank = 0; rank < shuffled.Length; rank++)
                        scores[(int)(uint)shuffled[rank]] = -(rank + fractions.NextDouble(edges[(int)(uint)shuffled[rank]]));
                    return;
                }

                ReadOnlySpan<double> weights = graph.Weights(u);
                if (buffer.Length < edges.Length)
                    buffer = new int[edges.Length];
                for (int k = 0; k < neighbors.Length; k++)
                {
                    double key = -Math.Log(1 - proposals.NextDouble(u, neighbors[k])) / weights[k]; // weight 0: last
                    scores[k] = double.IsNaN(key) ? double.NegativeInfinity : -key;
                }

                ReadOnlySpan<int> order = ranks.Ordinal(scores, edges, context.TieOrder, buffer.AsSpan(0, edges.Length));
                for (int k = 0; k < edges.Length; k++)
                    scores[k] = -(order[k] - 1 + fractions.NextDouble(edges[k]));
            };
        });
    }
}
