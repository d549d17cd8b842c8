namespace GraphSparse.IO.Parquet;

/// <summary>Reads the run-length / bit-packed hybrid: levels, dictionary indices, truth values.</summary>
internal ref struct RleReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _width;
    private int _position;
    private int _runLeft;
    private uint _runValue;
    private ReadOnlySpan<byte> _packed;
    private int _packedDone;
    private int _packedLeft;

    public RleReader(ReadOnlySpan<byte> bytes, int width)
    {
        if (width is < 0 or > 32)
            throw new GraphFormatException($"{width} bits for each value of a run; at most 32 are possible");
        _bytes = bytes;
        _width = width;
    }

    /// <summary>Whether the runs hold at least <paramref name="count"/> values. Looks at run headers only and allocates nothing.</summary>
    /// <remarks>Asked before room is made for the values: it is the bytes that must vouch for a count, not a header.</remarks>
    public static bool Holds(ReadOnlySpan<byte> bytes, int width, long count)
    {
        var reader = new RleReader(bytes, width);
        while (count > 0)
        {
            if (!reader.TryNextRun())
                return false;
            count -= reader._runLeft + (long)reader._packedLeft;
            reader._runLeft = reader._packedLeft = 0;
        }

        return true;
    }

    /// <summary>Fills <paramref name="values"/>.</summary>
    public void Read(scoped Span<uint> values)
    {
        while (!values.IsEmpty)
        {
            int count;
            if (_runLeft > 0)
            {
                count = Math.Min(_runLeft, values.Length);
                values[..count].Fill(_runValue);
                _runLeft -= count;
            }
            else if (_packedLeft > 0)
            {
                count = Math.Min(_packedLeft, values.Length);
                BitPacking.Unpack(_packed, _width, values[..count], _packedDone);
                _packedDone += count;
                _packedLeft -= count;
            }
            else if (TryNextRun())
            {
                continue;
            }
            else
            {
                throw new GraphFormatException($"runs end {values.Length} values too early");
            }

            values = values[count..];
        }
    }

    /// <summary>The same for values of at most eight bits, such as levels.</summary>
    public void Read(scoped Span<byte> values)
    {
        Span<uint> batch = stackalloc uint[256];
        while (!values.IsEmpty)
        {
            int count;
            if (_runLeft > 0)
            {
                count = Math.Min(_runLeft, values.Length);
                values[..count].Fill((byte)_runValue);
                _runLeft -= count;
            }
            else
            {
                count = Math.Min(batch.Length, values.Length);
                if (_packedLeft > 0)
                    count = Math.Min(count, _packedLeft);
                else if (TryNextRun())
                    continue;
                Read(batch[..count]);
                for (int i = 0; i < count; i++)
                    values[i] = (byte)batch[i];
            }

            values = values[count..];
        }
    }

    /// <summary>A run of equal values that is at hand, or 0: lets a caller fill instead of looking each value up.</summary>
    public int TakeRun(int limit, out uint value)
    {
        if (_runLeft == 0 && _packedLeft == 0)
            TryNextRun();
        int count = Math.Min(_runLeft, limit);
        value = _runValue;
        _runLeft -= count;
        return count;
    }

    /// <summary>Values of the bit-packed run at hand, or 0.</summary>
    public readonly int PackedLeft => _packedLeft;

    private bool TryNextRun()
    {
        if (_position >= _bytes.Length)
            return false;

        ulong head = ReadVarint();
        if ((head & 1) == 0)
        {
            if (head >> 1 > int.MaxValue)
                throw new GraphFormatException($"a run of {head >> 1} values");
            _runLeft = (int)(head >> 1);
            _runValue = ReadValue();
            return true;
        }

        // A last group may be cut short where its rest is padding; what is left of it is what there is.
        long groups = (long)Math.Min(head >> 1, int.MaxValue / 8);
        long available = _width == 0 ? groups * 8 : Math.Min(groups * 8, (_bytes.Length - _position) * 8L / _width);
        if (available == 0 && groups > 0)
            throw new GraphFormatException("a bit-packed run without bytes");
        int size = (int)Math.Min(_bytes.Length - _position, groups * _width);
        _packed = _bytes.Slice(_position, size);
        _packedDone = 0;
        _packedLeft = (int)available;
        _position += size;
        return true;
    }

    private uint ReadValue()
    {
        int size = (_width + 7) / 8;
        if (_bytes.Length - _position < size)
            throw new GraphFormatException("a run ends before its value");
        uint value = 0;
        for (int i = 0; i < size; i++)
            value |= (uint)_bytes[_position++] << (8 * i);
        if ((ulong)value >> _width != 0)
            throw new GraphFormatException($"a run of the value {value}, which needs more than {_width} bits");
        return value;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if (_position == _bytes.Length)
                throw new GraphFormatException("a run ends within its length");
            byte b = _bytes[_position++];
            value |= (ulong)(b & 127) << shift;
            if (b < 128)
                return value;
        }

        throw new GraphFormatException("the length of a run has more than 32 bits");
    }
}
