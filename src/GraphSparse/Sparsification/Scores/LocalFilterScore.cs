namespace GraphSparse.Sparsification;

/// <summary>How a score is made local.</summary>
public enum LocalFilter
{
    /// <summary>It is not: the best edges of the whole graph are kept.</summary>
    None,

    /// <summary>By 1 − ln r / ln d, r the rank of the edge among the d of an end: about d^c edges of every vertex are kept.</summary>
    Log,

    /// <summary>By 1 − (r − 1) / (d − 1): about the same share of every vertex's edges is kept.</summary>
    Linear,
}

/// <summary>Makes any score local: each end ranks its edges by it, and the better end counts.</summary>
/// <remarks>
/// Source: Hamann, Lindner, Meyerhenke, Staudt and Wagner, "Structure-Preserving Sparsification Methods for Social Networks", SNAM 6, 2016 (local filtering).
/// Competition ranks; an edge at a vertex of degree 1 scores 1. The logarithmic filter over Jaccard is Local Similarity.
/// <para>Directed: the source ranks its out-arcs. Cost: the score, then O(m log d). Determinism: exact.</para>
/// </remarks>
/// <param name="inner">The score to rank by.</param>
/// <param name="filter">How ranks become scores.</param>
public sealed class LocalFilterScore(IEdgeScore inner, LocalFilter filter) : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(index);
        double[] values = inner.Score(graph, index, context);
        return filter == LocalFilter.None ? values : EndpointScores.MaxOverEnds(graph, index, context, "ranking edges", () =>
        {
            var judge = new RankJudge(filter);
            return (u, scores) =>
            {
                ReadOnlySpan<int> edges = index.Of(u);
                for (int k = 0; k < edges.Length; k++)
                    scores[k] = values[edges[k]];
                judge.Judge(scores);
            };
        });
    }

    /// <summary>Turns the values at one vertex into scores by rank.</summary>
    private sealed class RankJudge(LocalFilter filter)
    {
        private readonly LocalRanks _ranks = new();
        private int[] _buffer = [];

        /// <summary>Replaces the values by their scores.</summary>
        public void Judge(Span<double> values)
        {
            if (_buffer.Length < values.Length)
                _buffer = new int[values.Length];
            ReadOnlySpan<int> ranks = _ranks.Competition(values, _buffer.AsSpan(0, values.Length));
            double scale = filter == LocalFilter.Log ? Math.Log(values.Length) : values.Length - 1;
            for (int k = 0; k < values.Length; k++)
                values[k] = ranks[k] == 1 ? 1 : 1 - (filter == LocalFilter.Log ? Math.Log(ranks[k]) : ranks[k] - 1) / scale;
        }
    }
}
