using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Two vectors for every vertex: as input (its embedding) and as output (what inputs are compared with).</summary>
/// <remarks>Row 2v is the input of vertex v, row 2v + 1 its output. Inputs begin uniform in ±1/(2·dimension), outputs with 0.</remarks>
internal sealed class SkipGramVectors
{
    private readonly TallMatrix _inputs;
    private readonly TallMatrix _outputs;
    private readonly bool[] _isTrained;
    private readonly int _dimension;

    public SkipGramVectors(int vertices, int dimension, ulong seed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        _dimension = dimension;
        Width = GradientStep.Padded(dimension);
        _inputs = new TallMatrix(vertices, Width);
        _outputs = new TallMatrix(vertices, Width);
        _isTrained = new bool[vertices];
        var random = new KeyedRandom(seed, "embeddings.skip-gram.start");
        int[] columns = [.. Enumerable.Range(0, dimension)];
        _inputs.ForRows(parallelism, (from, to) =>
        {
            var words = new uint[dimension];
            for (int v = from; v < to; v++)
            {
                random.NextWords(v, columns, words);
                Span<float> row = _inputs.Row(v);
                for (int j = 0; j < words.Length; j++)
                    row[j] = ((words[j] >> 8) * (1f / (1 << 24)) - 0.5f) / dimension;
            }
        }, cancellationToken);
    }

    /// <summary>Numbers of a row, those that are added included.</summary>
    public int Width { get; }

    /// <summary>An input or an output.</summary>
    public Span<float> Row(int row) => (row & 1) == 0 ? _inputs.Row(row >> 1) : _outputs.Row(row >> 1);

    /// <summary>Adds a change to a row.</summary>
    public void Add(int row, ReadOnlySpan<float> change, float scale)
    {
        Span<float> target = Row(row);
        DenseRows.AddScaled(target, scale, change);
        if ((row & 1) == 0)
            _isTrained[row >> 1] = true;
    }

    /// <summary>Vertices that were the context of no pair.</summary>
    public int Untrained => _isTrained.Count(t => !t);

    /// <summary>The inputs; 0 for vertices that no pair was trained of.</summary>
    public TallMatrix Embedding(Parallelism parallelism, CancellationToken cancellationToken)
    {
        TallMatrix vectors = Width == _dimension ? _inputs : TallMatrix.Uninitialized(_inputs.Rows, _dimension);
        vectors.ForRows(parallelism, (from, to) =>
        {
            for (int v = from; v < to; v++)
            {
                if (!_isTrained[v])
                    vectors.Row(v).Clear();
                else if (vectors != _inputs)
                    _inputs.Row(v)[.._dimension].CopyTo(vectors.Row(v));
            }
        }, cancellationToken);
        return vectors;
    }
}
