using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>One product being made: chunks of rows are handed out to threads, in one phase or in two.</summary>
internal sealed unsafe class ProductRun<T, TSemiring> : IDisposable where T : unmanaged where TSemiring : struct, ISemiring<T>
{
    private const int Shrink = 4; // a product that fills less of what was reserved is copied to memory of its own size

    private readonly SparseProductOptions _options;
    private readonly ProductPlan _plan;
    private readonly Parallelism _parallelism;
    private readonly IProgress<Progress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly ProductOperands<T> _operands;
    private readonly ConcurrentBag<IRowMultiplier<T>> _multipliers = [];
    private readonly ConcurrentBag<ChunkBuffer<T>> _buffers = [];
    private readonly int _rowCount;

    public ProductRun(
        SparseMatrix<T> a, SparseMatrix<T> b, SparseProductOptions options, ProductPlan plan, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        (_options, _plan, _parallelism, _progress, _cancellationToken) = (options, plan, parallelism, progress, cancellationToken);
        _operands = new ProductOperands<T>(a, b, options.Mask, TSemiring.IgnoresValues);
        _rowCount = a.RowCount;
    }

    private bool IsMasked => _options.Mask is not null && !_options.ComplementMask;

    public SparseMatrix<T> Multiply(MemoryBudget? budget)
    {
        long onePhase = ProductMemory.OnePhaseBytes<T>(_plan, _operands.ColumnCount, _options, _parallelism.Degree);
        bool countsFirst = _options.Phases == ProductPhases.Two || (_options.Phases == ProductPhases.Auto && onePhase > (budget ?? MemoryBudget.Default).AvailableBytes);
        if (IsMasked || !countsFirst)
        {
            budget?.Ensure(onePhase, "A product of sparse matrices");
            return InOnePhase();
        }

        budget?.Ensure(ProductMemory.TwoPhaseBytes<T>(_plan, 0, _operands.ColumnCount, _options, _parallelism.Degree), "A product of sparse matrices");
        return InTwoPhases(budget);
    }

    public void Dispose()
    {
        foreach (IRowMultiplier<T> multiplier in _multipliers)
            multiplier.Dispose();
        foreach (ChunkBuffer<T> buffer in _buffers)
            buffer.Dispose();
        _operands.Dispose();
    }

    private SparseMatrix<T> InOnePhase()
    {
        LargeArray<int> columns = LargeArray<int>.Allocate(_plan.MostEntries);
        LargeArray<T> values = LargeArray<T>.Allocate(_plan.MostEntries);
        using (System.Buffers.MemoryHandle columnPin = columns.Pin(), valuePin = values.Pin())
        {
            using var output = new OrderedOutput<T>(
                (int*)columnPin.Pointer, (T*)valuePin.Pointer, _plan.Chunks.Length - 1, _plan.ChunkEntries, ProductMemory.BufferEntries(_plan, _parallelism.Degree));
            ForChunks("multiplying", output.Abort, (multiplier, chunk, from, to) =>
            {
                ChunkBuffer<T> buffer = output.Rent(chunk, RoomFor(from, to), _cancellationToken);
                buffer.Count = MakeRows(multiplier, from, to, buffer.Columns, buffer.Values);
                output.Complete(chunk, buffer);
            });
            SumLengths();
        }

        long length = _plan.Offsets[_rowCount];
        return length < _plan.MostEntries / Shrink
            ? new SparseMatrix<T>(_operands.ColumnCount, _plan.Offsets, Copy(columns, length), Copy(values, length))
            : new SparseMatrix<T>(_operands.ColumnCount, _plan.Offsets, columns.Prefix(length), values.Prefix(length));
    }

    private SparseMatrix<T> InTwoPhases(MemoryBudget? budget)
    {
        ForChunks("counting entries", null, (multiplier, _, from, to) =>
        {
            for (int row = from; row < to; row++)
            {
                ref long length = ref _plan.Offsets[row + 1L];
                length = length == 0 ? 0 : multiplier.Count(row, length);
            }
        });
        SumLengths();
        long entries = _plan.Offsets[_rowCount];
        budget?.Ensure(ProductMemory.TwoPhaseBytes<T>(_plan, entries, _operands.ColumnCount, _options, _parallelism.Degree), "A product of sparse matrices");
        LargeArray<int> columns = LargeArray<int>.Allocate(entries);
        LargeArray<T> values = LargeArray<T>.Allocate(entries);
        using (System.Buffers.MemoryHandle columnPin = columns.Pin(), valuePin = values.Pin())
        {
            int* firstColumn = (int*)columnPin.Pointer;
            T* firstValue = (T*)valuePin.Pointer;
            ForChunks("multiplying", null, (multiplier, _, from, to) => FillRows(multiplier, from, to, firstColumn, firstValue));
        }

        return new SparseMatrix<T>(_operands.ColumnCount, _plan.Offsets, columns, values);
    }

    /// <summary>Makes rows one behind the other; their lengths take the place of the numbers of terms.</summary>
    private long MakeRows(IRowMultiplier<T> multiplier, int from, int to, int* columns, T* values)
    {
        long count = 0;
        for (int row = from; row < to; row++)
        {
            ref long terms = ref _plan.Offsets[row + 1L];
            terms = terms == 0 ? 0 : multiplier.Multiply(row, terms, columns + count, values + count);
            count += terms;
        }

        return count;
    }

    /// <summary>Makes rows of whose product the offsets are known; they are made in a buffer, since accumulators need more room than a row has in the end.</summary>
    private void FillRows(IRowMultiplier<T> multiplier, int from, int to, int* columns, T* values)
    {
        if (!_buffers.TryTake(out ChunkBuffer<T>? buffer))
            buffer = new ChunkBuffer<T>(_plan.MostRowEntries);
        for (int row = from; row < to; row++)
        {
            long terms = Terms(row);
            int count = terms == 0 ? 0 : multiplier.Multiply(row, terms, buffer.Columns, buffer.Values);
            new ReadOnlySpan<int>(buffer.Columns, count).CopyTo(new Span<int>(columns + _plan.Offsets[row], count));
            new ReadOnlySpan<T>(buffer.Values, count).CopyTo(new Span<T>(values + _plan.Offsets[row], count));
        }

        _buffers.Add(buffer);
    }

    private long Terms(int row)
    {
        long terms = 0;
        for (long e = _operands.AOffsets[row]; e < _operands.AOffsets[row + 1]; e++)
            terms += _operands.BOffsets[_operands.AColumns[e] + 1] - _operands.BOffsets[_operands.AColumns[e]];
        return terms;
    }

    /// <summary>Room that a chunk needs: that of every chunk, or of its one row.</summary>
    private int RoomFor(int from, int to) => to - from > 1
        ? _plan.ChunkEntries
        : (int)ProductPlan.RowBound(_plan.Offsets[to], from, _operands.ColumnCount, IsMasked ? _options.Mask : null);

    private void ForChunks(string stage, Action? abort, Action<IRowMultiplier<T>, int, int, int> make)
    {
        int done = 0;
        int chunks = _plan.Chunks.Length - 1;
        _parallelism.ForBounds(_plan.Chunks, (chunk, from, to) =>
        {
            try
            {
                if (!_multipliers.TryTake(out IRowMultiplier<T>? multiplier))
                    multiplier = CreateMultiplier();
                make(multiplier, chunk, from, to);
                _multipliers.Add(multiplier); // one that failed is in no order, and left to the collector
            }
            catch
            {
                abort?.Invoke();
                throw;
            }

            int now = Interlocked.Increment(ref done);
            if (_progress is not null && now * 100L / chunks != (now - 1) * 100L / chunks)
                _progress.Report(new Progress(stage, now, chunks));
        }, _cancellationToken);
    }

    private IRowMultiplier<T> CreateMultiplier()
    {
        if (IsMasked)
            return new MaskedMultiplier<T, TSemiring>(_operands, _plan.MostMaskRow);
        var rows = new RowMultiplier<T, TSemiring>(_operands, _options.Accumulator);
        return _options.ComplementMask ? new ComplementMultiplier<T>(_operands, rows) : rows;
    }

    [MethodImpl(Hot.Loop)]
    private void SumLengths()
    {
        LargeArray<long> offsets = _plan.Offsets;
        for (int row = 0; row < _rowCount; row++)
            offsets[row + 1L] += offsets[row];
    }

    private LargeArray<TValue> Copy<TValue>(LargeArray<TValue> from, long length) where TValue : unmanaged
    {
        LargeArray<TValue> copy = LargeArray<TValue>.Allocate(length);
        _parallelism.ForRanges(length, 1 << 20, (_, start, end) => from.Slice(start, (int)(end - start)).CopyTo(copy.Slice(start, (int)(end - start))), _cancellationToken);
        return copy;
    }
}
