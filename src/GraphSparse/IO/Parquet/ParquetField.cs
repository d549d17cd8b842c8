namespace GraphSparse.IO.Parquet;

/// <summary>The types of values that a column can have.</summary>
public enum ParquetType
{
    /// <summary>One bit; <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>32-bit integers, also those annotated as 8 or 16 bits, unsigned ones, dates and times; <see cref="int"/>.</summary>
    Int32,

    /// <summary>64-bit integers, also unsigned ones and timestamps; <see cref="long"/>.</summary>
    Int64,

    /// <summary>IEEE single precision; <see cref="float"/>.</summary>
    Float,

    /// <summary>IEEE double precision; <see cref="double"/>.</summary>
    Double,

    /// <summary>Byte strings, by convention UTF-8. What a file holds is handed out as it is, valid or not.</summary>
    Utf8,

    /// <summary>Byte strings of one length, <see cref="ParquetField.FixedLength"/>.</summary>
    FixedBytes,

    /// <summary>The old timestamps of twelve bytes.</summary>
    Int96,
}

/// <summary>How the pages of a column are compressed.</summary>
public enum ParquetCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Snappy: fast, moderate. The default for writing.</summary>
    Snappy,

    /// <summary>Deflate with a gzip header: slower, smaller.</summary>
    Gzip,

    /// <summary>Brotli: slowest to write, smallest.</summary>
    Brotli,

    /// <summary>Zstandard, written at level 3: about as small as GZip, faster to write and to read.</summary>
    Zstd,

    /// <summary>LZ4 blocks in Hadoop's framing, or bare as some writers left them; read, not written.</summary>
    Lz4,

    /// <summary>Bare LZ4 blocks; read, not written.</summary>
    Lz4Raw,
}

/// <summary>Name and type of a column.</summary>
/// <param name="Name">The name in the file's schema.</param>
/// <param name="Type">The type of a value, or of an element of a list.</param>
/// <param name="IsOptional">Rows may be null; for lists this is the list, never an element.</param>
/// <param name="IsList">Each row is a list of values.</param>
public sealed record ParquetField(string Name, ParquetType Type, bool IsOptional = false, bool IsList = false)
{
    /// <summary>What the values stand for.</summary>
    public ParquetLogicalType LogicalType { get; init; }

    /// <summary>Bytes of each value of a <see cref="ParquetType.FixedBytes"/> or <see cref="ParquetType.Int96"/> column, else 0.</summary>
    public int FixedLength { get; init; }

    /// <summary>Decimals: digits in all, else 0.</summary>
    public int Precision { get; init; }

    /// <summary>Decimals: digits after the point, else 0.</summary>
    public int Scale { get; init; }

    /// <summary>The unit of times and timestamps.</summary>
    public ParquetTimeUnit Unit { get; init; }

    /// <summary>Times and timestamps: whether they are those of a clock on the wall, of no known time zone; otherwise they are UTC.</summary>
    public bool IsLocal { get; init; }

    /// <summary><see cref="ParquetType.Utf8"/>: whether the file does not say that the byte strings are text.</summary>
    public bool IsBinary { get; init; }
}

/// <summary>A column of a file that cannot be read, and why; the others are read all the same.</summary>
/// <param name="Name">The name in the file's schema.</param>
/// <param name="Reason">What it is that is not supported.</param>
public sealed record ParquetUnsupportedField(string Name, string Reason);
