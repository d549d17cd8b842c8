using GraphSparse.Analytics;
using GraphSparse.Sparsification;

namespace GraphSparse.Sparsification;

/// <summary>What a sparsifier takes in memory beside the graph that it reads: scores, edge ids, what the method holds, and the graph that it makes.</summary>
internal static class SparsifierMemory
{
    /// <summary>Edge list, stretches, their order, scores; vectors, forest, and the factor of every round, which the collector lets lie for a while. Fitted to the
    /// peaks of Delaunay graphs of 2^18 and 2^20 vertices, 0.49 and 1.64 GB in all; denser graphs were not measured.</summary>
    private const long SpectralBytesPerEdge = 56;

    private const long SpectralBytesPerVertex = 1300;

    public static long WorkBytes(SparsifierOptions options, GraphSize size, int threads)
    {
        bool isSpectral = options.Method is "spectral" or "effective-resistance";
        long scores = size.Edges * (sizeof(double) + 1 + 4) + size.Arcs * sizeof(int);
        long kept = (long)((isSpectral ? 1 : options.Keep ?? ScoreFilter.DefaultKeep) * size.GraphBytes);
        if (options.EnsureConnected || options.Method is "spanning-forest")
            scores += size.Edges * 32 + size.Vertices * 48 + size.Arcs * sizeof(int);
        if (options.LocalFilter != LocalFilter.None)
            scores += size.Edges * sizeof(double);
        if (options.Normalize)
            scores += size.Vertices * 2 * sizeof(double);
        return kept + scores + MethodBytes(options, size, threads);
    }

    /// <summary>What a method holds on its way to scores.</summary>
    private static long MethodBytes(SparsifierOptions options, GraphSize size, int threads)
    {
        long undirected = size.Directed ? size.Edges * 20 + size.Vertices * 8 : 0; // the graph without directions and its edge ids
        long quadrangles = size.Edges * 2 * (4 + 4 + 8) + size.Edges * 16 + size.Vertices * (32 + 8L * threads)
            + QuadrangleCounter.PrivateCountBytes(size.Edges * 2, threads); // ranked rows, counts
        return options.Method switch
        {
            "g-spar" when options.MinHash is { } hashes => undirected + size.Vertices * (8 + 4L * hashes),
            "g-spar" or "scan" or "l-spar" or "local-similarity" or "triangle" or "chance-corrected-triangle" => TriangleCounter.EstimateBytes(size),
            "simmelian" => TriangleCounter.EstimateBytes(size) + size.Edges * 16 + size.Vertices * 40,
            "simmelian-prefix" => TriangleCounter.EstimateBytes(size) + size.Edges * 24 + size.Vertices * 4L * threads,
            "quadrangle" => undirected + quadrangles,
            "quadrilateral-simmelian" => undirected + quadrangles + size.Edges * 24 + size.Vertices * (8 + 4L * threads),
            "adamic-adar" => undirected + size.Vertices * 8L * threads,
            "algebraic-distance" => undirected + size.Vertices * 128,
            "forest-fire" => size.Edges * 4 + size.Vertices * (4L * threads + 16),
            "rank-degree" => size.Arcs * 8 + size.Edges * 48 + size.Vertices * 24,
            "spanner" => size.Edges * 56 + size.Vertices * (size.Weighted ? 48 : 8),
            "d-spar" => size.Edges * 72 + size.Vertices * 8,
            "spectral" or "effective-resistance" => size.Edges * SpectralBytesPerEdge + size.Vertices * SpectralBytesPerVertex,
            _ => 0,
        };
    }
}
