namespace GraphSparse.IO;

/// <content>Graphs to streams, and without a thread that waits.</content>
public static partial class GraphWriter
{
    /// <summary>Writes a graph to a stream, which stays open.</summary>
    /// <param name="stream">Where the bytes go; it need not be able to seek.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="format">Their format.</param>
    /// <param name="ids">The ids to write instead of 0..n−1, or <see langword="null"/>.</param>
    /// <param name="provenance">Where the graph comes from; written into the bytes.</param>
    /// <param name="options">Compression of Parquet, comments of edge lists; <see langword="null"/> for the defaults.</param>
    /// <param name="attributes">Further columns of the edges, for formats that have columns (Parquet, edge lists).</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices or rows written so far.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    /// <exception cref="ArgumentException">The format cannot hold this graph, or would need a file beside it for its ids; the message names one that can.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(
        Stream stream, CsrGraph graph, GraphFormat format, VertexIds? ids = null, Provenance? provenance = null, GraphWriteOptions? options = null, EdgeAttributes? attributes = null,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(graph);
        Require.Defined(format);
        options ??= new GraphWriteOptions();
        if (options.OutputFormat is { } other && other != format)
            throw new ArgumentException($"The stream is to be {format}, and GraphWriteOptions.OutputFormat is {other}.", nameof(options));
        attributes = RequireHeld(graph, ids, attributes, format);
        RequireNothingBeside(ids, format, "a stream");
        WriteTo(stream, "-", format, graph, ids, attributes, provenance ?? Provenance.Unknown, options,
            new IoContext(parallelism ?? Parallelism.AllCores, MemoryBudget.Default, progress, cancellationToken));
    }

    /// <summary>Writes a graph on threads of the pool, so that the caller need not wait.</summary>
    /// <param name="path">The file; "-" for standard output (text only).</param>
    /// <param name="graph">The graph.</param>
    /// <param name="ids">The ids to write instead of 0..n−1, or <see langword="null"/>.</param>
    /// <param name="provenance">Where the graph comes from; written into the file.</param>
    /// <param name="options">Format and compression, or <see langword="null"/> for the defaults.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <param name="attributes">Further columns of the edges, for formats that have columns (Parquet, edge lists).</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices or rows written so far.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    /// <returns>The files written, as <see cref="Write(string, CsrGraph, VertexIds?, Provenance?, GraphWriteOptions?, bool, EdgeAttributes?, Parallelism?, IProgress{Progress}?, CancellationToken)"/>
    /// says, whose errors the task has.</returns>
    public static Task<IReadOnlyList<OutputFile>> WriteAsync(
        string path, CsrGraph graph, VertexIds? ids = null, Provenance? provenance = null, GraphWriteOptions? options = null, bool overwrite = false, EdgeAttributes? attributes = null,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Write(path, graph, ids, provenance, options, overwrite, attributes, parallelism, progress, cancellationToken), cancellationToken);
}
