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
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        double[] similarity = new JaccardScore().Score(graph, index, context);
        return EndpointRanks.BestOverEnds<double, Exponent>(graph, index, context, "ranking edges", new Exponent(graph.MaxDegree), () =>
        {
            var local = new LocalRanks();
            return (u, ranks) => local.Ordinal(similarity, index.Of(u), context.TieOrder, ranks);
        });
    }

    /// <summary>1 minus the smallest exponent that keeps the rank.</summary>
    private readonly struct Exponent(int largest) : IRankScore<double>
    {
        private readonly LogRankScore _logs = new(largest);

        public double Of(int rank, int degree) => rank == 1 ? 2 : _logs.OfLogs(rank - 1, degree);

        public double Better(double one, double other) => Math.Max(one, other);
    }
}
