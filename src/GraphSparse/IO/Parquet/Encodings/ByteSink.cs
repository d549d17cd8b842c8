using System.Buffers;
using System.Buffers.Binary;

namespace GraphSparse.IO.Parquet;

/// <summary>A growing run of bytes in a rented array.</summary>
internal sealed class ByteSink : IDisposable
{
    private byte[] _array;

    public ByteSink(int capacity = 256) => _array = ArrayPool<byte>.Shared.Rent(Math.Max(16, capacity));

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _array.AsSpan(0, Length);

    /// <summary>The bytes so far, to overwrite some that are known only afterwards.</summary>
    public Span<byte> Written => _array.AsSpan(0, Length);

    /// <summary>Room for at least <paramref name="size"/> more bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_array.Length - Length < size)
            Grow(size);
        return _array.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Add(byte value)
    {
        if (Length == _array.Length)
            Grow(1);
        _array[Length++] = value;
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        values.CopyTo(Reserve(values.Length));
        Length += values.Length;
    }

    public void AddVarint(ulong value)
    {
        for (; value >= 128; value >>= 7)
            Add(unchecked((byte)(value | 128)));
        Add((byte)value);
    }

    public void AddInt32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);
        Length += 4;
    }

    /// <summary>Overwrites four bytes written before: a length that is known only afterwards.</summary>
    public void PatchInt32(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_array.AsSpan(position, 4), value);

    /// <summary>Forgets the bytes and keeps the room.</summary>
    public void Clear() => Length = 0;

    public void Dispose()
    {
        byte[] array = _array;
        _array = [];
        Length = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private void Grow(int size)
    {
        long needed = (long)Length + size;
        if (needed > Array.MaxLength)
            throw new ResourceLimitException($"A Parquet page needs {needed:N0} bytes; the limit is {Array.MaxLength:N0}. Write fewer rows to a page.");

        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _array.Length)));
        _array.AsSpan(0, Length).CopyTo(larger);
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
