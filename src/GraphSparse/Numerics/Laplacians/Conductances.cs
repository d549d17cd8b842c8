namespace GraphSparse.Numerics;

/// <summary>Graphs whose weights are conductances: finite, positive and not subnormal.</summary>
internal static class Conductances
{
    private const double WidestRange = 1e12;

    /// <summary>Fails where the graph is directed or a weight is no conductance.</summary>
    public static void Require(CsrGraph graph, string what)
    {
        if (graph.IsDirected)
            throw new ArgumentException($"{what} is defined for undirected graphs; read the graph with GraphReadOptions.Directed = false.");
        if (FirstBad(graph) is { } bad)
            throw new InvalidWeightException(bad, $"{what} is defined for positive weights (conductances)", Hint(graph));
    }

    /// <summary>Why the graph has no Laplacian, or null where it has one.</summary>
    public static string? Refusal(CsrGraph graph) =>
        graph.IsDirected ? "the graph is directed" : FirstBad(graph) is { } bad ? $"edge {bad.Source}-{bad.Target} has weight {Text(bad.Weight)}, which is not a positive number (a conductance)" : null;

    /// <summary>A remark where weights range so widely that condition numbers lose digits, or null.</summary>
    public static string? RangeRemark(CsrGraph graph)
    {
        if (!graph.IsWeighted)
            return null;
        double least = double.MaxValue, most = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (double weight in graph.Weights(u))
            {
                least = Math.Min(least, weight);
                most = Math.Max(most, weight);
            }
        }

        return least > 0 && most > WidestRange * least
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"weights range from {least:0.#e0} to {most:0.#e0}, by more than 1e12: condition numbers and resistances are of limited accuracy")
            : null;
    }

    private static Edge? FirstBad(CsrGraph graph) => GraphSparse.Require.FirstWeight(graph, static w => !(w > 0 && double.IsNormal(w)));

    /// <summary>A matrix whose entries off the diagonal are all negative is a Laplacian handed in where an adjacency is expected.</summary>
    internal static string Hint(CsrGraph graph)
    {
        if (!graph.IsWeighted || graph.ArcCount == 0 || GraphSparse.Require.FirstWeight(graph, static w => !(w < 0)) is not null)
            return "";
        return " All weights are negative, as in a Laplacian matrix: read it as one (GraphReadOptions.Laplacian), which negates what is off the diagonal and ignores the diagonal.";
    }

    private static string Text(double weight) => weight.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
