namespace GraphSparse.Sparsification;

/// <summary>A graph with its weights as a method takes them, strengths or lengths of usual size, and the way back.</summary>
internal sealed class WeightedWork
{
    private readonly CsrGraph _original;
    private readonly bool _isInverted;
    private readonly int _exponent;

    /// <summary>Prepares a graph for a method of the catalog.</summary>
    /// <exception cref="InvalidWeightException">Weights are lengths, and one is not above 0.</exception>
    public WeightedWork(CsrGraph graph, SparsifierEntry method, WeightSense weights)
    {
        _original = graph;
        _isInverted = weights == WeightSense.Length && graph.IsWeighted && !method.UsesLengths;
        (Graph, _exponent) = method.UsesLengths ? (graph, 0) : WeightScale.Normalize(_isInverted ? graph.Strengths(weights) : graph);
    }

    /// <summary>The graph that the method works on.</summary>
    public CsrGraph Graph { get; }

    /// <summary>New weights of the method as weights of the original; what the method left alone is the weight of the original, digit by digit.</summary>
    /// <param name="weights">By edge id.</param>
    public double[] Restore(double[] weights)
    {
        if (ReferenceEquals(Graph, _original))
            return weights;
        var restored = new double[weights.Length];
        int edge = 0;
        foreach ((Edge before, Edge taken) in _original.Edges().Zip(Graph.Edges()))
        {
            double strength = Math.ScaleB(weights[edge], _exponent);
            restored[edge] = weights[edge] == taken.Weight ? before.Weight : _isInverted ? 1 / strength : strength;
            edge++;
        }

        return restored;
    }
}
