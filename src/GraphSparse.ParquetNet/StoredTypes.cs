using GraphSparse.IO.Parquet;
using Parquet.Meta;

namespace GraphSparse.ParquetNet;

/// <summary>Finds out what a leaf of a file's schema holds. The new annotations go before the old ones.</summary>
internal static class StoredTypes
{
    /// <summary>The column of a leaf, or null where its annotation does not go with its type.</summary>
    public static ParquetField? Of(SchemaElement element, string name, bool isOptional)
    {
        ParquetType type = element.Type switch
        {
            Parquet.Meta.Type.BOOLEAN => ParquetType.Boolean,
            Parquet.Meta.Type.INT32 => ParquetType.Int32,
            Parquet.Meta.Type.INT64 => ParquetType.Int64,
            Parquet.Meta.Type.INT96 => ParquetType.Int96,
            Parquet.Meta.Type.FLOAT => ParquetType.Float,
            Parquet.Meta.Type.DOUBLE => ParquetType.Double,
            Parquet.Meta.Type.FIXED_LEN_BYTE_ARRAY => ParquetType.FixedBytes,
            _ => ParquetType.Utf8,
        };
        var field = new ParquetField(name, type, isOptional)
        {
            FixedLength = type switch { ParquetType.FixedBytes => element.TypeLength ?? 0, ParquetType.Int96 => 12, _ => 0 },
        };
        bool isInteger = type is ParquetType.Int32 or ParquetType.Int64;
        LogicalType? logical = element.LogicalType;
        ConvertedType? converted = element.ConvertedType;
        if (type == ParquetType.Int96)
            return field with { LogicalType = ParquetLogicalType.Timestamp, Unit = ParquetTimeUnit.Nanoseconds };
        if (logical?.DECIMAL is not null || converted == ConvertedType.DECIMAL)
        {
            int precision = logical?.DECIMAL?.Precision ?? element.Precision ?? 0, scale = logical?.DECIMAL?.Scale ?? element.Scale ?? 0;
            return precision >= 1 && scale >= 0 && scale <= precision ? field with { LogicalType = ParquetLogicalType.Decimal, Precision = precision, Scale = scale } : null;
        }

        if (logical?.UUID is not null)
            return field.FixedLength == 16 ? field with { LogicalType = ParquetLogicalType.Uuid } : null;
        if (converted == ConvertedType.INTERVAL)
            return field.FixedLength == 12 ? field with { LogicalType = ParquetLogicalType.Interval } : null;
        if (isInteger && Time(field, logical, converted) is { } time)
            return time;
        bool isUnsigned = logical?.INTEGER is { IsSigned: false }
            || (logical?.INTEGER is null && converted is ConvertedType.UINT_8 or ConvertedType.UINT_16 or ConvertedType.UINT_32 or ConvertedType.UINT_64);
        if (isInteger && isUnsigned)
            return field with { LogicalType = ParquetLogicalType.Unsigned };
        bool isText = logical is { STRING: not null } or { ENUM: not null } or { JSON: not null } || converted is ConvertedType.UTF8 or ConvertedType.ENUM or ConvertedType.JSON;
        if (isText)
            return field with { LogicalType = type is ParquetType.Utf8 or ParquetType.FixedBytes ? ParquetLogicalType.None : ParquetLogicalType.Other };
        bool isPlain = (logical is null or { BSON: not null } or { UNKNOWN: not null })
            && (converted is null or ConvertedType.BSON or ConvertedType.INT_8 or ConvertedType.INT_16 or ConvertedType.INT_32 or ConvertedType.INT_64);
        return isPlain || (isInteger && logical?.INTEGER is not null)
            ? field with { IsBinary = type == ParquetType.Utf8 }
            : field with { LogicalType = ParquetLogicalType.Other };
    }

    /// <summary>A column of dates, times or timestamps, or null. The old annotations are UTC.</summary>
    private static ParquetField? Time(ParquetField field, LogicalType? logical, ConvertedType? converted)
    {
        if (logical?.DATE is not null || converted == ConvertedType.DATE)
            return field with { LogicalType = ParquetLogicalType.Date };
        if (logical?.TIMESTAMP is { } timestamp)
            return field with { LogicalType = ParquetLogicalType.Timestamp, Unit = Unit(timestamp.Unit), IsLocal = !timestamp.IsAdjustedToUTC };
        if (logical?.TIME is { } time)
            return field with { LogicalType = ParquetLogicalType.Time, Unit = Unit(time.Unit), IsLocal = !time.IsAdjustedToUTC };
        return converted switch
        {
            ConvertedType.TIMESTAMP_MILLIS => field with { LogicalType = ParquetLogicalType.Timestamp, Unit = ParquetTimeUnit.Milliseconds },
            ConvertedType.TIMESTAMP_MICROS => field with { LogicalType = ParquetLogicalType.Timestamp, Unit = ParquetTimeUnit.Microseconds },
            ConvertedType.TIME_MILLIS => field with { LogicalType = ParquetLogicalType.Time, Unit = ParquetTimeUnit.Milliseconds },
            ConvertedType.TIME_MICROS => field with { LogicalType = ParquetLogicalType.Time, Unit = ParquetTimeUnit.Microseconds },
            _ => null,
        };
    }

    private static ParquetTimeUnit Unit(TimeUnit unit) =>
        unit.NANOS is not null ? ParquetTimeUnit.Nanoseconds : unit.MICROS is not null ? ParquetTimeUnit.Microseconds : ParquetTimeUnit.Milliseconds;
}
