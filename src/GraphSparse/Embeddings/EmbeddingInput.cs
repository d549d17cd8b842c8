namespace GraphSparse.Embeddings;

/// <summary>What all embeddings ask of a graph.</summary>
internal static class EmbeddingInput
{
    /// <summary>Requires weights that are finite and not negative.</summary>
    /// <exception cref="InvalidWeightException">One is not; the first such edge.</exception>
    public static void RequireWeights(CsrGraph graph, string method)
    {
        if (Require.FirstWeight(graph, static w => !(w >= 0 && double.IsFinite(w))) is { } edge)
            throw new InvalidWeightException(edge, $"{method} is defined for weights that are finite and not negative", "");
    }
}
