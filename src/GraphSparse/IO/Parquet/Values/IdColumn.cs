using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>A column of integer ids: of 32 bits where that is how they are stored or all that they need, else of 64.</summary>
internal sealed class IdColumn
{
    private IdColumn(ParquetField field, int[]? narrow, long[]? wide, bool areUnsigned) =>
        (Field, Narrow, Wide, AreUnsigned) = (field, narrow, wide, areUnsigned);

    public ParquetField Field { get; }

    /// <summary>Ids of 32 bits, which may be negative; else null.</summary>
    public int[]? Narrow { get; }

    /// <summary>Ids of 64 bits; else null.</summary>
    public long[]? Wide { get; }

    /// <summary>Whether <see cref="Wide"/> are the bits of unsigned numbers, and one of them is 2^63 or more.</summary>
    public bool AreUnsigned { get; }

    public int Count => Narrow?.Length ?? Wide!.Length;

    /// <summary>Whether the values of a field can be integer ids.</summary>
    public static bool AreIntegers(ParquetField field) => !field.IsList && (field.LogicalType switch
    {
        ParquetLogicalType.None or ParquetLogicalType.Unsigned => field.Type is ParquetType.Int32 or ParquetType.Int64,
        ParquetLogicalType.Decimal => field.Scale == 0,
        _ => false,
    });

    /// <summary>Whether the values of a field can be ids that are strings.</summary>
    public static bool AreTexts(ParquetField field) => !field.IsList
        && field is { LogicalType: ParquetLogicalType.None, Type: ParquetType.Utf8 or ParquetType.FixedBytes } or { LogicalType: ParquetLogicalType.Uuid };

    /// <summary>The ids of a column without nulls, or with what is not an id where a row is null.</summary>
    public static IdColumn Of(ParquetColumn column, RowError bad) => column switch
    {
        ParquetColumn<int> c => OfInt32(c),
        ParquetColumn<long> c => OfInt64(c.Field, null, c.TakeArray()),
        ParquetUtf8Column c when AreIntegers(c.Field) => OfDecimals(c, bad),
        _ => throw new ArgumentException($"Column '{column.Field.Name}' holds {FormatNames.Content(column.Field)}, not integers.", nameof(column)),
    };

    /// <summary>The ids of a column of 64-bit integers.</summary>
    /// <param name="field">The column.</param>
    /// <param name="narrow">The ids, where none is negative or needs more than 31 bits; then <paramref name="wide"/> is null.</param>
    /// <param name="wide">The ids; else null.</param>
    public static IdColumn OfInt64(ParquetField field, int[]? narrow, long[]? wide) =>
        new(field, narrow, wide, wide is not null && field.LogicalType == ParquetLogicalType.Unsigned && wide.AsSpan().ContainsAnyInRange(long.MinValue, -1));

    /// <summary>The ids as 64 bits, in an array that is nobody else's.</summary>
    public long[] ToWide() => Wide ?? Array.ConvertAll(Narrow!, id => (long)id);

    /// <summary>An id in digits.</summary>
    public string Text(int row) => Narrow is not null ? Narrow[row].ToString(System.Globalization.CultureInfo.InvariantCulture)
        : AreUnsigned ? ((ulong)Wide![row]).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Wide![row].ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IdColumn OfInt32(ParquetColumn<int> column)
    {
        int[] ids = column.TakeArray();
        return column.Field.LogicalType == ParquetLogicalType.Unsigned && ids.AsSpan().ContainsAnyInRange(int.MinValue, -1)
            ? new IdColumn(column.Field, null, Array.ConvertAll(ids, id => (long)(uint)id), areUnsigned: false)
            : new IdColumn(column.Field, ids, null, areUnsigned: false);
    }


    [MethodImpl(Hot.Loop)]
    private static IdColumn OfDecimals(ParquetUtf8Column column, RowError bad)
    {
        var ids = new long[column.RowCount];
        int negative = -1, unsigned = -1;
        for (int row = 0; row < ids.Length; row++)
        {
            if (column.IsNull(row))
                continue;
            ReadOnlySpan<byte> value = column[row];
            if (value.IsEmpty)
                throw bad(row, $"column '{column.Field.Name}' holds a decimal number without a byte");
            if (DecimalValues.TryInt64(value, out ids[row]))
            {
                negative = negative < 0 && ids[row] < 0 ? row : negative;
            }
            else
            {
                if (!DecimalValues.TryUInt64(value, out ulong high))
                    throw bad(row, $"column '{column.Field.Name}' holds an id that is beyond 64 bits");
                ids[row] = unchecked((long)high);
                unsigned = row;
            }
        }

        return unsigned >= 0 && negative >= 0
            ? throw bad(negative, $"vertex id {ids[negative]} is negative, and others of column '{column.Field.Name}' are 2^63 or more; ids have 64 bits, with a sign or without")
            : new IdColumn(column.Field, null, ids, unsigned >= 0);
    }
}
