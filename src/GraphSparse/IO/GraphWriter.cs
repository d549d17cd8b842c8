using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Writes a graph to a file of any known format; the file appears whole or not at all.</summary>
/// <remarks>Rows are formatted or encoded in parallel and written in order. Undirected edges are written once.
/// Determinism: exact, the same bytes for any number of threads.</remarks>
public static partial class GraphWriter
{
    /// <summary>Writes a graph.</summary>
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
    /// <returns>The files written: the graph, and beside it NAME.ids (Matrix Market and METIS of graphs whose ids are neither 0..n−1 nor 1..n) or NAME.meta.json (edge lists without comments).</returns>
    /// <exception cref="ArgumentException">The format cannot hold this graph; the message names one that can.</exception>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static IReadOnlyList<OutputFile> Write(
        string path,
        CsrGraph graph,
        VertexIds? ids = null,
        Provenance? provenance = null,
        GraphWriteOptions? options = null,
        bool overwrite = false,
        EdgeAttributes? attributes = null,
        Parallelism? parallelism = null,
        IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        provenance ??= Provenance.Unknown;
        options ??= new GraphWriteOptions();
        GraphFormat format = options.OutputFormat ?? GraphFormats.Of(path);
        attributes = RequireHeld(graph, ids, attributes, format);
        var context = new IoContext(parallelism ?? Parallelism.AllCores, MemoryBudget.Default, progress, cancellationToken);
        if (path == "-")
        {
            RequireNothingBeside(ids, format, "standard output");
            using Stream output = Console.OpenStandardOutput();
            WriteTo(output, path, format, graph, ids, attributes, provenance, options, context);
            return [];
        }

        RefuseExisting(path, options, overwrite);
        path = FilePaths.IsLink(path) ? FilePaths.Target(path) : path; // what lies beside a graph lies beside the file behind a link
        using var file = new AtomicFile(path, overwrite);
        WriteTo(file.Stream, path, format, graph, ids, attributes, provenance, options, context);
        (string Path, string Head)? place = SidecarOf(path, format);
        bool isNeeded = place is not null && (format == GraphFormat.EdgeList ? !HasComments(path, options) : ids is { } given && !given.AreCountedFrom(1));
        if (!isNeeded)
        {
            OutputFile written = file.Commit();
            if (place is { } stale && Sidecar.Begins(stale.Path, stale.Head))
                AtomicFile.Remove(stale.Path); // after the rename: until then it stands beside its own graph
            return [written];
        }

        OutputFile finished = file.Finish();
        bool mayReplace = Sidecar.MayReplace(path, place!.Value.Path, place.Value.Head, overwrite);
        using AtomicFile beside = format == GraphFormat.EdgeList
            ? MetaSidecar.Write(path, finished, graph, ids, provenance, mayReplace)
            : IdSidecar.Write(path, finished, ids!, mayReplace);
        OutputFile sidecar = beside.Finish();
        AtomicFile.CommitPair(beside, file);
        return [finished, sidecar];
    }

    /// <summary>Fails where an output, or the file beside it, exists and may not be replaced, and where options do not go with its format.</summary>
    internal static void RefuseExisting(string path, GraphWriteOptions options, bool overwrite)
    {
        GraphFormat format = options.OutputFormat ?? GraphFormats.Of(path);
        if (options.Comments is not null && format != GraphFormat.EdgeList)
            throw new ArgumentException($"GraphWriteOptions.Comments is for edge lists, and '{path}' is not one; leave it out.");
        if (path == "-")
            return;
        AtomicFile.RefuseExisting(path, overwrite);
        if (SidecarOf(path, format) is { } place)
            Sidecar.MayReplace(path, place.Path, place.Head, overwrite);
    }

    /// <summary>Whether a format has columns beside source, target and weight.</summary>
    internal static bool HasColumns(GraphFormat format) => format is GraphFormat.Parquet or GraphFormat.EdgeList;

    /// <summary>Where a file beside a graph of this format stands, and how it begins; null for formats that have none.</summary>
    private static (string Path, string Head)? SidecarOf(string path, GraphFormat format) => format switch
    {
        GraphFormat.EdgeList => (MetaSidecar.PathOf(path), MetaSidecar.Head),
        GraphFormat.MatrixMarket or GraphFormat.Metis => (IdSidecar.PathOf(path), IdSidecar.Head),
        _ => null,
    };

    /// <summary>Whether an edge list says in comments what it is: files for other programs (.csv, .tsv) do not unless asked to.</summary>
    private static bool HasComments(string path, GraphWriteOptions options) =>
        options.Comments ?? GraphFormats.Extension(path).ToLowerInvariant() is not (".csv" or ".tsv");

    /// <summary>The attributes to write; fails where they or the ids do not go with the graph, or the format has no place for them.</summary>
    private static EdgeAttributes? RequireHeld(CsrGraph graph, VertexIds? ids, EdgeAttributes? attributes, GraphFormat format)
    {
        GraphTable.Require(graph, ids, attributes);
        if (attributes is not { Columns.Count: > 0 })
            return null;
        return HasColumns(format) ? attributes
            : throw new ArgumentException($"A file of format {format} has no further columns; write .parquet, .csv or .edges, or leave the columns out.", nameof(attributes));
    }

    private static void RequireNothingBeside(VertexIds? ids, GraphFormat format, string output)
    {
        if (format is GraphFormat.MatrixMarket or GraphFormat.Metis && ids is not null && !ids.AreCountedFrom(1))
            throw new ArgumentException($"The ids of this graph are not 1..n, and would lie in a file beside the output, which {output} has not; name a file, or write an edge list.");
    }

    private static void WriteTo(
        Stream stream, string path, GraphFormat format, CsrGraph graph, VertexIds? ids, EdgeAttributes? attributes, Provenance provenance, GraphWriteOptions options, IoContext context)
    {
        if (format == GraphFormat.Parquet)
        {
            ParquetGraphWriter.Write(stream, graph, ids, attributes, provenance, options.Codec, context);
            return;
        }

        if (format == GraphFormat.Binary)
        {
            BinaryGraphWriter.Write(stream, graph, ids, provenance, context);
            return;
        }

        using Stream? compressed = TextCompressions.Compress(stream, TextCompressions.OfName(path).Compression);
        Stream target = compressed ?? stream;
        switch (format)
        {
            case GraphFormat.MatrixMarket:
                TextGraphWriter.WriteMatrixMarket(target, graph, ids, provenance, context);
                break;
            case GraphFormat.Metis:
                TextGraphWriter.WriteMetis(target, graph, ids, provenance, context);
                break;
            default:
                TextGraphWriter.WriteEdgeList(target, graph, ids, attributes, GraphFormats.Extension(path), HasComments(path, options) ? provenance : null, context);
                break;
        }
    }
}
