using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Text;

/// <summary>The edges of one chunk of text so far, and what was noticed in them.</summary>
internal sealed class EdgeChunkState(int capacity, EdgeLineLayout layout, NameTable? names)
{
    private readonly EdgeBlock _block = new(capacity, layout.HasWeights);
    private readonly NameTable? _names = layout.StringIds ? names ?? new NameTable() : null;
    private readonly List<byte[]> _keys = [];
    private long[]? _wideSources;
    private long[]? _wideTargets;
    private bool _hasNegative;
    private bool _hasUnsigned;

    public List<string> Isolated { get; } = [];

    /// <summary>Values of further columns; null where the layout takes none.</summary>
    public EdgeCells? Cells { get; } = layout.TakesCells ? new EdgeCells() : null;

    /// <summary>The line that is being read, counted from 1 within the chunk.</summary>
    public int Line { get; set; }

    public RowRemarks Remarks { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long source, long target, double weight)
    {
        if (unchecked((ulong)(source | target)) > int.MaxValue - 1 || _wideSources is not null)
            AddWide(source, target);
        _block.Add(unchecked((int)source), unchecked((int)target), weight);
    }

    public int Intern(ReadOnlySpan<byte> name) => _names!.Intern(name);

    /// <summary>Takes note of an id below 0 or above 2^63 − 1; false where the chunk has ids of the other kind, which no 64-bit integer holds together.</summary>
    public bool TakeWide(IntegerId id)
    {
        _hasNegative |= id.Kind == IntegerKind.Signed;
        _hasUnsigned |= id.Kind == IntegerKind.Unsigned;
        return !(_hasNegative && _hasUnsigned);
    }

    public void AddLongRow() => Remarks = Remarks.With(new RowRemarks(LongRows: 1, FirstLongRow: Line));

    /// <summary>Takes note of a row that ends before the last of the columns that are taken.</summary>
    public void AddShortRow() => ShortRows++;

    /// <summary>Rows that end before the last of the columns that are taken.</summary>
    public int ShortRows { get; private set; }

    public void AddLeadingZero() => Remarks = Remarks.With(new RowRemarks(LeadingZeros: 1));

    public void AddDictionary(bool hasWeight) => Remarks = Remarks.With(new RowRemarks(Dictionaries: 1, WeightedDictionaries: hasWeight ? 1 : 0));

    /// <summary>Takes note of a key of dictionaries other than weight.</summary>
    public void AddKey(ReadOnlySpan<byte> key)
    {
        foreach (byte[] known in _keys)
        {
            if (key.SequenceEqual(known))
                return;
        }

        _keys.Add(key.ToArray());
        Remarks = Remarks with { Keys = [.. Remarks.Keys ?? [], System.Text.Encoding.UTF8.GetString(key)] };
    }

    /// <summary>Takes a value of the row that is being read.</summary>
    public void AddCell(ReadOnlySpan<byte> column, ReadOnlySpan<byte> value) => Cells!.Column(column).Add(_block.Count, value);

    public EdgeRows ToRows()
    {
        if (_wideSources is null)
            return new EdgeRows { Block = _block, Names = _names };
        int count = _block.Count;
        return new EdgeRows
        {
            WideSources = _wideSources[..count],
            WideTargets = _wideTargets![..count],
            WideWeights = _block.Weights?[..count],
            AreUnsigned = _hasUnsigned,
        };
    }

    private void AddWide(long source, long target)
    {
        int count = _block.Count;
        if (_wideSources is null)
        {
            if (source is >= 0 and < int.MaxValue && target is >= 0 and < int.MaxValue)
                return; // only their bits together are beyond 32
            _wideSources = new long[_block.Sources.Length];
            _wideTargets = new long[_block.Sources.Length];
            for (int i = 0; i < count; i++)
            {
                _wideSources[i] = _block.Sources[i];
                _wideTargets[i] = _block.Targets[i];
            }
        }

        _wideSources[count] = source;
        _wideTargets![count] = target;
    }
}
