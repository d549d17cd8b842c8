using System.Text;

namespace GraphSparse.IO.Parquet;

/// <summary>Writes Thrift's compact protocol into a growing buffer.</summary>
internal sealed class ThriftWriter(ByteSink sink)
{
    private readonly Stack<int> _outer = new();
    private int _lastId;

    public ByteSink Sink { get; } = sink;

    public void Int32(int id, int value)
    {
        Head(id, ThriftType.I32);
        Varint(ZigZag(value));
    }

    public void Int64(int id, long value)
    {
        Head(id, ThriftType.I64);
        Varint(ZigZag(value));
    }

    public void Byte(int id, byte value)
    {
        Head(id, ThriftType.Byte);
        Sink.Add(value);
    }

    public void Bool(int id, bool value) => Head(id, value ? ThriftType.True : ThriftType.False);

    public void Binary(int id, ReadOnlySpan<byte> value)
    {
        Head(id, ThriftType.Binary);
        Element(value);
    }

    public void Text(int id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    public void BeginList(int id, ThriftType element, int count)
    {
        Head(id, ThriftType.List);
        if (count < 15)
        {
            Sink.Add((byte)((count << 4) | (int)element));
        }
        else
        {
            Sink.Add((byte)(0xF0 | (int)element));
            Varint((ulong)count);
        }
    }

    /// <summary>A list element of type Binary.</summary>
    public void Element(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        Sink.Add(value);
    }

    /// <summary>A list element of type I32.</summary>
    public void Element(int value) => Varint(ZigZag(value));

    /// <summary>Opens a struct that is the value of a field.</summary>
    public void BeginStruct(int id)
    {
        Head(id, ThriftType.Struct);
        BeginElement();
    }

    /// <summary>Opens a struct that is an element of a list, or the outermost one.</summary>
    public void BeginElement()
    {
        _outer.Push(_lastId);
        _lastId = 0;
    }

    public void EndStruct()
    {
        Sink.Add((byte)ThriftType.Stop);
        _lastId = _outer.Pop();
    }

    private void Head(int id, ThriftType type)
    {
        int delta = id - _lastId;
        if (delta is > 0 and < 16)
        {
            Sink.Add((byte)((delta << 4) | (int)type));
        }
        else
        {
            Sink.Add((byte)type);
            Varint(ZigZag(id));
        }

        _lastId = id;
    }

    private void Varint(ulong value) => Sink.AddVarint(value);

    private static ulong ZigZag(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));
}
