namespace GraphSparse.Sampling;

/// <summary>What a sampler takes in memory beside the graph that it reads: what its method holds, and the sample.</summary>
internal static class SamplerMemory
{
    public static long WorkBytes(SamplerEntry entry, SamplerOptions options, GraphSize size)
    {
        long sample = (long)(options.Fraction * size.GraphBytes) * 2;   // arcs of what is kept, and what is written of it
        long method = entry.EstimateBytes(options, size);
        bool goesBothWays = size.Directed && entry.FollowsEdges && options.Direction == TravelDirection.Both && options.BackwardRatio is null;
        method += goesBothWays ? size.GraphBytes * 3 : options.Direction == TravelDirection.In || options.BackwardRatio > 0 ? size.GraphBytes * 2 : 0;
        method += options.Weighted && entry.Travels ? size.Arcs * sizeof(double) : 0;
        method += options.Edges == SampledEdges.Traversed ? size.Arcs * 4 + size.Edges + size.Vertices * 40 : 0;
        return sample + method;
    }

    /// <summary>Keys of vertices and their order.</summary>
    public static long Order(SamplerOptions options, GraphSize size) => size.Vertices * 24;

    public static long DepthFirst(SamplerOptions options, GraphSize size) => size.Arcs * 8 + Order(options, size);

    public static long RandomEdge(SamplerOptions options, GraphSize size) => size.Edges + EdgeSample(options, size);

    public static long NodeEdge(SamplerOptions options, GraphSize size) => size.Edges * 14 + size.Vertices * 8 + EdgeSample(options, size);

    public static long Ties(SamplerOptions options, GraphSize size) => size.Edges * 32 + size.Vertices;

    public static long Pies(SamplerOptions options, GraphSize size) => size.Edges * 41 + size.Vertices * 8;

    public static long Frontier(SamplerOptions options, GraphSize size) => size.Arcs * 4 + size.Edges + Order(options, size) + EdgeSample(options, size);

    public static long CirculatedWalk(SamplerOptions options, GraphSize size) => size.Arcs * 4 + size.Vertices * 40;

    /// <summary>Two tables of class pairs, arcs, a set of them.</summary>
    public static long JointDegrees(SamplerOptions options, GraphSize size) =>
        size.Vertices * 24 + size.Edges * 16 + (long)(options.Fraction * size.Edges) * 64;

    /// <summary>Keys, ids, ends.</summary>
    private static long EdgeSample(SamplerOptions options, GraphSize size) => (long)(options.Fraction * size.Edges) * 80;
}
