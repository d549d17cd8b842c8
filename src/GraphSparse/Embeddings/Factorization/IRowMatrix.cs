using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>A square matrix that is known by its rows and by those of its transpose: in memory, or computed anew each time.</summary>
internal interface IRowMatrix
{
    /// <summary>Rows, and columns.</summary>
    int Size { get; }

    /// <summary>Writes its product with a tall matrix into another of the same columns; each row is added in the order of its columns.</summary>
    void Times(TallMatrix right, TallMatrix product, CancellationToken cancellationToken);

    /// <summary>That of its transpose.</summary>
    void TransposeTimes(TallMatrix right, TallMatrix product, CancellationToken cancellationToken);
}
