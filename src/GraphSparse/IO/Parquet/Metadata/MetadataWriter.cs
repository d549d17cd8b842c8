namespace GraphSparse.IO.Parquet;

/// <summary>A column chunk that was written: what the footer has to say about it.</summary>
internal sealed record WrittenChunk(
    ParquetField Field,
    PageEncoding Encoding,
    ParquetCompression Codec,
    long ValueCount,
    long UncompressedBytes,
    long CompressedBytes,
    long DataPageOffset,
    long? DictionaryPageOffset,
    ParquetStatistics Statistics);

/// <summary>A row group that was written.</summary>
internal sealed record WrittenGroup(long RowCount, IReadOnlyList<WrittenChunk> Chunks);

/// <summary>Writes the footer's Thrift structs.</summary>
internal static class MetadataWriter
{
    private const int FormatVersion = 2;
    private const int ConvertedList = 3;
    private const int LogicalList = 3;

    public static void WriteFile(
        ByteSink sink,
        IReadOnlyList<ParquetField> fields,
        IReadOnlyList<WrittenGroup> groups,
        IReadOnlyList<KeyValuePair<string, string>> keyValues,
        string createdBy)
    {
        var writer = new ThriftWriter(sink);
        writer.BeginElement();
        writer.Int32(1, FormatVersion);
        writer.BeginList(2, ThriftType.Struct, 1 + fields.Sum(field => field.IsList ? 3 : 1));
        WriteGroup(writer, null, "schema", fields.Count);
        foreach (ParquetField field in fields)
            WriteField(writer, field);

        writer.Int64(3, groups.Sum(group => group.RowCount));
        writer.BeginList(4, ThriftType.Struct, groups.Count);
        foreach (WrittenGroup group in groups)
            WriteRowGroup(writer, group);

        if (keyValues.Count > 0)
        {
            writer.BeginList(5, ThriftType.Struct, keyValues.Count);
            foreach ((string key, string value) in keyValues)
            {
                writer.BeginElement();
                writer.Text(1, key);
                writer.Text(2, value);
                writer.EndStruct();
            }
        }

        writer.Text(6, createdBy);

        // Each column is ordered as its type says; without this, readers do not trust minima and maxima.
        writer.BeginList(7, ThriftType.Struct, fields.Count);
        for (int i = 0; i < fields.Count; i++)
        {
            writer.BeginElement();
            writer.BeginStruct(1);
            writer.EndStruct();
            writer.EndStruct();
        }

        writer.EndStruct();
    }

    private static void WriteField(ThriftWriter writer, ParquetField field)
    {
        Repetition repetition = field.IsOptional ? Repetition.Optional : Repetition.Required;
        if (!field.IsList)
        {
            WriteLeaf(writer, field, repetition, field.Name);
            return;
        }

        WriteGroup(writer, repetition, field.Name, 1, isList: true);
        WriteGroup(writer, Repetition.Repeated, "list", 1);
        WriteLeaf(writer, field, Repetition.Required, "element");
    }

    private static void WriteGroup(ThriftWriter writer, Repetition? repetition, string name, int children, bool isList = false)
    {
        writer.BeginElement();
        if (repetition is { } r)
            writer.Int32(3, (int)r);
        writer.Text(4, name);
        writer.Int32(5, children);
        if (isList)
            AnnotationWriter.Write(writer, ConvertedList, LogicalList);
        writer.EndStruct();
    }

    private static void WriteLeaf(ThriftWriter writer, ParquetField field, Repetition repetition, string name)
    {
        writer.BeginElement();
        writer.Int32(1, (int)FormatNames.Physical(field.Type));
        if (field.Type == ParquetType.FixedBytes)
            writer.Int32(2, field.FixedLength);
        writer.Int32(3, (int)repetition);
        writer.Text(4, name);
        AnnotationWriter.Write(writer, field);
        writer.EndStruct();
    }

    private static void WriteRowGroup(ThriftWriter writer, WrittenGroup group)
    {
        writer.BeginElement();
        writer.BeginList(1, ThriftType.Struct, group.Chunks.Count);
        foreach (WrittenChunk chunk in group.Chunks)
        {
            writer.BeginElement();
            writer.Int64(2, chunk.DictionaryPageOffset ?? chunk.DataPageOffset);
            writer.BeginStruct(3);
            WriteChunk(writer, chunk);
            writer.EndStruct();
            writer.EndStruct();
        }

        writer.Int64(2, group.Chunks.Sum(chunk => chunk.UncompressedBytes));
        writer.Int64(3, group.RowCount);
        if (group.Chunks.Count > 0)
            writer.Int64(5, group.Chunks[0].DictionaryPageOffset ?? group.Chunks[0].DataPageOffset);
        writer.Int64(6, group.Chunks.Sum(chunk => chunk.CompressedBytes));
        writer.EndStruct();
    }

    private static void WriteChunk(ThriftWriter writer, WrittenChunk chunk)
    {
        bool hasDictionary = chunk.DictionaryPageOffset is not null;
        writer.Int32(1, (int)FormatNames.Physical(chunk.Field.Type));
        writer.BeginList(2, ThriftType.I32, hasDictionary ? 3 : 2);
        writer.Element((int)chunk.Encoding);
        writer.Element((int)PageEncoding.Rle);
        if (hasDictionary)
            writer.Element((int)PageEncoding.Plain);

        string[] path = chunk.Field.IsList ? [chunk.Field.Name, "list", "element"] : [chunk.Field.Name];
        writer.BeginList(3, ThriftType.Binary, path.Length);
        foreach (string part in path)
            writer.Element(System.Text.Encoding.UTF8.GetBytes(part));

        writer.Int32(4, FormatNames.Number(chunk.Codec));
        writer.Int64(5, chunk.ValueCount);
        writer.Int64(6, chunk.UncompressedBytes);
        writer.Int64(7, chunk.CompressedBytes);
        writer.Int64(9, chunk.DataPageOffset);
        if (chunk.DictionaryPageOffset is { } offset)
            writer.Int64(11, offset);

        writer.BeginStruct(12);
        if (chunk.Statistics.NullCount is { } nulls)
            writer.Int64(3, nulls);
        if (chunk.Statistics.HasRange && IsOrderedAsStored(chunk.Field))
        {
            writer.Binary(5, chunk.Statistics.MaxBytes.Span);
            writer.Binary(6, chunk.Statistics.MinBytes.Span);
        }

        writer.EndStruct();
    }

    /// <summary>Whether the order of the values is that of their stored form, in which the range was taken.</summary>
    private static bool IsOrderedAsStored(ParquetField field) => field.LogicalType switch
    {
        ParquetLogicalType.Unsigned or ParquetLogicalType.Other or ParquetLogicalType.Interval or ParquetLogicalType.Float16 => false,
        _ when field.Type == ParquetType.Int96 => false,
        ParquetLogicalType.Decimal => field.Type is ParquetType.Int32 or ParquetType.Int64,
        _ => true,
    };
}
