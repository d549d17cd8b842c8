using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Reads a graph from a file of any known format.</summary>
/// <remarks>
/// Text is cut into chunks of whole lines and parsed on several threads; Parquet row groups are decoded in parallel.
/// <para>Cost: one pass over the file. Peak memory: the edges (8 bytes each, 16 weighted) and the graph, checked against the
/// budget before it is taken. Determinism: exact, the same graph for any number of threads.</para>
/// </remarks>
public static partial class GraphReader
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
        return SayingWhatIsNotUsed(ReadKeeping(path, options ?? GraphReadOptions.Default, keepsInput: false, parallelism, budget, progress, cancellationToken));
    }

    private static LoadedGraph SayingWhatIsNotUsed(LoadedGraph loaded) => loaded.Report.OtherColumns is { Count: > 0 } others
        ? loaded with { Report = loaded.Report with { Notes = [.. loaded.Report.Notes, NotUsed(others)] } }
        : loaded;

    /// <summary>Makes a graph of columns in memory, by the rules that hold for a Parquet file with these columns and metadata.</summary>
    /// <param name="table">Columns of source, target and weight under names that are recognised or given, and any others.</param>
    /// <param name="options">Direction, columns, policies; <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="budget">Memory that may be used beside the table, 80 % of the machine's by default.</param>
    /// <param name="progress">Edges read so far.</param>
    /// <param name="cancellationToken">Looked at for every row group.</param>
    /// <remarks>The report keeps the table, so that <see cref="EdgeAttributes.Read"/> finds the further columns.</remarks>
    /// <exception cref="GraphFormatException">The columns are not those of an edge table, or a row is not an edge; says the name of the table, the column and the row.</exception>
    /// <exception cref="ResourceLimitException">The graph does not fit the budget.</exception>
    public static LoadedGraph Read(
        ParquetTable table,
        GraphReadOptions? options = null,
        Parallelism? parallelism = null,
        MemoryBudget? budget = null,
        IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= GraphReadOptions.Default;
        options.Validate();
        if (options.Format is not (null or GraphFormat.Parquet))
            throw new ArgumentException($"Columns in memory are read as Parquet, and the format is said to be {options.Format}.", nameof(options));
        var context = new IoContext(parallelism ?? Parallelism.AllCores, budget ?? MemoryBudget.Default, progress, cancellationToken);
        var collector = new EdgeRowCollector(options, context.Budget) { Context = context };
        try
        {
            ParquetGraphReader.Read(table, options, collector, context);
            RequireEdges(collector);
            context.Report("building the graph", collector.RowCount);
            (CsrGraph graph, VertexIds? ids, BuildReport build) = collector.Build(context.Parallelism, cancellationToken);
            IReadOnlyList<string> others = [.. collector.Others.All.Select(other => other.Name)];
            var report = new ReadReport
            {
                Others = collector.Others,
                Table = table,
                Path = table.Name,
                Files = [],
                Format = GraphFormat.Parquet,
                Build = build,
                InvalidWeightsSkipped = collector.InvalidWeightsSkipped,
                Notes = [.. collector.Notes, .. RepeatNotes.Of(build, options, graph, GraphFormat.Parquet), .. others.Count == 0 ? [] : (string[])[NotUsed(others)]],
                DeclaredDirected = collector.DeclaredDirected,
                IsSample = collector.IsSample,
            };
            return new LoadedGraph(graph, ids, report);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(table.Name);
        }
    }

    /// <summary>Finds the columns of a table that <see cref="Read(ParquetTable, GraphReadOptions, Parallelism, MemoryBudget, IProgress{Progress}, CancellationToken)"/> takes as source, target and weight.</summary>
    /// <param name="names">The names of all columns.</param>
    /// <param name="options">Names that are given; <see langword="null"/> for those that are recognised.</param>
    /// <returns>The columns, or <see langword="null"/> where there is no source or target, or not the weight that is named.</returns>
    /// <exception cref="GraphFormatException">Two columns have the same recognised name.</exception>
    public static EdgeTableColumns? FindColumns(IReadOnlyList<string> names, GraphReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        return EdgeColumns.TryHeader(names, options ?? GraphReadOptions.Default, out EdgeColumns columns)
            ? new EdgeTableColumns(columns.Source, columns.Target, columns.Weight < 0 ? null : columns.Weight)
            : null;
    }

    private static void RequireEdges(EdgeRowCollector collector)
    {
        if (collector.IsEmpty)
            throw new GraphFormatException("the file holds no edges; give GraphReadOptions.Vertices for a graph without edges");
    }

    /// <summary>Says which columns do not go into anything.</summary>
    internal static string NotUsed(IReadOnlyCollection<string> columns) => $"columns not used: {OtherColumns.List(columns)}";

    /// <summary>Reads a graph whose further columns the caller may read afterwards; no note says that they are not used.</summary>
    /// <remarks>With <c>keepsInput</c> an input that can be read only once is kept where it has such columns: <see cref="ReadReport.Spool"/>, which the caller disposes.</remarks>
    internal static LoadedGraph ReadKeeping(
        string path, GraphReadOptions options, bool keepsInput, Parallelism? parallelism, MemoryBudget? budget, IProgress<Progress>? progress, CancellationToken cancellationToken, TextInput? opened = null)
    {
        options.Validate();
        InputFileSet found = InputFiles.Find(path);
        IReadOnlyList<string> files = found.Files;
        using TextInput? stream = opened ?? (TextSource.IsStream(path) ? TextSource.Open(path) : null);
        GraphFormat format = options.Format ?? (stream is { IsParquet: true } ? GraphFormat.Parquet : InputFiles.FormatOf(path));
        if (format != GraphFormat.Parquet && files.Count > 1)
            throw new ArgumentException($"'{path}' is {files.Count} files; several files are read as one graph only where they are Parquet.");
        if (options.Verify is not null && format != GraphFormat.Binary)
            throw new ArgumentException($"GraphReadOptions.Verify is for .gsb files, and '{path}' is read as {format}; leave it out.");
        var context = new IoContext(parallelism ?? Parallelism.AllCores, budget ?? MemoryBudget.Default, progress, cancellationToken);
        if (format == GraphFormat.Binary)
            return ReadBinary(path, stream, options, context);
        var collector = new EdgeRowCollector(options, context.Budget) { Context = context };
        SpooledInput? spooled = null;
        bool isKept = false;
        try
        {
            if (stream is not null && format == GraphFormat.Parquet)
                spooled = SpooledInput.Copy(stream.Raw, cancellationToken);
            else if (stream is { IsParquet: false } && format == GraphFormat.EdgeList && keepsInput && EdgeListReader.LayoutOf(stream.PeekText(), options, context.Budget) is { OtherCount: > 0 })
                spooled = SpooledInput.Copy(stream.Text, cancellationToken);
            FileStamp stamp = stream is null ? FileStamp.Of(files) : FileStamp.None;
            long? statedEdges = null;
            if (format == GraphFormat.Parquet)
                ParquetGraphReader.Read(spooled?.AsInput() ?? found, options, collector, context);
            else if (spooled is null)
                statedEdges = ReadText(path, stream, format, options, collector, context);
            else
                statedEdges = ReadText(spooled.Path, null, format, options, collector, context);
            collector.StreamSha256 = stream?.Sha256();
            stamp.RequireUnchanged();
            RequireEdges(collector);
            context.Report("building the graph", collector.RowCount);
            (CsrGraph graph, VertexIds? ids, BuildReport build) = collector.Build(context.Parallelism, cancellationToken);
            if (statedEdges is { } edges)
                MetisReader.Check(graph, build, edges);
            if (format is GraphFormat.MatrixMarket or GraphFormat.Metis)
                ids = IdsOfNumbers(path, graph.VertexCount, collector);
            if (format == GraphFormat.EdgeList)
                collector.Others.Bytes = OtherColumns.BytesOfText(collector.Others.All.Count, BytesOfText(spooled?.Path ?? path), collector.RowCount);
            isKept = keepsInput && collector.Others.All.Count > 0;
            var report = new ReadReport
            {
                Others = collector.Others,
                Stamp = stamp,
                Spool = isKept ? spooled : null,
                Path = path,
                Files = files,
                Format = format,
                Build = build,
                InvalidWeightsSkipped = collector.InvalidWeightsSkipped,
                Notes = [.. found.Notes(), .. collector.Notes, .. RepeatNotes.Of(build, options, graph, format)],
                StreamSha256 = collector.StreamSha256,
                DeclaredDirected = collector.DeclaredDirected,
                IsSample = collector.IsSample,
            };
            return new LoadedGraph(graph, ids, report);
        }
        catch (GraphFormatException error) when (error.Path is null || error.Path == spooled?.Path)
        {
            throw (spooled?.Renamed(error, path) ?? error).At(path);
        }
        catch (InvalidDataException error)
        {
            throw new GraphFormatException($"the compressed data is damaged ({error.Message})", error).At(path);
        }
        finally
        {
            if (!isKept)
                spooled?.Dispose();
        }
    }

    private static LoadedGraph ReadBinary(string path, TextInput? stream, GraphReadOptions options, IoContext context)
    {
        if (stream is not null)
            throw new ArgumentException("A .gsb file is read where it lies, not from standard input or a pipe; name a file.");
        try
        {
            return BinaryGraphReader.Read(path, options, context);
        }
        catch (GraphFormatException error) when (string.IsNullOrEmpty(error.Path))
        {
            throw new GraphFormatException(error.Reason, error.InnerException).At(path, error.Line, error.ByteOffset);
        }
    }

    /// <summary>Bytes of a text, guessed where it is compressed, 0 for one that could be read only once.</summary>
    private static long BytesOfText(string path) =>
        TextSource.IsStream(path) ? 0 : new FileInfo(path).Length * (GraphFormats.IsCompressed(path) ? TextCompressions.TypicalRatio : 1);

    /// <summary>The ids behind the numbers 1..n of Matrix Market and METIS.</summary>
    private static VertexIds? IdsOfNumbers(string path, int count, EdgeRowCollector collector)
    {
        if (IdSidecar.Read(path, count, collector.Notes) is { } ids)
            return ids;
        if (collector.IdsAreInSidecar)
            throw new GraphFormatException($"says that its ids are in a file beside it, and '{(path == "-" ? "NAME.ids" : IdSidecar.PathOf(path))}' is not there; bring it along, or take the line '% {TextDeclaration.InSidecar}' out to number the vertices from 1");
        return collector.NumbersStandForZeroBased ? null : VertexIds.CountedFrom(1, count);
    }

    private static long? ReadText(string path, TextInput? opened, GraphFormat format, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        if (format is GraphFormat.MatrixMarket or GraphFormat.Metis && options.Ids is IdMode.Sparse or IdMode.Strings)
            throw new ArgumentException("The vertices of Matrix Market and METIS files are the numbers from 1 to n; leave GraphReadOptions.Ids out.");
        using TextInput? file = opened is null ? TextSource.Open(path) : null;
        TextInput input = (file ?? opened)!;
        if (input.IsParquet)
            throw new GraphFormatException("is a Parquet file, by its first bytes; read it with GraphReadOptions.Format = GraphFormat.Parquet");
        return format == GraphFormat.EdgeList
            ? MetaSidecar.Reading(path, collector, context, () => ReadText(input.Text, format, options, collector, context))
            : ReadText(input.Text, format, options, collector, context);
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
}
