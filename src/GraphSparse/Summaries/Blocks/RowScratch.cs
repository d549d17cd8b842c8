namespace GraphSparse.Summaries;

/// <summary>Room for a row on its way: a neighbour in the upper half of an entry, edges in the lower.</summary>
internal sealed class RowScratch
{
    private ulong[] _row = [];

    /// <summary>Room for so many entries, with any values.</summary>
    public Span<ulong> Take(int length) => Extend(0, length);

    /// <summary>Room for so many entries, of which the first have the values that they had.</summary>
    public Span<ulong> Extend(int kept, int length)
    {
        if (_row.Length < length)
        {
            var row = new ulong[Math.Max(length, 2 * _row.Length)];
            _row.AsSpan(0, kept).CopyTo(row);
            _row = row;
        }

        return _row.AsSpan(0, length);
    }

    /// <summary>Sorts entries by neighbour and adds up the edges to the same one; returns how many entries are left.</summary>
    public static int Combine(Span<ulong> row)
    {
        if (row.Length < 1024)
            row.Sort();
        else
            RadixSort.Sort(row, 32);
        int length = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (length > 0 && row[length - 1] >> 32 == row[i] >> 32)
                row[length - 1] += (uint)row[i];
            else
                row[length++] = row[i];
        }

        return length;
    }
}
