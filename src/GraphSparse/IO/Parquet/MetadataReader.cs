namespace GraphSparse.IO.Parquet;

/// <summary>Reads the footer's Thrift structs.</summary>
internal static class MetadataReader
{
    public static FileMetadata ReadFile(ReadOnlySpan<byte> footer, long fileOffset)
    {
        var reader = new ThriftReader(footer, fileOffset);
        var schema = new List<SchemaElement>();
        var rowGroups = new List<RowGroupMetadata>();
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
                        schema.Add(ReadSchemaElement(ref reader));
                    break;
                case 3:
                    rowCount = reader.Int64(field);
                    break;
                case 4:
                    for (int i = reader.List(field, ThriftType.Struct); i > 0; i--)
                        rowGroups.Add(ReadRowGroup(ref reader));
                    break;
                case 5:
                    for (int i = reader.List(field, ThriftType.Struct); i > 0; i--)
                        ReadKeyValue(ref reader, keyValues);
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
        return new FileMetadata
        {
            RowCount = rowCount,
            Schema = schema,
            RowGroups = rowGroups,
            KeyValues = keyValues,
            CreatedBy = createdBy,
        };
    }

    private static SchemaElement ReadSchemaElement(ref ThriftReader reader)
    {
        PhysicalType? type = null;
        int repetition = 0;
        string? name = null;
        int children = 0;
        int? converted = null;
        Annotation logical = Annotation.None;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    type = (PhysicalType)reader.Int32(field);
                    break;
                case 3:
                    repetition = reader.Int32(field);
                    break;
                case 4:
                    name = reader.Text(field);
                    break;
                case 5:
                    children = reader.Int32(field);
                    break;
                case 6:
                    converted = reader.Int32(field);
                    break;
                case 10:
                    reader.Struct(field);
                    logical = ReadLogicalType(ref reader);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        if (name is null)
            throw reader.Bad("a schema element without a name");
        if (repetition is < 0 or > 2)
            throw reader.Bad($"repetition {repetition} of '{name}'");
        if (children < 0)
            throw reader.Bad($"'{name}' has {children} children");

        // Old writers give only the converted type, new ones may give only the logical one.
        if (logical == Annotation.None && converted is { } c)
            logical = Converted(c);
        return new SchemaElement(name, type, (Repetition)repetition, children, logical);
    }

    private static Annotation ReadLogicalType(ref ThriftReader reader)
    {
        Annotation found = Annotation.None;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            if (field is { Id: 10, Type: ThriftType.Struct })
            {
                found = ReadIntegerType(ref reader);
                continue;
            }

            found = field.Id switch
            {
                1 or 4 or 12 => Annotation.Utf8,
                2 => Annotation.Map,
                3 => Annotation.List,
                5 => Annotation.Decimal,
                6 or 7 or 8 => Annotation.Temporal,
                11 => Annotation.None,
                _ => Annotation.Other,
            };
            reader.Skip(field);
        }

        return found;
    }

    private static Annotation ReadIntegerType(ref ThriftReader reader)
    {
        bool signed = true;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            if (field.Id == 2)
                signed = reader.Bool(field);
            else
                reader.Skip(field);
        }

        return signed ? Annotation.SignedInteger : Annotation.UnsignedInteger;
    }

    private static Annotation Converted(int type) => type switch
    {
        0 or 4 or 19 => Annotation.Utf8,
        1 or 2 => Annotation.Map,
        3 => Annotation.List,
        5 => Annotation.Decimal,
        >= 6 and <= 10 => Annotation.Temporal,
        >= 11 and <= 14 => Annotation.UnsignedInteger,
        >= 15 and <= 18 => Annotation.SignedInteger,
        _ => Annotation.Other,
    };

    private static void ReadKeyValue(ref ThriftReader reader, Dictionary<string, string> keyValues)
    {
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

        keyValues[key ?? throw reader.Bad("a metadata entry without a key")] = value;
    }

    private static RowGroupMetadata ReadRowGroup(ref ThriftReader reader)
    {
        var chunks = new List<ChunkMetadata>();
        long rows = -1;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    for (int i = reader.List(field, ThriftType.Struct); i > 0; i--)
                        chunks.Add(ReadChunk(ref reader));
                    break;
                case 3:
                    rows = reader.Int64(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return rows >= 0 ? new RowGroupMetadata(rows, [.. chunks]) : throw reader.Bad($"a row group of {rows} rows");
    }

    private static ChunkMetadata ReadChunk(ref ThriftReader reader)
    {
        ChunkMetadata? chunk = null;
        string? unreadable = null;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    unreadable = $"its data are in another file, '{reader.Text(field)}'";
                    break;
                case 3:
                    reader.Struct(field);
                    chunk = ReadChunkMetadata(ref reader);
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

        chunk ??= new ChunkMetadata { Unreadable = "the footer has no metadata for it" };
        return unreadable is null ? chunk : chunk with { Unreadable = unreadable };
    }

    private static ChunkMetadata ReadChunkMetadata(ref ThriftReader reader)
    {
        PhysicalType type = default;
        int codec = 0;
        long values = -1, compressed = -1, uncompressed = 0, dataOffset = -1, dictionaryOffset = 0;
        var statistics = new ParquetStatistics();
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
                    statistics = ReadStatistics(ref reader);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return new ChunkMetadata
        {
            Type = type,
            Codec = codec,
            ValueCount = values,
            CompressedBytes = compressed,
            UncompressedBytes = uncompressed,
            DataPageOffset = dataOffset,
            DictionaryPageOffset = dictionaryOffset,
            Statistics = statistics with { Type = type },
            Encodings = encodings,
        };
    }

    private static ParquetStatistics ReadStatistics(ref ThriftReader reader)
    {
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

        return statistics with { HasRange = hasMin && hasMax };
    }
}
