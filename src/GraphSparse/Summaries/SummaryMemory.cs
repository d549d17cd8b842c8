using System.Numerics;

namespace GraphSparse.Summaries;

/// <summary>Memory that the search for a summary takes beside the graph.</summary>
internal static class SummaryMemory
{
    /// <summary>Blocks with which a search may always begin: with fewer the memory would be for other things than the search.</summary>
    private const long LeastBlocks = 1 << 16;

    /// <summary>Rows of an edge that are merged and moved together, where those before may lie there still.</summary>
    private const long RowsBytes = 2 * 9 * 2 * 2;

    /// <summary>A ranked block, with a copy while it is sorted.</summary>
    private const long RankedBytes = 36 + 16;

    /// <summary>A block of the table of a partition.</summary>
    private const long TableBytes = 2 * 28 + 48;

    /// <summary>A block of a batch, and of one before that may lie there still.</summary>
    private const long BatchBytes = 2 * BatchedMerging.BlockBytes;

    /// <summary>What the collector lets lie of the arrays of batches, whose lengths differ.</summary>
    private const long BatchGarbageBytes = 64 << 20;

    private const long OtherBytes = 16 << 20;

    /// <summary>A search, with no more blocks than the options say.</summary>
    public static long Search(GraphSize size, int threads, SummaryOptions options) => Search(size, options.MaxBlocks ?? long.MaxValue, threads, options);

    /// <summary>The least that a search can do with: where the options do not say how many blocks it has in memory, with few if that is less than with all.</summary>
    public static long LeastSearch(GraphSize size, int threads, SummaryOptions options) => options.MaxBlocks is not null
        ? Search(size, threads, options)
        : Math.Min(Search(size, threads, options), Search(size, LeastBlocks, threads, options));

    /// <summary>The options for so much memory: with a limit of blocks where the search would not fit without one. The limit has three significant bits, so that a little more or less memory decides nothing.</summary>
    public static SummaryOptions Within(long bytes, GraphSize size, SummaryOptions options)
    {
        const int threads = 8; // whatever their number is: it decides nothing either
        if (options.Algorithm == SummaryAlgorithm.Reference || options.MaxBlocks is not null || Search(size, threads, options) <= bytes)
            return options;
        long most = LeastBlocks;
        for (long blocks = most; blocks <= size.Edges; blocks += 1L << (BitOperations.Log2((ulong)blocks) - 2))
        {
            if (Search(size, blocks, threads, options) <= bytes)
                most = blocks;
        }

        return options with { MaxBlocks = (int)Math.Min(int.MaxValue, most) };
    }

    /// <summary>A search around vertices, which has all rows at once.</summary>
    public static long PersonalizedSearch(GraphSize size, int threads, SummaryOptions options) => InMemory(size, 1) + PerVertex(size, threads, options) + OtherBytes;

    /// <summary>Rows of a second search, tables of blocks, corrections and superedges by supervertex.</summary>
    public static long ExactSearch(GraphSize size, int threads, int candidates) =>
        size.Edges * (2 * 9 * 2 * 2 + 24 + 24 + 32 + 32 + 56) + size.Vertices * (600 + candidates * 9L + threads * 16L) + OtherBytes;

    /// <summary>Rows and candidates of merging, or edges by place, their keys and the blocks of the largest pair of supervertices.</summary>
    public static long NestedSearch(GraphSize size, int threads, int candidates) => size.Edges * (RowsBytes + TableBytes + 60) + size.Vertices * (600 + candidates * 9L + threads * 16L) + OtherBytes;

    private static long Search(GraphSize size, long most, int threads, SummaryOptions options)
    {
        int searches = options.Weights == SummaryWeights.Auto && options.Norm == SummaryNorm.Two ? 2 : 1;
        double bits = options.Bits ?? (options.Ratio ?? 1) * SummaryBits.OfGraph((int)Math.Min(int.MaxValue, size.Vertices), size.Edges);
        long kept = Math.Min(Math.Min(most, size.Edges), SummaryBits.MostSuperedges(bits));
        if (options.Algorithm == SummaryAlgorithm.Reference || size.Edges <= Math.Min(most, BatchedMerging.FromEdges))
            return InMemory(size, searches) + PerVertex(size, threads, options) + OtherBytes;
        long held = BatchedMerging.BlocksOf(most) * BatchBytes + kept * (RankedBytes * searches + TableBytes) + 160 * size.Vertices + BatchGarbageBytes;
        return held + held / 3; // the collector lets some memory lie
    }

    private static long InMemory(GraphSize size, int searches) => size.Edges * (RowsBytes + RankedBytes * searches + TableBytes);

    private static long PerVertex(GraphSize size, int threads, SummaryOptions options) =>
        size.Vertices * (120 + (options.Algorithm == SummaryAlgorithm.Reference ? 0 : options.Candidates * 9L) + threads * 16L);
}
