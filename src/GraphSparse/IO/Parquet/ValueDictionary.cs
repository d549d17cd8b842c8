using System.Runtime.CompilerServices;
using System.Numerics;

namespace GraphSparse.IO.Parquet;

/// <summary>The distinct values of a column and their ranks. <typeparamref name="T"/> is int or long; reals go by their bits.</summary>
/// <remarks>A small range is counted in a table, where entries come in ascending order; else they are hashed and come in
/// the order in which they first occur. Both depend on the values only.</remarks>
internal sealed class ValueDictionary<T> where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    // Above this a dictionary is slower than what it saves.
    private const int MaxEntries = 1 << 18;
    private const int MaxRange = 1 << 20;

    private readonly T[] _entries;
    private readonly T _base;
    private readonly int[] _ranks;
    private readonly bool _isHashed;

    private ValueDictionary(T[] entries, T @base, int[] ranks, bool isHashed)
    {
        _entries = entries;
        _base = @base;
        _ranks = ranks;
        _isHashed = isHashed;
    }

    public int Count => _entries.Length;

    public ReadOnlySpan<T> Entries => _entries;

    /// <summary>The dictionary, or null where it surely takes more than <paramref name="limit"/> bytes or has too many entries.</summary>
    public static ValueDictionary<T>? TryBuild(ReadOnlySpan<T> values, long limit)
    {
        if (values.Length < 2)
            return null;

        ValueRange<T> found = ValueRange.Of(values);
        ulong range = unchecked(ulong.CreateTruncating(found.Max) - ulong.CreateTruncating(found.Min));
        long most = Math.Min(MaxEntries, limit / Unsafe.SizeOf<T>());
        return range < (ulong)Math.Min(MaxRange, 4L * values.Length) ? Tabulate(values, found.Min, (int)range + 1, most) : Hash(values, most);
    }

    /// <summary>The rank of each value, all of which are known.</summary>
    public void Find(ReadOnlySpan<T> values, Span<int> ranks)
    {
        int[] table = _ranks;
        if (!_isHashed)
        {
            for (int i = 0; i < values.Length; i++)
                ranks[i] = table[int.CreateTruncating(unchecked(values[i] - _base))];
            return;
        }

        for (int i = 0; i < values.Length; i++)
            ranks[i] = table[Slot(table, _entries, values[i])] - 1;
    }

    [MethodImpl(Hot.Loop)]
    private static ValueDictionary<T>? Tabulate(ReadOnlySpan<T> values, T min, int range, long most)
    {
        var ranks = new int[range];
        foreach (T value in values)
            ranks[int.CreateTruncating(unchecked(value - min))] = 1;

        long count = 0;
        foreach (int seen in ranks)
            count += seen;
        if (count > most)
            return null;

        var entries = new T[count];
        int rank = 0;
        for (int i = 0; i < range; i++)
        {
            if (ranks[i] == 0)
                continue;
            entries[rank] = unchecked(min + T.CreateTruncating(i));
            ranks[i] = rank++;
        }

        return new ValueDictionary<T>(entries, min, ranks, isHashed: false);
    }

    [MethodImpl(Hot.Loop)]
    private static ValueDictionary<T>? Hash(ReadOnlySpan<T> values, long most)
    {
        // Where the first values hardly repeat, the rest will not either: most columns of reals end here.
        const int Sample = 1 << 14;
        var entries = new T[Math.Min(1024, values.Length)];
        var table = new int[4 * entries.Length];
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (i == Sample && count > Sample / 2)
                return null;
            if (i > 0 && values[i] == values[i - 1])
                continue;

            int slot = Slot(table, entries, values[i]);
            if (table[slot] != 0)
                continue;
            if (count == most)
                return null;
            if (count == entries.Length)
            {
                Array.Resize(ref entries, 2 * count);
                table = Rehash(entries.AsSpan(0, count), 8 * count, entries);
                slot = Slot(table, entries, values[i]);
            }

            entries[count] = values[i];
            table[slot] = ++count;
        }

        Array.Resize(ref entries, count);
        return new ValueDictionary<T>(entries, default, table, isHashed: true);
    }

    private static int[] Rehash(ReadOnlySpan<T> known, int size, T[] entries)
    {
        var table = new int[size];
        for (int i = 0; i < known.Length; i++)
            table[Slot(table, entries, known[i])] = i + 1;
        return table;
    }

    /// <summary>Where a value is in the table, or would be; ranks there count from 1.</summary>
    private static int Slot(int[] table, T[] entries, T value)
    {
        ulong hash = unchecked(ulong.CreateTruncating(value) * 0x9E3779B97F4A7C15);
        for (int slot = (int)((hash >> 32) % (ulong)table.Length); ; slot = slot + 1 == table.Length ? 0 : slot + 1)
        {
            if (table[slot] == 0 || entries[table[slot] - 1] == value)
                return slot;
        }
    }
}
