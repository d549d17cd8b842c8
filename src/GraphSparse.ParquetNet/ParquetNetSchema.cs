using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using Parquet.Schema;

namespace GraphSparse.ParquetNet;

/// <summary>Fields of columns as fields of Parquet.Net, and back.</summary>
/// <remarks>What is kept: integers with and without sign, decimals, dates, times, timestamps with unit and time zone, intervals, UUIDs, strings, byte strings, truth values, floating-point
/// numbers, nulls, and lists of numbers. What Parquet.Net cannot say otherwise than GraphSparse: a list may always be null; a decimal of up to 9 digits has 32 bits, of up to
/// 18 digits 64, of more up to 38 as many bytes as these need.</remarks>
public static class ParquetNetSchema
{
    /// <summary>The schema of the table of a graph, for a writer of Parquet.Net.</summary>
    public static ParquetSchema ToSchema(this GraphTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fields.ToSchema();
    }

    /// <summary>A schema of these columns.</summary>
    /// <exception cref="ArgumentException">Parquet.Net has no such type; says the column.</exception>
    public static ParquetSchema ToSchema(this IEnumerable<ParquetField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new ParquetSchema(fields.Select(ToField));
    }

    /// <summary>A column as a field of Parquet.Net; it can be written once it is part of a <see cref="ParquetSchema"/>.</summary>
    /// <exception cref="ArgumentException">Parquet.Net has no such type; says the column.</exception>
    public static Field ToField(this ParquetField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.IsList ? new ListField(field.Name, ListElement(field)) : Flat(field);
    }

    /// <summary>A field of Parquet.Net as a column: as the file stores it where the field comes from a reader, as Parquet.Net would write it where a program made it.</summary>
    /// <exception cref="ArgumentException">GraphSparse has no such column (structs, maps, nested lists, lists of anything but numbers); says which.</exception>
    public static ParquetField ToParquetField(this Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return FieldTypes.Refuse(field, out ParquetField column) is { } reason ? throw new ArgumentException($"Column '{field.Name}': {reason}.", nameof(field)) : column;
    }

    private static DataField ListElement(ParquetField field) => (field.Type, field.LogicalType) switch
    {
        (ParquetType.Boolean, ParquetLogicalType.None) => new DataField<bool>(ListField.ElementName),
        (ParquetType.Int32, ParquetLogicalType.None) => new DataField<int>(ListField.ElementName),
        (ParquetType.Int32, ParquetLogicalType.Unsigned) => new DataField<uint>(ListField.ElementName),
        (ParquetType.Int64, ParquetLogicalType.None) => new DataField<long>(ListField.ElementName),
        (ParquetType.Int64, ParquetLogicalType.Unsigned) => new DataField<ulong>(ListField.ElementName),
        (ParquetType.Float, ParquetLogicalType.None) => new DataField<float>(ListField.ElementName),
        (ParquetType.Double, ParquetLogicalType.None) => new DataField<double>(ListField.ElementName),
        _ => throw Unknown(field),
    };

    private static DataField Flat(ParquetField field)
    {
        string name = field.Name;
        bool isNullable = field.IsOptional;
        return (field.LogicalType, field.Type) switch
        {
            (ParquetLogicalType.None, ParquetType.Boolean) => new DataField(name, typeof(bool), isNullable),
            (ParquetLogicalType.None, ParquetType.Int32) => new DataField(name, typeof(int), isNullable),
            (ParquetLogicalType.None, ParquetType.Int64) => new DataField(name, typeof(long), isNullable),
            (ParquetLogicalType.None, ParquetType.Float) => new DataField(name, typeof(float), isNullable),
            (ParquetLogicalType.None, ParquetType.Double) => new DataField(name, typeof(double), isNullable),
            (ParquetLogicalType.None, ParquetType.Utf8) => new DataField(name, field.IsBinary ? typeof(byte[]) : typeof(string), isNullable, isArray: false),
            (ParquetLogicalType.Unsigned, ParquetType.Int32) => new DataField(name, typeof(uint), isNullable),
            (ParquetLogicalType.Unsigned, ParquetType.Int64) => new DataField(name, typeof(ulong), isNullable),
            (ParquetLogicalType.Date, ParquetType.Int32) => new DataField(name, typeof(DateOnly), isNullable),
            (ParquetLogicalType.Time, ParquetType.Int32 or ParquetType.Int64) => new TimeDataField(name, Precision(field.Unit), isNullable) { IsAdjustedToUtc = !field.IsLocal },
            (ParquetLogicalType.Timestamp, ParquetType.Int64) => new DateTimeDataField(name, DateTimeFormat.Timestamp, !field.IsLocal, TimeUnit(field.Unit), isNullable),
            (ParquetLogicalType.Timestamp, ParquetType.Int96) => new DateTimeDataField(name, DateTimeFormat.Impala, isNullable: isNullable),
            (ParquetLogicalType.Uuid, ParquetType.FixedBytes) => new DataField(name, typeof(Guid), isNullable),
            (ParquetLogicalType.Interval, ParquetType.FixedBytes) => new DataField(name, typeof(global::Parquet.File.Values.Primitives.Interval), isNullable),
            (ParquetLogicalType.Decimal, _) when field.Precision <= Decimals.LargestPrecision =>
                new DecimalDataField(name, field.Precision, field.Scale, isNullable: isNullable, clrType: Decimals.ClrType(field.Precision)),
            _ => throw Unknown(field),
        };
    }

    private static TimeUnitPrecision Precision(ParquetTimeUnit unit) => unit switch
    {
        ParquetTimeUnit.Milliseconds => TimeUnitPrecision.Millis,
        ParquetTimeUnit.Microseconds => TimeUnitPrecision.Micros,
        _ => TimeUnitPrecision.Nanos,
    };

    private static DateTimeTimeUnit TimeUnit(ParquetTimeUnit unit) => unit switch
    {
        ParquetTimeUnit.Milliseconds => DateTimeTimeUnit.Millis,
        ParquetTimeUnit.Microseconds => DateTimeTimeUnit.Micros,
        _ => DateTimeTimeUnit.Nanos,
    };

    private static ArgumentException Unknown(ParquetField field) =>
        new($"Column '{field.Name}' holds {FieldTypes.Describe(field)}, which Parquet.Net cannot write.", nameof(field));
}
