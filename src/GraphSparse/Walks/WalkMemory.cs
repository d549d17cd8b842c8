using GraphSparse.Walks;

namespace GraphSparse.Walks;

/// <summary>Predicts what the walk command holds beside the graph.</summary>
/// <remarks>The bytes per batch were fitted to peaks measured with two threads: bench/README.md compares prediction and peak.</remarks>
internal static class WalkMemory
{
    /// <summary>A batch of walks that is written: its rows, a copy, encoded and compressed pages.</summary>
    private const long WrittenBatchBytes = 15 << 20;

    /// <summary>A pair of a batch while it is sorted and counted: key, second buffer, count, and a copy of key and count without the gaps.</summary>
    private const int PairBytesOfBatch = 40;

    /// <summary>A distinct pair at the end: key and count in the last two runs and in what they are merged into or unpacked to.</summary>
    private const int PairBytesOfRuns = 3 * 16;

    /// <summary>A row of a group of counts that is written, as columns and as pages.</summary>
    private const int PairBytesOfGroup = 48;

    private const int GroupRows = 1 << 20;

    /// <summary>Without what distinct pairs take, which is not known before: counting looks at the budget while it goes on.</summary>
    public static long Least(WalkOptions options, GraphSize size, int threads) =>
        Estimate(options.Window == 0 ? options : options with { Window = 0, MinDistance = 1, Symmetric = false, Visits = true }, size, threads)
        + (options.Window == 0 ? 0 : (long)PairsInFlight(options, size, threads) * PairBytesOfBatch);

    public static long Estimate(WalkOptions options, GraphSize size, int threads)
    {
        double walks = (double)size.Vertices * options.PerVertex;
        double inFlight = Math.Min(walks, (threads + 2.0) * RandomWalker.BatchWalks(options));
        double output = options switch
        {
            { Visits: true } => inFlight * RowBytes(options) + VisitCounts.EstimateMemoryBytes(size.Vertices, threads),
            { Window: > 0 } => OfPairs(options, size, walks, inFlight),
            _ => Math.Min((threads + 2.0) * WrittenBatchBytes, 2 * walks * RowBytes(options)),
        };
        return WalkGraph.EstimateMemoryBytes(size.Vertices, size.Edges, size.Arcs, size.Weighted, options)
            + Math.Min(size.ReadBytes - size.HeldBytes, GraphSize.LeftByReadingBytes)
            + (long)Math.Min(output, long.MaxValue / 4.0);
    }

    /// <summary>Pairs of the batches in work, which are counted in chunks.</summary>
    private static double PairsInFlight(WalkOptions options, GraphSize size, int threads)
    {
        double walks = (double)size.Vertices * options.PerVertex;
        int ofBatch = RandomWalker.BatchWalks(options);
        double pairs = Math.Min(CoOccurrence.Pairs(options.Length + 1L, options) * Math.Min(ofBatch, walks), CoOccurrence.ChunkPairs);
        return Math.Min(threads + 1.0, Math.Ceiling(walks / ofBatch)) * pairs;
    }

    /// <summary>As if all pairs were distinct: what walks share is not known before they are taken.</summary>
    private static double OfPairs(WalkOptions options, GraphSize size, double walks, double inFlight)
    {
        double perWalk = CoOccurrence.Pairs(options.Length + 1L, options);
        double distinct = Math.Min(walks * perWalk, (double)size.Vertices * size.Vertices);
        double ofBatch = Math.Min(perWalk * RandomWalker.BatchWalks(options), CoOccurrence.ChunkPairs + distinct);
        double batches = Math.Ceiling(inFlight / RandomWalker.BatchWalks(options));
        return inFlight * RowBytes(options) + batches * ofBatch * PairBytesOfBatch + distinct * PairBytesOfRuns + Math.Min(distinct, GroupRows) * PairBytesOfGroup;
    }

    private static double RowBytes(WalkOptions options) => (options.Length + 1.0) * sizeof(int);
}
