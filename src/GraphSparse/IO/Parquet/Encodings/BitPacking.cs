using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.IO.Parquet;

/// <summary>Integers of a fixed number of bits, packed from the lowest bit of each byte upwards.</summary>
internal static class BitPacking
{
    /// <summary>Bits that the values 0 to <paramref name="max"/> need.</summary>
    public static int Width(ulong max) => 64 - System.Numerics.BitOperations.LeadingZeroCount(max);

    /// <summary>Bytes that hold <paramref name="count"/> values of <paramref name="width"/> bits.</summary>
    public static long ByteCount(long count, int width) => (count * width + 7) / 8;

    /// <summary>Unpacks as many values of up to 32 bits as <paramref name="values"/> takes; the source must hold them.</summary>
    /// <param name="source">Packed values.</param>
    /// <param name="width">Bits of each, 0 to 32.</param>
    /// <param name="values">Filled.</param>
    /// <param name="first">Values of the source to pass over.</param>
    [MethodImpl(Hot.Loop)]
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<uint> values, int first = 0)
    {
        Require(source, width, (long)first + values.Length);
        if (width == 0)
        {
            values.Clear();
            return;
        }

        // Full words while eight bytes can be loaded, then the same on a padded copy of the end.
        int fast = FastCount(source.Length, width, values.Length, first);
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref uint to = ref MemoryMarshal.GetReference(values);
        uint mask = width == 32 ? uint.MaxValue : (1u << width) - 1;
        long bit = (long)first * width;
        int i = 0;
        for (; i + 4 <= fast; i += 4)
        {
            Unsafe.Add(ref to, i) = unchecked((uint)(Word(ref from, bit) >> (int)(bit & 7))) & mask;
            bit += width;
            Unsafe.Add(ref to, i + 1) = unchecked((uint)(Word(ref from, bit) >> (int)(bit & 7))) & mask;
            bit += width;
            Unsafe.Add(ref to, i + 2) = unchecked((uint)(Word(ref from, bit) >> (int)(bit & 7))) & mask;
            bit += width;
            Unsafe.Add(ref to, i + 3) = unchecked((uint)(Word(ref from, bit) >> (int)(bit & 7))) & mask;
            bit += width;
        }

        for (; i < values.Length; i++, bit += width)
            values[i] = unchecked((uint)(SlowWord(source, (int)(bit >> 3)) >> (int)(bit & 7))) & mask;
    }

    /// <summary>Unpacks as many values of up to 64 bits as <paramref name="values"/> takes; the source must hold them.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<ulong> values)
    {
        Require(source, width, values.Length);
        if (width == 0)
        {
            values.Clear();
            return;
        }

        int fast = width <= 56 ? FastCount(source.Length, width, values.Length, 0) : 0;
        ref byte from = ref MemoryMarshal.GetReference(source);
        ulong mask = width == 64 ? ulong.MaxValue : (1ul << width) - 1;
        long bit = 0;
        int i = 0;
        for (; i < fast; i++, bit += width)
            values[i] = (Word(ref from, bit) >> (int)(bit & 7)) & mask;
        for (; i < values.Length; i++, bit += width)
        {
            int at = (int)(bit >> 3), shift = (int)(bit & 7);
            ulong value = SlowWord(source, at) >> shift;
            if (shift + width > 64)
                value |= (ulong)source[at + 8] << (64 - shift);
            values[i] = value & mask;
        }
    }

    /// <summary>Packs values of which only the lowest <paramref name="width"/> bits are set; returns the bytes written.</summary>
    /// <param name="values">The values.</param>
    /// <param name="width">Bits for each, up to 64.</param>
    /// <param name="target">At least <see cref="ByteCount"/> + 8 bytes.</param>
    [MethodImpl(Hot.Loop)]
    public static int Pack(ReadOnlySpan<ulong> values, int width, Span<byte> target)
    {
        ulong word = 0;
        int used = 0, at = 0;
        foreach (ulong value in values)
        {
            word |= value << used;
            used += width;
            if (used >= 64)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target[at..], word);
                at += 8;
                used -= 64;
                word = used == 0 ? 0 : value >> (width - used);
            }
        }

        return Flush(word, used, at, target);
    }

    /// <summary>The same for values of up to 32 bits.</summary>
    [MethodImpl(Hot.Loop)]
    public static int Pack(ReadOnlySpan<uint> values, int width, Span<byte> target)
    {
        ulong word = 0;
        int used = 0, at = 0;
        if (2 * width + 7 <= 64 && BitConverter.IsLittleEndian)
        {
            at = PackPairs(values, width, target, out int packed, out word, out used);
            values = values[packed..];
        }

        foreach (uint value in values)
        {
            word |= (ulong)value << used;
            used += width;
            if (used >= 64)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target[at..], word);
                at += 8;
                used -= 64;
                word = used == 0 ? 0 : (ulong)value >> (width - used);
            }
        }

        return Flush(word, used, at, target);
    }

    /// <summary>Two values become one of twice the bits, four such at once; these are stored in full words that overlap, without a branch.</summary>
    [MethodImpl(Hot.Loop)]
    private static int PackPairs(ReadOnlySpan<uint> values, int width, Span<byte> target, out int packed, out ulong word, out int used)
    {
        word = 0;
        used = 0;
        int full = values.Length & ~7;
        packed = full;
        if (full == 0)
            return 0;
        _ = target[(int)ByteCount(full, width) + 7]; // the last word goes this far at most
        ref uint from = ref MemoryMarshal.GetReference(values);
        ref byte first = ref MemoryMarshal.GetReference(target);
        Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
        nint at = 0;
        int bits = 2 * width;
        for (int i = 0; i < full; i += 8)
        {
            Vector256<ulong> two = Vector256.LoadUnsafe(ref from, (nuint)i).AsUInt64();
            Vector256<ulong> pairs = (two & low) | ((two >>> 32) << width);
            for (int k = 0; k < 4; k++)
            {
                word |= pairs[k] << used;
                used += bits;
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, at), word);
                at += used >> 3;
                word >>= used & ~7;
                used &= 7;
            }
        }

        return (int)at;
    }

    private static int Flush(ulong word, int used, int at, Span<byte> target)
    {
        for (; used > 0; used -= 8, word >>= 8)
            target[at++] = unchecked((byte)word);
        return at;
    }

    private static void Require(ReadOnlySpan<byte> source, int width, long count)
    {
        if (source.Length < ByteCount(count, width))
            throw new ArgumentException("The source is shorter than the values it is to hold.", nameof(source));
    }

    /// <summary>How many values can be taken by loading eight bytes at the byte where each begins.</summary>
    private static int FastCount(int length, int width, int count, int first) =>
        length < 8 ? 0 : (int)Math.Clamp((length - 8L) * 8 / width - first, 0, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref byte from, long bit)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, (nint)(bit >> 3)));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    private static ulong SlowWord(ReadOnlySpan<byte> source, int at)
    {
        if (source.Length - at >= 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(source[at..]);
        ulong word = 0;
        for (int i = source.Length - 1; i >= at; i--)
            word = (word << 8) | source[i];
        return word;
    }
}
