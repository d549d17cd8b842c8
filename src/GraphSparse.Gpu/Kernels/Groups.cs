namespace GraphSparse.Gpu;

/// <summary>What kernels that run in groups agree on. Memory that a group shares has a size known when it is compiled: sizes known at launch gave wrong counts on a driver.</summary>
internal static class Groups
{
    /// <summary>Items of the largest group.</summary>
    public const int MostItems = 256;

    /// <summary>Values that an item takes of a tile.</summary>
    public const int PerItem = 16;

    /// <summary>Bins that a group counts in memory of its own.</summary>
    public const int LocalBins = 1024;

    public const int RadixBits = 4;

    public const int RadixDigits = 1 << RadixBits;
}
