using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Sampling;

/// <summary>A set of arcs by open addressing, with removal; twice as many places as arcs at least.</summary>
internal sealed class ArcSet
{
    private const ulong Empty = ulong.MaxValue;
    private ulong[] _places = [];
    private int _shift;

    /// <summary>Empties the set and makes room for so many arcs.</summary>
    public void Reset(int count)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 2 * Math.Min(count, 1 << 29)));
        if (_places.Length < size)
            _places = new ulong[size];
        _shift = 64 - BitOperations.Log2((uint)size); // of a larger table only the first places: fewer to clear, and they stay in cache
        _places.AsSpan(0, size).Fill(Empty);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int source, int target)
    {
        ulong key = Key(source, target);
        uint mask = (1u << (64 - _shift)) - 1;
        for (uint at = Home(key); ; at = (at + 1) & mask)
        {
            ulong seen = _places[at];
            if (seen == key)
                return true;
            if (seen == Empty)
                return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int source, int target)
    {
        ulong key = Key(source, target);
        uint mask = (1u << (64 - _shift)) - 1;
        uint at = Home(key);
        while (_places[at] != Empty)
            at = (at + 1) & mask;
        _places[at] = key;
    }

    /// <summary>Removes an arc that is there, moving back those that were displaced by it.</summary>
    public void Remove(int source, int target)
    {
        ulong key = Key(source, target);
        uint mask = (1u << (64 - _shift)) - 1;
        uint hole = Home(key);
        while (_places[hole] != key)
            hole = (hole + 1) & mask;
        for (uint at = (hole + 1) & mask; _places[at] != Empty; at = (at + 1) & mask)
        {
            uint home = Home(_places[at]);
            if (((at - home) & mask) >= ((at - hole) & mask))
            {
                _places[hole] = _places[at];
                hole = at;
            }
        }

        _places[hole] = Empty;
    }

    private static ulong Key(int source, int target) => ((ulong)(uint)source << 32) | (uint)target;

    private uint Home(ulong key) => (uint)(unchecked(key * 0x9E3779B97F4A7C15UL) >> _shift);
}
