namespace GraphSparse.IO;

/// <summary>What came from standard input or a pipe, in a temporary file: Parquet, whose footer comes last, and text whose further columns are read after the graph.</summary>
internal sealed class SpooledInput : IDisposable
{
    private readonly FileStream _file;

    private SpooledInput(FileStream file) => _file = file;

    /// <summary>The temporary file; gone once this is disposed.</summary>
    public string Path => _file.Name;

    /// <summary>Copies what is left of an input.</summary>
    /// <exception cref="IOException">The folder for temporary files is full or cannot be written.</exception>
    public static SpooledInput Copy(Stream input, CancellationToken cancellationToken)
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"graphsparse-{Guid.NewGuid():n}.input");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.DeleteOnClose);
        try
        {
            byte[] buffer = new byte[1 << 17];
            int read;
            while ((read = input.Read(buffer)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Write(buffer, 0, read);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new SpooledInput(file);
    }

    /// <summary>The temporary file as the only part of a table.</summary>
    public InputFileSet AsInput() => new([Path], [], Path);

    /// <summary>An error that names the input instead of the temporary file.</summary>
    public GraphFormatException Renamed(GraphFormatException error, string path) =>
        error.Path == Path ? new GraphFormatException(error.Reason, error.InnerException).At(path, error.Line, error.ByteOffset) : error;

    public void Dispose() => _file.Dispose();
}
