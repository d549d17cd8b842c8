namespace GraphSparse.IO;

/// <summary>Sizes and times of files when they were read, by which a second reading knows that they are the same.</summary>
internal sealed record FileStamp(IReadOnlyList<(string Path, long Length, DateTime Written)> Files)
{
    public static FileStamp None { get; } = new([]);

    public static FileStamp Of(IEnumerable<string> files) => new([.. files.Select(Of)]);

    /// <exception cref="IOException">A file has changed since.</exception>
    public void RequireUnchanged()
    {
        foreach ((string path, long length, DateTime written) in Files)
        {
            if (Of(path) != (path, length, written))
                throw new IOException($"'{path}' has changed while it was read; run again when nothing writes to it.");
        }
    }

    private static (string, long, DateTime) Of(string path)
    {
        var file = new FileInfo(path);
        return (path, file.Length, file.LastWriteTimeUtc);
    }
}
