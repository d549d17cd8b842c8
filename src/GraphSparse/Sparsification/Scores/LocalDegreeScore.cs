using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Local Degree: each vertex favours its edges to neighbours of high degree, so hubs and the paths through them stay.</summary>
/// <remarks>
/// Source: Lindner, Staudt, Hamann, Meyerhenke and Wagner, "Structure-Preserving Sparsification of Social Networks", ASONAM 2015.
/// At a vertex of degree d the edge to the neighbour of the r-th highest degree scores 1 − ln r / ln d (1 where d = 1); the
/// better end counts. Ranks are competition ranks: neighbours of equal degree share the best rank.
/// <para>Directed: the source ranks its out-neighbours by in-degree. Weights are not looked at. Cost: O(m), 12 bytes per edge.
/// Determinism: exact.</para>
/// </remarks>
public sealed class LocalDegreeScore : IEdgeScore, ICompactScore
{
    private const string Stage = "scoring edges";

    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        return EndpointRanks.BestOverEnds<double, LogRankScore>(graph, index, context, Stage, new LogRankScore(graph.MaxDegree), Rankers(graph));
    }

    bool[] ICompactScore.Top(CsrGraph graph, EdgeIndex index, long count, ScoreContext context)
    {
        using NativeArray<double> scores = EndpointRanks.NativeBestOverEnds<double, LogRankScore>(graph, index, context, Stage, new LogRankScore(graph.MaxDegree), Rankers(graph));
        return TopSelection.Top(new NativeScores(scores), count, context.TieOrder, context.Parallelism, context.CancellationToken);
    }

    private static Func<EndpointRanks.Ranker> Rankers(CsrGraph graph)
    {
        (int[] classes, int count) = ClassRanks.Of(Degrees.In(graph));
        return () =>
        {
            var ranks = new ClassRanks(classes, count);
            return (u, row) => ranks.Rank(graph.Neighbors(u), row);
        };
    }
}
