namespace GraphSparse.Numerics;

/// <summary>How the terms of a row are added up.</summary>
internal enum ProductAccumulator
{
    /// <summary>Rows of the right factor are merged.</summary>
    Merge,

    /// <summary>A table by column.</summary>
    Hash,

    /// <summary>A place per column.</summary>
    Dense,
}

/// <summary>Which accumulator suits a row: a function of the matrices alone. All give the same bytes.</summary>
/// <remarks>Bounds are from uniform random matrices of 2^18 to 2^22 columns and rows of 64, 256 and 1024 terms, each accumulator in turn (<c>spgemm FILE 1 5 Dense rows=20000</c> of the benchmarks).</remarks>
internal static class ProductAccumulators
{
    private const long CacheBytes = 10 << 20; // a place per column is faster than merging up to here, whatever the row
    private const long LargeBytes = 256 << 20; // beyond, memory counts more than time
    private const int MergeTerms = 512;
    private const int DenseShare = 16_384; // of the columns: looking for marks among them takes less time than the terms
    private const int LargeDenseShare = 8; // a table would be no smaller

    /// <summary>Chooses for a row of <paramref name="terms"/> terms.</summary>
    public static ProductAccumulator Choose(long terms, int columnCount, int valueBytes) =>
        terms > MostSparseTerms(columnCount, valueBytes) ? ProductAccumulator.Dense
        : terms <= MergeTerms ? ProductAccumulator.Merge
        : ProductAccumulator.Hash;

    /// <summary>Rows of more terms have a place for each column.</summary>
    public static long MostSparseTerms(int columnCount, int valueBytes)
    {
        long bytes = (long)columnCount * (valueBytes + 1);
        return bytes <= CacheBytes ? 0 : columnCount / (bytes <= LargeBytes ? DenseShare : LargeDenseShare);
    }
}
