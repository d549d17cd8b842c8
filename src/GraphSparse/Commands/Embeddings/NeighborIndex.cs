using GraphSparse.Embeddings;

namespace GraphSparse.Commands;

/// <summary>Searches an approximate index of vectors: neighbours, and the share of the nearest that it finds.</summary>
/// <param name="embedding">Vectors.</param>
/// <param name="queries">Vertices.</param>
/// <param name="options">Neighbours of each, and how the index is built and searched.</param>
/// <param name="settings">Threads, progress, cancellation.</param>
internal delegate (NeighborLists Lists, double Recall) NeighborIndexSearch(Embedding embedding, int[] queries, NearestOptions options, RunSettings settings);

/// <summary>Where programs that bring an approximate index register it: the library has none of its own.</summary>
internal static class NeighborIndex
{
    /// <summary>The search, or <see langword="null"/> in programs without one.</summary>
    public static NeighborIndexSearch? Search { get; set; }
}
