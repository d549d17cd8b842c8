namespace GraphSparse.Summaries;

/// <summary>Memory that the search for a summary takes beside the graph.</summary>
internal static class SummaryMemory
{
    /// <summary>Rows that are merged and moved together, ranked blocks with a copy while they are sorted, candidates, arrays per vertex and thread.</summary>
    public static long Search(GraphSize size, int threads, SummaryOptions options)
    {
        long searches = options.Weights == SummaryWeights.Auto && options.Norm == SummaryNorm.Two ? 2 : 1;
        long rows = size.Edges * 2 * 9 * 2 * 2; // those before they moved together may lie there still
        long blocks = size.Edges * (36 + 16) * searches + size.Edges * (24 + 24 + 48); // and the table of the partition that was found
        long candidates = options.Algorithm == SummaryAlgorithm.Annealing ? options.Candidates * 9L : 0;
        return rows + blocks + size.Vertices * (120 + candidates + threads * 16L) + (16 << 20);
    }

    /// <summary>Rows of a second search, tables of blocks, corrections and superedges by supervertex.</summary>
    public static long ExactSearch(GraphSize size, int threads, int candidates) =>
        size.Edges * (2 * 9 * 2 * 2 + 24 + 24 + 32 + 32 + 56) + size.Vertices * (600 + candidates * 9L + threads * 16L) + (16 << 20);
}
