using GraphSparse.Sampling;

namespace GraphSparse.Sampling;

/// <summary>What a sampler takes in memory beside the graph that it reads: what its method holds, and the sample.</summary>
internal static class SamplerMemory
{
    public static long WorkBytes(SamplerOptions options, GraphSize size)
    {
        SamplerEntry entry = SamplerCatalog.Default.Find(options.Method);
        long edgeSample = (long)(options.Fraction * size.Edges) * 80;   // keys, ids, ends
        long sample = (long)(options.Fraction * size.GraphBytes) * 2;   // arcs of what is kept, and what is written of it
        long order = size.Vertices * 24;                                // keys of vertices and their order
        long method = options.Method switch
        {
            "jdm" => size.Vertices * 24 + size.Edges * 16 + (long)(options.Fraction * size.Edges) * 64, // two tables of class pairs, arcs, a set of them
            "random-edge" => size.Edges + edgeSample,
            "random-node-edge" or "hybrid-node-edge" => size.Edges * 14 + size.Vertices * 8 + edgeSample,
            "ties" => size.Edges * 32 + size.Vertices,
            "pies" => size.Edges * 41 + size.Vertices * 8,
            "frontier" => size.Arcs * 4 + size.Edges + order + edgeSample,
            "circulated-walk" => size.Arcs * 4 + size.Vertices * 40,
            "dfs" => size.Arcs * 8 + order,
            _ => order,
        };
        bool travelsUndirected = size.Directed && (entry.Travels || options.Method == "frontier") && options.Direction == TravelDirection.Both && options.BackwardRatio is null;
        method += travelsUndirected ? size.GraphBytes * 3 : options.Direction == TravelDirection.In || options.BackwardRatio > 0 ? size.GraphBytes * 2 : 0;
        method += options.Weighted && entry.Travels ? size.Arcs * sizeof(double) : 0;
        method += options.Edges == SampledEdges.Traversed ? size.Arcs * 4 + size.Edges + size.Vertices * 40 : 0;
        return sample + method;
    }
}
