namespace GraphSparse;

/// <summary>What the weight of an edge says. What follows paths needs lengths, everything else strengths, and each is one over the other.</summary>
public enum WeightSense
{
    /// <summary>How strong the tie is: spectra, flows, walks and communities take w, shortest paths take 1/w.</summary>
    Strength,

    /// <summary>How long the edge is: shortest paths take w, everything else takes 1/w.</summary>
    Length,

    /// <summary>Nothing: the graph counts as unweighted.</summary>
    Ignore,
}

/// <summary>Graphs with their weights in the other sense.</summary>
internal static class WeightSenses
{
    /// <summary>Below this a length has a strength beyond ±1e100, of which products are infinite.</summary>
    public const double ShortestLength = 1e-100;

    /// <summary>The graph with weights that are strengths.</summary>
    /// <exception cref="InvalidWeightException">Weights are lengths and one is not above 1e-100.</exception>
    public static CsrGraph Strengths(this CsrGraph graph, WeightSense sense) => sense switch
    {
        WeightSense.Ignore => graph.IsWeighted ? graph.WithoutWeights() : graph,
        WeightSense.Length when graph.IsWeighted => Inverted(graph),
        _ => graph,
    };

    /// <summary>The length of which a strength is one over: of the numbers next to 1 / strength that give it, the one with the fewest digits, as a file has it.</summary>
    public static double LengthOf(double strength)
    {
        double length = 1 / strength;
        double[] near = [length, Math.BitDecrement(length), Math.BitIncrement(length)];
        return near.Where(l => 1 / l == strength).DefaultIfEmpty(length)
            .MinBy(l => l.ToString("R", System.Globalization.CultureInfo.InvariantCulture).Length);
    }

    private static CsrGraph Inverted(CsrGraph graph)
    {
        if (Require.FirstWeight(graph, static w => !(w >= ShortestLength)) is { } edge)
            throw new InvalidWeightException(edge, "Where weights are lengths they are above 1e-100", "");
        return graph.MapWeights(static w => 1 / w);
    }
}
