using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Makes the entries of a product that a mask has, and no others: each place of the mask's row has a sum, and terms elsewhere are passed over.</summary>
/// <remarks>A row of the right factor much longer than the mask's is searched for the mask's columns instead of being read: an entry of the left factor costs
/// O(min(its row of the right factor, the mask's row · log)).</remarks>
internal sealed unsafe class MaskedMultiplier<T, TSemiring> : IRowMultiplier<T> where T : unmanaged where TSemiring : struct, ISemiring<T>
{
    private const int SearchFrom = 16; // as many times longer makes a search per column cheaper than a look per entry

    private readonly ProductOperands<T> _operands;
    private readonly NativeArray<int> _places; // by column: 1 + place in the mask's row, or 0
    private readonly NativeArray<T> _sums; // by place
    private readonly NativeArray<byte> _marks; // by place: whether there is a term

    /// <param name="operands">The factors and the mask.</param>
    /// <param name="longestRow">The length of the mask's longest row.</param>
    public MaskedMultiplier(ProductOperands<T> operands, int longestRow)
    {
        _operands = operands;
        _places = new NativeArray<int>(operands.ColumnCount);
        _sums = new NativeArray<T>(longestRow);
        _marks = new NativeArray<byte>(longestRow);
        _places.AsSpan(0, _places.Length).Clear();
        _marks.AsSpan(0, longestRow).Clear();
        _sums.AsSpan(0, longestRow).Fill(TSemiring.Zero);
    }

    /// <summary>Bytes of a multiplier.</summary>
    public static long EstimateBytes(int columnCount, int longestRow) => 4L * columnCount + (long)longestRow * (sizeof(T) + 1);

    /// <inheritdoc/>
    [MethodImpl(Hot.Loop)]
    public int Multiply(int row, long terms, int* columns, T* values)
    {
        int* mask = _operands.MaskColumns + _operands.MaskOffsets[row];
        int length = (int)(_operands.MaskOffsets[row + 1] - _operands.MaskOffsets[row]);
        if (length == 0)
            return 0;
        AddTerms(row, mask, length);
        T* sums = _sums.First;
        byte* marks = _marks.First;
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            _places.First[mask[i]] = 0;
            if (marks[i] == 0)
                continue;
            columns[count] = mask[i];
            values[count++] = sums[i];
            (marks[i], sums[i]) = (0, TSemiring.Zero);
        }

        return count;
    }

    /// <inheritdoc/>
    public int Count(int row, long terms) => throw new NotSupportedException("The mask bounds the product: rows are not counted first.");

    public void Dispose()
    {
        _places.Dispose();
        _sums.Dispose();
        _marks.Dispose();
    }

    [MethodImpl(Hot.Loop)]
    private void AddTerms(int row, int* mask, int length)
    {
        int* places = _places.First;
        T* sums = _sums.First;
        byte* marks = _marks.First;
        int* aColumns = _operands.AColumns;
        T* aValues = _operands.AValues;
        long* bOffsets = _operands.BOffsets;
        int* bColumns = _operands.BColumns;
        T* bValues = _operands.BValues;
        for (int i = 0; i < length; i++)
            places[mask[i]] = i + 1;
        for (long e = _operands.AOffsets[row]; e < _operands.AOffsets[row + 1]; e++)
        {
            int k = aColumns[e];
            T factor = aValues != null ? aValues[e] : TSemiring.One;
            (long start, long end) = (bOffsets[k], bOffsets[k + 1]);
            if ((end - start) / SearchFrom > length)
            {
                Search(mask, length, factor, start, end);
                continue;
            }

            for (long p = start; p < end; p++)
            {
                int place = places[bColumns[p]] - 1;
                if (place < 0)
                    continue;
                sums[place] = TSemiring.Add(sums[place], TSemiring.Multiply(factor, bValues != null ? bValues[p] : TSemiring.One));
                marks[place] = ByteMarks.Mark;
            }
        }
    }

    /// <summary>Looks each column of the mask up in a row of the right factor, from where the one before was.</summary>
    private void Search(int* mask, int length, T factor, long start, long end)
    {
        for (int i = 0; i < length && start < end; i++)
        {
            int at = new ReadOnlySpan<int>(_operands.BColumns + start, (int)(end - start)).BinarySearch(mask[i]);
            start += at < 0 ? ~at : at;
            if (at < 0)
                continue;
            _sums.First[i] = TSemiring.Add(_sums.First[i], TSemiring.Multiply(factor, _operands.BValues != null ? _operands.BValues[start] : TSemiring.One));
            _marks.First[i] = ByteMarks.Mark;
        }
    }
}
