using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Compresses to the raw Snappy format: matches of four and more bytes found through a hash table, per 64 KiB.</summary>
internal static class SnappyCompressor
{
    private const int Fragment = 1 << 16;
    private const int TableBits = 14;

    /// <summary>Bytes that the result may take at most.</summary>
    public static long MaxSize(int length) => 32L + length + length / 6;

    /// <summary>Compresses into <paramref name="target"/> of at least <see cref="MaxSize"/> bytes; returns the bytes written.</summary>
    public static int Compress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int to = 0;
        uint length = (uint)source.Length;
        for (; length >= 128; length >>= 7)
            target[to++] = unchecked((byte)(length | 128));
        target[to++] = (byte)length;

        ushort[] table = ArrayPool<ushort>.Shared.Rent(1 << TableBits);
        for (int at = 0; at < source.Length; at += Fragment)
            to = CompressFragment(source[at..Math.Min(source.Length, at + Fragment)], target, to, table);
        ArrayPool<ushort>.Shared.Return(table);
        return to;
    }

    [MethodImpl(Hot.Loop)]
    private static int CompressFragment(ReadOnlySpan<byte> source, Span<byte> target, int to, ushort[] table)
    {
        int bits = Math.Clamp(BitOperations.Log2((uint)source.Length) + 1, 8, TableBits);
        Span<ushort> places = table.AsSpan(0, 1 << bits);
        places.Clear();
        int shift = 32 - bits;
        ref byte bytes = ref MemoryMarshal.GetReference(source);
        ref ushort heads = ref MemoryMarshal.GetReference(places);

        int literal = 0, at = 1, limit = source.Length - 15;
        int misses = 32;
        while (at < limit)
        {
            uint word = Load32(ref bytes, at);
            ref ushort head = ref Unsafe.Add(ref heads, (nint)Hash(word, shift));
            int candidate = head;
            head = (ushort)at;
            if (Load32(ref bytes, candidate) != word)
            {
                // Where nothing matched for long, nothing will: look less often.
                at += misses++ >> 5;
                continue;
            }

            misses = 32;
            to = Literal(source[literal..at], target, to);
            int length = 4 + MatchLength(source[(at + 4)..], source[(candidate + 4)..]);
            to = Copy(target, to, at - candidate, length);
            at += length;
            literal = at;
            if (at < limit)
                Unsafe.Add(ref heads, (nint)Hash(Load32(ref bytes, at - 1), shift)) = (ushort)(at - 1);
        }

        return Literal(source[literal..], target, to);
    }

    private static int MatchLength(ReadOnlySpan<byte> now, ReadOnlySpan<byte> before)
    {
        int length = 0;
        while (now.Length - length >= 8)
        {
            ulong difference = BinaryPrimitives.ReadUInt64LittleEndian(now[length..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(before[length..]);
            if (difference != 0)
                return length + (BitOperations.TrailingZeroCount(difference) >> 3);
            length += 8;
        }

        while (length < now.Length && now[length] == before[length])
            length++;
        return length;
    }

    private static int Literal(ReadOnlySpan<byte> bytes, Span<byte> target, int to)
    {
        if (bytes.IsEmpty)
            return to;

        int last = bytes.Length - 1;
        if (last < 60)
        {
            target[to++] = (byte)(last << 2);
        }
        else if (last < 256)
        {
            target[to++] = 60 << 2;
            target[to++] = (byte)last;
        }
        else
        {
            target[to++] = 61 << 2;
            target[to++] = unchecked((byte)last);
            target[to++] = (byte)(last >> 8);
        }

        bytes.CopyTo(target[to..]);
        return to + bytes.Length;
    }

    private static int Copy(Span<byte> target, int to, int offset, int length)
    {
        // The last piece must not be shorter than four bytes for the short form, so 60 are taken before it.
        for (; length >= 68; length -= 64)
            to = LongCopy(target, to, offset, 64);
        if (length > 64)
        {
            to = LongCopy(target, to, offset, 60);
            length -= 60;
        }

        if (length >= 12 || offset >= 2048)
            return LongCopy(target, to, offset, length);
        target[to++] = unchecked((byte)(1 | ((length - 4) << 2) | ((offset >> 8) << 5)));
        target[to++] = unchecked((byte)offset);
        return to;
    }

    private static int LongCopy(Span<byte> target, int to, int offset, int length)
    {
        target[to++] = (byte)(2 | ((length - 1) << 2));
        target[to++] = unchecked((byte)offset);
        target[to++] = (byte)(offset >> 8);
        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Load32(ref byte bytes, int at) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(uint word, int shift) => unchecked(word * 0x1E35A7BD) >> shift;
}
