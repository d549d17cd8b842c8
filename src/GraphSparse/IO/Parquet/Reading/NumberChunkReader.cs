using System.Buffers;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Reads a column chunk of numbers or truth values, flat or in lists.</summary>
internal sealed class NumberChunkReader<T> : ChunkReader where T : unmanaged
{
    private readonly Memory<T> _destination;
    private readonly bool _intoDestination;
    private T[] _values = [];
    private T[] _dictionary = [];
    private int _dictionaryCount = -1;
    private int _count;
    private int[] _offsets = [];
    private int _rows;

    public NumberChunkReader(SchemaLeaf leaf, ChunkMetadata chunk, int rowCount, DecodeBudget budget)
        : base(leaf, chunk, rowCount, budget)
    {
        _values = budget.Allocate<T>(Plausible(chunk.ValueCount, Unsafe.SizeOf<T>()), "values");
        if (leaf.Field.IsList)
            _offsets = budget.Allocate<int>(Plausible(rowCount + 1L, sizeof(int)), "list offsets");
    }

    /// <summary>Reads a flat column without nulls into memory of the caller.</summary>
    public NumberChunkReader(SchemaLeaf leaf, ChunkMetadata chunk, Memory<T> destination, DecodeBudget budget)
        : base(leaf, chunk, destination.Length, budget)
    {
        _destination = destination;
        _intoDestination = true;
    }

    /// <summary>The column, after all pages were read.</summary>
    public ParquetColumn<T> Finish()
    {
        if (Leaf.Field.IsList)
        {
            if (_rows != RowCount)
                throw new GraphFormatException($"the pages hold {_rows} lists, the footer says {RowCount} rows");
            Grow(ref _offsets, _rows, _rows + 1L, RowCount + 1L, "list offsets");
            _offsets[_rows] = _count;
            Exact(ref _offsets, _rows + 1);
            Exact(ref _values, _count);
            return new ParquetColumn<T>(Leaf.Field, _values, FinishNulls(), _offsets);
        }

        Exact(ref _values, _count);
        return new ParquetColumn<T>(Leaf.Field, _values, FinishNulls(), null);
    }

    protected override void ReadDictionary(ReadOnlySpan<byte> bytes, int count)
    {
        ValueDecoder.RequireHeld<T>(PageEncoding.Plain, bytes, count, 0);
        Grow(ref _dictionary, 0, count, count, "a dictionary");
        ValueDecoder.Decode<T>(PageEncoding.Plain, bytes, _dictionary.AsSpan(0, count), default);
        _dictionaryCount = count;
    }

    protected override void ReadPage(PageCursor cursor)
    {
        PageHeader header = cursor.Header;
        int entries = header.ValueCount;
        if (Leaf.MaxDefinition == 0)
        {
            Decode(header.Encoding, cursor.Values.Span, entries);
            _count += entries;
            return;
        }

        byte[] definitions = RentLevels(cursor.Definitions.Span, Leaf.MaxDefinition, entries);
        ReadOnlySpan<byte> levels = definitions.AsSpan(0, entries);
        try
        {
            int present = levels.Count((byte)Leaf.MaxDefinition);
            if (Leaf.Field.IsList)
            {
                ReadLists(cursor.Repetitions.Span, levels);
                Decode(header.Encoding, cursor.Values.Span, present);
                _count += present;
            }
            else
            {
                Decode(header.Encoding, cursor.Values.Span, present, entries);
                if (present < entries)
                    Spread(levels, present);
                _count += entries;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(definitions);
        }
    }

    /// <summary>Decodes values behind those read so far; <paramref name="room"/> more where nulls will be put between them.</summary>
    private void Decode(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, int room = 0)
    {
        ValueDecoder.RequireHeld<T>(encoding, bytes, count, _dictionaryCount);
        long needed = (long)_count + Math.Max(count, room);
        if (!_intoDestination)
            Grow(ref _values, _count, needed, Chunk.ValueCount, "values");
        else if (needed > _destination.Length)
            throw new GraphFormatException($"the pages hold more than {_destination.Length} rows");

        Span<T> values = (_intoDestination ? _destination.Span : _values).Slice(_count, count);
        ValueDecoder.Decode(encoding, bytes, values, _dictionary.AsSpan(0, Math.Max(0, _dictionaryCount)));
    }

    /// <summary>Moves the values of a page, which lie together, to their rows; from the last, so that nothing is overwritten.</summary>
    private void Spread(ReadOnlySpan<byte> levels, int present)
    {
        if (_intoDestination)
            throw new GraphFormatException($"row {_count + levels.IndexOf((byte)0)} is null, which is not expected in this column");

        MarkNulls(_count, levels, _values.Length);
        Span<T> values = _values.AsSpan(_count, levels.Length);
        int from = present;
        for (int row = levels.Length - 1; row >= 0; row--)
            values[row] = levels[row] == 0 ? default : values[--from];
    }

    /// <summary>Notes where lists begin. A page may begin within a list.</summary>
    private void ReadLists(ReadOnlySpan<byte> runs, ReadOnlySpan<byte> definitions)
    {
        byte[] repetitions = RentLevels(runs, 1, definitions.Length);
        try
        {
            ReadOnlySpan<byte> repeats = repetitions.AsSpan(0, definitions.Length);
            int starts = repeats.Count((byte)0);
            if (starts > RowCount - _rows)
                throw new GraphFormatException($"the pages hold more lists than the {RowCount} rows of the row group");
            Grow(ref _offsets, _rows, (long)_rows + starts, RowCount + 1L, "list offsets");

            int element = Leaf.ElementDefinition, place = _count;
            for (int i = 0; i < repeats.Length; i++)
            {
                int level = definitions[i];
                if (level > Leaf.MaxDefinition)
                    throw new GraphFormatException($"definition level {level}, at most {Leaf.MaxDefinition} is possible");
                if (repeats[i] == 0)
                    _offsets[_rows++] = place;
                else if (_rows == 0 || level < element)
                    throw new GraphFormatException("a list goes on where none was begun");

                if (level == Leaf.MaxDefinition)
                    place++;
                else if (level >= element)
                    throw new GraphFormatException($"row {_rows - 1}: a null within a list is not supported");
                else if (Leaf.Field.IsOptional && level == 0)
                    MarkNull(_rows - 1, _offsets.Length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(repetitions);
        }
    }

    private static void Exact<TItem>(ref TItem[] array, int length)
    {
        if (array.Length != length)
            array = array.AsSpan(0, length).ToArray();
    }
}
