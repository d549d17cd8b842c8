namespace GraphSparse.IO.Parquet;

/// <summary>The values of one column in one row group, in memory.</summary>
/// <remarks>Immutable as far as this class goes; it may share the arrays it was made from.</remarks>
public abstract class ParquetColumn
{
    private readonly ReadOnlyMemory<bool> _nulls;

    private protected ParquetColumn(ParquetField field, int rowCount, ReadOnlyMemory<bool> nulls)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (!nulls.IsEmpty && nulls.Length != rowCount)
            throw new ArgumentException($"Column '{field.Name}' has {rowCount} rows but {nulls.Length} null flags.", nameof(nulls));

        int nullCount = nulls.Span.Count(true);
        if (nullCount > 0 && !field.IsOptional)
            throw new ArgumentException($"Column '{field.Name}' has null rows but its field is not optional.", nameof(nulls));

        Field = field;
        RowCount = rowCount;
        NullCount = nullCount;
        _nulls = nullCount > 0 ? nulls : default;
    }

    /// <summary>Name and type.</summary>
    public ParquetField Field { get; }

    /// <summary>Rows, null ones included.</summary>
    public int RowCount { get; }

    /// <summary>Rows that are null.</summary>
    public int NullCount { get; }

    /// <summary>One flag per row, or empty where no row is null.</summary>
    internal ReadOnlySpan<bool> Nulls => _nulls.Span;

    /// <summary>Whether a row is null. A null list also reads as an empty one.</summary>
    public bool IsNull(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        return NullCount > 0 && _nulls.Span[row];
    }

    /// <summary>Some rows of a flat column, on the same memory.</summary>
    internal abstract ParquetColumn Slice(int first, int count);

    /// <summary>The null flags of some rows.</summary>
    private protected ReadOnlyMemory<bool> NullsOf(int first, int count) => _nulls.IsEmpty ? default : _nulls.Slice(first, count);

    /// <summary>A column without nulls over the caller's memory, which is not copied.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="values">One value per row.</param>
    /// <typeparam name="T">bool, int, long, float or double.</typeparam>
    public static ParquetColumn<T> Create<T>(string name, ReadOnlyMemory<T> values) where T : unmanaged =>
        new(new ParquetField(name, ParquetColumn<T>.ValueType), values);

    /// <summary>A column whose rows may be null, over the caller's memory, which is not copied.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="values">One value per row; what stands at a null row is ignored.</param>
    /// <param name="nulls">True where a row is null: one flag per row, or empty.</param>
    /// <typeparam name="T">bool, int, long, float or double.</typeparam>
    public static ParquetColumn<T> CreateOptional<T>(string name, ReadOnlyMemory<T> values, ReadOnlyMemory<bool> nulls = default)
        where T : unmanaged =>
        new(new ParquetField(name, ParquetColumn<T>.ValueType, IsOptional: true), values, nulls);

    /// <summary>A column of lists over the caller's memory, which is not copied.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="values">The elements of all rows, one row after the other.</param>
    /// <param name="offsets">Where each row begins in <paramref name="values"/>, and at last where the last one ends.</param>
    /// <typeparam name="T">bool, int, long, float or double.</typeparam>
    public static ParquetColumn<T> CreateList<T>(string name, ReadOnlyMemory<T> values, ReadOnlyMemory<int> offsets) where T : unmanaged =>
        new(new ParquetField(name, ParquetColumn<T>.ValueType, IsList: true), values, offsets: offsets);
}

/// <summary>A column of numbers or truth values, or of lists of them.</summary>
/// <typeparam name="T">bool, int, long, float or double.</typeparam>
public sealed class ParquetColumn<T> : ParquetColumn where T : unmanaged
{
    private readonly ReadOnlyMemory<int> _listOffsets;
    private readonly T[]? _array;

    /// <summary>A column over the caller's memory, which is not copied.</summary>
    /// <param name="field">Name and type; the type must be that of <typeparamref name="T"/>.</param>
    /// <param name="values">One value per row; for lists the elements of all rows, one row after the other.</param>
    /// <param name="nulls">True where a row is null: one flag per row, or empty.</param>
    /// <param name="offsets">Only for lists: where each row begins in <paramref name="values"/>, and at last where the last one
    /// ends. Null rows have no elements.</param>
    public ParquetColumn(ParquetField field, ReadOnlyMemory<T> values, ReadOnlyMemory<bool> nulls = default, ReadOnlyMemory<int> offsets = default)
        : base(field, field is { IsList: true } ? Math.Max(0, offsets.Length - 1) : values.Length, nulls)
    {
        if (field.Type != ValueType)
            throw new ArgumentException($"Column '{field.Name}' is declared {field.Type} but made of {typeof(T).Name}.", nameof(field));

        Memory = values;
        _listOffsets = field.IsList && offsets.IsEmpty ? new int[1] : offsets;
        if (field.IsList)
            RequireOffsets(field.Name, _listOffsets.Span, values.Length, Nulls);
        else if (!offsets.IsEmpty)
            throw new ArgumentException($"Column '{field.Name}' is not a list and takes no offsets.", nameof(offsets));
    }

    /// <summary>What a reader decoded; the array is exactly as long as the values.</summary>
    internal ParquetColumn(ParquetField field, T[] array, bool[]? nulls, int[]? offsets)
        : base(field, offsets is null ? array.Length : offsets.Length - 1, nulls)
    {
        _array = array;
        Memory = array;
        _listOffsets = offsets;
    }

    /// <summary>Flat: one value per row, the default value where the row is null. Lists: the elements of all rows.</summary>
    public ReadOnlySpan<T> Values => Memory.Span;

    /// <summary>The same as <see cref="Values"/>, for keeping.</summary>
    public ReadOnlyMemory<T> Memory { get; }

    /// <summary>Lists: <see cref="ParquetColumn.RowCount"/> + 1 places in <see cref="Values"/>. Otherwise empty.</summary>
    public ReadOnlySpan<int> ListOffsets => _listOffsets.Span;

    /// <summary>The elements of one row of a list column.</summary>
    public ReadOnlySpan<T> List(int row)
    {
        if (!Field.IsList)
            throw new InvalidOperationException($"Column '{Field.Name}' is not a list.");

        ReadOnlySpan<int> offsets = _listOffsets.Span;
        return Values[offsets[row]..offsets[row + 1]];
    }

    /// <summary>The values as an array that is nobody else's: the decoded one itself where a reader made this column, else a copy.</summary>
    /// <remarks>For a reader that keeps the array and drops the column.</remarks>
    internal T[] TakeArray() => _array ?? Values.ToArray();

    internal override ParquetColumn Slice(int first, int count) => !Field.IsList
        ? new ParquetColumn<T>(Field, Memory.Slice(first, count), NullsOf(first, count))
        : throw new InvalidOperationException($"Column '{Field.Name}' is a list.");

    internal static ParquetType ValueType =>
        typeof(T) == typeof(int) ? ParquetType.Int32
        : typeof(T) == typeof(long) ? ParquetType.Int64
        : typeof(T) == typeof(float) ? ParquetType.Float
        : typeof(T) == typeof(double) ? ParquetType.Double
        : typeof(T) == typeof(bool) ? ParquetType.Boolean
        : throw new ArgumentException($"Columns hold bool, int, long, float or double, not {typeof(T).Name}.");

    private static void RequireOffsets(string name, ReadOnlySpan<int> offsets, int valueCount, ReadOnlySpan<bool> nulls)
    {
        if (offsets[0] < 0 || offsets[^1] > valueCount)
            throw new ArgumentException($"The offsets of column '{name}' lie outside its {valueCount} values.", nameof(offsets));

        for (int row = 0; row + 1 < offsets.Length; row++)
        {
            if (offsets[row + 1] < offsets[row])
                throw new ArgumentException($"The offsets of column '{name}' decrease at row {row}.", nameof(offsets));
            if (!nulls.IsEmpty && nulls[row] && offsets[row + 1] != offsets[row])
                throw new ArgumentException($"Row {row} of column '{name}' is null but has elements.", nameof(offsets));
        }
    }
}
