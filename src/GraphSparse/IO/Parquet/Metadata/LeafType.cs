namespace GraphSparse.IO.Parquet;

/// <summary>What a leaf of the schema holds: its physical type and its annotation, checked against each other.</summary>
internal static class LeafType
{
    /// <summary>The most bytes of a fixed-length value; a schema can claim two thousand million.</summary>
    private const int LongestFixed = 1 << 20;

    /// <summary>Why a leaf cannot be read, or null; then <paramref name="field"/> is what a user sees of it.</summary>
    public static string? Refuse(SchemaElement element, string name, bool isOptional, bool isList, out ParquetField field)
    {
        field = new ParquetField(name, TypeOf(element.Type!.Value), isOptional, isList);
        if (element.Type is < PhysicalType.Boolean or > PhysicalType.FixedLenByteArray)
            return $"physical type {FormatNames.Of(element.Type.Value)} is not known";
        if (field.Type == ParquetType.FixedBytes && element.TypeLength is < 1 or > LongestFixed)
            return $"FIXED_LEN_BYTE_ARRAY of {element.TypeLength} bytes is not supported";

        LogicalAnnotation annotation = element.Logical;
        ParquetLogicalType logical = Logical(annotation.Kind, field.Type, element.TypeLength);
        if (logical == ParquetLogicalType.Decimal && (annotation.Precision < 1 || annotation.Scale < 0 || annotation.Scale > annotation.Precision))
            return $"DECIMAL({annotation.Precision}, {annotation.Scale}) is not possible";

        field = field with
        {
            LogicalType = logical,
            FixedLength = field.Type switch { ParquetType.FixedBytes => element.TypeLength, ParquetType.Int96 => 12, _ => 0 },
            Precision = logical == ParquetLogicalType.Decimal ? annotation.Precision : 0,
            Scale = logical == ParquetLogicalType.Decimal ? annotation.Scale : 0,
            Unit = field.Type == ParquetType.Int96 ? ParquetTimeUnit.Nanoseconds : logical is ParquetLogicalType.Time or ParquetLogicalType.Timestamp ? annotation.Unit : default,
            IsLocal = logical is ParquetLogicalType.Time or ParquetLogicalType.Timestamp && annotation.IsLocal,
            IsBinary = field.Type == ParquetType.Utf8 && annotation.Kind == Annotation.None,
        };
        return null;
    }

    private static ParquetType TypeOf(PhysicalType type) => type switch
    {
        PhysicalType.Boolean => ParquetType.Boolean,
        PhysicalType.Int32 => ParquetType.Int32,
        PhysicalType.Int64 => ParquetType.Int64,
        PhysicalType.Int96 => ParquetType.Int96,
        PhysicalType.Float => ParquetType.Float,
        PhysicalType.Double => ParquetType.Double,
        PhysicalType.FixedLenByteArray => ParquetType.FixedBytes,
        _ => ParquetType.Utf8,
    };

    /// <summary>An annotation that does not go with its type says nothing that could be relied on.</summary>
    private static ParquetLogicalType Logical(Annotation annotation, ParquetType type, int length)
    {
        bool isInteger = type is ParquetType.Int32 or ParquetType.Int64;
        bool isBytes = type is ParquetType.Utf8 or ParquetType.FixedBytes;
        return (annotation, type) switch
        {
            (Annotation.None, ParquetType.Int96) => ParquetLogicalType.Timestamp,
            (Annotation.None, _) => ParquetLogicalType.None,
            (Annotation.Utf8, _) when isBytes => ParquetLogicalType.None,
            (Annotation.SignedInteger, _) when isInteger => ParquetLogicalType.None,
            (Annotation.UnsignedInteger, _) when isInteger => ParquetLogicalType.Unsigned,
            (Annotation.Decimal, _) when isInteger || isBytes => ParquetLogicalType.Decimal,
            (Annotation.Date, ParquetType.Int32) => ParquetLogicalType.Date,
            (Annotation.Time, _) when isInteger => ParquetLogicalType.Time,
            (Annotation.Timestamp, ParquetType.Int64 or ParquetType.Int96) => ParquetLogicalType.Timestamp,
            (Annotation.Interval, ParquetType.FixedBytes) when length == 12 => ParquetLogicalType.Interval,
            (Annotation.Uuid, ParquetType.FixedBytes) when length == 16 => ParquetLogicalType.Uuid,
            (Annotation.Float16, ParquetType.FixedBytes) when length == 2 => ParquetLogicalType.Float16,
            _ => ParquetLogicalType.Other,
        };
    }
}
