using System.Runtime.CompilerServices;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Puts the values of one column to the edges they belong to. Every edge is given a value at most once.</summary>
internal abstract class AttributeBuilder(string name, int edges)
{
    /// <summary>Edges without a value; null where each has one.</summary>
    protected bool[] Nulls { get; } = Filled(edges);

    public string Name => name;

    protected int Edges => edges;

    /// <summary>What this holds.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>Takes the values of a row group.</summary>
    /// <param name="column">The values.</param>
    /// <param name="places">The edge of each row; below 0 for rows whose values are not wanted.</param>
    public abstract void Add(ParquetColumn column, int[] places);

    /// <summary>The values in the order of the edges; nothing can be added afterwards.</summary>
    public abstract ParquetColumn Build(string outputName);

    /// <summary>The builder for values of a type.</summary>
    public static AttributeBuilder For(string name, ParquetField field, int edges) => field.Type switch
    {
        ParquetType.Boolean => new NumberAttributeBuilder<bool>(name, field, edges),
        ParquetType.Int32 => new NumberAttributeBuilder<int>(name, field, edges),
        ParquetType.Int64 => new NumberAttributeBuilder<long>(name, field, edges),
        ParquetType.Float => new NumberAttributeBuilder<float>(name, field, edges),
        ParquetType.Double => new NumberAttributeBuilder<double>(name, field, edges),
        _ => new BytesAttributeBuilder(name, field, edges),
    };

    /// <summary>The field of the output: optional where the input's is, or where an edge has no value.</summary>
    protected ParquetField FieldOf(ParquetField field, string outputName) => field with { Name = outputName, IsOptional = field.IsOptional || Array.IndexOf(Nulls, true) >= 0 };

    private static bool[] Filled(int edges)
    {
        var nulls = new bool[edges];
        Array.Fill(nulls, true);
        return nulls;
    }
}

/// <summary>Numbers and truth values.</summary>
internal sealed class NumberAttributeBuilder<T>(string name, ParquetField field, int edges) : AttributeBuilder(name, edges) where T : unmanaged
{
    private readonly T[] _values = new T[edges];

    public override long MemoryBytes => Edges * (1L + System.Runtime.CompilerServices.Unsafe.SizeOf<T>());

    [MethodImpl(Hot.Loop)]
    public override void Add(ParquetColumn column, int[] places)
    {
        ReadOnlySpan<T> values = ((ParquetColumn<T>)column).Values;
        for (int row = 0; row < places.Length; row++)
        {
            int place = places[row];
            if (place < 0 || column.IsNull(row))
                continue;
            _values[place] = values[row];
            Nulls[place] = false;
        }
    }

    public override ParquetColumn Build(string outputName) => new ParquetColumn<T>(FieldOf(field, outputName), _values, Nulls);
}

/// <summary>Texts and byte strings: kept as they come, and put in order at the end.</summary>
internal sealed class BytesAttributeBuilder(string name, ParquetField field, int edges) : AttributeBuilder(name, edges)
{
    private readonly List<byte[]> _pools = [];
    private readonly Cell[] _cells = new Cell[edges];
    private long _kept;
    private long _bytes;

    public override long MemoryBytes => _kept + _bytes + 17L * Edges; // with what Build makes of it

    [MethodImpl(Hot.Loop)]
    public override void Add(ParquetColumn column, int[] places)
    {
        var texts = (ParquetUtf8Column)column;
        ReadOnlySpan<int> offsets = texts.Offsets;
        long wanted = _bytes;
        for (int row = 0; row < places.Length; row++)
        {
            if (places[row] >= 0 && !column.IsNull(row))
                Put(places[row], offsets[row], offsets[row + 1]);
        }

        Keep(texts.Bytes, places, _bytes - wanted);
    }

    /// <summary>Takes the values of a chunk of text.</summary>
    /// <param name="cells">The values.</param>
    /// <param name="places">The edge of each row; below 0 for rows whose values are not wanted.</param>
    [MethodImpl(Hot.Loop)]
    public void Add(CellColumn cells, int[] places)
    {
        long wanted = _bytes;
        int start = 0;
        for (int i = 0; i < cells.Count; i++)
        {
            int place = places[cells.Rows[i]];
            if (place >= 0)
                Put(place, start, cells.Ends[i]);
            start = cells.Ends[i];
        }

        Keep(cells.Bytes, places, _bytes - wanted);
    }

    [MethodImpl(Hot.Loop)]
    public override ParquetColumn Build(string outputName)
    {
        if (_bytes > Array.MaxLength)
            throw new ResourceLimitException($"Column '{Name}' holds {MemoryBudget.Text(_bytes)}; one column holds at most {MemoryBudget.Text(Array.MaxLength)}. Leave it out of the attributes.");
        var bytes = new byte[_bytes];
        var offsets = new int[Edges + 1];
        int at = 0;
        for (int edge = 0; edge < Edges; edge++)
        {
            Cell cell = _cells[edge];
            if (cell.Length > 0)
                _pools[cell.Pool].AsSpan(cell.Start, cell.Length).CopyTo(bytes.AsSpan(at));
            at += cell.Length;
            offsets[edge + 1] = at;
        }

        return new ParquetUtf8Column(FieldOf(field, outputName), bytes, offsets, Nulls);
    }

    private void Put(int edge, int start, int end)
    {
        _cells[edge] = new Cell(_pools.Count, start, end - start);
        _bytes += end - start;
        Nulls[edge] = false;
    }

    /// <summary>Keeps the values of a chunk whole, or those that are wanted where that are few.</summary>
    [MethodImpl(Hot.Loop)]
    private void Keep(ReadOnlySpan<byte> bytes, int[] places, long wanted)
    {
        if (2 * wanted >= bytes.Length)
        {
            _pools.Add(bytes.ToArray());
            _kept += bytes.Length;
            return;
        }

        var some = new byte[wanted];
        int at = 0;
        foreach (int place in places)
        {
            if (place < 0 || Nulls[place])
                continue;
            ref Cell cell = ref _cells[place];
            bytes.Slice(cell.Start, cell.Length).CopyTo(some.AsSpan(at));
            cell = cell with { Start = at };
            at += cell.Length;
        }

        _pools.Add(some);
        _kept += wanted;
    }

    /// <summary>Where a value lies.</summary>
    private readonly record struct Cell(int Pool, int Start, int Length);
}
