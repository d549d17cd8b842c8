namespace GraphSparse.IO.Text;

/// <summary>Opens text files, compressed or not, and standard input.</summary>
internal static class TextSource
{
    public static Stream Open(string path)
    {
        if (path == "-")
            return Console.OpenStandardInput();
        if (Directory.Exists(path))
            throw new GraphFormatException("is a folder; a folder can only be read as Parquet").At(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return GraphFormats.IsGZip(path) ? new CheckedGZipStream(file) : file;
    }
}
