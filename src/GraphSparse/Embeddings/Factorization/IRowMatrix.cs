namespace GraphSparse.Embeddings;

/// <summary>A square matrix that is known by its rows and by those of its transpose: in memory, or computed anew each time.</summary>
internal interface IRowMatrix
{
    /// <summary>Rows, and columns.</summary>
    int Size { get; }

    /// <summary>Its product with a tall matrix; each row is added in the order of its columns.</summary>
    TallMatrix Times(TallMatrix right, CancellationToken cancellationToken);

    /// <summary>That of its transpose.</summary>
    TallMatrix TransposeTimes(TallMatrix right, CancellationToken cancellationToken);
}
