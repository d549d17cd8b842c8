namespace GraphSparse.IO.Parquet;

/// <summary>How often an element of the schema occurs.</summary>
internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}

/// <summary>What an annotation makes of a physical type, as far as reading is concerned.</summary>
internal enum Annotation
{
    None,
    Utf8,
    List,
    Map,
    Decimal,
    SignedInteger,
    UnsignedInteger,
    Date,
    Time,
    Timestamp,
    Interval,
    Uuid,
    Float16,
    Other,
}

/// <summary>An annotation with its parameters.</summary>
internal readonly record struct LogicalAnnotation(Annotation Kind)
{
    public int Scale { get; init; }

    public int Precision { get; init; }

    public ParquetTimeUnit Unit { get; init; }

    public bool IsLocal { get; init; }
}

/// <summary>One element of the schema, as the footer lists them: depth first, a group before its children.</summary>
internal sealed record SchemaElement(
    string Name, PhysicalType? Type, Repetition Repetition, int ChildCount, LogicalAnnotation Logical, int TypeLength)
{
    public Annotation Annotation => Logical.Kind;
}

/// <summary>Where a column chunk lies and how it was written, as the footer says. Nothing here is checked yet.</summary>
internal sealed record ChunkMetadata
{
    public PhysicalType Type { get; init; }

    public int Codec { get; init; }

    public long ValueCount { get; init; }

    public long CompressedBytes { get; init; }

    public long UncompressedBytes { get; init; }

    public long DataPageOffset { get; init; }

    public long DictionaryPageOffset { get; init; }

    public ParquetStatistics Statistics { get; init; } = ParquetStatistics.None;

    public PageEncoding[] Encodings { get; init; } = [];

    /// <summary>Why the chunk cannot be read at all, if so: encrypted, in another file, without metadata.</summary>
    public string? Unreadable { get; init; }

    /// <summary>The first byte of the chunk. Some writers leave 0 where there is no dictionary.</summary>
    public long Start => DictionaryPageOffset > 0 && DictionaryPageOffset < DataPageOffset ? DictionaryPageOffset : DataPageOffset;
}

/// <summary>One row group of the footer; chunks in the order of the schema's leaves.</summary>
internal sealed record RowGroupMetadata(long RowCount, ChunkMetadata[] Chunks);

/// <summary>What a footer says.</summary>
internal sealed record FileMetadata
{
    public long RowCount { get; init; }

    public required IReadOnlyList<SchemaElement> Schema { get; init; }

    public required IReadOnlyList<RowGroupMetadata> RowGroups { get; init; }

    public required IReadOnlyDictionary<string, string> KeyValues { get; init; }

    public string CreatedBy { get; init; } = "";

    /// <summary>What all this takes in memory, about.</summary>
    public long MemoryBytes { get; init; }
}
