using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Reads BYTE_STREAM_SPLIT: all first bytes of the values, then all second bytes, and so on.</summary>
internal static class ByteStreamSplit
{
    public static void Read<T>(ReadOnlySpan<byte> source, Span<T> values) where T : unmanaged
    {
        Span<byte> target = MemoryMarshal.AsBytes(values);
        Read(source, target, values.Length, target.Length / Math.Max(1, values.Length));
    }

    /// <summary>The same for values of <paramref name="size"/> bytes.</summary>
    public static void Read(ReadOnlySpan<byte> source, Span<byte> target, int count, int size)
    {
        // Blocks of values, so that the lines of the target stay in the cache over the streams.
        const int Block = 1024;
        for (int begin = 0; begin < count; begin += Block)
        {
            int end = Math.Min(count, begin + Block);
            for (int stream = 0; stream < size; stream++)
            {
                ReadOnlySpan<byte> from = source.Slice(stream * count, count)[begin..end];
                Span<byte> to = target[(begin * size + stream)..];
                for (int i = 0; i < from.Length; i++)
                    to[i * size] = from[i];
            }
        }
    }
}
