namespace GraphSparse.IO.Text;

/// <summary>Opens text files, compressed or not, and standard input.</summary>
internal static class TextSource
{
    /// <summary>Whether the content can be read only once, so that it must be hashed while it is read.</summary>
    public static bool IsStream(string path) => path == "-" || FileKind.IsSpecial(path);

    public static Stream Open(string path)
    {
        if (path == "-")
            return new HashedInput(Console.OpenStandardInput());
        if (Directory.Exists(path))
            throw new GraphFormatException("is a folder; a folder can only be read as Parquet").At(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (IsStream(path))
            return new HashedInput(file);
        return GraphFormats.IsGZip(path) ? new CheckedGZipStream(file) : file;
    }
}
