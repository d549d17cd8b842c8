namespace GraphSparse.Numerics;

/// <summary>Which entries of a product are made, and how memory for them is found.</summary>
public sealed record SparseProductOptions
{
    /// <summary>The entries that may be made, a matrix of the size of the product; null makes all. Default null.</summary>
    public SparsityPattern? Mask { get; init; }

    /// <summary>Whether the mask says which entries are left out instead. Default false.</summary>
    public bool ComplementMask { get; init; }

    /// <summary>Whether entries are counted before memory for them is taken. Default <see cref="ProductPhases.Auto"/>. The result is the same.</summary>
    public ProductPhases Phases { get; init; } = ProductPhases.Auto;

    /// <summary>The accumulator of all rows that it can take, for tests; null for the one that suits each.</summary>
    internal ProductAccumulator? Accumulator { get; init; }
}

/// <summary>Whether the entries of a product are counted before memory for them is taken.</summary>
public enum ProductPhases
{
    /// <summary>One where the memory allows.</summary>
    Auto,

    /// <summary>Addresses are reserved for as many entries as there can be; pages that stay empty take no memory. Faster.</summary>
    One,

    /// <summary>Entries are counted first, so that exactly the memory of the result is taken. Up to twice the time. With a mask (not its complement), entries are never counted.</summary>
    Two,
}
