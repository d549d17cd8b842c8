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
        ArgumentNullException.ThrowIfNull(graph);
        double[] values = inner.Score(graph, index, context);
        return filter switch
        {
            LocalFilter.Log => ByRank(graph, index, context, values, new LogRankScore(graph.MaxDegree)),
            LocalFilter.Linear => ByRank(graph, index, context, values, default(LinearRankScore)),
            _ => values,
        };
    }

    private static double[] ByRank<TScore>(CsrGraph graph, EdgeIndex index, ScoreContext context, double[] values, TScore score) where TScore : struct, IRankScore<double> =>
        EndpointRanks.BestOverEnds<double, TScore>(graph, index, context, "ranking edges", score, () =>
        {
            var local = new LocalRanks();
            return (u, ranks) => local.Competition(values, index.Of(u), ranks);
        });
}
