using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>What a sparsifier takes in memory beside the graph that it reads: scores, edge ids, what the method holds, and the graph that it makes.</summary>
internal static class SparsifierMemory
{
    /// <summary>Edge list, stretches, their order, scores; vectors, forest, and the factor of every round, which the collector lets lie for a while. Fitted to the
    /// peaks of Delaunay graphs of 2^18 and 2^20 vertices, 0.49 and 1.64 GB in all; denser graphs were not measured.</summary>
    private const long SpectralBytesPerEdge = 56;

    private const long SpectralBytesPerVertex = 1300;

    /// <summary>Bytes per edge that the collector lets lie for a while, of selections, and of ranks and scores that are done with. Fitted to the peaks of R-MAT graphs of 3.8 and 31.8 million edges.</summary>
    private const long LeftPerEdge = 2;

    private const long LeftPerScoredEdge = 15;

    public static long WorkBytes(SparsifierEntry entry, SparsifierOptions options, GraphSize size, int threads)
    {
        bool isChanged = options.EnsureConnected || options.Normalize || options.LocalFilter != LocalFilter.None; // which takes scores by edge id
        long scores = size.Edges * (1 + LeftPerEdge) + size.Vertices * sizeof(int) + KeptRows.EstimateBytes(size, threads);
        if (isChanged || entry.HoldsScores)
            scores += ScoresAndIds(size);
        long kept = (long)((entry.TakesConductances ? 1 : options.Keep ?? ScoreFilter.DefaultKeep) * size.GraphBytes * 3 / 2); // once as arcs to larger vertices alone
        if (options.EnsureConnected)
            scores += Forest(options, size, threads);
        if (options.LocalFilter != LocalFilter.None)
            scores += size.Edges * sizeof(double);
        if (options.Normalize)
            scores += size.Vertices * 2 * sizeof(double);
        return kept + scores + entry.EstimateBytes(options, size, threads);
    }

    /// <summary>Ends, order and trees of Kruskal's algorithm.</summary>
    public static long Forest(SparsifierOptions options, GraphSize size, int threads) => size.Edges * 32 + size.Vertices * 48 + size.Arcs * sizeof(int);

    /// <summary>Two ranks for each edge, given back at once; scores where keys at a vertex are drawn by weight.</summary>
    public static long KNeighbor(SparsifierOptions options, GraphSize size, int threads) => size.Weighted ? ScoresAndIds(size) : size.Edges * 2 * sizeof(int);

    /// <summary>A score and a rank for each edge, given back at once.</summary>
    public static long LocalDegree(SparsifierOptions options, GraphSize size, int threads) => size.Edges * (sizeof(double) + sizeof(int)) + size.Vertices * 3 * sizeof(int);

    public static long Triangles(SparsifierOptions options, GraphSize size, int threads) => TriangleCounter.EstimateBytes(size, threads);

    /// <summary>Similarities beside the scores that are made of them.</summary>
    public static long LocalTriangles(SparsifierOptions options, GraphSize size, int threads) => Triangles(options, size, threads) + size.Edges * sizeof(double);

    public static long Jaccard(SparsifierOptions options, GraphSize size, int threads) =>
        options.MinHash is { } hashes ? Undirected(size) + size.Vertices * (8 + 4L * hashes) : TriangleCounter.EstimateBytes(size, threads);

    public static long Simmelian(SparsifierOptions options, GraphSize size, int threads) => TriangleCounter.EstimateBytes(size, threads) + size.Edges * 16 + size.Vertices * 40;

    public static long SimmelianPrefix(SparsifierOptions options, GraphSize size, int threads) =>
        TriangleCounter.EstimateBytes(size, threads) + size.Edges * 24 + size.Vertices * 4L * threads;

    /// <summary>Ranked rows, counts.</summary>
    public static long Quadrangles(SparsifierOptions options, GraphSize size, int threads) =>
        Undirected(size) + size.Edges * 2 * (4 + 4 + 8) + size.Edges * 16 + size.Vertices * (32 + 8L * threads) + QuadrangleCounter.PrivateCountBytes(size.Edges * 2, threads);

    public static long QuadrilateralSimmelian(SparsifierOptions options, GraphSize size, int threads) =>
        Quadrangles(options, size, threads) + size.Edges * 24 + size.Vertices * (8 + 4L * threads);

    public static long AdamicAdar(SparsifierOptions options, GraphSize size, int threads) => Undirected(size) + size.Vertices * 8L * threads;

    public static long AlgebraicDistance(SparsifierOptions options, GraphSize size, int threads) => Undirected(size) + size.Vertices * 128;

    public static long ForestFire(SparsifierOptions options, GraphSize size, int threads) => size.Edges * 4 + size.Vertices * (4L * threads + 16);

    public static long RankDegree(SparsifierOptions options, GraphSize size, int threads) => size.Arcs * 8 + size.Edges * 48 + size.Vertices * 24;

    public static long Spanner(SparsifierOptions options, GraphSize size, int threads) => size.Edges * 56 + size.Vertices * (size.Weighted ? 48 : 8);

    public static long DSpar(SparsifierOptions options, GraphSize size, int threads) => size.Edges * 72 + size.Vertices * 8;

    public static long Spectral(SparsifierOptions options, GraphSize size, int threads) => size.Edges * SpectralBytesPerEdge + size.Vertices * SpectralBytesPerVertex;

    private static long ScoresAndIds(GraphSize size) => size.Edges * (sizeof(double) + 4 + LeftPerScoredEdge - LeftPerEdge) + size.Arcs * sizeof(int);

    /// <summary>The graph without directions and its edge ids.</summary>
    private static long Undirected(GraphSize size) => size.Directed ? size.Edges * 20 + size.Vertices * 8 : 0;
}
