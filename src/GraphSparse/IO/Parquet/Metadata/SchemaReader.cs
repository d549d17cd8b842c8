namespace GraphSparse.IO.Parquet;

/// <summary>Reads the footer's Thrift structs that describe columns.</summary>
internal static class SchemaReader
{
    public static SchemaElement ReadElement(ref ThriftReader reader, MetadataBudget budget)
    {
        PhysicalType? type = null;
        int repetition = 0, children = 0, length = 0, scale = 0, precision = 0;
        string? name = null;
        int? converted = null;
        LogicalAnnotation logical = default;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    type = (PhysicalType)reader.Int32(field);
                    break;
                case 2:
                    length = reader.Int32(field);
                    break;
                case 3:
                    repetition = reader.Int32(field);
                    break;
                case 4:
                    budget.TakeText(reader.Peek(field));
                    name = reader.Text(field);
                    break;
                case 5:
                    children = reader.Int32(field);
                    break;
                case 6:
                    converted = reader.Int32(field);
                    break;
                case 7:
                    scale = reader.Int32(field);
                    break;
                case 8:
                    precision = reader.Int32(field);
                    break;
                case 10:
                    reader.Struct(field);
                    logical = ReadLogicalType(ref reader);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        if (name is null)
            throw reader.Bad("a schema element without a name");
        if (repetition is < 0 or > 2)
            throw reader.Bad($"repetition {repetition} of '{name}'");
        if (children < 0)
            throw reader.Bad($"'{name}' has {children} children");

        // Old writers give only the converted type, new ones may give only the logical one.
        if (logical.Kind == Annotation.None && converted is { } c)
            logical = Converted(c) with { Scale = scale, Precision = precision };
        budget.Take(MetadataBudget.SchemaElement);
        return new SchemaElement(name, type, (Repetition)repetition, children, logical, length);
    }

    private static LogicalAnnotation ReadLogicalType(ref ThriftReader reader)
    {
        LogicalAnnotation found = default;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            if (field is { Id: 5 or 7 or 8 or 10, Type: ThriftType.Struct })
            {
                found = ReadParameters(ref reader, field.Id);
                continue;
            }

            found = new LogicalAnnotation(field.Id switch
            {
                1 or 4 or 12 => Annotation.Utf8,
                2 => Annotation.Map,
                3 => Annotation.List,
                6 => Annotation.Date,
                11 or 13 => Annotation.None,
                14 => Annotation.Uuid,
                15 => Annotation.Float16,
                _ => Annotation.Other,
            });
            reader.Skip(field);
        }

        return found;
    }

    /// <summary>The logical types that have parameters: DECIMAL (5), TIME (7), TIMESTAMP (8), INTEGER (10).</summary>
    private static LogicalAnnotation ReadParameters(ref ThriftReader reader, int logicalType)
    {
        int scale = 0, precision = 0;
        bool signed = true, utc = true;
        ParquetTimeUnit unit = ParquetTimeUnit.Milliseconds;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            if (logicalType == 5 && field.Id == 1)
                scale = reader.Int32(field);
            else if (logicalType == 5 && field.Id == 2)
                precision = reader.Int32(field);
            else if (logicalType == 10 && field.Id == 2)
                signed = reader.Bool(field);
            else if (logicalType is 7 or 8 && field is { Id: 1, Type: ThriftType.True or ThriftType.False })
                utc = reader.Bool(field);
            else if (logicalType is 7 or 8 && field is { Id: 2, Type: ThriftType.Struct })
                unit = ReadUnit(ref reader);
            else
                reader.Skip(field);
        }

        return logicalType switch
        {
            5 => new LogicalAnnotation(Annotation.Decimal) { Scale = scale, Precision = precision },
            7 => new LogicalAnnotation(Annotation.Time) { Unit = unit, IsLocal = !utc },
            8 => new LogicalAnnotation(Annotation.Timestamp) { Unit = unit, IsLocal = !utc },
            _ => new LogicalAnnotation(signed ? Annotation.SignedInteger : Annotation.UnsignedInteger),
        };
    }

    private static ParquetTimeUnit ReadUnit(ref ThriftReader reader)
    {
        ParquetTimeUnit unit = ParquetTimeUnit.Milliseconds;
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            unit = field.Id switch
            {
                1 => ParquetTimeUnit.Milliseconds,
                2 => ParquetTimeUnit.Microseconds,
                3 => ParquetTimeUnit.Nanoseconds,
                _ => throw reader.Bad($"unit {field.Id} of a time"),
            };
            reader.Skip(field);
        }

        return unit;
    }

    private static LogicalAnnotation Converted(int type) => type switch
    {
        0 or 4 or 19 => new LogicalAnnotation(Annotation.Utf8),
        1 or 2 => new LogicalAnnotation(Annotation.Map),
        3 => new LogicalAnnotation(Annotation.List),
        5 => new LogicalAnnotation(Annotation.Decimal),
        6 => new LogicalAnnotation(Annotation.Date),
        7 => new LogicalAnnotation(Annotation.Time) { Unit = ParquetTimeUnit.Milliseconds },
        8 => new LogicalAnnotation(Annotation.Time) { Unit = ParquetTimeUnit.Microseconds },
        9 => new LogicalAnnotation(Annotation.Timestamp) { Unit = ParquetTimeUnit.Milliseconds },
        10 => new LogicalAnnotation(Annotation.Timestamp) { Unit = ParquetTimeUnit.Microseconds },
        >= 11 and <= 14 => new LogicalAnnotation(Annotation.UnsignedInteger),
        >= 15 and <= 18 => new LogicalAnnotation(Annotation.SignedInteger),
        20 => new LogicalAnnotation(Annotation.None),
        21 => new LogicalAnnotation(Annotation.Interval),
        _ => new LogicalAnnotation(Annotation.Other),
    };
}
