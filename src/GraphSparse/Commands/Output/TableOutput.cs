using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>Writes a result that is a table and no graph, as Parquet.</summary>
internal static class TableOutput
{
    /// <summary>Fails before the work starts where its output could not be written.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The output.</param>
    /// <param name="what">What is written, with its verb: "walks are".</param>
    /// <exception cref="ArgumentException">The name does not end in .parquet.</exception>
    /// <exception cref="IOException">The file exists and may not be replaced.</exception>
    public static void Refuse(CommandRun run, string path, string what)
    {
        if (!Path.GetExtension(path).Equals(".parquet", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{path}' does not end in .parquet; {what} written as Parquet.");
        AtomicFile.RefuseExisting(path, run.Settings.Overwrite);
    }

    /// <summary>Writes the file, whole or not at all, and adds up the time.</summary>
    public static OutputFile Write(CommandRun run, string path, Action<Stream> write) => run.Timed("write", () =>
    {
        using var file = new AtomicFile(path, run.Settings.Overwrite);
        write(file.Stream);
        return file.Commit();
    });
}
