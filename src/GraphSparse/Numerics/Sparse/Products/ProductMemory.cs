namespace GraphSparse.Numerics;

/// <summary>What a product takes in memory: the product itself, buffers of chunks, and scratch of each thread.</summary>
internal static unsafe class ProductMemory
{
    private const int SpareChunks = 24; // that wait for an earlier one: some milliseconds of work, so that a thread which another program holds up does not hold up the others at once

    /// <summary>Room of all buffers of chunks together, in entries.</summary>
    public static long BufferEntries(ProductPlan plan, int threads) =>
        Math.Max(Math.Min((threads == 1 ? 1 : SpareChunks + 2L * threads) * plan.ChunkEntries, plan.MostEntries), (long)threads * plan.MostRowEntries);

    /// <summary>All of it where addresses are reserved for as many entries as there can be.</summary>
    public static long OnePhaseBytes<T>(ProductPlan plan, int columnCount, SparseProductOptions options, int threads) where T : unmanaged =>
        checked(SparseMatrix<T>.EstimateMemoryBytes(plan.Offsets.Length - 1, plan.MostEntries, hasValues: true)
            + (BufferEntries(plan, threads) + plan.MostRowEntries) * (sizeof(int) + sizeof(T)) + ScratchBytes<T>(plan, columnCount, options, threads));

    /// <summary>All of it where the number of entries is known.</summary>
    public static long TwoPhaseBytes<T>(ProductPlan plan, long entries, int columnCount, SparseProductOptions options, int threads) where T : unmanaged =>
        checked(SparseMatrix<T>.EstimateMemoryBytes(plan.Offsets.Length - 1, entries, hasValues: true)
            + (long)threads * plan.MostRowEntries * (sizeof(int) + sizeof(T)) + ScratchBytes<T>(plan, columnCount, options, threads));

    /// <summary>Scratch of all threads: of each kind of accumulator that rows use.</summary>
    private static long ScratchBytes<T>(ProductPlan plan, int columnCount, SparseProductOptions options, int threads) where T : unmanaged
    {
        if (options.Mask is { } mask && !options.ComplementMask)
            return threads * MaskedMultiplier<T, NoSemiring<T>>.EstimateBytes(columnCount, plan.MostMaskRow);
        long bytes = 0;
        long hashTerms = Math.Min(plan.MostRowTerms, ProductAccumulators.MostSparseTerms(columnCount, sizeof(T)));
        if (options.Accumulator is ProductAccumulator.Dense || ProductAccumulators.Choose(plan.MostRowTerms, columnCount, sizeof(T)) == ProductAccumulator.Dense)
            bytes += DenseAccumulator<T, NoSemiring<T>>.EstimateBytes(columnCount);
        if (hashTerms > 0)
            bytes += MergeAccumulator<T, NoSemiring<T>>.EstimateBytes + HashAccumulator<T, NoSemiring<T>>.EstimateBytes(hashTerms);
        if (options.ComplementMask)
            bytes += (long)plan.MostRowEntries * (sizeof(int) + sizeof(T));
        return threads * bytes;
    }

    /// <summary>Stands for a semiring where only sizes are asked for.</summary>
    private readonly struct NoSemiring<T> : ISemiring<T> where T : unmanaged
    {
        public static T Zero => default;

        public static T One => default;

        public static T Add(T left, T right) => default;

        public static T Multiply(T left, T right) => default;
    }
}
