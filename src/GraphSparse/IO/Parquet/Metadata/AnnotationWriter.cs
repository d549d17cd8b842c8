namespace GraphSparse.IO.Parquet;

/// <summary>Writes what the values of a schema element stand for: the logical type, and the converted type for old readers where there is one.</summary>
internal static class AnnotationWriter
{
    private const int ConvertedType = 6;
    private const int LogicalType = 10;

    /// <summary>An annotation without parameters.</summary>
    public static void Write(ThriftWriter writer, int? converted, int logical)
    {
        if (converted is { } c)
            writer.Int32(ConvertedType, c);
        writer.BeginStruct(LogicalType);
        writer.BeginStruct(logical);
        writer.EndStruct();
        writer.EndStruct();
    }

    public static void Write(ThriftWriter writer, ParquetField field)
    {
        switch (field.LogicalType)
        {
            case ParquetLogicalType.None when field is { Type: ParquetType.Utf8, IsBinary: false }:
                Write(writer, converted: 0, logical: 1);
                break;
            case ParquetLogicalType.Decimal:
                writer.Int32(ConvertedType, 5);
                writer.Int32(7, field.Scale);
                writer.Int32(8, field.Precision);
                writer.BeginStruct(LogicalType);
                writer.BeginStruct(5);
                writer.Int32(1, field.Scale);
                writer.Int32(2, field.Precision);
                writer.EndStruct();
                writer.EndStruct();
                break;
            case ParquetLogicalType.Date:
                Write(writer, converted: 6, logical: 6);
                break;
            case ParquetLogicalType.Time:
                WriteTime(writer, field, logical: 7, converted: 7);
                break;
            case ParquetLogicalType.Timestamp when field.Type == ParquetType.Int64:
                WriteTime(writer, field, logical: 8, converted: 9);
                break;
            case ParquetLogicalType.Unsigned:
                writer.Int32(ConvertedType, field.Type == ParquetType.Int32 ? 13 : 14);
                writer.BeginStruct(LogicalType);
                writer.BeginStruct(10);
                writer.Byte(1, field.Type == ParquetType.Int32 ? (byte)32 : (byte)64);
                writer.Bool(2, false);
                writer.EndStruct();
                writer.EndStruct();
                break;
            case ParquetLogicalType.Interval:
                writer.Int32(ConvertedType, 21);
                break;
            case ParquetLogicalType.Uuid:
                Write(writer, converted: null, logical: 14);
                break;
            case ParquetLogicalType.Float16:
                Write(writer, converted: null, logical: 15);
                break;
            default:
                break;
        }
    }

    private static void WriteTime(ThriftWriter writer, ParquetField field, int logical, int converted)
    {
        if (field is { Unit: not ParquetTimeUnit.Nanoseconds, IsLocal: false }) // the converted types are UTC
            writer.Int32(ConvertedType, converted + (int)field.Unit);
        writer.BeginStruct(LogicalType);
        writer.BeginStruct(logical);
        writer.Bool(1, !field.IsLocal);
        writer.BeginStruct(2);
        writer.BeginStruct(1 + (int)field.Unit);
        writer.EndStruct();
        writer.EndStruct();
        writer.EndStruct();
        writer.EndStruct();
    }
}
