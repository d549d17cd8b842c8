namespace GraphSparse.Commands;

/// <summary>Writes numbers bit by bit, the lowest first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private ulong _pending;
    private int _count;

    /// <summary>The lowest bits of a number, at most 56.</summary>
    public void Write(ulong value, int bits)
    {
        _pending |= value << _count;
        _count += bits;
        while (_count >= 8)
        {
            _bytes.Add((byte)_pending);
            _pending >>= 8;
            _count -= 8;
        }
    }

    /// <summary>A number above 0 by its length and its bits (Elias, 1975: gamma).</summary>
    public void WriteGamma(ulong value)
    {
        int length = System.Numerics.BitOperations.Log2(value);
        WriteZeros(length);
        Write(1, 1);
        for (int at = 0; at < length; at += 32)
            Write(value >> at & uint.MaxValue & ((1UL << Math.Min(32, length - at)) - 1), Math.Min(32, length - at));
    }

    /// <summary>A number by its quotient in ones and zeros, and its lowest bits (Rice).</summary>
    public void WriteRice(ulong value, int bits)
    {
        WriteZeros((int)(value >> bits));
        Write(1, 1);
        Write(value & ((1UL << bits) - 1), bits);
    }

    /// <summary>All bytes; the last is filled up with zeros.</summary>
    public byte[] ToBytes()
    {
        if (_count > 0)
            _bytes.Add((byte)_pending);
        (_pending, _count) = (0, 0);
        return [.. _bytes];
    }

    private void WriteZeros(int count)
    {
        for (; count > 0; count -= 32)
            Write(0, Math.Min(32, count));
    }
}

/// <summary>Reads what <see cref="BitWriter"/> wrote.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="start">The first of them.</param>
internal sealed class BitReader(byte[] bytes, int start)
{
    private long _at = 8L * start;

    /// <summary>A number of so many bits, at most 56.</summary>
    /// <exception cref="GraphFormatException">There are no more.</exception>
    public ulong Read(int bits)
    {
        if (_at + bits > 8L * bytes.Length)
            throw new GraphFormatException("ends in the middle of a number");
        ulong value = 0;
        for (int done = 0; done < bits;)
        {
            int inByte = (int)(_at & 7);
            int take = Math.Min(8 - inByte, bits - done);
            value |= (ulong)(bytes[_at >> 3] >> inByte & ((1 << take) - 1)) << done;
            done += take;
            _at += take;
        }

        return value;
    }

    /// <summary>A number by its length and its bits.</summary>
    public ulong ReadGamma()
    {
        int length = ReadZeros(62);
        ulong value = 0;
        for (int at = 0; at < length; at += 32)
            value |= Read(Math.Min(32, length - at)) << at;
        return value | 1UL << length;
    }

    /// <summary>A number by its quotient and its lowest bits.</summary>
    public ulong ReadRice(int bits)
    {
        ulong quotient = (ulong)ReadZeros(int.MaxValue);
        return quotient << bits | Read(bits);
    }

    private int ReadZeros(int most)
    {
        int zeros = 0;
        while (Read(1) == 0)
        {
            if (zeros++ == most)
                throw new GraphFormatException("holds a number that is too large");
        }

        return zeros;
    }
}
