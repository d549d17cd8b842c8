using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Local Degree: each vertex favours its edges to neighbours of high degree, so hubs and the paths through them stay.</summary>
/// <remarks>
/// Source: Lindner, Staudt, Hamann, Meyerhenke and Wagner, "Structure-Preserving Sparsification of Social Networks", ASONAM 2015.
/// At a vertex of degree d the edge to the neighbour of the r-th highest degree scores 1 − ln r / ln d (1 where d = 1); the
/// better end counts. Ranks are competition ranks: neighbours of equal degree share the best rank.
/// <para>Directed: the source ranks its out-neighbours by in-degree. Weights are not looked at. Cost: O(m log d).
/// Determinism: exact.</para>
/// </remarks>
public sealed class LocalDegreeScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] degrees = Degrees.In(graph);
        return EndScores.MaxOverEnds(graph, index, context, "scoring edges", () =>
        {
            var judge = new LogRankJudge();
            return (u, scores) =>
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                for (int k = 0; k < neighbors.Length; k++)
                    scores[k] = degrees[neighbors[k]];
                judge.Judge(scores);
            };
        });
    }
}

/// <summary>Turns the values at one vertex into 1 − ln(rank) / ln(degree), competition ranks, 1 at degree 1.</summary>
internal sealed class LogRankJudge
{
    private readonly LocalRanks _ranks = new();
    private int[] _buffer = [];

    /// <summary>Replaces the values by their scores.</summary>
    public void Judge(Span<double> values)
    {
        if (values.Length == 0)
            return;
        if (_buffer.Length < values.Length)
            _buffer = new int[values.Length];
        ReadOnlySpan<int> ranks = _ranks.Competition(values, _buffer.AsSpan(0, values.Length));
        double logDegree = Math.Log(values.Length);
        for (int k = 0; k < values.Length; k++)
            values[k] = ranks[k] == 1 ? 1 : 1 - Math.Log(ranks[k]) / logDegree;
    }
}
