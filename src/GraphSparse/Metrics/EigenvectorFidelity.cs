using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the vertices with the largest entries of the leading eigenvector stay the same.</summary>
/// <remarks>Power iteration of A + I as in <see cref="EigenvectorCentrality"/>, weights as strengths. Where it is slow, as on long paths, it ends after
/// 1000 iterations, and the estimator says how far the vector still moved; a metric must not fail for that.</remarks>
internal static class EigenvectorFidelity
{
    private const int Iterations = 1000;
    private const double Tolerance = 1e-8;

    public static string? Refuses(Comparison comparison) =>
        Refusals.NegativeWeight(comparison, "eigenvector centrality")
        ?? (LacksCycle(comparison.Original, comparison) || LacksCycle(comparison.Other, comparison) ? "a directed graph without a cycle has no leading eigenvector" : null);

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        (double[] before, int steps, double error) = Leading(comparison.Original, comparison);
        (double[] after, int otherSteps, double otherError) = Leading(comparison.Strengths, comparison);
        return TopRanking.Compare("eigenvector", before, after, Estimator.Iterative(Math.Max(steps, otherSteps), Math.Max(error, otherError)));
    }

    /// <summary>Without a cycle all eigenvalues of a directed graph are 0.</summary>
    internal static bool LacksCycle(CsrGraph graph, Comparison comparison) =>
        graph.IsDirected && graph.ArcCount > 0 && StronglyConnectedComponents.Find(graph, comparison.CancellationToken).LargestSize == 1;

    private static (double[] Vector, int Steps, double Error) Leading(CsrGraph graph, Comparison comparison) => GraphMemo.Of(graph, "eigenvector", () =>
    {
        if (graph.VertexCount == 0)
            return ([], 0, 0);
        var matrix = new PowerIteration(graph, "eigenvector centrality", comparison.Parallelism, comparison.CancellationToken);
        int done = 0;
        (double[] vector, _, _, double change) = matrix.Dominant(Iterations, (moved, _) =>
        {
            done++;
            comparison.Progress?.Report(new Progress("measuring eigenvector", done, Iterations));
            return moved < Tolerance;
        });
        return (vector, done, change);
    });
}
