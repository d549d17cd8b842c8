using System.Text;

namespace GraphSparse.IO.Parquet;

/// <summary>Wire types of Thrift's compact protocol.</summary>
internal enum ThriftType : byte
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    I16 = 4,
    I32 = 5,
    I64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}

/// <summary>Where a reader stands among the fields of one struct.</summary>
internal struct ThriftField
{
    public int Id;
    public ThriftType Type;
}

/// <summary>Reads Thrift's compact protocol from bytes that nobody vouches for.</summary>
/// <remarks>Every length is checked against the bytes that are left, and nesting is bounded, so that it always ends
/// and allocates no more than a small multiple of its input.</remarks>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes, long fileOffset)
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly long _fileOffset = fileOffset;
    private int _position;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Moves to the next field; false at the end of the struct. Start with a default <see cref="ThriftField"/>.</summary>
    public bool Next(ref ThriftField field)
    {
        byte head = ReadByte();
        var type = (ThriftType)(head & 15);
        if (type == ThriftType.Stop)
            return false;
        if (type > ThriftType.Struct)
            throw Bad($"unknown Thrift type {(int)type}");

        int delta = head >> 4;
        field.Id = delta != 0 ? field.Id + delta : ReadInt16();
        field.Type = type;
        return true;
    }

    /// <summary>Reads the fields of a struct up to its end and skips those that it does not know.</summary>
    public void ReadStruct<T>(ref T value)
        where T : struct, IThriftStruct
    {
        var field = default(ThriftField);
        while (Next(ref field))
        {
            if (!value.TryRead(ref this, field))
                Skip(field);
        }
    }

    /// <summary>Reads a field that is a struct.</summary>
    public void ReadStruct<T>(ThriftField field, ref T value)
        where T : struct, IThriftStruct
    {
        Expect(field, ThriftType.Struct);
        ReadStruct(ref value);
    }

    /// <summary>The same bytes from an earlier or later position on.</summary>
    public readonly ThriftReader At(int position)
    {
        ThriftReader reader = this;
        reader._position = position;
        return reader;
    }

    public int Int32(ThriftField field)
    {
        Expect(field, ThriftType.I32);
        return ReadInt32();
    }

    public long Int64(ThriftField field)
    {
        Expect(field, ThriftType.I64);
        return ZigZag(ReadVarint());
    }

    public readonly bool Bool(ThriftField field)
    {
        if (field.Type is not (ThriftType.True or ThriftType.False))
            throw Bad($"field {field.Id} is {field.Type}, expected a truth value");
        return field.Type == ThriftType.True;
    }

    public ReadOnlySpan<byte> Binary(ThriftField field)
    {
        Expect(field, ThriftType.Binary);
        return ReadBinary();
    }

    /// <summary>The length of a string that comes next, before room is made for it.</summary>
    public readonly int Peek(ThriftField field)
    {
        ThriftReader ahead = this;
        return ahead.Binary(field).Length;
    }

    public string Text(ThriftField field) => Encoding.UTF8.GetString(Binary(field));

    /// <summary>Number of elements of a list whose elements have the given type.</summary>
    public int List(ThriftField field, ThriftType element)
    {
        Expect(field, ThriftType.List);
        int count = ReadListHead(out ThriftType found);
        if (count > 0 && found != element)
            throw Bad($"list of field {field.Id} holds {found}, expected {element}");
        return count;
    }

    /// <summary>A list element of type I32.</summary>
    public int ReadInt32()
    {
        long value = ZigZag(ReadVarint());
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Bad($"{value} does not fit 32 bits");
    }

    /// <summary>A list element of type Binary.</summary>
    public ReadOnlySpan<byte> ReadBinary()
    {
        ulong length = ReadVarint();
        if (length > (ulong)(_bytes.Length - _position))
            throw Bad($"a string of {length} bytes where {_bytes.Length - _position} are left");
        ReadOnlySpan<byte> value = _bytes.Slice(_position, (int)length);
        _position += (int)length;
        return value;
    }

    /// <summary>Passes over the value of a field that is of no interest.</summary>
    public void Skip(ThriftField field) => Skip(field.Type, insideList: false, MaxDepth);

    public readonly GraphFormatException Bad(string reason) =>
        new GraphFormatException($"Parquet metadata: {reason}").At(byteOffset: _fileOffset + _position);

    private void Skip(ThriftType type, bool insideList, int depth)
    {
        if (depth == 0)
            throw Bad($"nested more than {MaxDepth} deep");

        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                if (insideList)
                    ReadByte();
                break;
            case ThriftType.Byte:
                ReadByte();
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                ReadVarint();
                break;
            case ThriftType.Double:
                for (int i = 0; i < 8; i++)
                    ReadByte();
                break;
            case ThriftType.Binary:
                ReadBinary();
                break;
            case ThriftType.List or ThriftType.Set:
                int count = ReadListHead(out ThriftType element);
                for (int i = 0; i < count; i++)
                    Skip(element, insideList: true, depth - 1);
                break;
            case ThriftType.Map:
                SkipMap(depth);
                break;
            case ThriftType.Struct:
                var field = default(ThriftField);
                while (Next(ref field))
                    Skip(field.Type, insideList: false, depth - 1);
                break;
            default:
                throw Bad($"unknown Thrift type {(int)type}");
        }
    }

    private void SkipMap(int depth)
    {
        int count = CheckCount(ReadVarint());
        if (count == 0)
            return;

        byte types = ReadByte();
        for (int i = 0; i < count; i++)
        {
            Skip((ThriftType)(types >> 4), insideList: true, depth - 1);
            Skip((ThriftType)(types & 15), insideList: true, depth - 1);
        }
    }

    private int ReadListHead(out ThriftType element)
    {
        byte head = ReadByte();
        element = (ThriftType)(head & 15);
        return CheckCount(head >> 4 == 15 ? ReadVarint() : (ulong)(head >> 4));
    }

    // Every element takes at least one byte, so a count above the bytes left is a lie.
    private readonly int CheckCount(ulong count) =>
        count <= (ulong)(_bytes.Length - _position) ? (int)count : throw Bad($"{count} elements where {_bytes.Length - _position} bytes are left");

    private readonly void Expect(ThriftField field, ThriftType type)
    {
        if (field.Type != type)
            throw Bad($"field {field.Id} is {field.Type}, expected {type}");
    }

    private int ReadInt16()
    {
        long value = ZigZag(ReadVarint());
        return value is >= short.MinValue and <= short.MaxValue ? (int)value : throw Bad($"field number {value}");
    }

    private byte ReadByte() => _position < _bytes.Length ? _bytes[_position++] : throw Bad("ends too early");

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte b = ReadByte();
            value |= (ulong)(b & 127) << shift;
            if (b < 128)
                return value;
        }

        throw Bad("a number of more than 64 bits");
    }

    private static long ZigZag(ulong value) => unchecked((long)(value >> 1) ^ -(long)(value & 1));
}
