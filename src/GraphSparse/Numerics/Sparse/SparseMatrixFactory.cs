using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Makes sparse matrices of graphs, of rows and of entries.</summary>
public static class SparseMatrix
{
    /// <summary>The adjacency matrix of a graph on the graph's own memory: entry (u, v) is the weight of arc u→v; a pattern where the graph is unweighted.</summary>
    /// <param name="graph">Any graph; n x n is the size of the matrix.</param>
    /// <param name="parallelism">Threads that check the rows of a mapped file, once; all cores by default.</param>
    /// <exception cref="GraphFormatException">A mapped file has a row that is not ascending.</exception>
    public static SparseMatrix<double> FromGraph(CsrGraph graph, Parallelism? parallelism = null) =>
        new(Checked(graph, parallelism).VertexCount, graph.RowOffsets, graph.Rows, graph.RowWeights);

    /// <summary>The arcs of a graph as a pattern, on the graph's own memory; weights are left out.</summary>
    /// <typeparam name="T">Type of the values that the pattern is multiplied with.</typeparam>
    /// <param name="graph">Any graph; n x n is the size of the matrix.</param>
    /// <param name="parallelism">Threads that check the rows of a mapped file, once; all cores by default.</param>
    /// <exception cref="GraphFormatException">A mapped file has a row that is not ascending.</exception>
    public static SparseMatrix<T> PatternOf<T>(CsrGraph graph, Parallelism? parallelism = null) where T : unmanaged =>
        new(Checked(graph, parallelism).VertexCount, graph.RowOffsets, graph.Rows, null);

    /// <summary>A matrix on the given arrays, which it takes over.</summary>
    /// <param name="columnCount">Number of columns, at least 0.</param>
    /// <param name="offsets">Where each row begins, and the end of the last: one more than rows, from 0, ascending.</param>
    /// <param name="columns">The columns of all rows: ascending in each row, without repeats, below <paramref name="columnCount"/>.</param>
    /// <param name="values">A value per entry, or null for a pattern.</param>
    /// <exception cref="ArgumentException">Rows are not as said; the first such row is named. O(entries).</exception>
    public static SparseMatrix<T> FromRows<T>(int columnCount, long[] offsets, int[] columns, T[]? values) where T : unmanaged
    {
        Require.InRange(columnCount, 0, int.MaxValue);
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(columns);
        if (offsets.Length == 0 || offsets[0] != 0)
            throw new ArgumentException("offsets must begin with 0.", nameof(offsets));
        if (offsets[^1] != columns.Length || (values is not null && values.Length != columns.Length))
            throw new ArgumentException($"offsets end at {offsets[^1]} for {columns.Length} columns and {values?.Length ?? columns.Length} values.", nameof(offsets));
        for (int row = 0; row + 1 < offsets.Length; row++)
        {
            (long start, long end) = (offsets[row], offsets[row + 1]);
            if (end < start || end > columns.Length || !IsAscending(columns.AsSpan((int)start, (int)(end - start)), columnCount))
                throw new ArgumentException($"row {row} is not ascending columns in [0, {columnCount}), each once.", nameof(columns));
        }

        return new SparseMatrix<T>(columnCount, new LargeArray<long>(offsets), new LargeArray<int>(columns), values is null ? null : new LargeArray<T>(values));
    }

    /// <summary>A matrix of entries in any order.</summary>
    /// <param name="rowCount">Number of rows, at least 0.</param>
    /// <param name="columnCount">Number of columns, at least 0.</param>
    /// <param name="entries">Entries inside the matrix, each place once.</param>
    /// <exception cref="ArgumentException">An entry lies outside, or two have the same place; the first is named. O(entries · log of a row).</exception>
    public static SparseMatrix<T> FromEntries<T>(int rowCount, int columnCount, ReadOnlySpan<SparseEntry<T>> entries) where T : unmanaged =>
        SparseEntries.Build(rowCount, columnCount, entries, null);

    /// <summary>A matrix of entries in any order; values at the same place are added in their order by <typeparamref name="TSemiring"/>.</summary>
    /// <param name="rowCount">Number of rows, at least 0.</param>
    /// <param name="columnCount">Number of columns, at least 0.</param>
    /// <param name="entries">Entries inside the matrix.</param>
    /// <exception cref="ArgumentException">An entry lies outside; it is named. O(entries · log of a row).</exception>
    public static SparseMatrix<T> FromEntries<T, TSemiring>(int rowCount, int columnCount, ReadOnlySpan<SparseEntry<T>> entries)
        where T : unmanaged where TSemiring : struct, ISemiring<T> =>
        SparseEntries.Build(rowCount, columnCount, entries, TSemiring.Add);

    private static CsrGraph Checked(CsrGraph graph, Parallelism? parallelism, [CallerArgumentExpression(nameof(graph))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(graph, name);
        graph.EnsureSound(parallelism ?? Parallelism.AllCores, CancellationToken.None); // products read rows without checks
        return graph;
    }

    private static bool IsAscending(ReadOnlySpan<int> columns, int columnCount)
    {
        int last = -1;
        foreach (int column in columns)
        {
            if (column <= last || column >= columnCount)
                return false;
            last = column;
        }

        return true;
    }
}

/// <summary>One entry of a sparse matrix.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Row">Row, counted from 0.</param>
/// <param name="Column">Column, counted from 0.</param>
/// <param name="Value">Value; may be zero.</param>
public readonly record struct SparseEntry<T>(int Row, int Column, T Value) where T : unmanaged;
