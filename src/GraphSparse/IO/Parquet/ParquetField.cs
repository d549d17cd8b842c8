namespace GraphSparse.IO.Parquet;

/// <summary>The types of values that a column can have.</summary>
public enum ParquetType
{
    /// <summary>One bit; <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>32-bit integers, also those annotated as 8 or 16 bits, dates and times; <see cref="int"/>.</summary>
    Int32,

    /// <summary>64-bit integers, also timestamps; <see cref="long"/>.</summary>
    Int64,

    /// <summary>IEEE single precision; <see cref="float"/>.</summary>
    Float,

    /// <summary>IEEE double precision; <see cref="double"/>.</summary>
    Double,

    /// <summary>Byte strings, by convention UTF-8. What a file holds is handed out as it is, valid or not.</summary>
    Utf8,
}

/// <summary>How the pages of a column are compressed.</summary>
public enum ParquetCodec
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Snappy: fast, moderate. The default for writing.</summary>
    Snappy,

    /// <summary>Deflate with a gzip header: slower, smaller.</summary>
    GZip,

    /// <summary>Brotli: slowest to write, smallest.</summary>
    Brotli,

    /// <summary>Zstandard: read through the system's libzstd where there is one; not written.</summary>
    Zstd,
}

/// <summary>Name and type of a column.</summary>
/// <param name="Name">The name in the file's schema.</param>
/// <param name="Type">The type of a value, or of an element of a list.</param>
/// <param name="IsOptional">Rows may be null; for lists this is the list, never an element.</param>
/// <param name="IsList">Each row is a list of values.</param>
public sealed record ParquetField(string Name, ParquetType Type, bool IsOptional = false, bool IsList = false);

/// <summary>A column of a file that cannot be read, and why; the others are read all the same.</summary>
/// <param name="Name">The name in the file's schema.</param>
/// <param name="Reason">What it is that is not supported.</param>
public sealed record ParquetUnsupportedField(string Name, string Reason);
