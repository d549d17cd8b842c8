namespace GraphSparse.IO.Parquet;

/// <summary>Reads the footer's Thrift structs: the file, its row groups and its metadata entries.</summary>
internal static class MetadataReader
{
    // A page header takes 14 bytes and more; a row group without rows may have no page at all, and nobody writes many of those.
    private const int LeastChunkBytes = 8;
    private const int EmptyRowGroups = 64;

    /// <param name="footer">The Thrift struct.</param>
    /// <param name="fileOffset">Where it lies in the file, which is also how many bytes the row groups can have.</param>
    /// <param name="memoryLimit">What the result may take in memory.</param>
    public static FileMetadata ReadFile(ReadOnlySpan<byte> footer, long fileOffset, long memoryLimit)
    {
        FooterChecksum.Verify(footer);
        var reader = new ThriftReader(footer, fileOffset);
        var budget = new MetadataBudget(memoryLimit);
        budget.Take(footer.Length);
        var file = new FileStruct(budget);
        reader.ReadStruct(ref file);
        if (file.Schema.Count == 0)
            throw reader.Bad("no schema");
        if (file.RowCount < 0)
            throw reader.Bad("no row count");

        // Row groups are read last, when the schema has said how many chunks each of them has.
        int leaves = file.Schema.Count(element => element.Type is not null && element.ChildCount == 0);
        ThriftReader groups = reader.At(file.RowGroupsPosition);
        List<RowGroupMetadata> rowGroups = file.RowGroups.Id == 0 ? [] : ReadRowGroups(ref groups, file.RowGroups, leaves, fileOffset, budget);
        return new FileMetadata
        {
            RowCount = file.RowCount,
            Schema = file.Schema,
            RowGroups = rowGroups,
            KeyValues = file.KeyValues,
            CreatedBy = file.CreatedBy,
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
        {
            budget.Take(MetadataBudget.RowGroup + 8L * leaves);
            var group = new RowGroupStruct(i, leaves, budget);
            reader.ReadStruct(ref group);
            groups.Add(group.ToRowGroup(ref reader));
        }

        return groups;
    }

    private struct FileStruct(MetadataBudget budget) : IThriftStruct
    {
        public List<SchemaElement> Schema = [];
        public Dictionary<string, string> KeyValues = [];
        public long RowCount = -1;
        public string CreatedBy = "";
        public ThriftField RowGroups;
        public int RowGroupsPosition;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 2:
                    for (int i = reader.List(field, ThriftType.Struct); i > 0; i--)
                        Schema.Add(SchemaReader.ReadElement(ref reader, budget));
                    return true;
                case 3:
                    RowCount = reader.Int64(field);
                    return true;
                case 4:
                    (RowGroups, RowGroupsPosition) = (field, reader.Position);
                    return false;
                case 5:
                    for (int i = reader.List(field, ThriftType.Struct); i > 0; i--)
                        ReadKeyValue(ref reader);
                    return true;
                case 6:
                    CreatedBy = reader.Text(field);
                    return true;
                case 8:
                    throw reader.Bad("the columns are encrypted; encryption is not supported");
                default:
                    return false;
            }
        }

        private readonly void ReadKeyValue(ref ThriftReader reader)
        {
            int start = reader.Position;
            var entry = default(KeyValueStruct);
            reader.ReadStruct(ref entry);
            budget.Take(MetadataBudget.KeyValue);
            budget.TakeText(reader.Position - start);
            if ((entry.Key ?? throw reader.Bad("a metadata entry without a key")) != FooterChecksum.Key)
                KeyValues[entry.Key] = entry.Value ?? "";
        }
    }

    private struct KeyValueStruct : IThriftStruct
    {
        public string? Key;
        public string? Value;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 1:
                    Key = reader.Text(field);
                    return true;
                case 2:
                    Value = reader.Text(field);
                    return true;
                default:
                    return false;
            }
        }
    }

    private struct RowGroupStruct(int index, int leaves, MetadataBudget budget) : IThriftStruct
    {
        private ChunkMetadata[]? _chunks;
        private long _rows = -1;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 1:
                    int count = reader.List(field, ThriftType.Struct);
                    if (count != leaves || _chunks is not null)
                        throw reader.Bad($"row group {index} has {count} columns, the schema {leaves}");
                    _chunks = new ChunkMetadata[count];
                    for (int i = 0; i < count; i++)
                        _chunks[i] = ChunkMetadataReader.Read(ref reader, budget);
                    return true;
                case 3:
                    _rows = reader.Int64(field);
                    return true;
                default:
                    return false;
            }
        }

        public readonly RowGroupMetadata ToRowGroup(ref ThriftReader reader)
        {
            if (_rows < 0)
                throw reader.Bad($"a row group of {_rows} rows");
            return _chunks is null && leaves > 0
                ? throw reader.Bad($"row group {index} has 0 columns, the schema {leaves}")
                : new RowGroupMetadata(_rows, _chunks ?? []);
        }
    }
}
