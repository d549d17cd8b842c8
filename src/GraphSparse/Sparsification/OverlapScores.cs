using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Scores that are a function of the common neighbours t of an edge's ends and of their degrees.</summary>
/// <remarks>Directed: computed on the graph without directions. Weights are not looked at. Cost: that of counting triangles and nothing more.</remarks>
internal static class OverlapScores
{
    /// <summary>The score of an edge with t common neighbours between ends of degrees du and dv.</summary>
    public delegate double Formula(double t, double du, double dv);

    public static double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context, Formula formula)
    {
        int[] common = [];
        return Spread(graph, index, context,
            (simple, simpleIndex) => common = TriangleCounter.PerEdge(simple, simpleIndex, context.Kernels, context.Parallelism, context.Progress, context.CancellationToken),
            (edge, du, dv) => formula(common[edge], du, dv));
    }

    /// <summary>Gives every edge its score; those of a directed graph are the scores of the graph without directions.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="context">Threads, cancellation.</param>
    /// <param name="prepare">Told the graph without directions, and its edge ids.</param>
    /// <param name="score">The score of an edge of that graph, and the degrees of its ends.</param>
    public static double[] Spread(CsrGraph graph, EdgeIndex index, ScoreContext context, Action<CsrGraph, EdgeIndex> prepare, Func<int, int, int, double> score)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        CsrGraph simple = graph.Symmetrize(context.Parallelism, context.CancellationToken);
        EdgeIndex simpleIndex = graph.IsDirected ? new EdgeIndex(simple, context.CancellationToken) : index;
        prepare(simple, simpleIndex);
        var scores = new double[index.EdgeCount];
        context.Parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<int> edges = index.Of(u);
                for (int k = 0; k < neighbors.Length; k++)
                {
                    int v = neighbors[k];
                    if (!graph.IsDirected && v < u)
                        continue;
                    int edge = graph.IsDirected ? simpleIndex.Of(u)[simple.Neighbors(u).BinarySearch(v)] : edges[k];
                    scores[edges[k]] = score(edge, simple.Degree(u), simple.Degree(v));
                }
            }
        }, context.CancellationToken);
        return scores;
    }
}

/// <summary>SCAN's structural similarity: (t + 1) / √((du + 1)(dv + 1)), global.</summary>
/// <remarks>
/// Source: Xu, Yuruk, Feng and Schweiger, "SCAN: A Structural Clustering Algorithm for Networks", KDD 2007, in the form of
/// Chen et al., PVLDB 17(3), 2023; the cosine of closed neighbourhoods would have t + 2.
/// <para>Directed: without directions. Weights are not looked at. Cost: triangles. Determinism: exact.</para>
/// </remarks>
public sealed class ScanScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context) =>
        OverlapScores.Score(graph, index, context, (t, du, dv) => (t + 1) / Math.Sqrt((du + 1) * (dv + 1)));
}

/// <summary>The number of triangles on an edge.</summary>
/// <remarks>Directed: without directions. Weights are not looked at. Cost: triangles. Determinism: exact.</remarks>
public sealed class TriangleScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context) => OverlapScores.Score(graph, index, context, (t, _, _) => t);
}

/// <summary>The triangles on an edge over those to be expected of its degrees: t (n − 2) / ((du − 1)(dv − 1)); 1 at a vertex of degree 1.</summary>
/// <remarks>Directed: without directions. Weights are not looked at. Cost: triangles. Determinism: exact.</remarks>
public sealed class ChanceCorrectedTriangleScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        double others = graph.VertexCount - 2.0;
        return OverlapScores.Score(graph, index, context, (t, du, dv) => du <= 1 || dv <= 1 ? 1 : t * others / ((du - 1) * (dv - 1)));
    }
}
