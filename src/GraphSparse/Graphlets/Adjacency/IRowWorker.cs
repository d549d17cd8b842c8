namespace GraphSparse.Graphlets;

/// <summary>Computes rows of adjacency matrices. What a thread needs for it.</summary>
internal interface IRowWorker<TKey> where TKey : struct
{
    /// <summary>The rows of some vertices, in their order.</summary>
    /// <param name="vertices">The vertices.</param>
    /// <param name="rows">Filled anew.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <returns>How many vertices two apart the third hop went through; 0 without it.</returns>
    long Compute(ReadOnlySpan<int> vertices, AdjacencyRows<TKey> rows, CancellationToken cancellationToken);
}
