using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Reads a flat column chunk of 64-bit integers into 32 bits for as long as none is negative or beyond them: ids mostly are so.</summary>
/// <remarks>A page at a time is decoded in 64 bits, in memory that is used again, so that a column takes half the memory and is written once.</remarks>
internal sealed class IntegerChunkReader : ChunkReader
{
    private const int Limit = int.MaxValue - 1;

    private int[] _narrow;
    private long[] _wide = [];
    private bool _isWide;
    private long[] _dictionary = [];
    private int[] _narrowDictionary = [];
    private int _dictionaryCount = -1;
    private bool _isDictionaryNarrow;
    private int _count;

    public IntegerChunkReader(SchemaLeaf leaf, ChunkMetadata chunk, int rowCount, DecodeBudget budget) : base(leaf, chunk, rowCount, budget) =>
        _narrow = budget.Allocate<int>(Plausible(chunk.ValueCount, sizeof(int)), "values");

    /// <summary>All values in 32 bits, or else in 64; the other is null.</summary>
    public (int[]? Narrow, long[]? Wide) Finish()
    {
        if (_isWide)
            return (null, _wide.Length == _count ? _wide : _wide.AsSpan(0, _count).ToArray());
        return (_narrow.Length == _count ? _narrow : _narrow.AsSpan(0, _count).ToArray(), null);
    }

    protected override void ReadDictionary(ReadOnlySpan<byte> bytes, int count)
    {
        ValueDecoder.RequireHeld<long>(PageEncoding.Plain, bytes, count, 0);
        Grow(ref _dictionary, 0, count, count, "a dictionary");
        Span<long> values = _dictionary.AsSpan(0, count);
        ValueDecoder.Decode<long>(PageEncoding.Plain, bytes, values, default);
        _dictionaryCount = count;
        _isDictionaryNarrow = AreNarrow(values);
        if (!_isDictionaryNarrow)
            return;
        Grow(ref _narrowDictionary, 0, count, count, "a dictionary");
        Narrow(values, _narrowDictionary);
    }

    protected override void ReadPage(PageCursor cursor)
    {
        PageHeader header = cursor.Header;
        int present = CountPresent(cursor, _count);
        ValueDecoder.RequireHeld<long>(header.Encoding, cursor.Values.Span, present, _dictionaryCount);
        long needed = (long)_count + header.ValueCount;
        if (!_isWide && header.Encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary && _isDictionaryNarrow)
        {
            Grow(ref _narrow, _count, needed, Chunk.ValueCount, "values");
            ValueDecoder.Decode<int>(header.Encoding, cursor.Values.Span, _narrow.AsSpan(_count, present), _narrowDictionary.AsSpan(0, _dictionaryCount));
        }
        else
        {
            Decode(header.Encoding, cursor.Values.Span, present, needed);
        }

        _count += header.ValueCount;
    }

    private void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, long needed)
    {
        ReadOnlySpan<long> dictionary = _dictionary.AsSpan(0, Math.Max(0, _dictionaryCount));
        if (_isWide)
        {
            Grow(ref _wide, _count, needed, Chunk.ValueCount, "values");
            ValueDecoder.Decode(encoding, bytes, _wide.AsSpan(_count, count), dictionary);
            return;
        }

        Budget.Require(count * (long)sizeof(long), "a page");
        long[] rented = ArrayPool<long>.Shared.Rent(count);
        try
        {
            Span<long> values = rented.AsSpan(0, count);
            ValueDecoder.Decode(encoding, bytes, values, dictionary);
            if (AreNarrow(values))
            {
                Grow(ref _narrow, _count, needed, Chunk.ValueCount, "values");
                Narrow(values, _narrow.AsSpan(_count));
                return;
            }

            Widen(needed);
            values.CopyTo(_wide.AsSpan(_count));
        }
        finally
        {
            ArrayPool<long>.Shared.Return(rented);
        }
    }

    /// <summary>Goes over to 64 bits.</summary>
    private void Widen(long needed)
    {
        Grow(ref _wide, 0, Math.Max(needed, _narrow.Length), Chunk.ValueCount, "values");
        for (int i = 0; i < _count; i++)
            _wide[i] = _narrow[i];
        Budget.Release<int>(_narrow.Length);
        _narrow = [];
        _isWide = true;
    }

    private static bool AreNarrow(ReadOnlySpan<long> values) => !values.ContainsAnyExceptInRange(0, Limit);

    [MethodImpl(Hot.Loop)]
    private static void Narrow(ReadOnlySpan<long> values, Span<int> target)
    {
        int i = 0;
        for (; i <= values.Length - 2 * Vector<long>.Count; i += 2 * Vector<long>.Count)
            Vector.Narrow(new Vector<long>(values[i..]), new Vector<long>(values[(i + Vector<long>.Count)..])).CopyTo(target[i..]);
        for (; i < values.Length; i++)
            target[i] = (int)values[i];
    }
}
