namespace GraphSparse.Summaries;

/// <summary>Edges between two supervertices, or within one.</summary>
/// <param name="A">The one of smaller number, or the same.</param>
/// <param name="B">The other.</param>
/// <param name="Edges">Number of edges.</param>
/// <param name="Pairs">Number of pairs of vertices.</param>
internal readonly record struct Block(int A, int B, long Edges, long Pairs)
{
    /// <summary>Share of the pairs that are edges; there is at least one pair.</summary>
    public double Density => (double)Edges / Pairs;
}
