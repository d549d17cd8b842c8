using GraphSparse.Analytics;

namespace GraphSparse.Graphlets;

/// <summary>What is computed of adjacency matrices.</summary>
/// <typeparam name="TKey">Names a matrix: <see cref="OrbitPair"/>, or the number of a graphlet.</typeparam>
public sealed record AdjacencyOptions<TKey> where TKey : struct
{
    /// <summary>Which matrices, in any order; <see langword="null"/> for <see cref="OrbitPair.Stored"/>, or all graphlets.</summary>
    public IReadOnlyList<TKey>? Matrices { get; init; }

    /// <summary>Vertices whose rows are computed, each once, in the order in which they are wanted; <see langword="null"/> for all. The other rows cost nothing.</summary>
    public IReadOnlyList<int>? Rows { get; init; }

    /// <summary>Entries that are kept of each row: the largest, and of equal ones those of the smaller columns; <see langword="null"/> for all. At least 1.</summary>
    public int? MostPerRow { get; init; }

    /// <summary>A device that counts on edges and finds the vertices at distance two, with the same results; <see langword="null"/> for threads, which also count where it has no kernels for it.</summary>
    public IGraphKernels? Kernels { get; init; }
}
