namespace GraphSparse.IO.Parquet;

/// <summary>Reads the footer's Thrift structs that describe column chunks.</summary>
internal static class ChunkMetadataReader
{
    private static readonly ChunkMetadata NoMetadata = new() { Unreadable = "the footer has no metadata for it" };
    private static readonly ChunkMetadata NotWhole = new() { Unreadable = "the footer does not say its type, its count of values, its size or its place" };

    public static ChunkMetadata Read(ref ThriftReader reader, MetadataBudget budget)
    {
        var chunk = new ColumnChunk(budget);
        reader.ReadStruct(ref chunk);
        ChunkMetadata metadata = chunk.Metadata ?? NoMetadata;
        if (chunk.Unreadable is null)
            return metadata;
        budget.Take(MetadataBudget.Chunk);
        return metadata with { Unreadable = chunk.Unreadable };
    }

    private struct ColumnChunk(MetadataBudget budget) : IThriftStruct
    {
        public ChunkMetadata? Metadata;
        public string? Unreadable;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 1:
                    budget.TakeText(reader.Peek(field));
                    Unreadable = $"its data are in another file, '{GraphFormatException.Excerpt(reader.Binary(field))}'";
                    return true;
                case 3:
                    var metadata = new ColumnMetadata(budget);
                    reader.ReadStruct(field, ref metadata);
                    Metadata = metadata.ToChunk();
                    return true;
                case 8 or 9:
                    Unreadable = "it is encrypted";
                    return false;
                default:
                    return false;
            }
        }
    }

    private struct ColumnMetadata(MetadataBudget budget) : IThriftStruct
    {
        private PhysicalType _type = (PhysicalType)(-1);
        private int _codec;
        private long _values = -1;
        private long _compressed = -1;
        private long _uncompressed;
        private long _dataOffset = -1;
        private long _dictionaryOffset;
        private Statistics? _statistics;
        private PageEncoding[] _encodings = [];

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 1:
                    _type = (PhysicalType)reader.Int32(field);
                    return true;
                case 2:
                    _encodings = new PageEncoding[reader.List(field, ThriftType.I32)];
                    budget.Take(4L * _encodings.Length + 24);
                    for (int i = 0; i < _encodings.Length; i++)
                        _encodings[i] = (PageEncoding)reader.ReadInt32();
                    return true;
                case 4:
                    _codec = reader.Int32(field);
                    return true;
                case 5:
                    _values = reader.Int64(field);
                    return true;
                case 6:
                    _uncompressed = reader.Int64(field);
                    return true;
                case 7:
                    _compressed = reader.Int64(field);
                    return true;
                case 9:
                    _dataOffset = reader.Int64(field);
                    return true;
                case 11:
                    _dictionaryOffset = reader.Int64(field);
                    return true;
                case 12:
                    int start = reader.Position;
                    var statistics = default(Statistics);
                    reader.ReadStruct(field, ref statistics);
                    budget.Take(MetadataBudget.Statistics + reader.Position - start);
                    _statistics = statistics;
                    return true;
                default:
                    return false;
            }
        }

        public readonly ChunkMetadata ToChunk()
        {
            if (_type < 0 || _values < 0 || _compressed < 0 || _dataOffset < 0)
                return NotWhole;
            budget.Take(MetadataBudget.Chunk);
            return new ChunkMetadata
            {
                Type = _type,
                Codec = _codec,
                ValueCount = _values,
                CompressedBytes = _compressed,
                UncompressedBytes = _uncompressed,
                DataPageOffset = _dataOffset,
                DictionaryPageOffset = _dictionaryOffset,
                Statistics = _statistics?.Of(_type) ?? ParquetStatistics.None,
                Encodings = _encodings,
            };
        }
    }

    private struct Statistics : IThriftStruct
    {
        private long? _nullCount;
        private byte[]? _min;
        private byte[]? _max;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                // Fields 1 and 2 are the old minimum and maximum, whose order was never defined for strings: not used.
                case 3:
                    _nullCount = reader.Int64(field);
                    return true;
                case 5:
                    _max = reader.Binary(field).ToArray();
                    return true;
                case 6:
                    _min = reader.Binary(field).ToArray();
                    return true;
                default:
                    return false;
            }
        }

        public readonly ParquetStatistics Of(PhysicalType type) => new()
        {
            NullCount = _nullCount,
            HasRange = _min is not null && _max is not null,
            MinBytes = _min,
            MaxBytes = _max,
            Type = type,
        };
    }
}
