using ZstdSharp;

namespace GraphSparse.IO.Parquet;

/// <summary>Decompresses Zstandard.</summary>
internal static class Zstd
{
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
