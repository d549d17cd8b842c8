namespace GraphSparse.Walks;

/// <summary>Takes many walks at once. Every engine takes the same ones, those of <see cref="SingleWalker"/>.</summary>
internal unsafe interface IBatchWalker
{
    /// <summary>Takes walks firstWalkId, firstWalkId + 1, … into rows of length + 1 vertices, padded with −1; returns the steps taken.</summary>
    /// <param name="firstWalkId">Id of the first walk.</param>
    /// <param name="count">Number of walks.</param>
    /// <param name="rows">Filled.</param>
    /// <param name="cancellationToken">Looked at where a batch may take long.</param>
    long Walk(long firstWalkId, int count, int* rows, CancellationToken cancellationToken = default);
}
