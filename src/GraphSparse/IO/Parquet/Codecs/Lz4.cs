using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace GraphSparse.IO.Parquet;

/// <summary>Decompresses LZ4 blocks: bare ones, and those in the framing that Hadoop gave them.</summary>
/// <remarks>The format's old LZ4 codec never said which of the two it is. Hadoop's framing is recognised by its lengths, which
/// have to cover the page to the byte.</remarks>
internal static class Lz4
{
    /// <summary>A block grows by less than this: 255 bytes a byte of a match length.</summary>
    public const long MaxExpansion = 256;

    private const int HeadBytes = 8;

    /// <summary>Decompresses one bare block, which must fill the target.</summary>
    public static void DecompressBlock(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int written = TryBlock(source, target);
        if (written != target.Length)
            throw new GraphFormatException($"LZ4: a page announced as {target.Length} bytes {(written < 0 ? "is damaged or expands to more" : $"expands to {written}")}");
    }

    /// <summary>Decompresses Hadoop's frames, or a bare block where the bytes are no such frames. They must fill the target.</summary>
    public static void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!TryHadoop(source, target))
            DecompressBlock(source, target);
    }

    // A frame: the length before compression and after it, highest byte first, and a block; as many as there are.
    private static bool TryHadoop(ReadOnlySpan<byte> source, Span<byte> target)
    {
        while (source.Length >= HeadBytes)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(source);
            uint stored = BinaryPrimitives.ReadUInt32BigEndian(source[4..]);
            source = source[HeadBytes..];
            if (size > target.Length || stored > source.Length || TryBlock(source[..(int)stored], target[..(int)size]) != size)
                return false;
            source = source[(int)stored..];
            target = target[(int)size..];
        }

        return source.IsEmpty && target.IsEmpty;
    }

    private static int TryBlock(ReadOnlySpan<byte> source, Span<byte> target)
    {
        // The library takes empty spans for errors: a block of nothing is one byte, 0.
        if (target.IsEmpty)
            return source.IsEmpty || source is [0] ? 0 : -1;
        return source.IsEmpty ? -1 : LZ4Codec.Decode(source, target);
    }
}
