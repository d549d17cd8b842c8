using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Exchanges rows and columns by counting: each thread counts the columns of a range of rows, and places its entries behind those of the ranges before.</summary>
/// <remarks>An entry's place depends on the matrix alone, so that the number of ranges changes no byte.</remarks>
internal static unsafe class SparseTransposition
{
    private const int EntriesPerRange = 1 << 16;
    private const int RowsPerCheck = 4096;

    public static SparseMatrix<T> Transpose<T>(SparseMatrix<T> matrix, Parallelism parallelism, CancellationToken cancellationToken) where T : unmanaged
    {
        (int rows, int columns) = (matrix.RowCount, matrix.ColumnCount);
        int ranges = (int)Math.Clamp(matrix.EntryCount / EntriesPerRange, 1, parallelism.Degree);
        int[] bounds = Bounds(matrix, ranges);
        LargeArray<long> offsets = LargeArray<long>.Allocate(columns + 1L);
        LargeArray<int> indices = LargeArray<int>.Allocate(matrix.EntryCount);
        LargeArray<T>? values = matrix.EntryValues is null ? null : LargeArray<T>.Allocate(matrix.EntryCount);
        var counts = new NativeArray<int>[ranges];
        try
        {
            for (int r = 0; r < ranges; r++)
                counts[r] = new NativeArray<int>(columns);
            parallelism.ForBounds(bounds, (r, from, to) => Count(matrix, counts[r].AsSpan(0, columns), from, to, cancellationToken), cancellationToken);
            parallelism.For(1, _ => PrefixSums(offsets, counts, columns), cancellationToken);
            parallelism.ForBounds(bounds, (r, from, to) => Place(matrix, offsets, counts[r].First, indices, values, from, to, cancellationToken), cancellationToken);
        }
        finally
        {
            foreach (NativeArray<int>? count in counts)
                count?.Dispose();
        }

        return new SparseMatrix<T>(rows, offsets, indices, values);
    }

    private static int[] Bounds(SparsityPattern matrix, int ranges)
    {
        var bounds = new int[ranges + 1];
        int row = 0;
        for (int r = 1; r < ranges; r++)
        {
            while (row < matrix.RowCount && matrix.Offset(row) < matrix.EntryCount / ranges * r)
                row++;
            bounds[r] = row;
        }

        bounds[ranges] = matrix.RowCount;
        return bounds;
    }

    [MethodImpl(Hot.Loop)]
    private static void Count(SparsityPattern matrix, Span<int> counts, int from, int to, CancellationToken cancellationToken)
    {
        counts.Clear();
        for (int row = from; row < to; row++)
        {
            if (row % RowsPerCheck == 0)
                cancellationToken.ThrowIfCancellationRequested();
            foreach (int column in matrix.Columns(row))
                counts[column]++;
        }
    }

    /// <summary>Makes of counts by range the place in its row where each range begins: below the number of rows, so 32 bits are enough.</summary>
    [MethodImpl(Hot.Loop)]
    private static void PrefixSums(LargeArray<long> offsets, NativeArray<int>[] counts, int columns)
    {
        long sum = 0;
        for (int column = 0; column < columns; column++)
        {
            offsets[column] = sum;
            int before = 0;
            foreach (NativeArray<int> count in counts)
            {
                int own = count.First[column];
                count.First[column] = before;
                before += own;
            }

            sum += before;
        }

        offsets[columns] = sum;
    }

    [MethodImpl(Hot.Loop)]
    private static void Place<T>(
        SparseMatrix<T> matrix, LargeArray<long> offsets, int* next, LargeArray<int> indices, LargeArray<T>? values, int from, int to, CancellationToken cancellationToken) where T : unmanaged
    {
        LargeArray<T> placed = values ?? default;
        bool hasValues = values is not null;
        for (int row = from; row < to; row++)
        {
            if (row % RowsPerCheck == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> columns = matrix.Columns(row);
            ReadOnlySpan<T> old = matrix.Values(row);
            for (int e = 0; e < columns.Length; e++)
            {
                long place = offsets[columns[e]] + next[columns[e]]++;
                indices[place] = row;
                if (hasValues)
                    placed[place] = old[e];
            }
        }
    }
}
