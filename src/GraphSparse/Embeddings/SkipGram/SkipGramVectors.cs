using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Two vectors for every vertex: its input, which becomes the embedding, and its output, which inputs are compared with.</summary>
/// <remarks>Row 2v is the input of vertex v, row 2v + 1 its output. Inputs begin uniform in ±1/(2·dimension), outputs with 0.</remarks>
internal sealed class SkipGramVectors
{
    /// <summary>The most vertices that rows can be counted of.</summary>
    public const int MostVertices = 1_000_000_000;

    /// <summary>As many changes of a row are added whole; of more, each is added in part, so that together they count as many as this.</summary>
    /// <remarks>Walks of a batch do not see one another's changes. Added whole, those of a hub, of which every walk makes one, overshoot and grow without bound.</remarks>
    public const int WholeChanges = 2;

    private readonly int _dimension;
    private readonly TallMatrix _inputs;
    private readonly TallMatrix _outputs;
    private readonly ushort[] _counts;
    private readonly bool[] _isTrained;

    public SkipGramVectors(int vertices, int dimension, ulong seed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (vertices > MostVertices)
            throw new ResourceLimitException($"node2vec takes graphs of at most {MostVertices} vertices; this one has {vertices}.");
        _dimension = dimension;
        Width = GradientStep.Padded(dimension);
        _inputs = new TallMatrix(vertices, Width);
        _outputs = new TallMatrix(vertices, Width);
        _counts = new ushort[2 * vertices];
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

    /// <summary>Numbers of a row: the dimension, rounded up with numbers that stay 0.</summary>
    public int Width { get; }

    /// <summary>Bytes of the vectors of n vertices, and of a copy without the numbers that were added where there are some.</summary>
    public static long EstimateMemoryBytes(long vertices, int dimension)
    {
        int width = GradientStep.Padded(dimension);
        return checked(vertices * (2L * width * sizeof(float) + 2 * sizeof(ushort) + 1 + (width == dimension ? 0 : dimension * sizeof(float))));
    }

    /// <summary>An input or an output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<float> Row(int row) => ((row & 1) == 0 ? _inputs : _outputs).Row(row >> 1);

    /// <summary>Asks for the memory of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int row)
    {
        Span<float> values = Row(row);
        for (int j = 0; j < values.Length; j += GradientStep.Padding)
            MemoryHints.Prefetch(ref values[j]);
    }

    /// <summary>Counts a change of a row.</summary>
    public void Count(int row) => _counts[row]++;

    /// <summary>Forgets how many changes there are of a row.</summary>
    public void Forget(int row) => _counts[row] = 0;

    /// <summary>Adds one of the changes that were counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row, ReadOnlySpan<float> change)
    {
        PaddedRows.AddScaled(Row(row), _counts[row] <= WholeChanges ? 1f : (float)WholeChanges / _counts[row], change);
        if ((row & 1) == 0 && !_isTrained[row >> 1])
            _isTrained[row >> 1] = true;
    }

    /// <summary>Whether all inputs are finite: too high a learning rate makes them grow without bound.</summary>
    public bool AreFinite(Parallelism parallelism, CancellationToken cancellationToken)
    {
        bool areFinite = true;
        _inputs.ForRows(parallelism, (from, to) =>
        {
            if (!double.IsFinite(DenseRows.SquaredLength(_inputs.RowsOf(from, to))))
                Volatile.Write(ref areFinite, false);
        }, cancellationToken);
        return areFinite;
    }

    /// <summary>The inputs; 0 for vertices of which no pair was trained.</summary>
    public TallMatrix Embedding(Parallelism parallelism, CancellationToken cancellationToken)
    {
        TallMatrix vectors = Width == _dimension ? _inputs : TallMatrix.Uninitialized(_inputs.Rows, _dimension);
        vectors.ForRows(parallelism, (from, to) =>
        {
            for (int v = from; v < to; v++)
            {
                Span<float> row = vectors.Row(v);
                if (!_isTrained[v])
                    row.Clear();
                else if (vectors != _inputs)
                    _inputs.Row(v)[.._dimension].CopyTo(row);
            }
        }, cancellationToken);
        return vectors;
    }
}
