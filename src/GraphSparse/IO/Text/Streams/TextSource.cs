namespace GraphSparse.IO.Text;

/// <summary>Opens text files, compressed or not, and inputs that can be read only once.</summary>
internal static class TextSource
{
    /// <summary>Whether the content can be read only once, so that it must be hashed while it is read.</summary>
    public static bool IsStream(string path) => path == "-" || FileKind.IsSpecial(path);

    /// <summary>Opens a file, or an input that can be read once, as UTF-8 text.</summary>
    public static TextInput Open(string path)
    {
        if (path != "-" && Directory.Exists(path))
            throw new GraphFormatException("is a folder; a folder can only be read as Parquet").At(path);
        if (!IsStream(path))
            return new TextInput(OpenFile(path), null, path);
        var hashed = new HashedInput(path == "-" ? Console.OpenStandardInput() : OpenFile(path));
        return new TextInput(hashed, hashed, path);
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
}

/// <summary>An input whose first bytes tell what it is, and the hash of its bytes where they can be read only once.</summary>
internal sealed class TextInput : IDisposable
{
    private const int PeekBytes = 1 << 16;

    private readonly HashedInput? _hashed;
    private readonly TextCompression _compression;
    private Stream? _text;

    /// <summary>Takes ownership of <paramref name="raw"/>.</summary>
    public TextInput(Stream raw, HashedInput? hashed, string path)
    {
        _hashed = hashed;
        Raw = PrefixedStream.Peek(raw, 5, out ReadOnlySpan<byte> first);
        IsParquet = first.SequenceEqual("PAR1\x15"u8); // the byte behind the mark begins a header; text that begins so has none of it
        TextCompression said = TextCompressions.OfName(path).Compression;
        _compression = said != TextCompression.None ? said : TextCompressions.OfContent(first);
    }

    /// <summary>The bytes as they are.</summary>
    public Stream Raw { get; }

    /// <summary>Whether the first bytes are those of a Parquet file.</summary>
    public bool IsParquet { get; }

    /// <summary>The text, uncompressed, as UTF-8 without a byte order mark.</summary>
    public Stream Text => _text ??= TextEncodings.ToUtf8(TextCompressions.Decompress(Raw, _compression));

    /// <summary>The beginning of the text, which is read again afterwards.</summary>
    public ReadOnlySpan<byte> PeekText()
    {
        _text = PrefixedStream.Peek(Text, PeekBytes, out ReadOnlySpan<byte> beginning);
        return beginning;
    }

    /// <summary>SHA-256 of an input that can be read only once, else null; call once, at the end.</summary>
    public string? Sha256() => _hashed?.Sha256();

    public void Dispose() => (_text ?? Raw).Dispose();
}
