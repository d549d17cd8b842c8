using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using GraphSparse.IO.Parquet;
using Parquet;
using Parquet.Data;
using Parquet.File.Values.Primitives;
using Parquet.Schema;

namespace GraphSparse.ParquetNet;

/// <summary>Writes one column of one row group by Parquet.Net.</summary>
/// <param name="rowGroup">The row group.</param>
/// <param name="field">The field of the writer.</param>
/// <param name="wanted">What the field holds.</param>
/// <param name="column">The values.</param>
/// <param name="cancellationToken">Handed on.</param>
internal sealed class ColumnWriter(ParquetRowGroupWriter rowGroup, Field field, ParquetField wanted, ParquetColumn column, CancellationToken cancellationToken)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly DataField _leaf = FieldTypes.Leaf(field);

    /// <exception cref="ArgumentException">A column of this type is not that of the field.</exception>
    public static void Require(ParquetField wanted, ParquetField given, bool hasNulls)
    {
        bool areDecimals = wanted is { LogicalType: ParquetLogicalType.Decimal } && given is { LogicalType: ParquetLogicalType.Decimal, IsList: false }
            && (given.Precision, given.Scale, given.Name) == (wanted.Precision, wanted.Scale, wanted.Name);
        if (!areDecimals && given with { IsOptional = wanted.IsOptional } != wanted)
            throw new ArgumentException($"Column '{given.Name}' holds {FieldTypes.Describe(given)}, and field '{wanted.Name}' of Parquet.Net is written as {FieldTypes.Describe(wanted)} ({wanted}).");
        if (hasNulls && !wanted.IsOptional)
            throw new ArgumentException($"Column '{given.Name}' has null rows, and the field of Parquet.Net is not nullable.");
    }

    public Task WriteAsync() => column.Field.IsList ? WriteListAsync() : (wanted.LogicalType, wanted.Type) switch
    {
        (ParquetLogicalType.Decimal, ParquetType.Int32) => FlatAsync(Decimals.Narrow(column, v => (int)v)),
        (ParquetLogicalType.Decimal, ParquetType.Int64) => FlatAsync(Decimals.Narrow(column, v => (long)v)),
        (ParquetLogicalType.Decimal, _) => FlatAsync(Decimals.Narrow(column, v => new BigDecimal(v, wanted.Precision, wanted.Scale))),
        (ParquetLogicalType.Uuid, _) => FlatAsync(Rows(row => new Guid(Bytes(row), bigEndian: true))),
        (ParquetLogicalType.Interval, _) or (_, ParquetType.Int96) => FlatAsync(Rows(Twelve)),
        (_, ParquetType.Utf8) when wanted.IsBinary => FlatAsync(Rows(row => (ReadOnlyMemory<byte>)Bytes(row).ToArray())),
        (_, ParquetType.Utf8) => FlatAsync(Rows(Text)),
        // Without a sign minimum and maximum are others.
        (ParquetLogicalType.Unsigned, ParquetType.Int32) => FlatAsync(Unsigned<int, uint>()),
        (ParquetLogicalType.Unsigned, ParquetType.Int64) => FlatAsync(Unsigned<long, ulong>()),
        (_, ParquetType.Boolean) => FlatAsync(Values<bool>()),
        (_, ParquetType.Int32) => FlatAsync(Values<int>()),
        (_, ParquetType.Int64) => FlatAsync(Values<long>()),
        (_, ParquetType.Float) => FlatAsync(Values<float>()),
        _ => FlatAsync(Values<double>()),
    };

    private Task WriteListAsync() => (wanted.LogicalType, wanted.Type) switch
    {
        (ParquetLogicalType.Unsigned, ParquetType.Int32) => ListAsync<int, uint>(),
        (ParquetLogicalType.Unsigned, ParquetType.Int64) => ListAsync<long, ulong>(),
        (_, ParquetType.Boolean) => ListAsync<bool, bool>(),
        (_, ParquetType.Int32) => ListAsync<int, int>(),
        (_, ParquetType.Int64) => ListAsync<long, long>(),
        (_, ParquetType.Float) => ListAsync<float, float>(),
        _ => ListAsync<double, double>(),
    };

    /// <summary>Writes the values of the rows that are not null.</summary>
    private Task FlatAsync<T>(ReadOnlyMemory<T> values) where T : struct
    {
        DataField raw = RawFields.Of<T>(_leaf);
        if (!wanted.IsOptional)
            return rowGroup.WriteAllPartsAsync(raw, values, null, null, cancellationToken);
        var levels = new int[column.RowCount];
        for (int row = 0; row < levels.Length; row++)
            levels[row] = column.IsNull(row) ? 0 : 1;
        return rowGroup.WriteAllPartsAsync(raw, values, levels, null, cancellationToken);
    }

    private Task FlatAsync<T>(T[] values) where T : struct => FlatAsync(new ReadOnlyMemory<T>(values));

    private Task ListAsync<TStored, T>() where TStored : unmanaged where T : unmanaged
    {
        var lists = (ParquetColumn<TStored>)column;
        ReadOnlySpan<int> offsets = lists.ListOffsets;
        int present = _leaf.MaxDefinitionLevel, empty = present - (_leaf.IsNullable ? 2 : 1);
        int elements = offsets[^1] - offsets[0], without = 0;
        for (int row = 0; row < lists.RowCount; row++)
            without += offsets[row] == offsets[row + 1] ? 1 : 0;
        int[] definitions = new int[checked(elements + without)], repetitions = new int[definitions.Length];
        int at = 0;
        for (int row = 0; row < lists.RowCount; row++)
        {
            int count = offsets[row + 1] - offsets[row];
            if (count == 0)
            {
                definitions[at++] = lists.IsNull(row) ? 0 : empty;
                continue;
            }

            definitions.AsSpan(at, count).Fill(present);
            repetitions.AsSpan(at + 1, count - 1).Fill(1);
            at += count;
        }

        ReadOnlyMemory<TStored> stored = lists.Memory[offsets[0]..offsets[^1]];
        ReadOnlyMemory<T> values = stored is ReadOnlyMemory<T> same ? same : MemoryMarshal.Cast<TStored, T>(stored.Span).ToArray();
        return rowGroup.WriteAllPartsAsync(_leaf, values, definitions, repetitions, cancellationToken);
    }

    private ReadOnlyMemory<T> Values<T>() where T : unmanaged => column.NullCount == 0 ? ((ParquetColumn<T>)column).Memory : Rows(row => ((ParquetColumn<T>)column).Values[row]);

    private T[] Unsigned<TStored, T>() where TStored : unmanaged where T : unmanaged => MemoryMarshal.Cast<TStored, T>(Values<TStored>().Span).ToArray();

    private T[] Rows<T>(Func<int, T> value)
    {
        var values = new T[column.RowCount - column.NullCount];
        for (int row = 0, at = 0; row < column.RowCount; row++)
        {
            if (!column.IsNull(row))
                values[at++] = value(row);
        }

        return values;
    }

    private ReadOnlySpan<byte> Bytes(int row)
    {
        ReadOnlySpan<byte> bytes = ((ParquetUtf8Column)column)[row];
        return wanted.FixedLength == 0 || bytes.Length == wanted.FixedLength ? bytes
            : throw new ArgumentException($"Column '{wanted.Name}', row {row}: {bytes.Length} bytes, and all values have {wanted.FixedLength}.");
    }

    private ReadOnlyMemory<char> Text(int row)
    {
        try
        {
            return Utf8.GetString(Bytes(row)).AsMemory();
        }
        catch (DecoderFallbackException error)
        {
            throw new ArgumentException($"Column '{wanted.Name}', row {row}: the string is not valid UTF-8, and Parquet.Net would write another one; declare the column as binary to write its bytes.", error);
        }
    }

    private Interval Twelve(int row)
    {
        ReadOnlySpan<byte> bytes = Bytes(row);
        return new Interval(BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
    }
}
