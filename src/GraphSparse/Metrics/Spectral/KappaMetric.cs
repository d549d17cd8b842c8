using GraphSparse.Numerics;

namespace GraphSparse.Metrics;

/// <summary>κ: the relative condition number of the Laplacians as a metric.</summary>
internal static class KappaMetric
{
    /// <summary>Up to this many vertices more digits cost next to nothing.</summary>
    private const int FineBelow = 20_000;

    public static string? NotApplicable(Comparison comparison) =>
        Reason(comparison.Original, "original") ?? Reason(comparison.Other, "other");

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        var options = new ConditionNumberOptions { Tolerance = comparison.Original.VertexCount <= FineBelow ? 1e-7 : 1e-4 };
        ConditionNumberResult result = ConditionNumber.Measure(
            comparison.Original, comparison.Other, options, comparison.Seed, comparison.Parallelism, comparison.Progress, comparison.CancellationToken);
        yield return Of("kappa", result.Kappa, result);
        yield return Of("lambdaMin", result.LambdaMin, result);
        yield return Of("lambdaMax", result.LambdaMax, result);
    }

    /// <summary>What is infinite or zero is so by the components, without any iteration.</summary>
    private static MetricValue Of(string name, double value, ConditionNumberResult result) =>
        new(name, value, double.IsInfinity(value) || value == 0 ? Estimate.Exact : Estimate.Iterative(result.Steps, result.RelativeError));

    private static string? Reason(CsrGraph graph, string which) =>
        Conductances.Refusal(graph) is { } reason ? $"Laplacians are defined for undirected graphs with positive weights, and in the {which} graph {reason}" : null;
}
