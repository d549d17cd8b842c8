using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Encodes a Parquet column as a dictionary of its distinct values and, for each row, a place in it. <typeparamref name="T"/> is int or long; reals go by their bits.</summary>
/// <remarks>A small range is counted in a table, where entries come in ascending order; else they are hashed and come in
/// the order in which they first occur. Both depend on the values only.</remarks>
internal sealed class DictionaryEncoder<T> where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    // Above this a dictionary is slower than what it saves.
    public const int MaxEntries = 1 << 20;

    private const int MaxRange = 1 << 20;

    // Values after which a table looks whether it has too many entries already.
    private const int Stretch = 1 << 10;

    private readonly T[] _entries;
    private readonly T _base;
    private readonly int _range; // of values, where ranks are by value; 0 where they are hashed
    private int[] _ranks;

    private DictionaryEncoder(T[] entries, T @base, int[] ranks, int range)
    {
        _entries = entries;
        _base = @base;
        _ranks = ranks;
        _range = range;
    }

    public int Count => _entries.Length;

    public ReadOnlySpan<T> Entries => _entries;

    /// <summary>The dictionary, or null where it would have more than <paramref name="most"/> entries.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="min">The smallest of them.</param>
    /// <param name="max">The largest.</param>
    /// <param name="most">As many are worth it.</param>
    public static DictionaryEncoder<T>? TryBuild(ReadOnlySpan<T> values, T min, T max, int most)
    {
        ulong range = unchecked(ulong.CreateTruncating(max) - ulong.CreateTruncating(min));
        return range < (ulong)Math.Min(MaxRange, 4L * values.Length) ? Tabulate(values, min, (int)range + 1, most)
            : DistinctCount.Of(values) <= most + most / 8 ? Hash(values, most)
            : null;
    }

    /// <summary>The rank of each value, all of which are known.</summary>
    [MethodImpl(Hot.Loop)]
    public void Find(ReadOnlySpan<T> values, Span<int> ranks)
    {
        int[] table = _ranks;
        if (_range == _entries.Length)
        {
            for (int i = 0; i < values.Length; i++)
                ranks[i] = int.CreateTruncating(unchecked(values[i] - _base)); // no value of the range is missing
            return;
        }

        if (_range > 0)
        {
            for (int i = 0; i < values.Length; i++)
                ranks[i] = table[int.CreateTruncating(unchecked(values[i] - _base))];
            return;
        }

        for (int i = 0; i < values.Length; i++)
            ranks[i] = table[Slot(table, _entries, values[i])] - 1;
    }

    /// <summary>Gives the table of a small range back for the next column; nothing can be found after that.</summary>
    public void Release()
    {
        if (_range > 0 && _ranks.Length > 0)
            ArrayPool<int>.Shared.Return(_ranks);
        _ranks = [];
    }

    [MethodImpl(Hot.Loop)]
    private static DictionaryEncoder<T>? Tabulate(ReadOnlySpan<T> values, T min, int range, int most)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(range);
        Span<byte> seen = rented.AsSpan(0, range);
        seen.Clear();
        int count = 0;
        for (int at = 0; at < values.Length && count <= most; at += Stretch)
        {
            foreach (T value in values.Slice(at, Math.Min(Stretch, values.Length - at)))
            {
                ref byte mark = ref seen[int.CreateTruncating(unchecked(value - min))];
                count += 1 - mark;
                mark = 1;
            }
        }

        DictionaryEncoder<T>? built = count <= most ? OfMarked(seen, count, min) : null;
        ArrayPool<byte>.Shared.Return(rented);
        return built;
    }

    private static DictionaryEncoder<T> OfMarked(ReadOnlySpan<byte> seen, int count, T min)
    {
        var entries = new T[count];
        int[] ranks = ArrayPool<int>.Shared.Rent(seen.Length); // only those of values that occur are looked at
        int rank = 0;
        for (int i = 0; i < seen.Length; i++)
        {
            if (seen[i] == 0)
                continue;
            entries[rank] = unchecked(min + T.CreateTruncating(i));
            ranks[i] = rank++;
        }

        return new DictionaryEncoder<T>(entries, min, ranks, seen.Length);
    }

    [MethodImpl(Hot.Loop)]
    private static DictionaryEncoder<T>? Hash(ReadOnlySpan<T> values, int most)
    {
        var entries = new T[Math.Min(1024, values.Length)];
        var table = new int[(int)BitOperations.RoundUpToPowerOf2((uint)(2 * entries.Length))];
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i] == values[i - 1])
                continue;

            int slot = Slot(table, entries, values[i]);
            if (table[slot] != 0)
                continue;
            if (count == most)
                return null;
            if (count == entries.Length)
                Array.Resize(ref entries, 2 * count);
            if (2 * count >= table.Length)
            {
                table = Rehash(entries.AsSpan(0, count), 4 * table.Length, entries);
                slot = Slot(table, entries, values[i]);
            }

            entries[count] = values[i];
            table[slot] = ++count;
        }

        Array.Resize(ref entries, count);
        return new DictionaryEncoder<T>(entries, default, table, range: 0);
    }

    private static int[] Rehash(ReadOnlySpan<T> known, int size, T[] entries)
    {
        var table = new int[size];
        for (int i = 0; i < known.Length; i++)
            table[Slot(table, entries, known[i])] = i + 1;
        return table;
    }

    /// <summary>Where a value is in the table, or would be; ranks there count from 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(int[] table, T[] entries, T value)
    {
        int mask = table.Length - 1;
        for (int slot = (int)ValueHash.Of(ulong.CreateTruncating(value)) & mask; ; slot = (slot + 1) & mask)
        {
            int rank = table[slot];
            if (rank == 0 || entries[rank - 1] == value)
                return slot;
        }
    }
}
