namespace GraphSparse.Metrics;

/// <summary>Why a metric does not apply to a pair of graphs, for those with one requirement in common.</summary>
internal static class Applicability
{
    /// <summary>For metrics of undirected graphs.</summary>
    public static string? Directed(Comparison comparison, string what) =>
        comparison.Original.IsDirected ? $"{what} is defined for undirected graphs" : null;
}
