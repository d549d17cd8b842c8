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
internal static class ProductAccumulators
{
    private const long CacheBytes = 3 << 20; // sums and marks of all columns up to here: two threads find them in a cache of 32 MiB, and measured faster than merging
    private const int MergeTerms = 256;

    /// <summary>Rows of more terms than this share of the columns have a place for each.</summary>
    public const int DenseShare = 8;

    /// <summary>Chooses for a row of <paramref name="terms"/> terms.</summary>
    public static ProductAccumulator Choose(long terms, int columnCount, int valueBytes)
    {
        if ((long)columnCount * (valueBytes + 1) <= CacheBytes || terms > columnCount / DenseShare)
            return ProductAccumulator.Dense;
        return terms <= MergeTerms ? ProductAccumulator.Merge : ProductAccumulator.Hash;
    }
}
