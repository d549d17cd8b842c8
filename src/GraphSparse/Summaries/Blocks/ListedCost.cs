namespace GraphSparse.Summaries;

/// <summary>Description length in edges: a superedge and the pairs that are no edges, or the edges themselves.</summary>
/// <param name="superedge">What a superedge costs, as a number of edges; a multiple of 1/64, so that sums are exact in any order.</param>
internal readonly struct ListedCost(double superedge) : IBlockCost
{
    /// <inheritdoc/>
    public double Of(double edges, double pairs) => edges == 0 ? 0 : Math.Min(edges, superedge + Math.Max(0, pairs - edges)); // rounded weights may exceed those of the pairs
}
