namespace GraphSparse.Summaries;

/// <summary>Description length of a block in bits: a superedge with its corrections, or a list of edges.</summary>
/// <remarks>Lee et al., KDD 2020 (SSumM), section 3: with weights the corrections take the entropy of the density; without, each wrong pair is listed.</remarks>
/// <param name="vertexCount">Vertices of the graph.</param>
/// <param name="supervertices">Supervertices at present.</param>
/// <param name="largestWeight">Largest weight of a superedge at present, or 1.</param>
/// <param name="isWeighted">Whether superedges have weights.</param>
/// <param name="norm">With weights and the sum of differences a superedge of fewer than half of its pairs is worse than none.</param>
internal readonly struct BlockCost(int vertexCount, int supervertices, long largestWeight, bool isWeighted, SummaryNorm norm) : IBlockCost
{
    private readonly double _perEdge = 2 * SummaryBits.Log2(vertexCount);
    private readonly double _perSuperedge = 2 * SummaryBits.Log2(supervertices) + (isWeighted ? SummaryBits.Log2(largestWeight) : 0);

    /// <summary>A superedge.</summary>
    public double Dense(double edges, double pairs) => isWeighted
        ? _perSuperedge + pairs * Entropy(edges / pairs)
        : _perSuperedge + _perEdge * (pairs - edges);

    /// <summary>No superedge.</summary>
    public double List(double edges) => _perEdge * edges;

    /// <inheritdoc/>
    public double Of(double edges, double pairs) => edges == 0 ? 0 : IsDense(edges, pairs) ? Dense(edges, pairs) : List(edges);

    /// <summary>Whether that is the superedge.</summary>
    public bool IsDense(double edges, double pairs) => edges > 0 && !(isWeighted && norm == SummaryNorm.One && 2 * edges < pairs) && Dense(edges, pairs) <= List(edges);

    /// <summary>Entropy of a share, in bits.</summary>
    private static double Entropy(double x) => x is <= 0 or >= 1 ? 0 : -x * Math.Log2(x) - (1 - x) * Math.Log2(1 - x);
}
