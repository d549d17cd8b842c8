using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>K-Neighbour: each vertex proposes k of its edges at random; keeps what either end proposes, so that no vertex is left alone.</summary>
/// <remarks>
/// Source: as in Chen et al., "Demystifying Graph Sparsification Algorithms in Graph Properties Preservation", PVLDB 17(3), 2023.
/// Score form, so that k need not be searched for: minus the smaller over both ends of (random rank at that end − 1 + u),
/// with u uniform per edge. In a weighted graph the random order at a vertex favours heavy edges (keys −ln U / w).
/// <para>Directed: the source proposes out-arcs. Weights must not be negative. Cost: O(m log d). Determinism: exact.</para>
/// </remarks>
public sealed class KNeighborScore : IEdgeScore, ICompactScore
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

    bool[]? ICompactScore.Top(CsrGraph graph, EdgeIndex index, long count, ScoreContext context)
    {
        if (graph.IsWeighted)
            return null;
        using NativeArray<int> ranks = Ranks(graph, index, context);
        return TopSelection.Top(new RankScores(ranks, Fractions(context)), count, context.TieOrder, context.Parallelism, context.CancellationToken);
    }

    private static KeyedRandom Proposals(ScoreContext context) => new(context.Seed, "sparsify.k-neighbor.rank");

    private static KeyedRandom Fractions(ScoreContext context) => new(context.Seed, "sparsify.k-neighbor.fraction");

    private static double[] Unweighted(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        using NativeArray<int> ranks = Ranks(graph, index, context);
        return ScoreArrays.Of(new RankScores(ranks, Fractions(context)), context.Parallelism, context.CancellationToken);
    }

    /// <summary>The smaller rank of each edge, which is that of the larger score, whatever is added to both.</summary>
    private static NativeArray<int> Ranks(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        KeyedRandom proposals = Proposals(context);
        return EndpointRanks.NativeBestOverEnds<int, SmallerRank>(graph, index, context, "scoring edges", default, () =>
        {
            var shuffle = new RandomRanks(proposals);
            return (u, row) => shuffle.Rank(u, graph.Neighbors(u), row);
        });
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

    private readonly struct SmallerRank : IRankScore<int>
    {
        public int Of(int rank, int degree) => rank;

        public int Better(int one, int other) => Math.Min(one, other);
    }

    /// <summary>Minus (rank − 1 + u), u made again whenever it is asked for.</summary>
    private readonly struct RankScores(NativeArray<int> ranks, KeyedRandom fractions) : IScores
    {
        public int Length => ranks.Length;

        public double At(int edge) => -(ranks.AsSpan(edge, 1)[0] - 1.0 + fractions.NextDouble(edge));

        [MethodImpl(Hot.Loop)]
        public ReadOnlySpan<double> Range(int start, int length, Span<double> buffer)
        {
            buffer = buffer[..length];
            fractions.NextDoubles(start, buffer);
            ReadOnlySpan<int> own = ranks.AsSpan(start, length);
            for (int i = 0; i < buffer.Length; i++)
                buffer[i] = -(own[i] - 1.0 + buffer[i]);
            return buffer;
        }
    }
}
