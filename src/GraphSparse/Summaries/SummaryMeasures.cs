namespace GraphSparse.Summaries;

/// <summary>How far a summary is from its graph: sums over ordered pairs of different vertices of the difference between adjacency and what the summary says.</summary>
/// <param name="L1">Sum of the differences.</param>
/// <param name="L2">Root of the sum of their squares.</param>
/// <param name="VertexCount">Number of vertices.</param>
public sealed record SummaryError(double L1, double L2, int VertexCount)
{
    /// <summary>L1 for each ordered pair; 0 for fewer than two vertices.</summary>
    public double Re1 => VertexCount < 2 ? 0 : L1 / ((double)VertexCount * (VertexCount - 1));

    /// <summary>L2 divided by the ordered pairs, as SSumM reports it; 0 for fewer than two vertices.</summary>
    public double Re2 => VertexCount < 2 ? 0 : L2 / ((double)VertexCount * (VertexCount - 1));

    /// <summary>Of blocks of which some are superedges.</summary>
    internal static SummaryError Of(IEnumerable<(Block Block, bool IsKept)> blocks, bool isWeighted, int vertexCount)
    {
        double absolute = 0;
        double squares = 0;
        foreach ((Block block, bool isKept) in blocks)
        {
            double e = block.Edges;
            (double one, double two) = !isKept ? (2 * e, 2 * e)
                : isWeighted ? (4 * e * (1 - block.Density), 2 * e * (1 - block.Density))
                : (2.0 * (block.Pairs - block.Edges), 2.0 * (block.Pairs - block.Edges));
            absolute += one;
            squares += two;
        }

        return new SummaryError(absolute, Math.Sqrt(squares), vertexCount);
    }
}

/// <summary>What a graph and a summary of it take in bits, by the accounting of SSumM (Lee et al., KDD 2020): logarithms, not rounded up.</summary>
public static class SummaryBits
{
    /// <summary>A graph as a list of edges: 2·m·log2 n.</summary>
    public static double OfGraph(int vertexCount, long edgeCount) => 2.0 * edgeCount * Log2(vertexCount);

    /// <summary>A summary: two numbers of supervertices for each superedge, with its weight where there are weights, and one for each vertex.</summary>
    /// <param name="vertexCount">Vertices.</param>
    /// <param name="supervertices">Supervertices.</param>
    /// <param name="superedges">Superedges.</param>
    /// <param name="largestWeight">Largest weight of a superedge; 1 where there are no weights.</param>
    public static double OfSummary(int vertexCount, int supervertices, long superedges, long largestWeight) =>
        superedges * (2 * Log2(supervertices) + Log2(largestWeight)) + vertexCount * Log2(supervertices);

    /// <summary>log2, and 0 for 0.</summary>
    internal static double Log2(double value) => value <= 1 ? 0 : Math.Log2(value);
}
