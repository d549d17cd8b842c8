namespace GraphSparse.Embeddings;

/// <summary>What all embeddings ask of a graph, and say of it.</summary>
internal static class EmbeddingInput
{
    /// <summary>Requires weights that are finite and not negative.</summary>
    /// <exception cref="InvalidWeightException">One is not; the first such edge.</exception>
    public static void RequireWeights(CsrGraph graph, string method)
    {
        if (Require.FirstWeight(graph, static w => !(w >= 0 && double.IsFinite(w))) is { } edge)
            throw new InvalidWeightException(edge, $"{method} is defined for weights that are finite and not negative", "");
    }

    /// <summary>Says how many vertices have no neighbours.</summary>
    /// <param name="strengths">Sums of weights.</param>
    /// <param name="keepsOwn">Whether they keep their random vector.</param>
    /// <param name="notes">Where it is said.</param>
    public static void NoteZeros(double[] strengths, bool keepsOwn, List<string> notes)
    {
        int zeros = strengths.Count(s => !(s > 0));
        if (zeros > 0)
            notes.Add($"{zeros} {(zeros == 1 ? "vertex has no neighbours; its vector is" : "vertices have no neighbours; their vectors are")} {(keepsOwn ? "random, of nothing else" : "0")}");
    }
}
