using System.IO.Compression;
using ZstdSharp;

namespace GraphSparse.IO.Text;

/// <summary>How a text file is compressed.</summary>
internal enum TextCompression
{
    None,
    GZip,
    Zstd,
}

/// <summary>Compresses and decompresses whole text files: .gz and .zst.</summary>
internal static class TextCompressions
{
    /// <summary>What compression typically makes of an edge list.</summary>
    public const int TypicalRatio = 4;

    private const int ZstdLevel = 3; // the default of zstd

    private static readonly (string Suffix, TextCompression Compression)[] Suffixes = [(".gz", TextCompression.GZip), (".zst", TextCompression.Zstd)];

    /// <summary>The compression that a name says, and the name without its suffix.</summary>
    public static (TextCompression Compression, string Inner) OfName(string path)
    {
        foreach ((string suffix, TextCompression compression) in Suffixes)
        {
            if (path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return (compression, path[..^suffix.Length]);
        }

        return (TextCompression.None, path);
    }

    /// <summary>The compression that the first bytes tell.</summary>
    public static TextCompression OfContent(ReadOnlySpan<byte> first) =>
        first.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? TextCompression.GZip
        : first.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? TextCompression.Zstd
        : TextCompression.None;

    /// <summary>The content of a stream; takes ownership of it.</summary>
    public static Stream Decompress(Stream stream, TextCompression compression) => compression switch
    {
        TextCompression.GZip => new CheckedGZipStream(stream),
        TextCompression.Zstd => new CheckedZstdStream(stream),
        _ => stream,
    };

    /// <summary>A stream that compresses into another, which stays open; <see langword="null"/> for none.</summary>
    public static Stream? Compress(Stream stream, TextCompression compression) => compression switch
    {
        TextCompression.GZip => new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true),
        TextCompression.Zstd => WithChecksum(new CompressionStream(stream, ZstdLevel, leaveOpen: true)),
        _ => null,
    };

    private static CompressionStream WithChecksum(CompressionStream stream)
    {
        stream.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return stream;
    }
}

/// <summary>Decompresses Zstandard; damage and a missing end are <see cref="InvalidDataException"/>, as of the other formats.</summary>
internal sealed class CheckedZstdStream(Stream compressed) : ForwardStream
{
    private readonly DecompressionStream _content = new(compressed, checkEndOfStream: true, leaveOpen: false);

    public override bool CanRead => true;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (Exception error) when (error is ZstdException or EndOfStreamException)
        {
            throw new InvalidDataException("its bytes or its checksum are wrong, or it is cut off", error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }
}
