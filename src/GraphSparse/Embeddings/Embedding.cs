using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>A vector for every vertex.</summary>
public sealed class Embedding
{
    private readonly TallMatrix _vectors;

    internal Embedding(TallMatrix vectors, IReadOnlyList<string> notes) => (_vectors, Notes) = (vectors, notes);

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _vectors.Rows;

    /// <summary>Length of every vector.</summary>
    public int Dimension => _vectors.Columns;

    /// <summary>What was approximated or could not be filled, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The vector of a vertex; 0 where nothing is known of it.</summary>
    public ReadOnlySpan<float> this[int vertex] => _vectors.Row(vertex);

    /// <summary>All vectors one after the other: n·dimension numbers, fewer than 2³¹.</summary>
    public float[] ToArray() => _vectors.ToArray();

    /// <summary>Vectors one after the other; together fewer numbers than 2³¹.</summary>
    internal ReadOnlySpan<float> RowsOf(int from, int to) => _vectors.RowsOf(from, to);

    /// <summary>The vectors as a matrix; not to be written.</summary>
    internal TallMatrix Vectors => _vectors;

    /// <summary>Vectors that are 0: of vertices without neighbours, or that nothing reaches. Cost: n·dimension at most.</summary>
    public int CountZeroVectors() => VertexCount - RowScaling.RowsThatCount(_vectors, Parallelism.AllCores, CancellationToken.None).Count(c => c);

    /// <summary>Columns that are 0: the vectors have no more directions. Cost: n·dimension at most.</summary>
    public int CountZeroColumns()
    {
        var isZero = new bool[Dimension];
        Array.Fill(isZero, true);
        for (int u = 0; u < VertexCount; u++)
        {
            ReadOnlySpan<float> row = this[u];
            for (int j = 0; j < row.Length; j++)
                isZero[j] &= row[j] == 0;
        }

        return isZero.Count(zero => zero);
    }

    /// <summary>The vectors scaled, as a copy; those that are 0 stay 0 and do not count.</summary>
    /// <param name="scaling">How.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    public Embedding Scaled(EmbeddingScaling scaling, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        Require.Defined(scaling);
        TallMatrix copy = _vectors.Copy(Dimension);
        RowScaling.Apply(copy, scaling, parallelism ?? Parallelism.AllCores, cancellationToken);
        return new Embedding(copy, Notes);
    }

    /// <summary>An embedding of rows from elsewhere.</summary>
    internal static Embedding From(int rows, int dimension, RowOf row)
    {
        TallMatrix vectors = TallMatrix.Uninitialized(rows, dimension);
        for (int u = 0; u < rows; u++)
            row(u).CopyTo(vectors.Row(u));
        return new Embedding(vectors, []);
    }

    /// <summary>Gives the numbers of a row.</summary>
    internal delegate ReadOnlySpan<float> RowOf(int row);

    /// <summary>An embedding of vectors from elsewhere.</summary>
    /// <param name="values">n vectors one after the other, n·<paramref name="dimension"/> numbers; copied.</param>
    /// <param name="dimension">Length of every vector, at least 1.</param>
    /// <exception cref="ArgumentException">The numbers do not make whole vectors.</exception>
    public static Embedding From(ReadOnlySpan<float> values, int dimension)
    {
        Require.InRange(dimension, 1, int.MaxValue);
        if (values.Length % dimension != 0)
            throw new ArgumentException($"{values.Length} numbers are no vectors of {dimension} each.", nameof(values));
        TallMatrix vectors = TallMatrix.Uninitialized(values.Length / dimension, dimension);
        values.CopyTo(vectors.RowsOf(0, vectors.Rows));
        return new Embedding(vectors, []);
    }
}
