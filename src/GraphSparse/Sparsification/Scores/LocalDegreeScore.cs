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
        var logs = new double[graph.MaxDegree + 1];
        for (int rank = 1; rank < logs.Length; rank++)
            logs[rank] = Math.Log(rank);
        return EndpointScores.MaxOverEnds(graph, index, context, "scoring edges", () =>
        {
            ulong[] keys = [];
            return (u, scores) =>
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                if (keys.Length < neighbors.Length)
                    keys = new ulong[Math.Max(neighbors.Length, 2 * keys.Length)];
                for (int k = 0; k < neighbors.Length; k++)
                    keys[k] = ((ulong)(int.MaxValue - degrees[neighbors[k]]) << 32) | (uint)k; // one word to sort: falling degree, then place
                Span<ulong> order = keys.AsSpan(0, neighbors.Length);
                order.Sort();
                int rank = 1;
                for (int i = 0; i < order.Length; i++)
                {
                    if (i > 0 && order[i] >> 32 != order[i - 1] >> 32)
                        rank = i + 1;
                    scores[(int)(uint)order[i]] = rank == 1 ? 1 : 1 - logs[rank] / logs[order.Length];
                }
            };
        });
    }
}
