using System.Buffers;
using System.Buffers.Binary;

namespace GraphSparse.IO.Parquet;

/// <summary>Encodes a column of byte strings, of any length or of one.</summary>
internal sealed class Utf8ChunkEncoder(ParquetUtf8Column column, ParquetField field) : ChunkEncoder(column, field)
{
    private const int MaxPageBytes = 1 << 24;
    private const int MaxEntries = 1 << 16;
    private const int MaxStatistic = 64;

    /// <summary>The length of all values, or 0 where each has its own before it.</summary>
    private readonly int _fixedLength = field.Type switch { ParquetType.FixedBytes => field.FixedLength, ParquetType.Int96 => 12, _ => 0 };

    private int[]? _ranks;
    private List<int> _entryRows = [];

    /// <summary>Bytes before each value.</summary>
    private int Head => _fixedLength == 0 ? sizeof(int) : 0;

    public override int DictionaryCount => _ranks is null ? 0 : _entryRows.Count;

    public override void Analyze(ParquetWriterOptions options)
    {
        Pages = Divide(options.PageRows);
        Statistics = Measure(out long plain, out long changes);
        List<int> entryRows = [];
        if (TryRank(out int[]? ranks, entryRows, out long dictionary)
            && dictionary + IndexSize(column.RowCount - column.NullCount, changes, entryRows.Count) < plain)
        {
            _ranks = ranks;
            _entryRows = entryRows;
            Encoding = PageEncoding.RleDictionary;
        }
    }

    public override int EntryCount(PageRange page) => page.Rows;

    public override void EncodeValues(PageRange page, ByteSink sink)
    {
        if (_ranks is null)
        {
            for (int row = page.FirstRow; row < page.EndRow; row++)
            {
                if (!column.IsNull(row))
                    WriteText(column[row], sink);
            }

            return;
        }

        int[] indices = ArrayPool<int>.Shared.Rent(page.Rows);
        int count = 0;
        for (int row = page.FirstRow; row < page.EndRow; row++)
        {
            if (!column.IsNull(row))
                indices[count++] = _ranks[row];
        }

        WriteIndices(sink, indices.AsSpan(0, count), DictionaryCount);
        ArrayPool<int>.Shared.Return(indices);
    }

    public override void EncodeDictionary(ByteSink sink)
    {
        foreach (int row in _entryRows)
            WriteText(column[row], sink);
    }

    private void WriteText(ReadOnlySpan<byte> text, ByteSink sink)
    {
        if (_fixedLength == 0)
            sink.AddInt32(text.Length);
        else if (text.Length != _fixedLength)
            throw new ArgumentException($"Column '{Field.Name}' holds a value of {text.Length} bytes; all have {_fixedLength}.");
        sink.Add(text);
    }

    private List<PageRange> Divide(int pageRows)
    {
        var pages = new List<PageRange>();
        ReadOnlySpan<int> offsets = column.Offsets;
        for (int first = 0; first < column.RowCount;)
        {
            int end = first + 1;
            while (end < column.RowCount && end - first < pageRows && (long)offsets[end + 1] - offsets[first] <= MaxPageBytes)
                end++;
            pages.Add(new PageRange(first, end, 0, 0));
            first = end;
        }

        return pages;
    }

    private ParquetStatistics Measure(out long plain, out long changes)
    {
        plain = changes = 0;
        int min = -1, max = -1, last = -1;
        for (int row = 0; row < column.RowCount; row++)
        {
            if (column.IsNull(row))
                continue;
            ReadOnlySpan<byte> text = column[row];
            plain += Head + text.Length;
            if (last >= 0 && text.SequenceEqual(column[last]))
                continue;
            changes++;
            last = row;
            if (min < 0 || text.SequenceCompareTo(column[min]) < 0)
                min = row;
            if (max < 0 || text.SequenceCompareTo(column[max]) > 0)
                max = row;
        }

        var statistics = new ParquetStatistics { NullCount = column.NullCount };
        return min >= 0 && column[min].Length <= MaxStatistic && column[max].Length <= MaxStatistic
            ? statistics with { HasRange = true, MinBytes = column[min].ToArray(), MaxBytes = column[max].ToArray() }
            : statistics;
    }

    /// <summary>Numbers the distinct strings in the order in which they first occur; false where they hardly repeat.</summary>
    private bool TryRank(out int[]? ranks, List<int> entryRows, out long size)
    {
        const int Sample = 1 << 12;
        ranks = null;
        size = 0;
        var table = new int[4096];
        var found = new int[column.RowCount];
        for (int row = 0; row < found.Length; row++)
        {
            if (column.IsNull(row))
                continue;
            if (entryRows.Count == MaxEntries || (row == Sample && entryRows.Count > Sample / 2))
                return false;
            if (2 * entryRows.Count >= table.Length)
                table = Rehash(entryRows, 4 * table.Length);

            int slot = Slot(table, entryRows, column[row]);
            if (table[slot] == 0)
            {
                entryRows.Add(row);
                table[slot] = entryRows.Count;
                size += Head + column[row].Length;
            }

            found[row] = table[slot] - 1;
        }

        ranks = found;
        return entryRows.Count > 0;
    }

    private int[] Rehash(List<int> entryRows, int length)
    {
        var table = new int[length];
        for (int i = 0; i < entryRows.Count; i++)
            table[Slot(table, entryRows, column[entryRows[i]])] = i + 1;
        return table;
    }

    private int Slot(int[] table, List<int> entryRows, ReadOnlySpan<byte> text)
    {
        for (int slot = (int)(Hash(text) & (uint)(table.Length - 1)); ; slot = (slot + 1) & (table.Length - 1))
        {
            if (table[slot] == 0 || column[entryRows[table[slot] - 1]].SequenceEqual(text))
                return slot;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            ulong hash = 0x9E3779B97F4A7C15 ^ (ulong)text.Length;
            for (; text.Length >= 8; text = text[8..])
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * 0xFF51AFD7ED558CCD + (hash >> 29);
            foreach (byte b in text)
                hash = (hash ^ b) * 0x100000001B3;
            return (uint)((hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15 >> 32);
        }
    }
}
