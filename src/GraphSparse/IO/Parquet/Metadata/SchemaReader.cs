namespace GraphSparse.IO.Parquet;

/// <summary>Reads the footer's Thrift structs that describe columns.</summary>
internal static class SchemaReader
{
    public static SchemaElement ReadElement(ref ThriftReader reader, MetadataBudget budget)
    {
        var element = new Element(budget);
        reader.ReadStruct(ref element);
        SchemaElement result = element.ToSchemaElement(ref reader);
        budget.Take(MetadataBudget.SchemaElement);
        return result;
    }

    private struct Element(MetadataBudget budget) : IThriftStruct
    {
        private PhysicalType? _type;
        private int _repetition;
        private int _children;
        private int _length;
        private int _scale;
        private int _precision;
        private string? _name;
        private int? _converted;
        private LogicalType _logical;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 1:
                    _type = (PhysicalType)reader.Int32(field);
                    return true;
                case 2:
                    _length = reader.Int32(field);
                    return true;
                case 3:
                    _repetition = reader.Int32(field);
                    return true;
                case 4:
                    budget.TakeText(reader.Peek(field));
                    _name = reader.Text(field);
                    return true;
                case 5:
                    _children = reader.Int32(field);
                    return true;
                case 6:
                    _converted = reader.Int32(field);
                    return true;
                case 7:
                    _scale = reader.Int32(field);
                    return true;
                case 8:
                    _precision = reader.Int32(field);
                    return true;
                case 10:
                    _logical = default;
                    reader.ReadStruct(field, ref _logical);
                    return true;
                default:
                    return false;
            }
        }

        public readonly SchemaElement ToSchemaElement(ref ThriftReader reader)
        {
            if (_name is null)
                throw reader.Bad("a schema element without a name");
            if (_repetition is < 0 or > 2)
                throw reader.Bad($"repetition {_repetition} of '{_name}'");
            if (_children < 0)
                throw reader.Bad($"'{_name}' has {_children} children");

            // Old writers give only the converted type, new ones may give only the logical one.
            LogicalAnnotation logical = _logical.Value;
            if (logical.Kind == Annotation.None && _converted is { } converted)
                logical = Converted(converted) with { Scale = _scale, Precision = _precision };
            return new SchemaElement(_name, _type, (Repetition)_repetition, _children, logical, _length);
        }
    }

    private struct LogicalType : IThriftStruct
    {
        public LogicalAnnotation Value;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            if (field is { Id: 5 or 7 or 8 or 10, Type: ThriftType.Struct })
            {
                var parameters = new Parameters(field.Id);
                reader.ReadStruct(ref parameters);
                Value = parameters.ToAnnotation();
                return true;
            }

            Value = new LogicalAnnotation(field.Id switch
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
            return false;
        }
    }

    /// <summary>The logical types that have parameters: DECIMAL (5), TIME (7), TIMESTAMP (8), INTEGER (10).</summary>
    private struct Parameters(int logicalType) : IThriftStruct
    {
        private int _scale;
        private int _precision;
        private bool _isSigned = true;
        private bool _isUtc = true;
        private TimeUnit _unit;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            if (logicalType == 5 && field.Id == 1)
                _scale = reader.Int32(field);
            else if (logicalType == 5 && field.Id == 2)
                _precision = reader.Int32(field);
            else if (logicalType == 10 && field.Id == 2)
                _isSigned = reader.Bool(field);
            else if (logicalType is 7 or 8 && field is { Id: 1, Type: ThriftType.True or ThriftType.False })
                _isUtc = reader.Bool(field);
            else if (logicalType is 7 or 8 && field is { Id: 2, Type: ThriftType.Struct })
            {
                _unit = default;
                reader.ReadStruct(ref _unit);
            }
            else
            {
                return false;
            }

            return true;
        }

        public readonly LogicalAnnotation ToAnnotation() => logicalType switch
        {
            5 => new LogicalAnnotation(Annotation.Decimal) { Scale = _scale, Precision = _precision },
            7 => new LogicalAnnotation(Annotation.Time) { Unit = _unit.Value, IsLocal = !_isUtc },
            8 => new LogicalAnnotation(Annotation.Timestamp) { Unit = _unit.Value, IsLocal = !_isUtc },
            _ => new LogicalAnnotation(_isSigned ? Annotation.SignedInteger : Annotation.UnsignedInteger),
        };
    }

    /// <summary>Milliseconds where nothing is said.</summary>
    private struct TimeUnit : IThriftStruct
    {
        public ParquetTimeUnit Value;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            Value = field.Id switch
            {
                1 => ParquetTimeUnit.Milliseconds,
                2 => ParquetTimeUnit.Microseconds,
                3 => ParquetTimeUnit.Nanoseconds,
                _ => throw reader.Bad($"unit {field.Id} of a time"),
            };
            return false;
        }
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
