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
        var view = new UndirectedView(graph, index, context);
        CsrGraph simple = view.Graph;
        int[] common = TriangleCounter.PerEdge(simple, view.Index, context.Kernels, context.Parallelism, context.Progress, context.CancellationToken);
        return view.ScoreEdges((u, k, edge) => formula(common[edge], simple.Degree(u), simple.Degree(simple.Neighbors(u)[k])));
    }
}

/// <summary>SCAN's structural similarity: (t + c) / √((du + 1)(dv + 1)), global.</summary>
/// <remarks>
/// Source: Xu, Yuruk, Feng and Schweiger, "SCAN: A Structural Clustering Algorithm for Networks", KDD 2007. The cosine of closed neighbourhoods has
/// c = 2; the study of Chen et al., PVLDB 17(3), 2023, counts one endpoint only, c = 1, which is the default.
/// <para>Directed: without directions. Weights are not looked at. Cost: triangles. Determinism: exact.</para>
/// </remarks>
/// <param name="closedNeighborhood">Whether c is 2.</param>
public sealed class ScanScore(bool closedNeighborhood = false) : IEdgeScore
{
    private readonly int _endpoints = closedNeighborhood ? 2 : 1;

    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context) =>
        OverlapScores.Score(graph, index, context, (t, du, dv) => (t + _endpoints) / Math.Sqrt((du + 1) * (dv + 1)));
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
