using System.Text;

namespace GraphSparse.IO;

/// <summary>The values of further columns in the rows of one chunk, as they are spelled; a value that is not there is null.</summary>
internal sealed class EdgeCells
{
    private readonly List<CellColumn> _columns = [];

    public IReadOnlyList<CellColumn> Columns => _columns;

    /// <summary>The column of a name, which is made where there is none.</summary>
    public CellColumn Column(ReadOnlySpan<byte> name)
    {
        foreach (CellColumn known in _columns)
        {
            if (name.SequenceEqual(known.NameBytes))
                return known;
        }

        var column = new CellColumn(name.ToArray());
        _columns.Add(column);
        return column;
    }
}

/// <summary>The values of one column: those of rows that have one, in the order of the rows.</summary>
internal sealed class CellColumn(byte[] name)
{
    private byte[] _bytes = new byte[1 << 12];
    private int[] _rows = new int[1 << 9];
    private int[] _ends = new int[1 << 9];
    private int _length;

    public byte[] NameBytes => name;

    public string Name { get; } = Encoding.UTF8.GetString(name);

    public int Count { get; private set; }

    /// <summary>The values, one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>The row of each value.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Where each value ends in <see cref="Bytes"/>; it begins where the one before ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    public void Add(int row, ReadOnlySpan<byte> value)
    {
        if (_length + value.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + value.Length));
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, 2 * Count);
            Array.Resize(ref _ends, 2 * Count);
        }

        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
        (_rows[Count], _ends[Count]) = (row, _length);
        Count++;
    }
}
