using ZstdSharp;

namespace GraphSparse.IO.Parquet;

/// <summary>Zstandard frames, by ZstdSharp.</summary>
internal static class Zstd
{
    private const int Level = 3; // the default of zstd

    /// <summary>Bytes that the compressed form may take at most.</summary>
    public static long MaxSize(int length) => length + (length >> 8) + 512L;

    /// <summary>Compresses into <paramref name="target"/> of at least <see cref="MaxSize"/> bytes; returns the bytes written.</summary>
    public static int Compress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        using var compressor = new Compressor(Level);
        return compressor.Wrap(source, target);
    }

    /// <summary>Decompresses; false where the target is too small for what the bytes expand to.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        using var decompressor = new Decompressor();
        try
        {
            return decompressor.TryUnwrap(source, target, out written);
        }
        catch (ZstdException e)
        {
            throw new GraphFormatException("ZSTD: " + e.Message, e);
        }
    }
}
