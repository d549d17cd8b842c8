namespace GraphSparse.Metrics;

/// <summary>Why a metric does not apply to a pair of graphs, for those with one requirement in common.</summary>
internal static class Refusals
{
    /// <summary>For metrics that read weights as strengths or capacities.</summary>
    public static string? NegativeWeight(Comparison comparison, string what) =>
        HasWeight(comparison.Original, w => w < 0) || HasWeight(comparison.Other, w => w < 0) ? $"{what} is not defined for negative weights" : null;

    /// <summary>For metrics that read weights as lengths.</summary>
    public static string? Length(Comparison comparison) =>
        comparison.Original.IsWeighted && (HasWeight(comparison.Original, w => !(w > 0)) || HasWeight(comparison.Other, w => !(w > 0)))
            ? "weights are lengths of edges here, and one is not above 0"
            : null;

    /// <summary>For metrics of undirected graphs.</summary>
    public static string? Directed(Comparison comparison, string what) =>
        comparison.Original.IsDirected ? $"{what} is defined for undirected graphs" : null;

    private static bool HasWeight(CsrGraph graph, Predicate<double> isWrong)
    {
        for (int u = 0; graph.IsWeighted && u < graph.VertexCount; u++)
        {
            foreach (double weight in graph.Weights(u))
            {
                if (isWrong(weight))
                    return true;
            }
        }

        return false;
    }
}
