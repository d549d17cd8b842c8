namespace GraphSparse.IO.Parquet;

/// <summary>A column of ids that are strings: as they are stored, and UUIDs in their canonical form.</summary>
/// <remarks>What it returns is valid until the next call; not safe to use from several threads.</remarks>
internal sealed class TextColumn(ParquetUtf8Column column)
{
    private readonly byte[]? _uuid = column.Field.LogicalType == ParquetLogicalType.Uuid ? new byte[36] : null;

    /// <summary>The UTF-8 bytes of a row; whether they are valid is for the caller to check.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            if (_uuid is null || column.IsNull(row))
                return column[row];
            new Guid(column[row], bigEndian: true).TryFormat(_uuid, out _, "D");
            return _uuid;
        }
    }
}
