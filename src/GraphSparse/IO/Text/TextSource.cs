namespace GraphSparse.IO.Text;

/// <summary>Opens text files, compressed or not, and standard input.</summary>
internal static class TextSource
{
    /// <summary>Whether the content can be read only once, so that it must be hashed while it is read.</summary>
    public static bool IsStream(string path) => path == "-" || FileKind.IsSpecial(path);

    /// <summary>Opens a file, or an input that can be read once, as UTF-8 text.</summary>
    public static TextInput Open(string path)
    {
        if (path != "-" && Directory.Exists(path))
            throw new GraphFormatException("is a folder; a folder can only be read as Parquet").At(path);
        if (IsStream(path))
        {
            var hashed = new HashedInput(path == "-" ? Console.OpenStandardInput() : OpenFile(path));
            return new TextInput(TextEncodings.ToUtf8(Compression.Open(hashed)), hashed);
        }

        Stream file = OpenFile(path);
        return new TextInput(TextEncodings.ToUtf8(GraphFormats.IsGZip(path) ? new CheckedGZipStream(file) : Compression.Open(file)), null);
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
}

/// <summary>Text that is being read, and the hash of its bytes where they can be read only once.</summary>
internal sealed class TextInput(Stream text, HashedInput? hashed) : IDisposable
{
    /// <summary>The text, uncompressed, as UTF-8 without a byte order mark.</summary>
    public Stream Text => text;

    /// <summary>SHA-256 of an input that can be read only once, else null; call once, at the end.</summary>
    public string? Sha256() => hashed?.Sha256();

    public void Dispose() => text.Dispose();
}

/// <summary>Recognises compressed content by its first bytes, whatever it is called.</summary>
internal static class Compression
{
    /// <summary>The content of a stream; takes ownership of it.</summary>
    public static Stream Open(Stream stream)
    {
        PrefixedStream whole = PrefixedStream.Peek(stream, 4, out ReadOnlySpan<byte> first);
        return first.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? new CheckedGZipStream(whole) : whole;
    }
}
