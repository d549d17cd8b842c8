using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>Whether the vertices with the largest entries of the leading eigenvector stay the same.</summary>
/// <remarks>Power iteration of A + I as in <see cref="EigenvectorCentrality"/>, weights as strengths. Where it is slow, as on long paths, it ends after
/// 1000 iterations, and the estimator says how far the vector still moved; a metric must not fail for that.</remarks>
internal static class EigenvectorMetric
{
    private const int Iterations = 1000;
    private const double Tolerance = 1e-8;

    public static string? NotApplicable(Comparison comparison) =>
        Reason(comparison.Original, comparison, "original") ?? Reason(comparison.Strengths, comparison, "other");

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        (double[] before, int steps, double error) = Leading(comparison.Original, comparison);
        (double[] after, int otherSteps, double otherError) = Leading(comparison.Strengths, comparison);
        return TopRanking.Compare("eigenvector", before, after, Estimate.Iterative(Math.Max(steps, otherSteps), Math.Max(error, otherError)));
    }

    /// <summary>Why a graph has no leading eigenvector, or <see langword="null"/>.</summary>
    private static string? Reason(CsrGraph graph, Comparison comparison, string which) =>
        graph.ArcCount > 0 && EigenvectorCentrality.Refusal(LeadingOf(graph, comparison).Classes) is { } reason ? $"in the {which} graph {reason}" : null;

    /// <summary>The components that have the largest eigenvalue, with the matrix whose it is.</summary>
    internal static (PowerIteration Matrix, LeadingClasses Classes) LeadingOf(CsrGraph graph, Comparison comparison) => MeasurementCache.Of(graph, "leading classes", () =>
    {
        var matrix = new PowerIteration(graph, "Eigenvector centrality", comparison.Parallelism, comparison.CancellationToken);
        return (matrix, LeadingClasses.Find(graph, matrix, comparison.CancellationToken));
    });

    private static (double[] Vector, int Steps, double Error) Leading(CsrGraph graph, Comparison comparison) => MeasurementCache.Of(graph, "eigenvector", () =>
    {
        if (graph.ArcCount == 0)
            return (new double[graph.VertexCount], 0, 0);
        (PowerIteration matrix, LeadingClasses classes) = LeadingOf(graph, comparison);
        int done = 0;
        (double[] vector, _, _, double change) = matrix.Dominant(classes.Start(), Iterations, (moved, _) =>
        {
            done++;
            comparison.Progress?.Report(new Progress("measuring eigenvector", done, Iterations));
            return moved < Tolerance;
        });
        return (vector, done, change);
    });
}
