namespace GraphSparse.IO.Parquet;

/// <summary>Reads the footer's Thrift structs.</summary>
internal static class MetadataReader
{
    // A page header takes 14 bytes and more; a row group without rows may have no page at all, and nobody writes many of those.
    private const int LeastChunkBytes = 8;
    private const int EmptyRowGroups = 64;

    private static readonly ChunkMetadata NoMetadata = new() { Unreadable = "the footer has no metadata for it" };
    private static readonly ChunkMetadata NotWhole = new() { Unreadable = "the footer does not say its type, its count of values, its size or its place" };

    /// <param name="footer">The Thrift struct.</param>
    /// <param name="fileOffset">Where it lies in the file, which is also how many bytes the row groups can have.</param>
    /// <param name="memoryLimit">What the result may take in memory.</param>
    public static FileMetadata ReadFile(ReadOnlySpan<byte> footer, long fileOffset, long memoryLimit)
    {
        FooterChecksum.Verify(footer);
        var reader = new ThriftReader(footer, fileOffset);
        var budget = new MetadataBudget(memoryLimit);
        budget.Take(footer.Length);
        ThriftReader groups = default;
        var groupsField = default(ThriftField);
        var schema = new List<SchemaElement>();
        var keyValues = new Dictionary<string, string>();
        long rowCount = -1;
        string createdBy = "";
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 2:
                    for (int i = reader.List(field, ThriftType.Struct); i > 0; i--)
                        schema.Add(SchemaReader.ReadElement(ref reader, budget));
                    break;
                case 3:
                    rowCount = reader.Int64(field);
                    break;
                case 4:
                    // Read below, when the schema has said how many chunks a row group has.
                    groups = reader;
                    groupsField = field;
                    reader.Skip(field);
                    break;
                case 5:
                    for (int i = reader.List(field, ThriftType.Struct); i > 0; i--)
                        ReadKeyValue(ref reader, keyValues, budget);
                    break;
                case 6:
                    createdBy = reader.Text(field);
                    break;
                case 8:
                    throw reader.Bad("the columns are encrypted; encryption is not supported");
                default:
                    reader.Skip(field);
                    break;
            }
        }

        if (schema.Count == 0)
            throw reader.Bad("no schema");
        if (rowCount < 0)
            throw reader.Bad("no row count");
        int leaves = schema.Count(element => element.Type is not null && element.ChildCount == 0);
        List<RowGroupMetadata> rowGroups = groupsField.Id == 0 ? [] : ReadRowGroups(ref groups, groupsField, leaves, fileOffset, budget);
        return new FileMetadata
        {
            RowCount = rowCount,
            Schema = schema,
            RowGroups = rowGroups,
            KeyValues = keyValues,
            CreatedBy = createdBy,
            MemoryBytes = budget.Taken,
        };
    }

    private static List<RowGroupMetadata> ReadRowGroups(ref ThriftReader reader, ThriftField field, int leaves, long bodyBytes, MetadataBudget budget)
    {
        int count = reader.List(field, ThriftType.Struct);
        if ((Int128)(count - EmptyRowGroups) * Math.Max(1, leaves) * LeastChunkBytes > bodyBytes)
            throw reader.Bad($"{count} row groups of {leaves} columns in a file of {bodyBytes} bytes");
        var groups = new List<RowGroupMetadata>();
        for (int i = 0; i < count; i++)
            groups.Add(ReadRowGroup(ref reader, i, leaves, budget));
        return groups;
    }

    private static void ReadKeyValue(ref ThriftReader reader, Dictionary<string, string> keyValues, MetadataBudget budget)
    {
        int start = reader.Position;
        string? key = null;
        string value = "";
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            if (field.Id == 1)
                key = reader.Text(field);
            else if (field.Id == 2)
                value = reader.Text(field);
            else
                reader.Skip(field);
        }

        budget.Take(MetadataBudget.KeyValue);
        budget.TakeText(reader.Position - start);
        if ((key ?? throw reader.Bad("a metadata entry without a key")) != FooterChecksum.Key)
            keyValues[key] = value;
    }

    private static RowGroupMetadata ReadRowGroup(ref ThriftReader reader, int index, int leaves, MetadataBudget budget)
    {
        budget.Take(MetadataBudget.RowGroup + 8L * leaves);
        ChunkMetadata[]? chunks = null;
        long rows = -1;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    int count = reader.List(field, ThriftType.Struct);
                    if (count != leaves || chunks is not null)
                        throw reader.Bad($"row group {index} has {count} columns, the schema {leaves}");
                    chunks = new ChunkMetadata[count];
                    for (int i = 0; i < count; i++)
                        chunks[i] = ReadChunk(ref reader, budget);
                    break;
                case 3:
                    rows = reader.Int64(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        if (rows < 0)
            throw reader.Bad($"a row group of {rows} rows");
        return chunks is null && leaves > 0
            ? throw reader.Bad($"row group {index} has 0 columns, the schema {leaves}")
            : new RowGroupMetadata(rows, chunks ?? []);
    }

    private static ChunkMetadata ReadChunk(ref ThriftReader reader, MetadataBudget budget)
    {
        ChunkMetadata? chunk = null;
        string? unreadable = null;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    budget.TakeText(reader.Peek(field));
                    unreadable = $"its data are in another file, '{GraphFormatException.Excerpt(reader.Binary(field))}'";
                    break;
                case 3:
                    reader.Struct(field);
                    chunk = ReadChunkMetadata(ref reader, budget);
                    break;
                case 8 or 9:
                    unreadable = "it is encrypted";
                    reader.Skip(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        chunk ??= NoMetadata;
        if (unreadable is null)
            return chunk;
        budget.Take(MetadataBudget.Chunk);
        return chunk with { Unreadable = unreadable };
    }

    private static ChunkMetadata ReadChunkMetadata(ref ThriftReader reader, MetadataBudget budget)
    {
        var type = (PhysicalType)(-1);
        int codec = 0;
        long values = -1, compressed = -1, uncompressed = 0, dataOffset = -1, dictionaryOffset = 0;
        ParquetStatistics? statistics = null;
        PageEncoding[] encodings = [];
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    type = (PhysicalType)reader.Int32(field);
                    break;
                case 2:
                    encodings = new PageEncoding[reader.List(field, ThriftType.I32)];
                    budget.Take(4L * encodings.Length + 24);
                    for (int i = 0; i < encodings.Length; i++)
                        encodings[i] = (PageEncoding)reader.ReadInt32();
                    break;
                case 4:
                    codec = reader.Int32(field);
                    break;
                case 5:
                    values = reader.Int64(field);
                    break;
                case 6:
                    uncompressed = reader.Int64(field);
                    break;
                case 7:
                    compressed = reader.Int64(field);
                    break;
                case 9:
                    dataOffset = reader.Int64(field);
                    break;
                case 11:
                    dictionaryOffset = reader.Int64(field);
                    break;
                case 12:
                    reader.Struct(field);
                    statistics = ReadStatistics(ref reader, budget);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        if (type < 0 || values < 0 || compressed < 0 || dataOffset < 0)
            return NotWhole;
        budget.Take(MetadataBudget.Chunk);
        return new ChunkMetadata
        {
            Type = type,
            Codec = codec,
            ValueCount = values,
            CompressedBytes = compressed,
            UncompressedBytes = uncompressed,
            DataPageOffset = dataOffset,
            DictionaryPageOffset = dictionaryOffset,
            Statistics = statistics is null ? ParquetStatistics.None : statistics with { Type = type },
            Encodings = encodings,
        };
    }

    private static ParquetStatistics ReadStatistics(ref ThriftReader reader, MetadataBudget budget)
    {
        int start = reader.Position;
        var statistics = new ParquetStatistics();
        bool hasMin = false, hasMax = false;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                // Fields 1 and 2 are the old minimum and maximum, whose order was never defined for strings: not used.
                case 3:
                    statistics = statistics with { NullCount = reader.Int64(field) };
                    break;
                case 5:
                    statistics = statistics with { MaxBytes = reader.Binary(field).ToArray() };
                    hasMax = true;
                    break;
                case 6:
                    statistics = statistics with { MinBytes = reader.Binary(field).ToArray() };
                    hasMin = true;
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        budget.Take(MetadataBudget.Statistics + reader.Position - start);
        return statistics with { HasRange = hasMin && hasMax };
    }
}
