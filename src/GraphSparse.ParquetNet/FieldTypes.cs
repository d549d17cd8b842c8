using System.Globalization;
using GraphSparse.IO.Parquet;
using Parquet.Data;
using Parquet.File.Values.Primitives;
using Parquet.Schema;

namespace GraphSparse.ParquetNet;

/// <summary>Finds out what a field of Parquet.Net holds.</summary>
internal static class FieldTypes
{
    /// <summary>Why a column cannot be held by GraphSparse, or null; then <paramref name="column"/> is what it holds.</summary>
    /// <remarks>A field that a reader gave says how the file stores it. The writer goes by the class alone, also of such a field: <see cref="RefuseWritten"/>.</remarks>
    public static string? Refuse(Field field, out ParquetField column) => Refuse(field, stored: true, out column);

    /// <summary>The same for a column that Parquet.Net writes for this field.</summary>
    public static string? RefuseWritten(Field field, out ParquetField column) => Refuse(field, stored: false, out column);

    /// <summary>The leaf of a column: the field itself, or the element of its lists.</summary>
    public static DataField Leaf(Field field) => field is ListField list ? (DataField)list.Item : (DataField)field;

    /// <summary>What a column holds, for errors: "Int32 Date", "lists of Float".</summary>
    public static string Describe(ParquetField field)
    {
        string type = field.Type == ParquetType.FixedBytes ? string.Create(CultureInfo.InvariantCulture, $"{field.FixedLength} bytes") : field.Type.ToString();
        string logical = field.LogicalType switch
        {
            ParquetLogicalType.None => "",
            ParquetLogicalType.Decimal => string.Create(CultureInfo.InvariantCulture, $" Decimal({field.Precision}, {field.Scale})"),
            _ => $" {field.LogicalType}",
        };
        return $"{(field.IsList ? "lists of " : "")}{type}{logical}";
    }

    private static string? Refuse(Field field, bool stored, out ParquetField column)
    {
        column = null!;
        switch (field)
        {
            case ListField { Item: DataField { IsArray: false } item } list:
                column = OfLeaf(item, stored) is { } element ? element with { Name = list.Name, IsOptional = list.IsNullable, IsList = true } : null!;
                return column is { LogicalType: ParquetLogicalType.None or ParquetLogicalType.Unsigned, Type: not (ParquetType.Utf8 or ParquetType.FixedBytes or ParquetType.Int96) }
                    ? null : "a list of anything but numbers is not supported";
            case ListField:
                return "a list of anything but numbers is not supported";
            case DataField { IsArray: true } array:
                column = OfLeaf(array, stored) is { } value ? value with { IsOptional = false, IsList = true } : null!;
                return stored && column is { LogicalType: ParquetLogicalType.None or ParquetLogicalType.Unsigned, Type: not (ParquetType.Utf8 or ParquetType.FixedBytes or ParquetType.Int96) }
                    ? null : "a repeated field outside of a list is not supported here; use a ListField";
            case DataField data:
                column = OfLeaf(data, stored)!;
                return column is null ? $"values of {data.ClrType.Name} are not supported" : null;
            default:
                return field.SchemaType == SchemaType.Map ? "maps are not supported" : "nested columns (structs) are not supported";
        }
    }

    private static ParquetField? OfLeaf(DataField field, bool stored) =>
        stored && field.SchemaElement is { Type: not null } element ? StoredTypes.Of(element, field.Name, field.IsNullable) : OfClass(field);

    /// <summary>How Parquet.Net stores values of a field, by its class and .NET type.</summary>
    private static ParquetField? OfClass(DataField field)
    {
        var column = new ParquetField(field.Name, ParquetType.Int32, field.IsNullable);
        Type type = field.ClrType;
        switch (field)
        {
            case DecimalDataField d:
                return OfDecimal(column, d.Precision, d.Scale, d.ForceByteArrayEncoding);
            case TimeDataField t:
                ParquetTimeUnit unit = t.Precision switch { TimeUnitPrecision.Millis => ParquetTimeUnit.Milliseconds, TimeUnitPrecision.Micros => ParquetTimeUnit.Microseconds, _ => ParquetTimeUnit.Nanoseconds };
                return column with { Type = type == typeof(int) ? ParquetType.Int32 : ParquetType.Int64, LogicalType = ParquetLogicalType.Time, Unit = unit, IsLocal = !t.IsAdjustedToUtc };
            case DateTimeDataField { DateTimeFormat: DateTimeFormat.Date }:
                return column with { LogicalType = ParquetLogicalType.Date };
            case DateTimeDataField { DateTimeFormat: not DateTimeFormat.Impala } d:
                ParquetTimeUnit instants = d.Unit switch { DateTimeTimeUnit.Millis => ParquetTimeUnit.Milliseconds, DateTimeTimeUnit.Micros => ParquetTimeUnit.Microseconds, _ => ParquetTimeUnit.Nanoseconds };
                return column with { Type = ParquetType.Int64, LogicalType = ParquetLogicalType.Timestamp, Unit = instants, IsLocal = d.DateTimeFormat == DateTimeFormat.Timestamp && !d.IsAdjustedToUTC };
        }

        return true switch
        {
            _ when type == typeof(bool) => column with { Type = ParquetType.Boolean },
            _ when type == typeof(sbyte) || type == typeof(short) || type == typeof(int) => column,
            _ when type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) => column with { LogicalType = ParquetLogicalType.Unsigned },
            _ when type == typeof(long) => column with { Type = ParquetType.Int64 },
            _ when type == typeof(ulong) => column with { Type = ParquetType.Int64, LogicalType = ParquetLogicalType.Unsigned },
            _ when type == typeof(float) => column with { Type = ParquetType.Float },
            _ when type == typeof(double) => column with { Type = ParquetType.Double },
            _ when type == typeof(ReadOnlyMemory<char>) || type == typeof(string) => column with { Type = ParquetType.Utf8 },
            _ when type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) => column with { Type = ParquetType.Utf8, IsBinary = true },
            _ when type == typeof(DateTime) => column with { Type = ParquetType.Int96, LogicalType = ParquetLogicalType.Timestamp, FixedLength = 12, Unit = ParquetTimeUnit.Nanoseconds },
            _ when type == typeof(DateOnly) => column with { LogicalType = ParquetLogicalType.Date },
            _ when type == typeof(Guid) => column with { Type = ParquetType.FixedBytes, LogicalType = ParquetLogicalType.Uuid, FixedLength = 16 },
            _ when type == typeof(Interval) => column with { Type = ParquetType.FixedBytes, LogicalType = ParquetLogicalType.Interval, FixedLength = 12 },
            _ when type == typeof(decimal) || type == typeof(BigDecimal) => OfDecimal(column, 38, 18, isBytes: true),
            _ => null,
        };
    }

    private static ParquetField OfDecimal(ParquetField column, int precision, int scale, bool isBytes)
    {
        column = column with { LogicalType = ParquetLogicalType.Decimal, Precision = precision, Scale = scale };
        return isBytes || precision > Decimals.LargestInt64
            ? column with { Type = ParquetType.FixedBytes, FixedLength = BigDecimal.GetBufferSize(precision) }
            : column with { Type = precision > Decimals.LargestInt32 ? ParquetType.Int64 : ParquetType.Int32 };
    }
}
