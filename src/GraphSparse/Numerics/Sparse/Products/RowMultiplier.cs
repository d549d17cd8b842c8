namespace GraphSparse.Numerics;

/// <summary>Multiplies rows of the left factor with the right factor, each by the accumulator that suits it. One per thread, with scratch memory that rows share.</summary>
internal sealed unsafe class RowMultiplier<T, TSemiring> : IRowMultiplier<T> where T : unmanaged where TSemiring : struct, ISemiring<T>
{
    private readonly ProductOperands<T> _operands;
    private readonly ProductAccumulator? _forced;
    private DenseAccumulator<T, TSemiring>? _dense;
    private MergeAccumulator<T, TSemiring>? _merge;
    private HashAccumulator<T, TSemiring>? _hash;

    /// <param name="operands">The factors.</param>
    /// <param name="forced">The accumulator of all rows that it can take; null for the one that suits each.</param>
    public RowMultiplier(ProductOperands<T> operands, ProductAccumulator? forced) => (_operands, _forced) = (operands, forced);

    /// <inheritdoc/>
    public int Multiply(int row, long terms, int* columns, T* values)
    {
        (long from, long to) = (_operands.AOffsets[row], _operands.AOffsets[row + 1]);
        if (to - from == 1)
            return Scale(from, columns, values);
        return Choose(terms) switch
        {
            ProductAccumulator.Merge => Merging.Multiply(from, to, columns, values),
            ProductAccumulator.Hash => Hashing.Multiply(from, to, MostEntries(terms), columns, values),
            _ => Dense.Multiply(from, to, columns, values),
        };
    }

    /// <inheritdoc/>
    public int Count(int row, long terms)
    {
        (long from, long to) = (_operands.AOffsets[row], _operands.AOffsets[row + 1]);
        if (to - from == 1)
            return (int)terms;
        return Choose(terms) switch
        {
            ProductAccumulator.Merge => Merging.Count(from, to),
            ProductAccumulator.Hash => Hashing.Count(from, to, MostEntries(terms)),
            _ => Dense.Count(from, to),
        };
    }

    public void Dispose()
    {
        _dense?.Dispose();
        _merge?.Dispose();
        _hash?.Dispose();
    }

    private DenseAccumulator<T, TSemiring> Dense => _dense ??= new(_operands);

    private MergeAccumulator<T, TSemiring> Merging => _merge ??= new(_operands);

    private HashAccumulator<T, TSemiring> Hashing => _hash ??= new(_operands);

    private ProductAccumulator Choose(long terms) => _forced switch
    {
        null => ProductAccumulators.Choose(terms, _operands.ColumnCount, sizeof(T)),
        ProductAccumulator.Merge when terms > MergeAccumulator<T, TSemiring>.MostTerms => ProductAccumulator.Dense,
        { } forced => forced,
    };

    private long MostEntries(long terms) => Math.Min(terms, _operands.ColumnCount);

    /// <summary>A row with one entry: a row of the right factor times a number.</summary>
    private int Scale(long entry, int* columns, T* values)
    {
        int k = _operands.AColumns[entry];
        (long start, int length) = (_operands.BOffsets[k], (int)(_operands.BOffsets[k + 1] - _operands.BOffsets[k]));
        T factor = _operands.AValues != null ? _operands.AValues[entry] : TSemiring.One;
        new ReadOnlySpan<int>(_operands.BColumns + start, length).CopyTo(new Span<int>(columns, length));
        for (int i = 0; i < length; i++)
            values[i] = TSemiring.Multiply(factor, _operands.BValues != null ? _operands.BValues[start + i] : TSemiring.One);
        return length;
    }
}

/// <summary>Makes rows of a product, one thread's.</summary>
internal unsafe interface IRowMultiplier<T> : IDisposable where T : unmanaged
{
    /// <summary>Writes a row of the product, columns ascending, and gives its length.</summary>
    /// <param name="row">A row of at least one term.</param>
    /// <param name="terms">Terms of the row.</param>
    /// <param name="columns">Room for as many entries as the row can have, and <see cref="ChunkBuffer{T}.Slack"/> more.</param>
    /// <param name="values">Room for as many values.</param>
    int Multiply(int row, long terms, int* columns, T* values);

    /// <summary>The number of entries that <see cref="Multiply"/> would write.</summary>
    int Count(int row, long terms);
}
