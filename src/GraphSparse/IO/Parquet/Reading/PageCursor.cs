using System.Buffers;
using System.IO.Hashing;

namespace GraphSparse.IO.Parquet;

/// <summary>Walks over the pages of one column chunk, decompressing one at a time.</summary>
internal sealed class PageCursor : IDisposable
{
    // Runs let a few bytes stand for many rows. More than this in one page nobody writes, but an attacker would.
    private const long FreeValues = 1L << 26;
    private const long ValuesPerByte = 1L << 16;

    private readonly ReadOnlyMemory<byte> _chunk;
    private readonly long _fileOffset;
    private readonly ParquetCompression _codec;
    private readonly DecodeBudget _budget;
    private readonly int _maxDefinition;
    private readonly int _maxRepetition;
    private int _position;
    private byte[]? _rented;
    private ReadOnlyMemory<byte> _body;

    public PageCursor(ReadOnlyMemory<byte> chunk, long fileOffset, ParquetCompression codec, SchemaLeaf leaf, DecodeBudget budget)
    {
        _chunk = chunk;
        _fileOffset = fileOffset;
        _codec = codec;
        _budget = budget;
        _maxDefinition = leaf.MaxDefinition;
        _maxRepetition = leaf.MaxRepetition;
    }

    /// <summary>The header of the page at hand.</summary>
    public PageHeader Header { get; private set; }

    /// <summary>Where in the file the page at hand begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Runs of repetition levels; empty where the column has none.</summary>
    public ReadOnlyMemory<byte> Repetitions { get; private set; }

    /// <summary>Runs of definition levels; empty where the column has none.</summary>
    public ReadOnlyMemory<byte> Definitions { get; private set; }

    /// <summary>The encoded values.</summary>
    public ReadOnlyMemory<byte> Values { get; private set; }

    /// <summary>Moves to the next data or dictionary page; false at the end of the chunk.</summary>
    public bool MoveNext()
    {
        while (_position < _chunk.Length)
        {
            Offset = _fileOffset + _position;
            var reader = new ThriftReader(_chunk.Span[_position..], Offset);
            PageHeader header = PageHeader.Read(ref reader);
            _position += reader.Position;
            if (header.CompressedSize > _chunk.Length - _position)
                throw new GraphFormatException($"a page of {header.CompressedSize} bytes where {_chunk.Length - _position} are left of its column");

            ReadOnlyMemory<byte> stored = _chunk.Slice(_position, header.CompressedSize);
            _position += header.CompressedSize;
            if (header.Crc is { } crc && Crc32.HashToUInt32(stored.Span) != crc)
                throw new GraphFormatException("a page does not have the checksum that its header states; the file is damaged");
            Header = header;
            switch (header.Kind)
            {
                case PageKind.Dictionary:
                    _body = Expand(stored, header.UncompressedSize);
                    Repetitions = Definitions = default;
                    Values = _body;
                    return true;
                case PageKind.Data:
                    RequirePlausible(header);
                    _body = Expand(stored, header.UncompressedSize);
                    Repetitions = TakeLevels(_maxRepetition, header.RepetitionEncoding);
                    Definitions = TakeLevels(_maxDefinition, header.DefinitionEncoding);
                    Values = _body;
                    return true;
                case PageKind.DataV2:
                    RequirePlausible(header);
                    OpenV2(stored, header);
                    return true;
                default:
                    continue;
            }
        }

        return false;
    }

    public void Dispose()
    {
        if (_rented is null)
            return;
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
    }

    private static void RequirePlausible(PageHeader header)
    {
        if (header.ValueCount > FreeValues + ValuesPerByte * Math.Max(header.CompressedSize, header.UncompressedSize))
            throw new GraphFormatException($"a page of {header.CompressedSize} bytes claims {header.ValueCount} values");
    }

    // The second version keeps the levels uncompressed before the values.
    private void OpenV2(ReadOnlyMemory<byte> stored, PageHeader header)
    {
        long levels = (long)header.RepetitionBytes + header.DefinitionBytes;
        if (levels > stored.Length || levels > header.UncompressedSize)
            throw new GraphFormatException($"levels of {levels} bytes in a page of {Math.Min(stored.Length, header.UncompressedSize)}");

        Repetitions = stored[..header.RepetitionBytes];
        Definitions = stored[header.RepetitionBytes..(int)levels];
        ReadOnlyMemory<byte> rest = stored[(int)levels..];
        int size = header.UncompressedSize - (int)levels;
        Values = header.IsCompressed && !(rest.IsEmpty && size == 0) ? Expand(rest, size) : rest;
    }

    private ReadOnlyMemory<byte> TakeLevels(int max, PageEncoding encoding)
    {
        if (max == 0)
            return default;
        if (encoding != PageEncoding.Rle)
            throw new GraphFormatException($"levels in encoding {FormatNames.Of(encoding)} are not supported");
        if (_body.Length < 4)
            throw new GraphFormatException("a page ends before its levels");

        int size = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(_body.Span);
        if (size < 0 || size > _body.Length - 4)
            throw new GraphFormatException($"levels of {size} bytes where {_body.Length - 4} are left");
        ReadOnlyMemory<byte> levels = _body.Slice(4, size);
        _body = _body[(4 + size)..];
        return levels;
    }

    private ReadOnlyMemory<byte> Expand(ReadOnlyMemory<byte> stored, int size)
    {
        if (_codec == ParquetCompression.None)
        {
            return stored.Length == size
                ? stored
                : throw new GraphFormatException($"an uncompressed page of {stored.Length} bytes says it has {size}");
        }

        _budget.Require(size, "a page");
        Dispose();
        _rented = PageCodec.Decompress(_codec, stored, size);
        return _rented.AsMemory(0, size);
    }
}
