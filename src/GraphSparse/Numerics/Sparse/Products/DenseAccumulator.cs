using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Adds up a row of a product in a place per column. Columns with a sum are marked, and so are blocks of 64 columns: they come out in order without sorting.</summary>
/// <remarks>A term costs three stores that do not wait for one another, whether or not its column is new; reading costs a look per 4096 columns, per marked block and per entry.</remarks>
internal sealed unsafe class DenseAccumulator<T, TSemiring> : IDisposable where T : unmanaged where TSemiring : struct, ISemiring<T>
{
    private readonly ProductOperands<T> _operands;
    private readonly NativeArray<T> _sums;
    private readonly NativeArray<byte> _marks;
    private readonly NativeArray<byte> _blockMarks;
    private readonly NativeArray<int> _blocks; // that are marked
    private readonly int _groups; // of 64 blocks

    public DenseAccumulator(ProductOperands<T> operands)
    {
        _operands = operands;
        _groups = (operands.ColumnCount + 4095) / 4096;
        _sums = new NativeArray<T>((operands.ColumnCount + 63) / 64 * 64);
        _marks = new NativeArray<byte>(_sums.Length);
        _blockMarks = new NativeArray<byte>(_groups * 64);
        _blocks = new NativeArray<int>(_blockMarks.Length + ByteMarks.Block);
        _sums.AsSpan(0, _sums.Length).Fill(TSemiring.Zero);
        _marks.AsSpan(0, _marks.Length).Clear();
        _blockMarks.AsSpan(0, _blockMarks.Length).Clear();
    }

    /// <summary>Bytes of an accumulator.</summary>
    public static long EstimateBytes(int columnCount) => (long)columnCount * (sizeof(T) + 1) + columnCount / 64 * (1 + sizeof(int)) + (1 << 10);

    /// <summary>Multiplies the entries [<paramref name="from"/>, <paramref name="to"/>) of the left factor, a row, and writes the row of the product.</summary>
    public int Multiply(long from, long to, int* columns, T* values)
    {
        AddTerms(from, to);
        return Take(columns, values);
    }

    /// <summary>How many entries that row of the product has.</summary>
    [MethodImpl(Hot.Loop)]
    public int Count(long from, long to)
    {
        int* aColumns = _operands.AColumns;
        long* bOffsets = _operands.BOffsets;
        int* bColumns = _operands.BColumns;
        byte* marks = _marks.First;
        int count = 0;
        for (long e = from; e < to; e++)
        {
            int* end = bColumns + bOffsets[aColumns[e] + 1];
            for (int* column = bColumns + bOffsets[aColumns[e]]; column < end; column++)
            {
                count += 1 - (marks[(uint)*column] & 1);
                marks[(uint)*column] = ByteMarks.Mark;
            }
        }

        for (long e = from; e < to; e++)
        {
            int* end = bColumns + bOffsets[aColumns[e] + 1];
            for (int* column = bColumns + bOffsets[aColumns[e]]; column < end; column++)
                marks[(uint)*column] = 0;
        }

        return count;
    }

    public void Dispose()
    {
        _sums.Dispose();
        _marks.Dispose();
        _blockMarks.Dispose();
        _blocks.Dispose();
    }

    [MethodImpl(Hot.Loop)]
    private void AddTerms(long from, long to)
    {
        T* sums = _sums.First;
        byte* marks = _marks.First;
        byte* blockMarks = _blockMarks.First;
        int* aColumns = _operands.AColumns;
        T* aValues = _operands.AValues;
        long* bOffsets = _operands.BOffsets;
        int* bColumns = _operands.BColumns;
        T* bValues = _operands.BValues;
        for (long e = from; e < to; e++)
        {
            _operands.PrefetchBehind(e);
            int k = aColumns[e];
            T factor = aValues != null ? aValues[e] : TSemiring.One;
            (long start, long end) = (bOffsets[k], bOffsets[k + 1]);
            if (bValues != null)
            {
                for (long p = start; p < end; p++)
                {
                    nuint column = (uint)bColumns[p];
                    sums[column] = TSemiring.Add(sums[column], TSemiring.Multiply(factor, bValues[p]));
                    marks[column] = ByteMarks.Mark;
                    blockMarks[column >> 6] = ByteMarks.Mark;
                }
            }
            else
            {
                T term = TSemiring.Multiply(factor, TSemiring.One);
                for (long p = start; p < end; p++)
                {
                    nuint column = (uint)bColumns[p];
                    sums[column] = TSemiring.Add(sums[column], term);
                    marks[column] = ByteMarks.Mark;
                    blockMarks[column >> 6] = ByteMarks.Mark;
                }
            }
        }
    }

    /// <summary>Columns come out of marks in ascending order, block by block; then their sums are taken.</summary>
    [MethodImpl(Hot.Loop)]
    private int Take(int* columns, T* values)
    {
        T* sums = _sums.First;
        byte* marks = _marks.First;
        byte* blockMarks = _blockMarks.First;
        int* blocks = _blocks.First;
        T zero = TSemiring.Zero;
        int found = 0;
        for (int group = 0; group < _groups; group++)
            found += ByteMarks.Take(blockMarks + group * (long)ByteMarks.Block, group * ByteMarks.Block, blocks + found);
        int count = 0;
        for (int b = 0; b < found; b++)
            count += ByteMarks.Take(marks + (uint)blocks[b] * (long)ByteMarks.Block, blocks[b] * ByteMarks.Block, columns + count);
        for (int i = 0; i < count; i++)
        {
            nuint column = (uint)columns[i];
            values[i] = sums[column];
            sums[column] = zero;
        }

        return count;
    }
}
