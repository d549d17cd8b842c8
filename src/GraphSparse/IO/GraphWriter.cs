using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Writes a graph to a file of any known format; the file appears whole or not at all.</summary>
/// <remarks>Rows are formatted or encoded in parallel and written in order. Undirected edges are written once.
/// Determinism: exact, the same bytes for any number of threads.</remarks>
public static class GraphWriter
{
    /// <summary>Writes a graph.</summary>
    /// <param name="path">The file; "-" for standard output (text only).</param>
    /// <param name="graph">The graph.</param>
    /// <param name="ids">The ids to write instead of 0..n−1, or <see langword="null"/>.</param>
    /// <param name="provenance">Where the graph comes from; written into the file.</param>
    /// <param name="options">Format and compression, or <see langword="null"/> for the defaults.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices or rows written so far.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    /// <returns>The files written: one, and NAME.ids beside Matrix Market and METIS files of graphs with ids.</returns>
    /// <exception cref="ArgumentException">The format cannot hold this graph; the message names one that can.</exception>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static IReadOnlyList<OutputFile> Write(
        string path,
        CsrGraph graph,
        VertexIds? ids = null,
        Provenance? provenance = null,
        GraphWriteOptions? options = null,
        bool overwrite = false,
        Parallelism? parallelism = null,
        IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        provenance ??= Provenance.Unknown;
        options ??= new GraphWriteOptions();
        if (ids is not null && ids.Count != graph.VertexCount)
            throw new ArgumentException($"{ids.Count} ids for {graph.VertexCount} vertices.", nameof(ids));
        for (int v = 0; ids is { AreIntegers: false } && v < ids.Count; v++)
        {
            if (!NameInterner.CanBeWritten(ids.Text(v)))
                throw new ArgumentException($"The id of vertex {v} is empty or holds a control character, so it could not be read again.", nameof(ids));
        }

        GraphFormat format = options.OutputFormat ?? GraphFormats.Of(path);
        var context = new IoContext(parallelism ?? Parallelism.AllCores, MemoryBudget.Default, progress, cancellationToken);
        if (path == "-")
        {
            using Stream output = Console.OpenStandardOutput();
            WriteTo(output, path, format, graph, ids, provenance, options, context);
            return [];
        }

        if (format is GraphFormat.MatrixMarket or GraphFormat.Metis)
            AtomicFile.RefuseExisting(IdSidecar.PathOf(path), overwrite); // ids of another graph must not be taken for this one's
        using var file = new AtomicFile(path, overwrite);
        WriteTo(file.Stream, path, format, graph, ids, provenance, options, context);
        OutputFile written = file.Commit();
        if (format is not (GraphFormat.MatrixMarket or GraphFormat.Metis))
            return [written];
        if (ids is not null)
            return [written, IdSidecar.Write(path, ids, overwrite)];
        File.Delete(IdSidecar.PathOf(path));
        return [written];
    }

    private static void WriteTo(
        Stream stream, string path, GraphFormat format, CsrGraph graph, VertexIds? ids, Provenance provenance, GraphWriteOptions options, IoContext context)
    {
        if (format == GraphFormat.Parquet)
        {
            ParquetGraphWriter.Write(stream, graph, ids, provenance, options.Codec, context);
            return;
        }

        using Stream? compressed = GraphFormats.IsGZip(path)
            ? new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)
            : null;
        Stream target = compressed ?? stream;
        switch (format)
        {
            case GraphFormat.MatrixMarket:
                TextGraphWriter.WriteMatrixMarket(target, graph, provenance, context);
                break;
            case GraphFormat.Metis:
                TextGraphWriter.WriteMetis(target, graph, provenance, context);
                break;
            default:
                TextGraphWriter.WriteEdgeList(target, graph, ids, GraphFormats.Extension(path), provenance, context);
                break;
        }
    }
}
