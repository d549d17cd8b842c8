using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Adds up a row of a product in a table by column, with open addressing; then sorts what was found. For rows of few terms beside the columns of a wide matrix.</summary>
/// <remarks>The table has at least twice as many places as terms, and is cleared by what was found: a row costs what its terms cost.</remarks>
internal sealed unsafe class HashAccumulator<T, TSemiring> : IDisposable where T : unmanaged where TSemiring : struct, ISemiring<T>
{
    private const uint Multiplier = 2654435769; // 2^32 divided by the golden ratio, as Knuth has it
    private const int Empty = -1;
    private const int RadixFrom = 600; // below, a sort by comparisons is faster than passes over 2048 buckets

    private readonly ProductOperands<T> _operands;
    private NativeArray<int> _columns = new(0);
    private NativeArray<T> _sums = new(0);
    private NativeArray<ulong> _found = new(0); // column, then place

    public HashAccumulator(ProductOperands<T> operands) => _operands = operands;

    /// <summary>Bytes of an accumulator for rows of so many terms at most.</summary>
    public static long EstimateBytes(long mostTerms) => Capacity(mostTerms) * (sizeof(int) + sizeof(T) + sizeof(ulong) / 2);

    /// <summary>Multiplies the entries [<paramref name="from"/>, <paramref name="to"/>) of the left factor, a row, and writes the row of the product.</summary>
    /// <param name="from">The row's first entry.</param>
    /// <param name="to">Behind its last.</param>
    /// <param name="mostEntries">At least as many as the row of the product has.</param>
    /// <param name="columns">Written.</param>
    /// <param name="values">Written.</param>
    [MethodImpl(Hot.Loop)]
    public int Multiply(long from, long to, long mostEntries, int* columns, T* values)
    {
        int count = AddTerms(from, to, mostEntries);
        Span<ulong> found = _found.AsSpan(0, count);
        if (count < RadixFrom)
            found.Sort();
        else
            RadixSort.Sort(found, lowestBit: 32);
        for (int i = 0; i < count; i++)
        {
            uint place = (uint)found[i];
            columns[i] = (int)(found[i] >> 32);
            values[i] = _sums.First[place];
            _columns.First[place] = Empty;
        }

        return count;
    }

    /// <summary>How many entries that row of the product has.</summary>
    public int Count(long from, long to, long mostEntries)
    {
        int count = AddTerms(from, to, mostEntries);
        foreach (ulong found in _found.AsSpan(0, count))
            _columns.First[(uint)found] = Empty;
        return count;
    }

    public void Dispose()
    {
        _columns.Dispose();
        _sums.Dispose();
        _found.Dispose();
    }

    [MethodImpl(Hot.Loop)]
    private int AddTerms(long from, long to, long mostEntries)
    {
        long capacity = Capacity(mostEntries);
        Reserve(capacity);
        int shift = 32 - BitOperations.Log2((ulong)capacity);
        uint lastPlace = (uint)(capacity - 1);
        int* keys = _columns.First;
        T* sums = _sums.First;
        ulong* found = _found.First;
        int* aColumns = _operands.AColumns;
        T* aValues = _operands.AValues;
        long* bOffsets = _operands.BOffsets;
        int* bColumns = _operands.BColumns;
        T* bValues = _operands.BValues;
        int count = 0;
        for (long e = from; e < to; e++)
        {
            _operands.PrefetchBehind(e);
            int k = aColumns[e];
            T factor = aValues != null ? aValues[e] : TSemiring.One;
            (long start, long end) = (bOffsets[k], bOffsets[k + 1]);
            for (long p = start; p < end; p++)
            {
                int column = bColumns[p];
                T term = TSemiring.Multiply(factor, bValues != null ? bValues[p] : TSemiring.One);
                uint place = ((uint)column * Multiplier) >> shift;
                while (keys[place] != column && keys[place] != Empty)
                    place = (place + 1) & lastPlace;
                if (keys[place] == column)
                {
                    sums[place] = TSemiring.Add(sums[place], term);
                }
                else
                {
                    keys[place] = column;
                    sums[place] = term;
                    found[count++] = ((ulong)(uint)column << 32) | place;
                }
            }
        }

        return count;
    }

    private void Reserve(long capacity)
    {
        if (_columns.Length >= capacity)
            return;
        Dispose();
        _columns = new NativeArray<int>((int)capacity);
        _sums = new NativeArray<T>((int)capacity);
        _found = new NativeArray<ulong>((int)(capacity / 2));
        _columns.AsSpan(0, (int)capacity).Fill(Empty);
    }

    private static long Capacity(long mostEntries) => Math.Max(64, (long)BitOperations.RoundUpToPowerOf2((ulong)mostEntries * 2));
}
