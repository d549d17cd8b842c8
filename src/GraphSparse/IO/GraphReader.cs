using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Reads a graph from a file of any known format.</summary>
/// <remarks>
/// Text is cut into chunks of whole lines and parsed on several threads; Parquet row groups are decoded in parallel.
/// <para>Cost: one pass over the file. Peak memory: the edges (8 bytes each, 16 weighted) and the graph, checked against the
/// budget before it is taken. Determinism: exact, the same graph for any number of threads.</para>
/// </remarks>
public static class GraphReader
{
    /// <summary>Reads a graph.</summary>
    /// <param name="path">A file; for Parquet also a folder or a glob; "-" for standard input.</param>
    /// <param name="options">Format, direction, columns, policies; <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="progress">Edges read so far.</param>
    /// <param name="cancellationToken">Looked at for every chunk.</param>
    /// <exception cref="GraphFormatException">The content is not what its format promises; says the place.</exception>
    /// <exception cref="ResourceLimitException">The graph does not fit the budget.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static LoadedGraph Read(
        string path,
        GraphReadOptions? options = null,
        Parallelism? parallelism = null,
        MemoryBudget? budget = null,
        IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= GraphReadOptions.Default;
        options.Validate();
        IReadOnlyList<string> files = InputFiles.Resolve(path);
        GraphFormat format = options.Format ?? GraphFormats.Of(path);
        if (format == GraphFormat.Parquet && TextSource.IsStream(path))
            throw new ArgumentException("Parquet cannot be read from standard input or a pipe; name a file.");
        if (format != GraphFormat.Parquet && files.Count > 1)
            throw new ArgumentException($"'{path}' is {files.Count} files; several files are read as one graph only where they are Parquet.");
        var context = new IoContext(parallelism ?? Parallelism.AllCores, budget ?? MemoryBudget.Default, progress, cancellationToken);
        var collector = new EdgeRowCollector(options, context.Budget);
        try
        {
            long? statedEdges = format == GraphFormat.Parquet ? ReadParquet(files, options, collector, context) : ReadText(path, format, options, collector, context);
            if (collector.IsEmpty)
                throw new GraphFormatException("the file holds no edges; give --vertices N for a graph without edges");
            context.Report("building the graph", collector.RowCount);
            (CsrGraph graph, VertexIds? ids, BuildReport build) = collector.Build(context.Parallelism, cancellationToken);
            if (statedEdges is { } edges)
                MetisReader.Check(graph, build, edges);
            if (format is GraphFormat.MatrixMarket or GraphFormat.Metis)
                ids = IdSidecar.Read(path, graph.VertexCount);
            var report = new ReadReport { Path = path, Files = files, Format = format, Build = build, Notes = Notes(collector, graph, ids), StreamSha256 = collector.StreamSha256, DeclaredDirected = collector.DeclaredDirected };
            return new LoadedGraph(graph, ids, report);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
        catch (InvalidDataException error)
        {
            throw new GraphFormatException($"the compressed data is damaged ({error.Message})", error).At(path);
        }
    }

    private static long? ReadText(string path, GraphFormat format, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        if (format is GraphFormat.MatrixMarket or GraphFormat.Metis && options.Ids is IdMode.Sparse or IdMode.Strings)
            throw new ArgumentException("The vertices of Matrix Market and METIS files are the numbers from 1 to n; leave --ids out.");
        using Stream stream = TextSource.Open(path);
        long? statedEdges = ReadText(stream, format, options, collector, context);
        collector.StreamSha256 = (stream as HashedInput)?.Sha256();
        return statedEdges;
    }

    private static long? ReadText(Stream stream, GraphFormat format, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        switch (format)
        {
            case GraphFormat.MatrixMarket:
                MatrixMarketReader.Read(stream, options, collector, context);
                return null;
            case GraphFormat.Metis:
                return MetisReader.Read(stream, options, collector, context);
            default:
                EdgeListReader.Read(stream, options, collector, context);
                return null;
        }
    }

    private static long? ReadParquet(IReadOnlyList<string> files, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        ParquetGraphReader.Read(files, options, collector, context);
        return null;
    }

    private static List<string> Notes(EdgeRowCollector collector, CsrGraph graph, VertexIds? ids)
    {
        List<string> notes = collector.Notes;
        if (ids is null && graph.EdgeCount > 0 && collector.DeclaredVertices is null && graph.Degree(0) == 0 && !graph.IsDirected)
            notes.Add("vertex 0 has no edge; if the file counts from 1, say --id-base 1");
        return notes;
    }
}
