namespace GraphSparse.Summaries;

/// <summary>Weights of pairs of vertices that are products: z·π(u)·π(v), with z such that the mean over all pairs is 1.</summary>
/// <remarks>While supervertices are merged, an edge counts as its weight in whole units: so many that their sum fits 31 bits, and at most 1,024 for the mean.</remarks>
internal sealed class PairWeights
{
    private const int MostUnits = 1024;

    private readonly double[] _importance;
    private readonly double _root;

    /// <param name="graph">The graph.</param>
    /// <param name="importance">π, above 0.</param>
    public PairWeights(CsrGraph graph, double[] importance)
    {
        _importance = importance;
        double sum = 0;
        double squares = 0;
        foreach (double value in importance)
        {
            sum += value;
            squares += value * value;
        }

        double n = importance.Length;
        Scale = n < 2 ? 1 : n * (n - 1) / (sum * sum - squares);
        double edges = 0;
        for (int u = 0; u < importance.Length; u++)
        {
            foreach (int v in graph.Neighbors(u))
                edges += u < v ? Of(u, v) : 0;
        }

        Units = Math.Min(MostUnits, edges > 0 ? Math.Max(1, (1 << 30) / edges) : 1);
        _root = Math.Sqrt(Scale * Units);
        EdgeWeight = edges;
    }

    /// <summary>z.</summary>
    public double Scale { get; }

    /// <summary>Units of the mean weight.</summary>
    public double Units { get; }

    /// <summary>Sum over the edges.</summary>
    public double EdgeWeight { get; }

    /// <summary>The weight of a pair.</summary>
    public double Of(int u, int v) => Scale * _importance[u] * _importance[v];

    /// <summary>Products of these are weights in units.</summary>
    public double MassOf(int v) => _root * _importance[v];

    /// <summary>The weight of an edge in whole units, at least 1.</summary>
    public int UnitsOf(int u, int v) => Math.Max(1, (int)Math.Round(Of(u, v) * Units));
}
