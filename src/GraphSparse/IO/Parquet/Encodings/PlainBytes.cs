using System.Buffers.Binary;

namespace GraphSparse.IO.Parquet;

/// <summary>Reads PLAIN byte strings: each after its length, or one after the other where all have one length.</summary>
internal static class PlainBytes
{
    /// <summary>Throws unless the bytes can hold that many strings. Called before room is made for them.</summary>
    public static void Require(ReadOnlySpan<byte> bytes, int count, int fixedLength)
    {
        long needed = (long)count * (fixedLength > 0 ? fixedLength : sizeof(int));
        if (bytes.Length < needed)
            throw new GraphFormatException($"{count} strings need {(fixedLength > 0 ? $"{needed} bytes, the page has {bytes.Length}" : $"more than the {bytes.Length} bytes of the page")}");
    }

    /// <summary>The most bytes that the strings themselves can have.</summary>
    public static long Length(ReadOnlySpan<byte> bytes, int count, int fixedLength) =>
        fixedLength > 0 ? (long)count * fixedLength : bytes.Length - (long)sizeof(int) * count;

    /// <summary>Puts the strings to a place and says where each ends; returns where the last one does.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, int fixedLength, byte[] target, int to, Span<int> ends)
    {
        if (fixedLength > 0)
        {
            bytes[..(ends.Length * fixedLength)].CopyTo(target.AsSpan(to));
            foreach (ref int end in ends)
                end = to += fixedLength;
            return to;
        }

        int limit = to + bytes.Length - 4 * ends.Length;
        for (int i = 0; i < ends.Length; i++)
        {
            int length = bytes.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
            if (length < 0 || length > bytes.Length - 4 || length > limit - to)
                throw new GraphFormatException($"a string of {length} bytes where {Math.Max(0, bytes.Length - 4)} are left");
            bytes.Slice(4, length).CopyTo(target.AsSpan(to));
            bytes = bytes[(4 + length)..];
            to += length;
            ends[i] = to;
        }

        return to;
    }
}
