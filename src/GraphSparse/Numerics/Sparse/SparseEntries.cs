using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Sorts entries into rows: counted by row, placed, and each row sorted by (column, place of the entry).</summary>
internal static class SparseEntries
{
    /// <summary>Builds the matrix; <paramref name="add"/> joins values of one place, null refuses them.</summary>
    [MethodImpl(Hot.Loop)]
    public static SparseMatrix<T> Build<T>(int rowCount, int columnCount, ReadOnlySpan<SparseEntry<T>> entries, Func<T, T, T>? add) where T : unmanaged
    {
        Require.InRange(rowCount, 0, int.MaxValue);
        Require.InRange(columnCount, 0, int.MaxValue);
        var offsets = new long[rowCount + 1L];
        foreach (SparseEntry<T> entry in entries)
        {
            if ((uint)entry.Row >= (uint)rowCount || (uint)entry.Column >= (uint)columnCount)
                throw new ArgumentException($"Entry ({entry.Row}, {entry.Column}) lies outside of {rowCount} x {columnCount}.", nameof(entries));
            offsets[entry.Row + 1]++;
        }

        for (int row = 0; row < rowCount; row++)
            offsets[row + 1] += offsets[row];
        var keys = new ulong[entries.Length]; // column, then which entry
        var next = offsets.AsSpan(0, rowCount).ToArray();
        for (int e = 0; e < entries.Length; e++)
            keys[next[entries[e].Row]++] = ((ulong)(uint)entries[e].Column << 32) | (uint)e;

        var columns = new int[entries.Length];
        var values = new T[entries.Length];
        int length = 0;
        for (int row = 0; row < rowCount; row++)
        {
            Span<ulong> sorted = keys.AsSpan((int)offsets[row], (int)(offsets[row + 1] - offsets[row]));
            sorted.Sort();
            offsets[row] = length;
            int start = length;
            foreach (ulong key in sorted)
            {
                int column = (int)(key >> 32);
                T value = entries[(int)(uint)key].Value;
                if (length == start || columns[length - 1] != column)
                {
                    columns[length] = column;
                    values[length++] = value;
                }
                else
                {
                    values[length - 1] = add is not null ? add(values[length - 1], value)
                        : throw new ArgumentException($"There are two entries at ({row}, {column}).", nameof(entries));
                }
            }
        }

        offsets[rowCount] = length;
        return new SparseMatrix<T>(columnCount, new LargeArray<long>(offsets), new LargeArray<int>(columns).Prefix(length), new LargeArray<T>(values).Prefix(length));
    }
}
