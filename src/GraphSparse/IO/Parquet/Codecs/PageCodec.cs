using System.Buffers;
using System.IO.Compression;
using GraphSparse.IO.Text;

namespace GraphSparse.IO.Parquet;

/// <summary>Compresses and decompresses one page at a time.</summary>
internal static class PageCodec
{
    // Deflate encodes at most 258 bytes in two bits: nothing honest grows more than this.
    private const long MaxDeflateExpansion = 1040;

    /// <summary>Decompresses a page of <paramref name="size"/> bytes into a rented array, which the caller gives back.</summary>
    /// <remarks>The claimed size is not trusted: room is made as the codec really fills it.</remarks>
    public static byte[] Decompress(ParquetCompression codec, ReadOnlyMemory<byte> source, int size)
    {
        int room = codec switch
        {
            ParquetCompression.Snappy => SnappyRoom(source.Span, size),
            ParquetCompression.Gzip when size > source.Length * MaxDeflateExpansion + 64 =>
                throw new GraphFormatException($"GZIP: {source.Length} bytes cannot expand to {size}"),
            ParquetCompression.Gzip => size,
            ParquetCompression.Lz4 or ParquetCompression.Lz4Raw when size > source.Length * Lz4.MaxExpansion + 64 =>
                throw new GraphFormatException($"{Name(codec)}: {source.Length} bytes cannot expand to {size}"),
            ParquetCompression.Lz4 or ParquetCompression.Lz4Raw => size,
            _ => (int)Math.Min(size, (1L << 20) + 64L * source.Length),
        };

        while (true)
        {
            byte[] target = ArrayPool<byte>.Shared.Rent(room);
            bool done = false;
            try
            {
                done = TryFill(codec, source, target.AsSpan(0, room), out int written);
                if (done && written != size)
                {
                    done = false;
                    throw new GraphFormatException($"{Name(codec)}: a page announced as {size} bytes expands to {written}");
                }
            }
            finally
            {
                if (!done)
                    ArrayPool<byte>.Shared.Return(target);
            }

            if (done)
                return target;
            if (room == size)
                throw new GraphFormatException($"{Name(codec)}: a page announced as {size} bytes expands to more");
            room = (int)Math.Min(size, room * 4L);
        }
    }

    /// <summary>Appends the compressed form of <paramref name="source"/>.</summary>
    public static void Compress(ParquetCompression codec, ReadOnlySpan<byte> source, ByteSink sink)
    {
        switch (codec)
        {
            case ParquetCompression.Snappy:
                sink.Advance(Snappy.Compress(source, sink.Reserve(Bound(codec, Snappy.MaxSize(source.Length)))));
                break;
            case ParquetCompression.Zstd:
                sink.Advance(Zstd.Compress(source, sink.Reserve(Bound(codec, Zstd.MaxSize(source.Length)))));
                break;
            case ParquetCompression.Gzip:
                using (var target = new SinkStream(sink))
                using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
                    gzip.Write(source);
                break;
            case ParquetCompression.Brotli:
                Span<byte> room = sink.Reserve(BrotliEncoder.GetMaxCompressedLength(source.Length));
                if (!BrotliEncoder.TryCompress(source, room, out int written, quality: 4, window: 22))
                    throw new InvalidOperationException("Brotli did not fit its own bound.");
                sink.Advance(written);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(codec));
        }
    }

    private static int Bound(ParquetCompression codec, long size) => size <= Array.MaxLength
        ? (int)size
        : throw new ResourceLimitException($"A Parquet page is too long for {Name(codec)}: it may take {size:N0} bytes, the limit is {Array.MaxLength:N0}. Write fewer rows to a page.");

    private static int SnappyRoom(ReadOnlySpan<byte> source, int size) =>
        Snappy.TryReadLength(source, out int length, out _) && length == size
            ? size
            : throw new GraphFormatException($"Snappy: a page of {source.Length} bytes announced as {size} says it expands to {length}");

    /// <summary>Decompresses; false where the target is too small.</summary>
    private static bool TryFill(ParquetCompression codec, ReadOnlyMemory<byte> source, Span<byte> target, out int written)
    {
        written = target.Length;
        switch (codec)
        {
            case ParquetCompression.Snappy:
                Snappy.Decompress(source.Span, target);
                return true;
            case ParquetCompression.Lz4:
                Lz4.Decompress(source.Span, target);
                return true;
            case ParquetCompression.Lz4Raw:
                Lz4.DecompressBlock(source.Span, target);
                return true;
            case ParquetCompression.Gzip:
                return TryGunzip(source, target, out written);
            case ParquetCompression.Brotli:
                return TryBrotli(source.Span, target, out written);
            default:
                return Zstd.TryDecompress(source.Span, target, out written);
        }
    }

    private static bool TryGunzip(ReadOnlyMemory<byte> source, Span<byte> target, out int written)
    {
        using var stream = new CheckedGZipStream(new MemoryStreamOver(source));
        try
        {
            written = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            return stream.ReadByte() < 0;
        }
        catch (InvalidDataException e)
        {
            throw new GraphFormatException("GZIP: " + e.Message, e);
        }
    }

    private static bool TryBrotli(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        using var decoder = new BrotliDecoder();
        Span<byte> one = stackalloc byte[1]; // the decoder never finishes where it has no room at all
        return decoder.Decompress(source, target.IsEmpty ? one : target, out int consumed, out written) switch
        {
            OperationStatus.Done when written > target.Length => false,
            OperationStatus.Done when consumed < source.Length => throw new GraphFormatException($"BROTLI: {source.Length - consumed} bytes follow the end of the stream"),
            OperationStatus.Done => true,
            OperationStatus.DestinationTooSmall => false,
            _ => throw new GraphFormatException("BROTLI: the bytes are damaged or end too early"),
        };
    }

    private static string Name(ParquetCompression codec) => FormatNames.OfCodec(FormatNames.Number(codec));

    /// <summary>What is written to it is appended to a sink.</summary>
    private sealed class SinkStream(ByteSink sink) : ForwardStream
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer) => sink.Add(buffer);
    }

    /// <summary>Reads memory without copying it first.</summary>
    private sealed class MemoryStreamOver(ReadOnlyMemory<byte> bytes) : ForwardStream
    {
        private ReadOnlyMemory<byte> _left = bytes;

        public override bool CanRead => true;

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(buffer.Length, _left.Length);
            _left.Span[..count].CopyTo(buffer);
            _left = _left[count..];
            return count;
        }
    }
}
