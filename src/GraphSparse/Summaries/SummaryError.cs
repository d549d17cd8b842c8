namespace GraphSparse.Summaries;

/// <summary>Distance of a summary from its graph: sums, over ordered pairs of different vertices, of the difference between the adjacency matrix and the one that the summary stands for.</summary>
/// <param name="L1">Sum of absolute differences.</param>
/// <param name="L2">Square root of the sum of squared differences.</param>
/// <param name="VertexCount">Number of vertices.</param>
public sealed record SummaryError(double L1, double L2, int VertexCount)
{
    /// <summary>L1 for each ordered pair; 0 for fewer than two vertices.</summary>
    public double Re1 => VertexCount < 2 ? 0 : L1 / ((double)VertexCount * (VertexCount - 1));

    /// <summary>L2 divided by the ordered pairs, as SSumM reports it; 0 for fewer than two vertices.</summary>
    public double Re2 => VertexCount < 2 ? 0 : L2 / ((double)VertexCount * (VertexCount - 1));

    /// <summary>That of a summary from any graph on its vertices. O(m log m).</summary>
    /// <exception cref="ArgumentException">The graph is directed or has another number of vertices.</exception>
    public static SummaryError Between(CsrGraph graph, Summary summary)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(summary);
        Require.Undirected(graph, "A summary");
        if (graph.VertexCount != summary.VertexCount)
            throw new ArgumentException($"The summary has {summary.VertexCount} vertices, and the graph has {graph.VertexCount}.", nameof(graph));
        var edges = summary.Superedges.ToArray().ToDictionary(superedge => (superedge.A, superedge.B), _ => 0L);
        foreach (Block block in BlockTable.Of(graph, Partition.Of(summary), block => edges.ContainsKey((block.A, block.B))))
            edges[(block.A, block.B)] = block.Edges;
        double absolute = graph.EdgeCount;
        double squares = graph.EdgeCount;
        foreach (Superedge superedge in summary.Superedges)
        {
            double e = edges[(superedge.A, superedge.B)];
            double pairs = summary.Pairs(superedge);
            double value = summary.IsWeighted ? superedge.Edges / pairs : 1;
            absolute += (pairs - e) * value - e * value;
            squares += (pairs - e) * value * value + e * ((1 - value) * (1 - value) - 1);
        }

        return new SummaryError(2 * absolute, Math.Sqrt(2 * squares), graph.VertexCount);
    }

    /// <summary>Of a graph whose edges are those of some blocks, which are superedges, and others.</summary>
    internal static SummaryError Of(IEnumerable<Block> kept, bool isWeighted, int vertexCount, long edgeCount)
    {
        double absolute = 0;
        double squares = 0;
        long left = edgeCount;
        foreach (Block block in kept)
        {
            left -= block.Edges;
            double wrong = isWeighted ? block.Edges * (1 - block.Density) : block.Pairs - block.Edges;
            absolute += isWeighted ? 4 * wrong : 2 * wrong;
            squares += 2 * wrong;
        }

        return new SummaryError(absolute + 2.0 * left, Math.Sqrt(squares + 2.0 * left), vertexCount);
    }
}
