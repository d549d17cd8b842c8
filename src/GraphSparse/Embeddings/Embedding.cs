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

    /// <summary>All vectors, one after the other.</summary>
    internal ReadOnlyMemory<float> Values => _vectors.Values;
}
