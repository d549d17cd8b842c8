using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Turns vectors to the directions of their largest variance, and keeps some of them.</summary>
/// <remarks>Cost: 2·n·dimension². Memory: a second matrix. Determinism: exact; of each eigenvector the largest entry is positive.</remarks>
public static class Whitening
{
    /// <summary>Vectors of as many columns as are kept, the largest variance first; uncorrelated, of mean 0.</summary>
    /// <param name="embedding">Vectors; those that are 0 stay 0 and do not count.</param>
    /// <param name="columns">Directions that are kept, in [1, dimension].</param>
    /// <param name="power">1 for deviations of 1, 0 for a turn alone, ½ between the two.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such columns, or the power is not in [0, 1].</exception>
    public static Embedding Apply(Embedding embedding, int columns, double power = 1, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        Require.InRange(columns, 1, embedding.Dimension);
        Require.InRange(power, 0, 1);
        var target = new TallMatrix(embedding.VertexCount, columns);
        Whitener.Whiten(embedding.Vectors, target, power, parallelism ?? Parallelism.AllCores, cancellationToken);
        return new Embedding(target, embedding.Notes);
    }
}
