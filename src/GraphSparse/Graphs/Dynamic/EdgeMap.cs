using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>An edge of a dynamic graph: its weight, its places in the rows of both ends, and those in the sparsifier's rows.</summary>
internal struct EdgeRecord
{
    /// <summary>Smaller end in the high half, larger end in the low half; 0 stands for no edge, since no edge joins 0 to itself.</summary>
    public ulong Key;
    public double Weight;
    public int SlotInMin;
    public int SlotInMax;
    public int SparseSlotInMin;
    public int SparseSlotInMax;

    public readonly int Min => (int)(Key >> 32);

    public readonly int Max => unchecked((int)(uint)Key);

    /// <summary>Whether the edge is in the sparsifier.</summary>
    public readonly bool InSparsifier => SparseSlotInMin >= 0;

    public readonly int SlotOf(int end) => end == Min ? SlotInMin : SlotInMax;

    public readonly int SparseSlotOf(int end) => end == Min ? SparseSlotInMin : SparseSlotInMax;
}

/// <summary>Edges by their ends: open addressing with linear probing. Removing shifts the records behind back, so there are no tombstones.</summary>
/// <remarks>32 bytes per place, one to two and a half places per edge.</remarks>
internal sealed class EdgeMap
{
    private const int SmallestLength = 16;
    private EdgeRecord[] _records;
    private int _shift;

    public EdgeMap(long expected)
    {
        long length = Math.Max(SmallestLength, (long)BitOperations.RoundUpToPowerOf2((ulong)(expected + expected / 2 + 1)));
        if (length > 1 << 30)
            throw new ResourceLimitException($"A dynamic graph of {expected} edges would need a table of {length} places, the limit is {1 << 30}.");
        _records = new EdgeRecord[length];
        _shift = 64 - BitOperations.Log2((ulong)length);
    }

    public int Count { get; private set; }

    public static ulong KeyOf(int u, int v) => u < v ? ((ulong)(uint)u << 32) | (uint)v : ((ulong)(uint)v << 32) | (uint)u;

    /// <summary>The record of an edge, or a null reference. It moves with the next addition or removal.</summary>
    public ref EdgeRecord Find(int u, int v) => ref Find(KeyOf(u, v));

    public ref EdgeRecord Find(ulong key)
    {
        int mask = _records.Length - 1;
        for (int i = Home(key); ; i = (i + 1) & mask)
        {
            ref EdgeRecord record = ref _records[i];
            if (record.Key == key)
                return ref record;
            if (record.Key == 0)
                return ref Unsafe.NullRef<EdgeRecord>();
        }
    }

    public bool Contains(int u, int v) => !Unsafe.IsNullRef(ref Find(u, v));

    /// <summary>Adds an edge that is absent.</summary>
    public ref EdgeRecord Add(int u, int v)
    {
        if (4L * (Count + 1) > 3L * _records.Length)
            Grow();
        Count++;
        ref EdgeRecord record = ref Vacant(KeyOf(u, v));
        record = new EdgeRecord { Key = KeyOf(u, v), SparseSlotInMin = -1, SparseSlotInMax = -1 };
        return ref record;
    }

    /// <summary>Removes an edge that is present.</summary>
    public void Remove(ulong key)
    {
        int mask = _records.Length - 1;
        int gap = Home(key);
        while (_records[gap].Key != key)
            gap = (gap + 1) & mask;
        for (int i = (gap + 1) & mask; _records[i].Key != 0; i = (i + 1) & mask)
        {
            // A record may fill the gap if the gap lies between its home and its place.
            if (((i - Home(_records[i].Key)) & mask) >= ((i - gap) & mask))
            {
                _records[gap] = _records[i];
                gap = i;
            }
        }

        _records[gap] = default;
        Count--;
    }

    private int Home(ulong key) => (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> _shift);

    private ref EdgeRecord Vacant(ulong key)
    {
        int mask = _records.Length - 1;
        int i = Home(key);
        while (_records[i].Key != 0)
            i = (i + 1) & mask;
        return ref _records[i];
    }

    private void Grow()
    {
        if (_records.Length >= 1 << 30)
            throw new ResourceLimitException($"A dynamic graph holds at most {3L << 28} edges.");
        EdgeRecord[] before = _records;
        _records = new EdgeRecord[before.Length * 2];
        _shift--;
        foreach (EdgeRecord record in before)
        {
            if (record.Key != 0)
                Vacant(record.Key) = record;
        }
    }
}
