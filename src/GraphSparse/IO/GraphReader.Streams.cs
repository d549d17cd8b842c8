using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <content>Graphs from streams, and without a thread that waits.</content>
public static partial class GraphReader
{
    /// <summary>Reads a graph from a stream, from where it stands to its end; the stream stays open.</summary>
    /// <param name="stream">The bytes; text may be compressed (gzip or Zstandard, by its first bytes). Parquet, whose footer comes last, is copied to a temporary file.</param>
    /// <param name="format">Their format.</param>
    /// <param name="options">Direction, columns, policies; <see langword="null"/> for the defaults.</param>
    /// <param name="name">What the bytes are called in errors and in the report.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="progress">Edges read so far.</param>
    /// <param name="cancellationToken">Looked at for every chunk.</param>
    /// <exception cref="ArgumentException"><see cref="GraphReadOptions.Format"/> is another format.</exception>
    /// <exception cref="GraphFormatException">The content is not what its format promises; says the place.</exception>
    /// <exception cref="ResourceLimitException">The graph does not fit the budget.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static LoadedGraph Read(
        Stream stream, GraphFormat format, GraphReadOptions? options = null, string name = "stream", Parallelism? parallelism = null, MemoryBudget? budget = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        const string unnamed = "-"; // nothing lies beside it
        ArgumentNullException.ThrowIfNull(stream);
        Require.Defined(format);
        options ??= GraphReadOptions.Default;
        if (options.Format is { } other && other != format)
            throw new ArgumentException($"The stream is said to be {format}, and GraphReadOptions.Format to be {other}.", nameof(options));
        try
        {
            var hashed = new HashedInput(stream, leaveOpen: true);
            LoadedGraph loaded = ReadKeeping(
                unnamed, options with { Format = format }, keepsInput: false, parallelism, budget, progress, cancellationToken, new TextInput(hashed, hashed, unnamed));
            return SayingWhatIsNotUsed(loaded with { Report = loaded.Report with { Path = name, Files = [] } });
        }
        catch (GraphFormatException error) when (error.Path == unnamed)
        {
            throw new GraphFormatException(error.Reason, error.InnerException).At(name, error.Line, error.ByteOffset);
        }
    }

    /// <summary>Reads a graph on threads of the pool, so that the caller need not wait.</summary>
    /// <param name="path">A file; for Parquet also a folder or a glob; "-" for standard input.</param>
    /// <param name="options">Format, direction, columns, policies; <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="progress">Edges read so far.</param>
    /// <param name="cancellationToken">Looked at for every chunk.</param>
    /// <remarks>Reading is bound by parsing, not by the file: the work is the same, and takes the same threads, as that of
    /// <see cref="Read(string, GraphReadOptions?, Parallelism?, MemoryBudget?, IProgress{Progress}?, CancellationToken)"/>, whose errors the task has.</remarks>
    public static Task<LoadedGraph> ReadAsync(
        string path, GraphReadOptions? options = null, Parallelism? parallelism = null, MemoryBudget? budget = null, IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Read(path, options, parallelism, budget, progress, cancellationToken), cancellationToken);
}
