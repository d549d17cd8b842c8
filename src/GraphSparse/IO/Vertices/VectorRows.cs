namespace GraphSparse.IO;

/// <summary>Collects vectors, each with its id, of one length.</summary>
internal sealed class VectorRows(MemoryBudget budget)
{
    private readonly List<string> _ids = [];
    private readonly HashSet<string> _seen = [];
    private readonly List<float[]> _vectors = [];
    private long _bytes;

    public int Count => _ids.Count;

    /// <exception cref="GraphFormatException">The id was there before, or the vector has another length than the first.</exception>
    public void Add(string id, float[] vector)
    {
        if (!_seen.Add(id))
            throw new GraphFormatException($"'{GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(id))}' is there twice");
        if (_vectors.Count > 0 && vector.Length != _vectors[0].Length)
            throw new GraphFormatException($"a vector has {vector.Length} numbers, and the first has {_vectors[0].Length}");
        if (vector.Length == 0)
            throw new GraphFormatException("a vector has no numbers");
        _bytes += 2L * vector.Length * sizeof(float) + 150; // it, its copy, and what the id takes
        if ((_ids.Count & 0xFFF) == 0)
            budget.Ensure(_bytes, "the vectors");
        _ids.Add(id);
        _vectors.Add(vector);
    }

    /// <summary>All of them.</summary>
    public VectorTable ToTable(IReadOnlyList<string> notes)
    {
        budget.Ensure(_bytes, "the vectors");
        int dimension = _vectors.Count == 0 ? 0 : _vectors[0].Length;
        LargeArray<float> values = LargeArray<float>.Allocate((long)_vectors.Count * dimension);
        for (int row = 0; row < _vectors.Count; row++)
            _vectors[row].CopyTo(values.Slice((long)row * dimension, dimension));
        return new VectorTable([.. _ids], values, dimension, notes);
    }
}
