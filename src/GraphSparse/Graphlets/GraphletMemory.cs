namespace GraphSparse.Graphlets;

/// <summary>What counting graphlets takes in memory, beside the graph.</summary>
internal static class GraphletMemory
{
    /// <summary>The ranked graph, primitives of edges (those of each thread while they are few), counts of orbits.</summary>
    public static long Counts(GraphSize size, int threads)
    {
        const long primitives = 4 + 5 * 8;
        long copies = Math.Min(threads * 3 * 8 * size.Edges, 256L << 20);
        return size.Edges * (16 + primitives) + (threads > 1 ? copies : 0) + size.Vertices * (20 + 16 + 8 * OrbitCounts.OrbitCount + threads * 8L);
    }

    /// <summary>The same, sums of 128 bits and results for 73 orbits, and what each thread adds to.</summary>
    public static long FiveVertices(GraphSize size, int threads) => Counts(size, threads) + size.Vertices * (73 * 8 + (58 + 16) * 16L + threads * 128L) + (32 << 20);

    /// <summary>The same, edges and triangles of arcs, and rows of edges on their way to the output.</summary>
    public static long Edges(GraphSize size, int threads) => Counts(size, threads) + size.Edges * 16 + threads * (24L << 20) + (16 << 20);

    /// <summary>That of their orbit adjacencies, a sum for every vertex and thread.</summary>
    public static long GraphletAdjacency(GraphSize size, int threads, IReadOnlyList<int> graphlets) => Adjacency(size, threads, OrbitPair.OfGraphlets(graphlets)) + threads * size.Vertices * 20;

    /// <summary>The same, edges and triangles of arcs, what each thread needs for rows, and rows on their way to the output.</summary>
    public static long Adjacency(GraphSize size, int threads, IReadOnlyList<OrbitPair> pairs)
    {
        int second = pairs.Count(p => p.Hop == 2);
        bool third = pairs.Any(p => p.Hop == 3);
        long perVertex = (second > 0 || third ? 41 : 0) + (third ? 2 * 4 * 16 + 9 : 0);
        long rows = AdjacencyPlan<OrbitPair>.BlockEntries + size.Vertices * (second + (third ? 16 : 0)); // entries of a block, at most about
        long largest = Math.Min(size.Vertices, size.Edges); // neighbourhood, whose rows of bits and middles of paths a thread lays out
        long neighborhood = second > 0 || third ? Math.Min(largest * largest / 8, 32L << 20) + size.Arcs * 4 : 0;
        return Counts(size, threads) + size.Edges * 16 + threads * (size.Vertices * perVertex + neighborhood + rows * 80) + (16 << 20);
    }
}
