using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Makes rows of a product without the entries that a mask has: rows are made whole, and the mask's columns are left out in one pass over both.</summary>
internal sealed unsafe class ComplementMultiplier<T>(ProductOperands<T> operands, IRowMultiplier<T> rows) : IRowMultiplier<T> where T : unmanaged
{
    private NativeArray<int> _columns = new(0); // of a row that is only counted
    private NativeArray<T> _values = new(0);

    /// <inheritdoc/>
    [MethodImpl(Hot.Loop)]
    public int Multiply(int row, long terms, int* columns, T* values)
    {
        int count = rows.Multiply(row, terms, columns, values);
        int* mask = operands.MaskColumns + operands.MaskOffsets[row];
        int* end = operands.MaskColumns + operands.MaskOffsets[row + 1];
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            while (mask < end && *mask < columns[i])
                mask++;
            if (mask < end && *mask == columns[i])
                continue;
            columns[kept] = columns[i];
            values[kept++] = values[i];
        }

        return kept;
    }

    /// <inheritdoc/>
    public int Count(int row, long terms)
    {
        int most = (int)Math.Min(terms, operands.ColumnCount);
        if (_values.Length < most)
        {
            _columns.Dispose();
            _values.Dispose();
            _columns = new NativeArray<int>(most + ChunkBuffer<T>.Slack);
            _values = new NativeArray<T>(most);
        }

        return Multiply(row, terms, _columns.First, _values.First);
    }

    public void Dispose()
    {
        rows.Dispose();
        _columns.Dispose();
        _values.Dispose();
    }
}
