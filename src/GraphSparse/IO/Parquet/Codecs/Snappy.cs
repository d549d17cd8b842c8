using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Decompresses the raw Snappy format.</summary>
internal static class Snappy
{
    // A copy of 64 bytes takes at least three bytes, so nothing grows more than this.
    private const int MaxExpansion = 22;

    /// <summary>Reads the length that the bytes claim to expand to; false where it cannot be true.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> source, out int length, out int headSize)
    {
        ulong value = 0;
        length = headSize = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if (headSize == source.Length)
                return false;
            byte b = source[headSize++];
            value |= (ulong)(b & 127) << shift;
            if (b >= 128)
                continue;
            length = (int)Math.Min(value, int.MaxValue);
            return value <= (ulong)Math.Min(int.MaxValue, (long)source.Length * MaxExpansion);
        }

        return false;
    }

    /// <summary>Decompresses into <paramref name="target"/>, which must be exactly as long as the result.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!TryReadLength(source, out int length, out int head))
            throw Bad("the length at its start cannot be true");
        if (length != target.Length)
            throw Bad($"it expands to {length} bytes, {target.Length} were announced");

        int at = head, to = 0;
        while (at < source.Length)
        {
            byte tag = source[at++];
            if ((tag & 3) == 0)
            {
                int count = (tag >> 2) + 1;
                if (count > 60)
                {
                    int extra = count - 60;
                    if (source.Length - at < extra)
                        throw Bad("a literal ends within its length");
                    long wide = 0;
                    for (int i = 0; i < extra; i++)
                        wide |= (long)source[at++] << (8 * i);
                    if (++wide > source.Length - at)
                        throw Bad("a literal is longer than what is left");
                    count = (int)wide;
                }

                if (count > source.Length - at || count > target.Length - to)
                    throw Bad("a literal is longer than what is left");
                CopyLiteral(source, at, target, to, count);
                at += count;
                to += count;
            }
            else
            {
                int count, offset;
                switch (tag & 3)
                {
                    case 1 when at < source.Length:
                        count = ((tag >> 2) & 7) + 4;
                        offset = ((tag >> 5) << 8) | source[at++];
                        break;
                    case 2 when source.Length - at >= 2:
                        count = (tag >> 2) + 1;
                        offset = BinaryPrimitives.ReadUInt16LittleEndian(source[at..]);
                        at += 2;
                        break;
                    case 3 when source.Length - at >= 4:
                        count = (tag >> 2) + 1;
                        offset = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(source[at..]));
                        at += 4;
                        break;
                    default:
                        throw Bad("a copy ends within its offset");
                }

                if (offset == 0 || offset > to || count > target.Length - to)
                    throw Bad($"a copy of {count} bytes from {offset} before byte {to} of {target.Length}");
                CopyBack(target, to, offset, count);
                to += count;
            }
        }

        if (to != target.Length)
            throw Bad($"it expands to {to} bytes, {target.Length} were announced");
    }

    // Short pieces are copied as a whole 16 bytes where both sides have the room: no loop, no call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyLiteral(ReadOnlySpan<byte> source, int at, Span<byte> target, int to, int count)
    {
        if (count <= 16 && source.Length - at >= 16 && target.Length - to >= 16)
            Copy16(ref Unsafe.Add(ref MemoryMarshal.GetReference(source), at), ref Unsafe.Add(ref MemoryMarshal.GetReference(target), to));
        else
            source.Slice(at, count).CopyTo(target[to..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBack(Span<byte> target, int to, int offset, int count)
    {
        if (offset >= 16 && target.Length - to >= 64)
        {
            ref byte end = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), to);
            ref byte from = ref Unsafe.Subtract(ref end, offset);
            Copy16(ref from, ref end);
            for (int done = 16; done < count; done += 16)
                Copy16(ref Unsafe.Add(ref from, done), ref Unsafe.Add(ref end, done));
        }
        else if (offset >= count)
        {
            target.Slice(to - offset, count).CopyTo(target[to..]);
        }
        else
        {
            // The copy reads what it writes: a pattern is repeated.
            for (int i = 0; i < count; i++)
                target[to + i] = target[to - offset + i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy16(ref byte from, ref byte to) =>
        Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<UInt128>(ref from));

    private static GraphFormatException Bad(string reason) => new($"Snappy: {reason}");
}
