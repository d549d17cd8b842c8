using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>The distinct strings of a column, in the order in which they first occur, and the rank of each row's.</summary>
internal sealed class Utf8Dictionary
{
    private readonly List<int> _entryRows = [];

    private Utf8Dictionary(int rows) => Ranks = new int[rows];

    /// <summary>Of each entry the row where it first occurs.</summary>
    public IReadOnlyList<int> EntryRows => _entryRows;

    /// <summary>The rank of each row's string; 0 where the row is null.</summary>
    public int[] Ranks { get; }

    /// <summary>Hashes of the strings by which they are told apart first; 0 where a row is null.</summary>
    [MethodImpl(Hot.Loop)]
    public static uint[] Hashes(ParquetUtf8Column column)
    {
        var hashes = new uint[column.RowCount];
        ReadOnlySpan<byte> bytes = column.Bytes;
        ReadOnlySpan<int> offsets = column.Offsets;
        for (int row = 0; row < hashes.Length; row++)
        {
            if (!column.IsNull(row))
                hashes[row] = Hash(bytes[offsets[row]..offsets[row + 1]]);
        }

        return hashes;
    }

    /// <summary>The dictionary, or null where it would have more than <paramref name="most"/> entries.</summary>
    [MethodImpl(Hot.Loop)]
    public static Utf8Dictionary? TryBuild(ParquetUtf8Column column, uint[] hashes, long most)
    {
        var built = new Utf8Dictionary(column.RowCount);
        List<int> entries = built._entryRows;
        var table = new int[4096];
        for (int row = 0; row < hashes.Length; row++)
        {
            if (column.IsNull(row))
                continue;
            if (2 * entries.Count >= table.Length)
                table = Rehash(entries, hashes, 4 * table.Length);

            int slot = Slot(table, entries, hashes, column, row);
            if (table[slot] == 0)
            {
                if (entries.Count >= most)
                    return null;
                entries.Add(row);
                table[slot] = entries.Count;
            }

            built.Ranks[row] = table[slot] - 1;
        }

        return built;
    }

    private static int[] Rehash(List<int> entries, uint[] hashes, int length)
    {
        var table = new int[length];
        for (int i = 0; i < entries.Count; i++)
        {
            int slot = (int)(hashes[entries[i]] & (uint)(length - 1));
            while (table[slot] != 0)
                slot = (slot + 1) & (length - 1);
            table[slot] = i + 1;
        }

        return table;
    }

    /// <summary>Where a row's string is in the table, or would be; ranks there count from 1.</summary>
    private static int Slot(int[] table, List<int> entries, uint[] hashes, ParquetUtf8Column column, int row)
    {
        uint hash = hashes[row];
        for (int slot = (int)(hash & (uint)(table.Length - 1)); ; slot = (slot + 1) & (table.Length - 1))
        {
            if (table[slot] == 0)
                return slot;
            int entry = entries[table[slot] - 1];
            if (hashes[entry] == hash && column[entry].SequenceEqual(column[row]))
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
