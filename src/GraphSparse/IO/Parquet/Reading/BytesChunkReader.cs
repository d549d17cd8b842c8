using System.Buffers;

namespace GraphSparse.IO.Parquet;

/// <summary>Reads a column chunk of byte strings, of any length or of one.</summary>
internal class BytesChunkReader(SchemaLeaf leaf, ChunkMetadata chunk, int rowCount, DecodeBudget budget)
    : ChunkReader(leaf, chunk, rowCount, budget)
{
    /// <summary>The length of all values, or 0 where each has its own.</summary>
    private readonly int _fixedLength = leaf.Field.FixedLength;

    private byte[] _bytes = [];
    private int _byteCount;
    private int[] _ends = [];
    private int _count;
    private byte[] _dictionaryBytes = [];
    private int[] _dictionaryEnds = [];
    private int _dictionaryCount = -1;

    /// <summary>The column, after all pages were read.</summary>
    public ParquetUtf8Column Finish()
    {
        int[] offsets = Budget.Allocate<int>(_count + 1L, "offsets");
        offsets[0] = 0;
        _ends.AsSpan(0, _count).CopyTo(offsets.AsSpan(1));
        return new ParquetUtf8Column(Leaf.Field, _bytes.AsMemory(0, _byteCount), offsets, FinishNulls());
    }

    protected override void ReadDictionary(ReadOnlySpan<byte> bytes, int count)
    {
        PlainBytes.Require(bytes, count, _fixedLength);
        Grow(ref _dictionaryEnds, 0, count, count, "a dictionary");
        Grow(ref _dictionaryBytes, 0, bytes.Length, bytes.Length, "a dictionary");
        PlainBytes.Read(bytes, _fixedLength, _dictionaryBytes, 0, _dictionaryEnds.AsSpan(0, count));
        _dictionaryCount = count;
    }

    protected override void ReadPage(PageCursor cursor)
    {
        PageHeader header = cursor.Header;
        int entries = header.ValueCount, present = entries;
        byte[]? levels = null;
        try
        {
            if (Leaf.MaxDefinition > 0)
            {
                levels = RentLevels(cursor.Definitions.Span, Leaf.MaxDefinition, entries);
                present = levels.AsSpan(0, entries).Count((byte)1);
            }

            int start = _byteCount;
            Decode(header.Encoding, cursor.Values.Span, present, entries);
            if (present < entries)
                Spread(levels.AsSpan(0, entries), present, start);
            _count += entries;
        }
        finally
        {
            if (levels is not null)
                ArrayPool<byte>.Shared.Return(levels);
        }
    }

    /// <summary>Decodes values behind those read so far; <paramref name="room"/> is that of their ends, nulls between them included.</summary>
    protected void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, int room)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                PlainBytes.Require(bytes, count, _fixedLength);
                Span<int> ends = Ends(count, room);
                Room(PlainBytes.Length(bytes, count, _fixedLength));
                _byteCount = PlainBytes.Read(bytes, _fixedLength, _bytes, _byteCount, ends);
                break;
            case PageEncoding.PlainDictionary or PageEncoding.RleDictionary:
                ValueDecoder.RequireIndices(bytes, count, _dictionaryCount);
                LookUp(bytes, Ends(count, room));
                break;
            case PageEncoding.DeltaLengthByteArray when Leaf.Field.Type == ParquetType.Utf8:
                ReadDeltaLengths(bytes, count, room);
                break;
            case PageEncoding.DeltaByteArray when Leaf.Field.Type != ParquetType.Int96:
                ReadDeltas(bytes, count, room);
                break;
            case PageEncoding.ByteStreamSplit when Leaf.Field.Type == ParquetType.FixedBytes:
                ReadSplit(bytes, count, room);
                break;
            default:
                throw new GraphFormatException($"encoding {FormatNames.Of(encoding)} is not supported for columns of type {FormatNames.Of(FormatNames.Physical(Leaf.Field.Type))}");
        }
    }

    /// <summary>Puts the ends of a page's strings, which lie together, to their rows; a null row ends where it begins.</summary>
    private void Spread(ReadOnlySpan<byte> levels, int present, int start)
    {
        MarkNulls(_count, levels, _ends.Length);
        Span<int> ends = _ends.AsSpan(_count, levels.Length);
        int from = present;
        for (int row = levels.Length - 1; row >= 0; row--)
            ends[row] = levels[row] != 0 ? ends[--from] : from > 0 ? ends[from - 1] : start;
    }

    private Span<int> Ends(int count, int room)
    {
        Grow(ref _ends, _count, (long)_count + room, RowCount, "offsets");
        return _ends.AsSpan(_count, count);
    }

    private void Room(long more) => Grow(ref _bytes, _byteCount, _byteCount + more, Array.MaxLength, "strings");

    private void LookUp(ReadOnlySpan<byte> bytes, Span<int> ends)
    {
        if (ends.IsEmpty)
            return;

        var runs = new RleReader(bytes[1..], bytes[0]);
        Span<uint> batch = stackalloc uint[512];
        for (int at = 0; at < ends.Length; at += batch.Length)
        {
            Span<uint> indices = batch[..Math.Min(batch.Length, ends.Length - at)];
            runs.Read(indices);
            long more = 0;
            foreach (uint index in indices)
            {
                if (index >= (uint)_dictionaryCount)
                    throw ValueDecoder.OutOfDictionary(index, _dictionaryCount);
                more += Entry(index).Length;
            }

            Room(more);
            for (int i = 0; i < indices.Length; i++)
            {
                ReadOnlySpan<byte> entry = Entry(indices[i]);
                entry.CopyTo(_bytes.AsSpan(_byteCount));
                _byteCount += entry.Length;
                ends[at + i] = _byteCount;
            }
        }
    }

    /// <summary>Entries of the dictionary, or −1.</summary>
    protected int DictionaryCount => _dictionaryCount;

    /// <summary>A value, counted from the last that was forgotten.</summary>
    protected ReadOnlySpan<byte> Value(int index)
    {
        int start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.AsSpan(start, _ends[index] - start);
    }

    /// <summary>Forgets the values that were decoded; their memory is used again.</summary>
    protected void Forget() => _byteCount = _count = 0;

    /// <summary>An entry of the dictionary.</summary>
    protected ReadOnlySpan<byte> Entry(uint index)
    {
        int start = index == 0 ? 0 : _dictionaryEnds[index - 1];
        return _dictionaryBytes.AsSpan(start, _dictionaryEnds[index] - start);
    }

    private void ReadDeltaLengths(ReadOnlySpan<byte> bytes, int count, int room)
    {
        var lengths = new DeltaReader(bytes);
        if (lengths.Count != count)
            throw new GraphFormatException($"DELTA_LENGTH_BYTE_ARRAY: {lengths.Count} lengths, the page has {count} values");

        Span<int> ends = Ends(count, room);
        lengths.Read(ends);
        ReadOnlySpan<byte> text = bytes[lengths.Position..];
        long total = 0;
        foreach (int length in ends)
        {
            total += length;
            if (length < 0 || total > text.Length)
                throw new GraphFormatException($"DELTA_LENGTH_BYTE_ARRAY: a string of {length} bytes where {text.Length} are left in all");
        }

        Room(total);
        text[..(int)total].CopyTo(_bytes.AsSpan(_byteCount));
        foreach (ref int end in ends)
            end = _byteCount += end;
    }

    private void ReadDeltas(ReadOnlySpan<byte> bytes, int count, int room)
    {
        DeltaBytes.RequireCount(bytes, count);
        int[] prefixes = ArrayPool<int>.Shared.Rent(count);
        try
        {
            Budget.Require(sizeof(int) * (long)count, "lengths of prefixes");
            Span<int> ends = Ends(count, room);
            ReadOnlySpan<byte> suffixes = DeltaBytes.ReadLengths(bytes, prefixes.AsSpan(0, count), ends, _fixedLength, out long total);
            Room(total);
            _byteCount = DeltaBytes.Join(suffixes, prefixes.AsSpan(0, count), ends, _bytes, _byteCount);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(prefixes);
        }
    }

    private void ReadSplit(ReadOnlySpan<byte> bytes, int count, int room)
    {
        long size = (long)count * _fixedLength;
        if (bytes.Length != size)
            throw new GraphFormatException($"BYTE_STREAM_SPLIT: {count} values take {size} bytes, the page has {bytes.Length}");
        Span<int> ends = Ends(count, room);
        Room(size);
        ByteStreamSplit.Read(bytes, _bytes.AsSpan(_byteCount, (int)size), count, _fixedLength);
        foreach (ref int end in ends)
            end = _byteCount += _fixedLength;
    }
}
