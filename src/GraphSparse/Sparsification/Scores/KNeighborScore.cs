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
        return graph.IsWeighted ? Weighted(graph, index, context) : Unweighted(graph, index, context);
    }

    private static KeyedRandom Proposals(ScoreContext context) => new(context.Seed, "sparsify.k-neighbor.rank");

    private static KeyedRandom Fractions(ScoreContext context) => new(context.Seed, "sparsify.k-neighbor.fraction");

    /// <summary>The smaller rank is that of the larger score, whatever is added to both.</summary>
    private static double[] Unweighted(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        KeyedRandom proposals = Proposals(context);
        double[] scores = EndpointRanks.MaxOverEnds(graph, index, context, "scoring edges", new NegativeRank(), () =>
        {
            var shuffle = new RandomRanks(proposals);
            return (u, ranks) => shuffle.Rank(u, graph.Neighbors(u), ranks);
        });
        KeyedRandom fractions = Fractions(context);
        context.Parallelism.ForRanges(scores.Length, 1 << 15, (_, start, end) =>
        {
            Span<double> buffer = stackalloc double[256];
            for (int from = (int)start; from < end; from += buffer.Length)
            {
                Span<double> part = scores.AsSpan(from, Math.Min(buffer.Length, (int)end - from));
                fractions.NextDoubles(from, buffer[..part.Length]);
                for (int i = 0; i < part.Length; i++)
                    part[i] = -(-part[i] + buffer[i]);
            }
        }, context.CancellationToken);
        return scores;
    }

    private static double[] Weighted(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        KeyedRandom proposals = Proposals(context);
        KeyedRandom fractions = Fractions(context);
        return EndpointScores.MaxOverEnds(graph, index, context, "scoring edges", () =>
        {
            var ranks = new LocalRanks();
            int[] buffer = [];
            return (u, scores) =>
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<int> edges = index.Of(u);
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

    private readonly struct NegativeRank : IRankScore
    {
        public double Of(int rank, int degree) => -(rank - 1.0);
    }
}
