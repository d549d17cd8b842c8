using System.Buffers.Binary;
using GraphSparse.IO.Parquet;
using Parquet;
using Parquet.File.Values.Primitives;
using Parquet.Meta;
using Parquet.Schema;

namespace GraphSparse.ParquetNet;

/// <summary>Reads one column of one row group by Parquet.Net, as it is stored.</summary>
internal sealed class ColumnReader(ParquetRowGroupReader rowGroup, Field field, ParquetField column, CancellationToken cancellationToken)
{
    private readonly DataField _leaf = FieldTypes.Leaf(field);

    public async Task<ParquetColumn> ReadAsync()
    {
        try
        {
            return await (column.IsList ? ReadListAsync() : ReadFlatAsync()).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (GraphFormatException or OperationCanceledException or IOException or OutOfMemoryException))
        {
            // Parquet.Net has no exception of its own for what it cannot read: it throws whatever its decoders run into.
            throw new GraphFormatException($"column '{field.Name}' cannot be read by Parquet.Net: {error.Message}", error);
        }
    }

    private async Task<ParquetColumn> ReadFlatAsync() => column.Type switch
    {
        ParquetType.Boolean => await FlatAsync<bool>().ConfigureAwait(false),
        ParquetType.Int32 => await FlatAsync<int>().ConfigureAwait(false),
        ParquetType.Int64 => await FlatAsync<long>().ConfigureAwait(false),
        ParquetType.Float => await FlatAsync<float>().ConfigureAwait(false),
        ParquetType.Double => await FlatAsync<double>().ConfigureAwait(false),
        ParquetType.Int96 => await Int96Async().ConfigureAwait(false),
        _ => await BytesAsync().ConfigureAwait(false),
    };

    private async Task<ParquetColumn> FlatAsync<T>() where T : unmanaged
    {
        (T[] values, bool[]? nulls) = await RawAsync<T>().ConfigureAwait(false);
        return new ParquetColumn<T>(column, values, nulls);
    }

    private async Task<ParquetColumn> BytesAsync()
    {
        (ReadOnlyMemory<byte>[] values, bool[]? nulls) = await RawAsync<ReadOnlyMemory<byte>>().ConfigureAwait(false);
        long length = values.Sum(value => (long)value.Length);
        if (length > Array.MaxLength)
            throw new ResourceLimitException($"Column '{field.Name}' takes {length:N0} bytes in a row group; at most {Array.MaxLength:N0} are possible.");
        var bytes = new byte[length];
        var offsets = new int[values.Length + 1];
        for (int row = 0; row < values.Length; row++)
        {
            values[row].Span.CopyTo(bytes.AsSpan(offsets[row]));
            offsets[row + 1] = offsets[row] + values[row].Length;
        }

        return new ParquetUtf8Column(column, bytes, offsets, nulls);
    }

    /// <summary>Twelve bytes each, which Parquet.Net would shorten to ticks of 100 ns; three integers of 32 bits are the same bytes.</summary>
    private async Task<ParquetColumn> Int96Async()
    {
        (Interval[] values, bool[]? nulls) = await RawAsync<Interval>().ConfigureAwait(false);
        var bytes = new byte[checked(values.Length * Interval.BinarySize)];
        var offsets = new int[values.Length + 1];
        for (int row = 0; row < values.Length; row++)
        {
            Span<byte> to = bytes.AsSpan(offsets[row]);
            BinaryPrimitives.WriteInt32LittleEndian(to, values[row].Months);
            BinaryPrimitives.WriteInt32LittleEndian(to[4..], values[row].Days);
            BinaryPrimitives.WriteInt32LittleEndian(to[8..], values[row].Millis);
            offsets[row + 1] = offsets[row] + Interval.BinarySize;
        }

        return new ParquetUtf8Column(column, bytes, offsets, nulls);
    }

    /// <summary>The values of a flat column in their rows, the default value where a row is null.</summary>
    private async Task<(T[] Values, bool[]? Nulls)> RawAsync<T>() where T : struct
    {
        int rows = checked((int)rowGroup.RowCount);
        RequireValues(rows, exactly: true);
        var values = new T[rows];
        if (!_leaf.IsNullable)
        {
            await ReadRawAsync(values, null).ConfigureAwait(false);
            return (values, null);
        }

        var levels = new int[rows];
        await ReadRawAsync(values, levels).ConfigureAwait(false);
        int next = levels.AsSpan().Count(1);
        var nulls = new bool[rows];
        for (int row = rows - 1; row >= 0; row--)
        {
            nulls[row] = levels[row] == 0;
            values[row] = nulls[row] ? default : values[--next];
        }

        return (values, nulls);
    }

    private async Task ReadRawAsync<T>(T[] values, int[]? levels) where T : struct
    {
        // Before the values Parquet.Net decodes minimum and maximum, those of Int96 as DateTime, and fails where it cannot hold them.
        ColumnMetaData chunk = rowGroup.GetMetadata(_leaf)!.MetaData!;
        Statistics? statistics = chunk.Statistics;
        try
        {
            chunk.Statistics = null;
            await rowGroup.ReadRawAsync<T>(RawFields.Of<T>(_leaf), values, levels is null ? (Memory<int>?)null : levels, null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            chunk.Statistics = statistics;
        }
    }

    private Task<ParquetColumn> ReadListAsync() => true switch
    {
        _ when _leaf.ClrType == typeof(bool) => ListAsync<bool, bool>(v => v),
        _ when _leaf.ClrType == typeof(sbyte) => ListAsync<sbyte, int>(v => v),
        _ when _leaf.ClrType == typeof(byte) => ListAsync<byte, int>(v => v),
        _ when _leaf.ClrType == typeof(short) => ListAsync<short, int>(v => v),
        _ when _leaf.ClrType == typeof(ushort) => ListAsync<ushort, int>(v => v),
        _ when _leaf.ClrType == typeof(int) => ListAsync<int, int>(null),
        _ when _leaf.ClrType == typeof(uint) => ListAsync<uint, int>(v => unchecked((int)v)),
        _ when _leaf.ClrType == typeof(long) => ListAsync<long, long>(null),
        _ when _leaf.ClrType == typeof(ulong) => ListAsync<ulong, long>(v => unchecked((long)v)),
        _ when _leaf.ClrType == typeof(float) => ListAsync<float, float>(null),
        _ => ListAsync<double, double>(null),
    };

    private async Task<ParquetColumn> ListAsync<T, TStored>(Converter<T, TStored>? convert) where T : struct where TStored : unmanaged
    {
        int rows = checked((int)rowGroup.RowCount);
        int entries = RequireValues(rows, exactly: false);
        var values = new T[entries];
        int[] definitions = new int[entries], repetitions = new int[entries];
        await rowGroup.ReadRawAsync<T>(_leaf, values, definitions, repetitions, cancellationToken).ConfigureAwait(false);
        (int[] offsets, bool[]? nulls) = Rows(rows, definitions, repetitions);
        Array.Resize(ref values, offsets[^1]);
        return new ParquetColumn<TStored>(column, convert is null ? (TStored[])(object)values : Array.ConvertAll(values, convert), nulls, offsets);
    }

    /// <summary>Where the elements of each row begin. Levels: 0 is null where a list may be, the highest one an element, the one below it where elements may be null a null.</summary>
    private (int[] Offsets, bool[]? Nulls) Rows(int rows, int[] definitions, int[] repetitions)
    {
        int highest = _leaf.MaxDefinitionLevel;
        bool elementsMayBeNull = field is ListField && _leaf.IsNullable;
        var offsets = new int[rows + 1];
        bool[]? nulls = column.IsOptional ? new bool[rows] : null;
        int row = -1, elements = 0;
        for (int i = 0; i < definitions.Length; i++)
        {
            if (repetitions[i] == 0)
            {
                if (++row == rows)
                    throw new GraphFormatException($"column '{field.Name}' has more lists than the {rows} rows of its row group");
                offsets[row] = elements;
            }
            else if (row < 0)
            {
                throw new GraphFormatException($"column '{field.Name}' begins within a list");
            }

            if (elementsMayBeNull && definitions[i] == highest - 1)
                throw new GraphFormatException($"column '{field.Name}', row {row}: a null within a list is not supported");
            if (definitions[i] == highest)
                elements++;
            else if (definitions[i] == 0 && nulls is not null)
                nulls[row] = true;
        }

        if (row + 1 != rows)
            throw new GraphFormatException($"column '{field.Name}' has {row + 1} lists in {rows} rows");
        offsets[rows] = elements;
        return (offsets, nulls);
    }

    /// <summary>The values that the row group claims to hold, null ones included; Parquet.Net takes the claim for granted.</summary>
    private int RequireValues(int rows, bool exactly)
    {
        ColumnMetaData chunk = rowGroup.GetMetadata(_leaf)?.MetaData ?? throw new GraphFormatException($"column '{field.Name}' is not in the row group");
        if (chunk.Codec == CompressionCodec.LZ4) // Hadoop's framing
            throw new GraphFormatException($"column '{field.Name}' is compressed with LZ4, which Parquet.Net reads as other values without an error; read the file with GraphReader or ParquetFile, or write it with LZ4_RAW");
        long values = chunk.NumValues;
        return values >= rows && values <= Array.MaxLength && (!exactly || values == rows) ? (int)values
            : throw new GraphFormatException($"column '{field.Name}' has {values} values in {rows} rows");
    }
}
