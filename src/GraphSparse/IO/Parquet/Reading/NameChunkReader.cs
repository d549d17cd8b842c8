using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Reads a flat column chunk of strings as the numbers of names: a name that a dictionary holds is looked at once, and no string is copied for each row.</summary>
/// <param name="leaf">The column.</param>
/// <param name="chunk">The chunk.</param>
/// <param name="rowCount">Its rows.</param>
/// <param name="budget">Bounds what is allocated.</param>
/// <param name="numberOf">Numbers a name, given the row where it first occurs.</param>
internal sealed class NameChunkReader(SchemaLeaf leaf, ChunkMetadata chunk, int rowCount, DecodeBudget budget, NameNumbering numberOf)
    : BytesChunkReader(leaf, chunk, rowCount, budget)
{
    private int[] _numbers = [];
    private int[] _ofEntry = []; // number + 1 of each dictionary entry that a row has named
    private int _rows;

    /// <summary>The number of each row's name, after all pages were read.</summary>
    public int[] FinishNumbers() => _numbers.Length == _rows ? _numbers : _numbers.AsSpan(0, _rows).ToArray();

    protected override void ReadDictionary(ReadOnlySpan<byte> bytes, int count)
    {
        base.ReadDictionary(bytes, count);
        if (_ofEntry.Length < count)
            Grow(ref _ofEntry, 0, count, count, "a dictionary");
        _ofEntry.AsSpan().Clear();
    }

    protected override void ReadPage(PageCursor cursor)
    {
        PageHeader header = cursor.Header;
        int present = CountPresent(cursor, _rows);
        ReadOnlySpan<byte> values = cursor.Values.Span;
        if (header.Encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary)
        {
            ValueDecoder.RequireIndices(values, present, DictionaryCount);
            LookUp(values, NextNumbers(header.ValueCount)[..present]);
        }
        else
        {
            Decode(header.Encoding, values, present, present);
            Number(NextNumbers(header.ValueCount)[..present]);
            Forget();
        }

        _rows += header.ValueCount;
    }

    private Span<int> NextNumbers(int count)
    {
        Grow(ref _numbers, _rows, (long)_rows + count, RowCount, "numbers of names");
        return _numbers.AsSpan(_rows, count);
    }

    [MethodImpl(Hot.Loop)]
    private void LookUp(ReadOnlySpan<byte> bytes, Span<int> numbers)
    {
        if (numbers.IsEmpty)
            return;
        var runs = new RleReader(bytes[1..], bytes[0]);
        Span<uint> batch = stackalloc uint[512];
        for (int at = 0; at < numbers.Length; at += batch.Length)
        {
            Span<uint> indices = batch[..Math.Min(batch.Length, numbers.Length - at)];
            runs.Read(indices);
            for (int i = 0; i < indices.Length; i++)
            {
                if (indices[i] >= (uint)DictionaryCount)
                    throw ValueDecoder.OutOfDictionary(indices[i], DictionaryCount);
                ref int number = ref _ofEntry[(int)indices[i]];
                if (number == 0)
                    number = numberOf(Entry(indices[i]), _rows + at + i) + 1;
                numbers[at + i] = number - 1;
            }
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Number(Span<int> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = numberOf(Value(i), _rows + i);
    }
}

/// <summary>Numbers a name.</summary>
/// <param name="name">Its bytes.</param>
/// <param name="row">The row, for an error.</param>
internal delegate int NameNumbering(ReadOnlySpan<byte> name, int row);
