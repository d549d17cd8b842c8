using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>An immutable sparse matrix in compressed rows: columns ascending in each row, with a value each or as a pattern without values.</summary>
/// <remarks>
/// An entry of a pattern counts as <see cref="ISemiring{T}.One"/> of the semiring that it is multiplied in. <see cref="SparseMatrix"/> makes matrices of graphs, rows and
/// entries; <see cref="SparseProduct"/> multiplies them. Safe to share between threads.
/// <para>Memory: 8 bytes per row, 4 per entry, and the size of a value per entry of a matrix with values.</para>
/// </remarks>
/// <typeparam name="T">Type of the values.</typeparam>
public sealed class SparseMatrix<T> : SparsityPattern where T : unmanaged
{
    private readonly LargeArray<T> _values;

    /// <summary>Takes the arrays over. Rows must be ascending, without repeats, inside the columns.</summary>
    internal SparseMatrix(int columnCount, LargeArray<long> offsets, LargeArray<int> columns, LargeArray<T>? values)
        : base(columnCount, offsets, columns)
    {
        _values = values ?? default;
        IsPattern = values is null;
    }

    /// <summary>Whether there are no values: each entry counts as One.</summary>
    public bool IsPattern { get; }

    /// <summary>The values of a row's entries, aligned with <see cref="SparsityPattern.Columns"/>; empty for a pattern.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Values(int row) => IsPattern ? default : _values.Slice(Offsets[row], (int)(Offsets[row + 1] - Offsets[row]));

    /// <summary>Columns and values of a row.</summary>
    public SparseRow<T> Row(int row) => new(Columns(row), Values(row));

    /// <summary>The same entries without values, for any type of value; no memory is copied.</summary>
    public SparseMatrix<TOther> AsPattern<TOther>() where TOther : unmanaged => new(ColumnCount, Offsets, ColumnIndices, null);

    /// <summary>The matrix with rows and columns exchanged.</summary>
    /// <param name="parallelism">Threads, all cores by default; each takes 4 bytes per column meanwhile.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    /// <returns>A matrix of its own; the same bytes for every number of threads. O(rows + columns · threads + entries).</returns>
    public SparseMatrix<T> Transpose(Parallelism? parallelism = null, CancellationToken cancellationToken = default) =>
        SparseTransposition.Transpose(this, parallelism ?? Parallelism.AllCores, cancellationToken);

    /// <summary>Bytes that the entries and rows take.</summary>
    public long MemoryBytes => EstimateMemoryBytes(RowCount, EntryCount, !IsPattern);

    /// <summary>What a matrix of this size takes in memory.</summary>
    internal static long EstimateMemoryBytes(long rowCount, long entryCount, bool hasValues) =>
        checked((rowCount + 1) * sizeof(long) + entryCount * (sizeof(int) + (hasValues ? Unsafe.SizeOf<T>() : 0)));

    /// <summary>Rows, columns and entries.</summary>
    public override string ToString() => $"{RowCount} x {ColumnCount}, {EntryCount} entries{(IsPattern ? ", a pattern" : "")}";

    /// <summary>The values of all entries, or null for a pattern.</summary>
    internal LargeArray<T>? EntryValues => IsPattern ? null : _values;
}

/// <summary>One row of a sparse matrix.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
/// <param name="columns">Columns, ascending.</param>
/// <param name="values">Their values; empty for a pattern.</param>
public readonly ref struct SparseRow<T>(ReadOnlySpan<int> columns, ReadOnlySpan<T> values) where T : unmanaged
{
    /// <summary>The columns of the entries, ascending.</summary>
    public ReadOnlySpan<int> Columns { get; } = columns;

    /// <summary>The values of the entries; empty for a pattern.</summary>
    public ReadOnlySpan<T> Values { get; } = values;
}
