namespace GraphSparse.IO.Parquet;

/// <summary>What the stored values of a column stand for, where they do not stand for themselves.</summary>
public enum ParquetLogicalType
{
    /// <summary>The values stand for themselves: numbers, truth values, byte strings.</summary>
    None,

    /// <summary>Unsigned integers, kept as the bits of the signed type of the same width.</summary>
    Unsigned,

    /// <summary>Decimal numbers: the unscaled value as an integer, or as a two's complement of bytes with the highest first.</summary>
    Decimal,

    /// <summary>Days since 1970-01-01.</summary>
    Date,

    /// <summary>Time of day in <see cref="ParquetField.Unit"/>.</summary>
    Time,

    /// <summary>Time since 1970-01-01 in <see cref="ParquetField.Unit"/>; for INT96 the nanoseconds of the day and the Julian day.</summary>
    Timestamp,

    /// <summary>Twelve bytes: months, days and milliseconds.</summary>
    Interval,

    /// <summary>Sixteen bytes of a UUID.</summary>
    Uuid,

    /// <summary>Two bytes of an IEEE half precision number.</summary>
    Float16,

    /// <summary>Something that this version does not know; the values are handed out as they are stored.</summary>
    Other,
}

/// <summary>The unit of times and timestamps.</summary>
public enum ParquetTimeUnit
{
    /// <summary>Thousandths of a second.</summary>
    Milliseconds,

    /// <summary>Millionths of a second.</summary>
    Microseconds,

    /// <summary>Billionths of a second.</summary>
    Nanoseconds,
}
