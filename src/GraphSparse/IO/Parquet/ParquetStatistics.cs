using System.Buffers.Binary;

namespace GraphSparse.IO.Parquet;

/// <summary>What a file claims about the values of one column in one row group. Claims are not verified.</summary>
public sealed record ParquetStatistics
{
    /// <summary>Values that are null, where stated; for lists null and empty rows count.</summary>
    public long? NullCount { get; init; }

    /// <summary>Whether the smallest and the largest value are stated; a string may be stated that is empty.</summary>
    public bool HasRange { get; init; }

    /// <summary>The smallest value as the file encodes it; empty where not stated.</summary>
    public ReadOnlyMemory<byte> MinBytes { get; init; }

    /// <summary>The largest value as the file encodes it; empty where not stated.</summary>
    public ReadOnlyMemory<byte> MaxBytes { get; init; }

    /// <summary>Nothing is claimed.</summary>
    internal static ParquetStatistics None { get; } = new();

    internal PhysicalType Type { get; init; }

    /// <summary>The range of an integer column, unsigned values as their bits; false where not stated or the column has another type.</summary>
    public bool TryGetRange(out long min, out long max)
    {
        min = max = 0;
        ReadOnlySpan<byte> low = MinBytes.Span, high = MaxBytes.Span;
        if (Type == PhysicalType.Int32 && low.Length == 4 && high.Length == 4)
        {
            min = BinaryPrimitives.ReadInt32LittleEndian(low);
            max = BinaryPrimitives.ReadInt32LittleEndian(high);
            return true;
        }

        if (Type == PhysicalType.Int64 && low.Length == 8 && high.Length == 8)
        {
            min = BinaryPrimitives.ReadInt64LittleEndian(low);
            max = BinaryPrimitives.ReadInt64LittleEndian(high);
            return true;
        }

        return false;
    }

    /// <summary>The range of a floating column; false where not stated or the column has another type.</summary>
    public bool TryGetRange(out double min, out double max)
    {
        min = max = 0;
        ReadOnlySpan<byte> low = MinBytes.Span, high = MaxBytes.Span;
        if (Type == PhysicalType.Float && low.Length == 4 && high.Length == 4)
        {
            min = BinaryPrimitives.ReadSingleLittleEndian(low);
            max = BinaryPrimitives.ReadSingleLittleEndian(high);
            return true;
        }

        if (Type == PhysicalType.Double && low.Length == 8 && high.Length == 8)
        {
            min = BinaryPrimitives.ReadDoubleLittleEndian(low);
            max = BinaryPrimitives.ReadDoubleLittleEndian(high);
            return true;
        }

        return false;
    }
}

/// <summary>One row group of a file: a horizontal slice that is read on its own.</summary>
/// <param name="RowCount">Rows.</param>
/// <param name="Columns">One entry per field of <see cref="ParquetFile.Fields"/>.</param>
public sealed record ParquetRowGroup(long RowCount, IReadOnlyList<ParquetColumnChunk> Columns);

/// <summary>How one column of one row group is stored.</summary>
/// <param name="Codec">The compression, or <see langword="null"/> where it is one that is not supported.</param>
/// <param name="CodecName">The compression's name in the format.</param>
/// <param name="Encodings">The names of the encodings used, as the file lists them.</param>
/// <param name="ValueCount">Values, nulls included; for lists elements, with one for each null or empty list.</param>
/// <param name="CompressedBytes">Bytes in the file, page headers included.</param>
/// <param name="UncompressedBytes">Bytes before compression, page headers included.</param>
/// <param name="Statistics">What the file claims about the values.</param>
public sealed record ParquetColumnChunk(
    ParquetCompression? Codec,
    string CodecName,
    IReadOnlyList<string> Encodings,
    long ValueCount,
    long CompressedBytes,
    long UncompressedBytes,
    ParquetStatistics Statistics);
