using GraphSparse.Numerics;

namespace GraphSparse.Metrics;

/// <summary>Gives every metric weights in the sense that it takes them, and says which weight it cannot take.</summary>
internal static class MetricWeights
{
    /// <summary>The two graphs as a metric takes them: of usual size, both by one factor, and strengths unless it follows paths.</summary>
    public static Comparison For(MetricEntry metric, Comparison comparison)
    {
        WeightSense sense = SenseOf(comparison);
        if (sense == WeightSense.Ignore)
            return comparison with { Original = Unweighted(comparison.Original), Other = Unweighted(comparison.Other) };
        if (!metric.UsesLengths && metric.Needs != WeightNeed.Any && sense == WeightSense.Length)
        {
            comparison = comparison with
            {
                Original = Inverted(comparison.Original),
                Other = Inverted(comparison.Other),
                Weights = WeightSense.Strength,
            };
        }

        int exponent = metric.Needs == WeightNeed.Any ? 0 : WeightScale.ExponentOf(comparison.Original);
        return exponent == 0 ? comparison : comparison with { Original = Scaled(comparison.Original, exponent), Other = Scaled(comparison.Other, exponent) };
    }

    /// <summary>Fails where a graph has a weight that a metric cannot take.</summary>
    /// <exception cref="InvalidWeightException">It has; names the first such edge.</exception>
    public static void Require(MetricEntry metric, CsrGraph graph, WeightSense sense)
    {
        if (FirstWrong(metric, graph, sense) is { } edge)
            throw new InvalidWeightException(edge, $"The metric {metric.Name} is defined for {Expected(metric, sense)}", Conductances.Hint(graph));
    }

    /// <summary>Why weights keep a metric from a pair, or <see langword="null"/>.</summary>
    public static InvalidWeightException? Refusal(MetricEntry metric, Comparison comparison)
    {
        WeightSense sense = SenseOf(comparison);
        CsrGraph[] graphs = metric.UsesLengths && !comparison.Original.IsWeighted ? [] : [comparison.Original, comparison.Other];
        foreach (CsrGraph graph in graphs)
        {
            if (FirstWrong(metric, graph, sense) is { } edge)
                return new InvalidWeightException(edge, $"The metric {metric.Name} is defined for {Expected(metric, sense)}", Conductances.Hint(graph));
        }

        return null;
    }

    /// <summary>A graph without weights has nothing to read in one sense or another; what a sparsifier gave its copy are strengths.</summary>
    private static WeightSense SenseOf(Comparison comparison) =>
        comparison.Original.IsWeighted || comparison.Weights == WeightSense.Ignore ? comparison.Weights : WeightSense.Strength;

    private static Edge? FirstWrong(MetricEntry metric, CsrGraph graph, WeightSense sense) => (metric.Needs, sense) switch
    {
        (WeightNeed.Any, _) or (_, WeightSense.Ignore) => null,
        (WeightNeed.Conductances or WeightNeed.Lengths, WeightSense.Strength) => GraphSparse.Require.FirstWeight(graph, static w => !(w > 0 && double.IsNormal(w))),
        (WeightNeed.Lengths, _) => GraphSparse.Require.FirstWeight(graph, static w => !(w > 0)),
        (_, WeightSense.Length) => GraphSparse.Require.FirstWeight(graph, static w => !(w >= WeightSenses.ShortestLength)),
        (WeightNeed.Strengths, _) => GraphSparse.Require.FirstWeight(graph, static w => !(w >= 0)),
        _ => null,
    };

    private static string Expected(MetricEntry metric, WeightSense sense) => (metric.Needs, sense) switch
    {
        (WeightNeed.Conductances, WeightSense.Strength) => "positive weights (conductances)",
        (WeightNeed.Lengths, WeightSense.Strength) => "weights above 0 that are not subnormal, as the length of an edge is one over its weight",
        (WeightNeed.Lengths, _) => "weights above 0, which are lengths of edges",
        (_, WeightSense.Length) => "weights above 1e-100, as it takes one over the length of an edge",
        _ => "weights that are not negative",
    };

    private static CsrGraph Unweighted(CsrGraph graph) => graph.IsWeighted ? MeasurementCache.Of(graph, "unweighted", graph.WithoutWeights) : graph;

    private static CsrGraph Inverted(CsrGraph graph) => graph.IsWeighted ? MeasurementCache.Of(graph, "strengths", () => graph.Strengths(WeightSense.Length)) : graph;

    private static CsrGraph Scaled(CsrGraph graph, int exponent) =>
        MeasurementCache.Of(graph, $"scaled {exponent}", () => graph.MapWeights(w => Math.ScaleB(w, -exponent)));
}
