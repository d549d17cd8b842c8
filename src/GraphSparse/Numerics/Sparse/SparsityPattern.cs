using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Where the entries of a sparse matrix are: its rows as ascending columns. The part of a <see cref="SparseMatrix{T}"/> that masks need.</summary>
/// <remarks>Immutable and safe to share between threads. Memory: 8 bytes per row and 4 per entry; entries are counted by 64-bit numbers, and there may be more than 2³¹.</remarks>
public abstract class SparsityPattern
{
    private protected SparsityPattern(int columnCount, LargeArray<long> offsets, LargeArray<int> columns)
    {
        RowCount = checked((int)(offsets.Length - 1));
        ColumnCount = columnCount;
        Offsets = offsets;
        ColumnIndices = columns;
    }

    /// <summary>Number of rows, at least 0.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns, at least 0.</summary>
    public int ColumnCount { get; }

    /// <summary>Stored entries; a stored entry may be zero.</summary>
    public long EntryCount => Offsets[RowCount];

    /// <summary>Index of the first entry of a row among all entries, in [0, <see cref="EntryCount"/>].</summary>
    /// <param name="row">A row, or <see cref="RowCount"/> for the end of the last one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Offset(int row) => Offsets[row];

    /// <summary>The columns of a row's entries, ascending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Columns(int row)
    {
        long start = Offsets[row];
        return ColumnIndices.Slice(start, (int)(Offsets[row + 1] - start));
    }

    /// <summary>Where each row begins, and the end of the last.</summary>
    internal LargeArray<long> Offsets { get; }

    /// <summary>The columns of all rows, one row after the other; there may be room behind the last.</summary>
    internal LargeArray<int> ColumnIndices { get; }
}
