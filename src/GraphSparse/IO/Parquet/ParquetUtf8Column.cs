using System.Text;

namespace GraphSparse.IO.Parquet;

/// <summary>A column of byte strings, by convention UTF-8 where they have no fixed length, kept as one run of bytes.</summary>
public sealed class ParquetUtf8Column : ParquetColumn
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<int> _offsets;

    /// <summary>A column over the caller's memory, which is not copied.</summary>
    /// <param name="field">Name and type, which must be one of byte strings and not a list.</param>
    /// <param name="bytes">The strings, one after the other.</param>
    /// <param name="offsets">Where each row begins in <paramref name="bytes"/>, and at last where the last one ends.</param>
    /// <param name="nulls">True where a row is null: one flag per row, or empty. What stands at a null row is ignored.</param>
    public ParquetUtf8Column(ParquetField field, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<int> offsets, ReadOnlyMemory<bool> nulls = default)
        : base(field, Math.Max(0, offsets.Length - 1), nulls)
    {
        if (field.Type is not (ParquetType.Utf8 or ParquetType.FixedBytes or ParquetType.Int96) || field.IsList)
            throw new ArgumentException($"Column '{field.Name}' is not declared as strings.", nameof(field));

        _bytes = bytes;
        _offsets = offsets.IsEmpty ? new int[1] : offsets;
        ReadOnlySpan<int> places = _offsets.Span;
        if (places[0] < 0 || places[^1] > bytes.Length)
            throw new ArgumentException($"The offsets of column '{field.Name}' lie outside its {bytes.Length} bytes.", nameof(offsets));
        for (int row = 0; row + 1 < places.Length; row++)
        {
            if (places[row + 1] < places[row])
                throw new ArgumentException($"The offsets of column '{field.Name}' decrease at row {row}.", nameof(offsets));
        }
    }

    /// <summary>The bytes of all rows.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary><see cref="ParquetColumn.RowCount"/> + 1 places in <see cref="Bytes"/>.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.Span;

    /// <summary>The bytes of one row; empty where it is null.</summary>
    public ReadOnlySpan<byte> this[int row] => _bytes.Span[_offsets.Span[row].._offsets.Span[row + 1]];

    /// <summary>One row as text, or <see langword="null"/>; bytes that are not UTF-8 become U+FFFD.</summary>
    public string? Text(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(this[row]);

    /// <summary>The same bytes, not called text.</summary>
    internal ParquetUtf8Column AsBinary() => new(Field with { IsBinary = true }, _bytes, _offsets, NullsOf(0, RowCount));

    internal override ParquetColumn Slice(int first, int count) => new ParquetUtf8Column(Field, _bytes, _offsets.Slice(first, count + 1), NullsOf(first, count));

    /// <summary>A column made of strings; optional when <paramref name="isOptional"/> says so or a string is null.</summary>
    public static ParquetUtf8Column Create(string name, IEnumerable<string?> texts, bool isOptional = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        var offsets = new List<int> { 0 };
        var nulls = new List<bool>();
        foreach (string? text in texts)
        {
            if (text is not null)
                Encoding.UTF8.GetBytes(text, bytes);
            nulls.Add(text is null);
            offsets.Add(bytes.WrittenCount);
        }

        bool anyNull = nulls.Contains(true);
        var field = new ParquetField(name, ParquetType.Utf8, isOptional || anyNull);
        return new ParquetUtf8Column(field, bytes.WrittenMemory, offsets.ToArray(), anyNull ? nulls.ToArray() : default);
    }
}
