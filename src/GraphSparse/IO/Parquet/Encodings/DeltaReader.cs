using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Reads DELTA_BINARY_PACKED: differences, less their smallest, packed in blocks.</summary>
internal ref struct DeltaReader
{
    // The format sets no bound; writers use 128 to 1024. A bound keeps a block of width 0 from standing for gigabytes.
    private const int MaxBlock = 1 << 16;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _miniblocks;
    private readonly int _miniblockSize;
    private readonly long _first;
    private int _position;

    public DeltaReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        ulong block = ReadVarint();
        ulong miniblocks = ReadVarint();
        ulong count = ReadVarint();
        _first = ReadZigZag();
        if (block is 0 or > MaxBlock || block % 128 != 0)
            throw Bad($"blocks of {block} values; a multiple of 128 up to {MaxBlock} was expected");
        if (miniblocks == 0 || block % miniblocks != 0 || block / miniblocks % 32 != 0)
            throw Bad($"blocks of {block} values in {miniblocks} parts");
        if (count > int.MaxValue)
            throw Bad($"{count} values");

        // A block takes a byte for its minimum and one for the width of each part.
        ulong blocks = count <= 1 ? 0 : (count - 2) / block + 1;
        if (blocks * (1 + miniblocks) > (ulong)(bytes.Length - _position))
            throw Bad($"{count} values where {bytes.Length - _position} bytes are left");
        Count = (int)count;
        _miniblocks = (int)miniblocks;
        _miniblockSize = (int)(block / miniblocks);
    }

    /// <summary>Values, as the header says and the bytes can hold.</summary>
    public int Count { get; }

    /// <summary>Bytes read; after <see cref="Read{T}"/> the place where the encoding ends.</summary>
    public readonly int Position => _position;

    /// <summary>Reads all <see cref="Count"/> values; <typeparamref name="T"/> is int or long.</summary>
    /// <remarks>Sums wrap around, as the format says: a difference may be wider than its type.</remarks>
    public void Read<T>(Span<T> values) where T : unmanaged
    {
        if (values.Length != Count)
            throw Bad($"{Count} values, expected {values.Length}");
        if (Count == 0)
            return;

        if (typeof(T) == typeof(int))
            ReadInt32(MemoryMarshal.Cast<T, uint>(values));
        else
            ReadInt64(MemoryMarshal.Cast<T, ulong>(values));
    }

    [MethodImpl(Hot.Loop)]
    private void ReadInt32(Span<uint> values)
    {
        uint sum = unchecked((uint)_first);
        values[0] = sum;
        values = values[1..];
        while (!values.IsEmpty)
        {
            uint min = unchecked((uint)ReadZigZag());
            ReadOnlySpan<byte> widths = Take(_miniblocks);
            for (int m = 0; m < _miniblocks && !values.IsEmpty; m++)
            {
                int width = widths[m];
                if (width > 32)
                    throw Bad($"{width} bits for differences of 32-bit integers");
                Span<uint> part = values[..Math.Min(_miniblockSize, values.Length)];
                BitPacking.Unpack(TakePart(width, part.Length), width, part);
                sum = Accumulate(part, min, sum);
                values = values[part.Length..];
            }
        }
    }

    [MethodImpl(Hot.Loop)]
    private void ReadInt64(Span<ulong> values)
    {
        ulong sum = unchecked((ulong)_first);
        values[0] = sum;
        values = values[1..];
        while (!values.IsEmpty)
        {
            ulong min = unchecked((ulong)ReadZigZag());
            ReadOnlySpan<byte> widths = Take(_miniblocks);
            for (int m = 0; m < _miniblocks && !values.IsEmpty; m++)
            {
                int width = widths[m];
                if (width > 64)
                    throw Bad($"{width} bits for differences of 64-bit integers");
                Span<ulong> part = values[..Math.Min(_miniblockSize, values.Length)];
                BitPacking.Unpack(TakePart(width, part.Length), width, part);
                for (int i = 0; i < part.Length; i++)
                {
                    sum = unchecked(sum + min + part[i]);
                    part[i] = sum;
                }

                values = values[part.Length..];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Accumulate(Span<uint> part, uint min, uint sum)
    {
        for (int i = 0; i < part.Length; i++)
        {
            sum = unchecked(sum + min + part[i]);
            part[i] = sum;
        }

        return sum;
    }

    // A part is written in full even where the values end within it; some writers stop at the last value.
    private ReadOnlySpan<byte> TakePart(int width, int used)
    {
        long full = BitPacking.ByteCount(_miniblockSize, width);
        long least = BitPacking.ByteCount(used, width);
        int left = _bytes.Length - _position;
        if (least > left)
            throw Bad($"a part of {least} bytes where {left} are left");
        return Take((int)Math.Min(full, left));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
            throw Bad("ends too early");
        ReadOnlySpan<byte> taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }

    private long ReadZigZag()
    {
        ulong value = ReadVarint();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_position == _bytes.Length)
                throw Bad("ends too early");
            byte b = _bytes[_position++];
            value |= (ulong)(b & 127) << shift;
            if (b < 128)
                return value;
        }

        throw Bad("a number of more than 64 bits");
    }

    private static GraphFormatException Bad(string reason) => new($"DELTA_BINARY_PACKED: {reason}");
}
