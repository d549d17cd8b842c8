namespace GraphSparse;

/// <summary>Brings weights of extreme size to about 1 by a power of two, which changes no digit of any of them.</summary>
/// <remarks>Products and reciprocals of weights then neither overflow nor vanish, and what depends on ratios of weights alone is the same at every scale.
/// Where the lightest weight would leave the range of a double by it the weights stay as they are.</remarks>
internal static class WeightScale
{
    /// <summary>Graphs whose heaviest weight lies within 2^±60 are left as they are: nothing that is computed of those leaves the range of a double.</summary>
    private const int Harmless = 60;

    /// <summary>What a weight may be below the heaviest, as an exponent, so that it keeps all its digits.</summary>
    private const int WidestRange = 1000;

    /// <summary>The graph with its weights times 2^−exponent, and the exponent; the graph itself and 0 where its weights are of usual size.</summary>
    public static (CsrGraph Graph, int Exponent) Normalize(CsrGraph graph)
    {
        int exponent = ExponentOf(graph);
        return exponent == 0 ? (graph, 0) : (graph.MapWeights(w => Math.ScaleB(w, -exponent)), exponent);
    }

    /// <summary>The exponent by which <see cref="Normalize"/> would scale.</summary>
    public static int ExponentOf(CsrGraph graph)
    {
        if (!graph.IsWeighted)
            return 0;
        double heaviest = 0;
        double lightest = double.PositiveInfinity;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (double weight in graph.Weights(u))
            {
                double size = Math.Abs(weight);
                heaviest = Math.Max(heaviest, size);
                if (size > 0)
                    lightest = Math.Min(lightest, size);
            }
        }

        if (heaviest == 0)
            return 0;
        int exponent = Math.ILogB(heaviest);
        return Math.Abs(exponent) <= Harmless || exponent - Math.ILogB(lightest) > WidestRange ? 0 : exponent;
    }
}
