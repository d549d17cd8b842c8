using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO;

/// <summary>The distinct names of several tables, in the order of their UTF-8 bytes.</summary>
/// <remarks>Names are told apart in parts by their hash, each on its own, then sorted by part and merged in pairs. The result is a function of the names alone.</remarks>
internal sealed class NameUnion
{
    private const int PartBits = 6;
    private const int Parts = 1 << PartBits;

    private readonly IReadOnlyList<NameTable> _tables;
    private readonly NameTable[] _parts = new NameTable[Parts];
    private readonly int[][] _numbers; // of each table and name: its number within its part
    private readonly int[] _first = new int[Parts + 1]; // the number of the first name of each part among all
    private readonly int[] _sorted; // all names in their order
    private readonly int[] _places; // where each name stands in that order

    /// <param name="tables">The names.</param>
    /// <param name="heldBytes">Memory that is in use.</param>
    /// <param name="budget">Refuses names that do not fit.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at often.</param>
    public NameUnion(IReadOnlyList<NameTable> tables, long heldBytes, MemoryBudget budget, Parallelism parallelism, CancellationToken cancellationToken)
    {
        _tables = tables;
        _numbers = new int[tables.Count][];
        Collect(parallelism, cancellationToken);
        for (int p = 0; p < Parts; p++)
            _first[p + 1] = checked(_first[p] + _parts[p].Count);
        long textBytes = _parts.Sum(part => sizeof(char) * part.ByteCount + 32L * part.Count); // as the strings that they become
        budget.Ensure(heldBytes + _parts.Sum(part => part.MemoryBytes) + textBytes + 32L * _first[^1], $"the names of {_first[^1]} vertices");
        _sorted = Sort(parallelism, cancellationToken);
        _places = new int[_sorted.Length];
        for (int i = 0; i < _sorted.Length; i++)
            _places[_sorted[i]] = i;
    }

    /// <summary>The place of each name of a table. The table's own memory of them is used up.</summary>
    public int[] PlacesOf(int table)
    {
        NameTable names = _tables[table];
        int[] places = _numbers[table];
        for (int i = 0; i < places.Length; i++)
            places[i] = _places[_first[PartOf(names.HashOf(i))] + places[i]];
        return places;
    }

    /// <summary>All names, ascending.</summary>
    public string[] ToSortedArray(Parallelism parallelism, CancellationToken cancellationToken)
    {
        var names = new string[_sorted.Length];
        parallelism.ForRanges(names.Length, 1 << 14, (_, from, to) =>
        {
            for (long i = from; i < to; i++)
                names[i] = System.Text.Encoding.UTF8.GetString(Name(_sorted[i]));
        }, cancellationToken);
        return names;
    }

    private static int PartOf(ulong hash) => (int)(hash >> 32) & (Parts - 1); // other bits than those that find a slot

    private void Collect(Parallelism parallelism, CancellationToken cancellationToken)
    {
        var grouped = new int[_tables.Count][];
        var starts = new int[_tables.Count][];
        parallelism.For(_tables.Count, t =>
        {
            NameTable names = _tables[t];
            int[] start = starts[t] = new int[Parts + 1];
            for (int i = 0; i < names.Count; i++)
                start[PartOf(names.HashOf(i)) + 1]++;
            for (int p = 0; p < Parts; p++)
                start[p + 1] += start[p];
            int[] next = start.AsSpan(0, Parts).ToArray();
            int[] order = grouped[t] = new int[names.Count];
            for (int i = 0; i < names.Count; i++)
                order[next[PartOf(names.HashOf(i))]++] = i;
            _numbers[t] = new int[names.Count];
        }, cancellationToken);

        parallelism.For(Parts, p =>
        {
            var part = new NameTable();
            for (int t = 0; t < _tables.Count; t++)
            {
                NameTable names = _tables[t];
                foreach (int i in grouped[t].AsSpan(starts[t][p]..starts[t][p + 1]))
                    _numbers[t][i] = part.Intern(names[i], names.HashOf(i));
            }

            _parts[p] = part;
        }, cancellationToken);
    }

    /// <summary>A name by its number among all.</summary>
    private ReadOnlySpan<byte> Name(int number)
    {
        int part = Array.BinarySearch(_first, number);
        part = part < 0 ? ~part - 1 : part;
        while (_first[part + 1] == number)
            part++; // parts without a name begin at the same number
        return _parts[part][number - _first[part]];
    }

    private int[] Sort(Parallelism parallelism, CancellationToken cancellationToken)
    {
        int shared = SharedPrefix();
        var runs = new Run[Parts];
        parallelism.For(Parts, p =>
        {
            NameTable part = _parts[p];
            var keys = new ulong[part.Count];
            var numbers = new int[part.Count];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = Key(part[i], shared);
                numbers[i] = _first[p] + i;
            }

            Array.Sort(keys, numbers);
            for (int from = 0; from < keys.Length;)
            {
                int to = from + 1;
                while (to < keys.Length && keys[to] == keys[from])
                    to++;
                if (to - from > 1)
                    numbers.AsSpan(from..to).Sort((a, b) => part[a - _first[p]].SequenceCompareTo(part[b - _first[p]]));
                from = to;
            }

            runs[p] = new Run(keys, numbers);
        }, cancellationToken);

        while (runs.Length > 1)
        {
            Run[] before = runs;
            var merged = new Run[before.Length / 2];
            parallelism.For(merged.Length, i => merged[i] = Merge(before[2 * i], before[2 * i + 1], cancellationToken), cancellationToken);
            runs = merged;
        }

        return runs[0].Numbers;
    }

    [MethodImpl(Hot.Loop)]
    private Run Merge(Run a, Run b, CancellationToken cancellationToken)
    {
        var keys = new ulong[a.Keys.Length + b.Keys.Length];
        int[] numbers = new int[keys.Length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < keys.Length; k++)
        {
            if ((k & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            bool isFirst = j == b.Keys.Length || (i < a.Keys.Length && (a.Keys[i] != b.Keys[j] ? a.Keys[i] < b.Keys[j] : Name(a.Numbers[i]).SequenceCompareTo(Name(b.Numbers[j])) < 0));
            (keys[k], numbers[k]) = isFirst ? (a.Keys[i], a.Numbers[i++]) : (b.Keys[j], b.Numbers[j++]);
        }

        return new Run(keys, numbers);
    }

    /// <summary>How many bytes all names begin with.</summary>
    private int SharedPrefix()
    {
        ReadOnlySpan<byte> first = default;
        int shared = int.MaxValue;
        foreach (NameTable part in _parts)
        {
            for (int i = 0; i < part.Count && shared > 0; i++)
            {
                if (shared == int.MaxValue)
                    first = part[i];
                shared = Math.Min(shared, first.CommonPrefixLength(part[i]));
            }
        }

        return shared;
    }

    /// <summary>Eight bytes from a place on, as a number that orders as they do. No name holds a byte 0, so shorter names come first.</summary>
    private static ulong Key(ReadOnlySpan<byte> name, int from)
    {
        ReadOnlySpan<byte> rest = name[from..];
        if (rest.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(rest);
        ulong key = 0;
        for (int i = 0; i < rest.Length; i++)
            key |= (ulong)rest[i] << (56 - 8 * i);
        return key;
    }

    /// <summary>Names in their order, with the bytes by which they are compared first.</summary>
    private readonly record struct Run(ulong[] Keys, int[] Numbers);
}
