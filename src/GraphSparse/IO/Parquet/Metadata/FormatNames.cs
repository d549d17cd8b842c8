namespace GraphSparse.IO.Parquet;

/// <summary>Physical types, by their number in the format.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLenByteArray = 7,
}

/// <summary>Encodings of values and levels, by their number in the format.</summary>
internal enum PageEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    Rle = 3,
    BitPacked = 4,
    DeltaBinaryPacked = 5,
    DeltaLengthByteArray = 6,
    DeltaByteArray = 7,
    RleDictionary = 8,
    ByteStreamSplit = 9,
}

/// <summary>Numbers of the format and the names that users know them by.</summary>
internal static class FormatNames
{
    public static string Of(PageEncoding encoding) => encoding switch
    {
        PageEncoding.Plain => "PLAIN",
        PageEncoding.PlainDictionary => "PLAIN_DICTIONARY",
        PageEncoding.Rle => "RLE",
        PageEncoding.BitPacked => "BIT_PACKED",
        PageEncoding.DeltaBinaryPacked => "DELTA_BINARY_PACKED",
        PageEncoding.DeltaLengthByteArray => "DELTA_LENGTH_BYTE_ARRAY",
        PageEncoding.DeltaByteArray => "DELTA_BYTE_ARRAY",
        PageEncoding.RleDictionary => "RLE_DICTIONARY",
        PageEncoding.ByteStreamSplit => "BYTE_STREAM_SPLIT",
        _ => $"number {(int)encoding}",
    };

    public static string Of(PhysicalType type) => type switch
    {
        PhysicalType.Boolean => "BOOLEAN",
        PhysicalType.Int32 => "INT32",
        PhysicalType.Int64 => "INT64",
        PhysicalType.Int96 => "INT96",
        PhysicalType.Float => "FLOAT",
        PhysicalType.Double => "DOUBLE",
        PhysicalType.ByteArray => "BYTE_ARRAY",
        PhysicalType.FixedLenByteArray => "FIXED_LEN_BYTE_ARRAY",
        _ => $"number {(int)type}",
    };

    public static string OfCodec(int codec) => codec switch
    {
        0 => "UNCOMPRESSED",
        1 => "SNAPPY",
        2 => "GZIP",
        3 => "LZO",
        4 => "BROTLI",
        5 => "LZ4",
        6 => "ZSTD",
        7 => "LZ4_RAW",
        _ => $"number {codec}",
    };

    /// <summary>The codec with a number of the format, or null where it is not supported.</summary>
    public static ParquetCompression? Codec(int number) => number switch
    {
        0 => ParquetCompression.None,
        1 => ParquetCompression.Snappy,
        2 => ParquetCompression.Gzip,
        4 => ParquetCompression.Brotli,
        5 => ParquetCompression.Lz4,
        6 => ParquetCompression.Zstd,
        7 => ParquetCompression.Lz4Raw,
        _ => null,
    };

    public static int Number(ParquetCompression codec) => codec switch
    {
        ParquetCompression.None => 0,
        ParquetCompression.Snappy => 1,
        ParquetCompression.Gzip => 2,
        ParquetCompression.Brotli => 4,
        ParquetCompression.Lz4 => 5,
        ParquetCompression.Zstd => 6,
        _ => 7,
    };

    public static PhysicalType Physical(ParquetType type) => type switch
    {
        ParquetType.Boolean => PhysicalType.Boolean,
        ParquetType.Int32 => PhysicalType.Int32,
        ParquetType.Int64 => PhysicalType.Int64,
        ParquetType.Float => PhysicalType.Float,
        ParquetType.Double => PhysicalType.Double,
        ParquetType.FixedBytes => PhysicalType.FixedLenByteArray,
        ParquetType.Int96 => PhysicalType.Int96,
        _ => PhysicalType.ByteArray,
    };

    /// <summary>What a column holds, with the physical type, for errors: "integers (INT32)".</summary>
    public static string Described(ParquetField field) => $"{Content(field)} ({Of(Physical(field.Type))})";

    /// <summary>What a column holds, in words, for errors: "timestamps".</summary>
    public static string Content(ParquetField field) => (field.IsList ? "lists of " : "") + (field.LogicalType switch
    {
        ParquetLogicalType.Decimal => $"decimals of {field.Scale} places",
        ParquetLogicalType.Date => "dates",
        ParquetLogicalType.Time => "times of day",
        ParquetLogicalType.Timestamp => "timestamps",
        ParquetLogicalType.Interval => "intervals",
        ParquetLogicalType.Uuid => "UUIDs",
        ParquetLogicalType.Other => $"{Of(Physical(field.Type))} values of a logical type that is not known",
        _ => field.Type switch
        {
            ParquetType.Boolean => "truth values",
            ParquetType.Int32 or ParquetType.Int64 => "integers",
            ParquetType.Float or ParquetType.Double => "floating-point numbers",
            ParquetType.Utf8 => "strings",
            _ when field.LogicalType == ParquetLogicalType.Float16 => "floating-point numbers",
            _ => $"byte strings of length {field.FixedLength}",
        },
    });
}
