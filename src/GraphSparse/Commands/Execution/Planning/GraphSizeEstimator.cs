using GraphSparse.Datasets;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.Commands;

/// <summary>Estimates the size of a graph from its file without reading it, for --dry-run.</summary>
/// <remarks>Parquet states its rows; METIS and Matrix Market state both counts; for edge lists the first 64 KiB show the length of a line.</remarks>
internal static class GraphSizeEstimator
{
    private const int SampleBytes = 1 << 16;

    public static GraphSize Estimate(string path, GraphReadOptions options, MemoryBudget? budget = null)
    {
        GraphSize size = OfAny(path, options, budget);
        return options.TemporaryFolder is not null && size.ReadBytes > (budget ?? MemoryBudget.Default).AvailableBytes / 2 && !size.HasTextIds ? size with { IsMapped = true } : size;
    }

    private static GraphSize OfAny(string path, GraphReadOptions options, MemoryBudget? budget)
    {
        DatasetEntry? entry = File.Exists(path) ? null : DatasetCatalog.Find(path);
        if (entry is not null)
            return new GraphSize(Math.Max(entry.Vertices, options.Vertices ?? 0), entry.Edges, entry.Weighted, options.Directed ?? entry.Directed, IsExact: true);
        if (path == "-")
            throw new ArgumentException("The size of standard input is unknown; name a file with --dry-run.");
        IReadOnlyList<string> files = InputFiles.Resolve(path);
        GraphFormat format = options.Format ?? InputFiles.FormatOf(path);
        bool directed = options.Directed ?? false;
        return format switch
        {
            GraphFormat.Parquet => OfParquet(files, options, budget ?? MemoryBudget.Default),
            GraphFormat.Binary => OfBinary(path, options),
            GraphFormat.Metis => OfMetis(path),
            GraphFormat.MatrixMarket => OfMatrixMarket(path, directed),
            _ => OfText(path, options, directed),
        };
    }

    private static GraphSize OfParquet(IReadOnlyList<string> files, GraphReadOptions options, MemoryBudget budget)
    {
        long rows = 0;
        long vertices = options.Vertices ?? 0;
        bool directed = options.Directed ?? false;
        bool weighted = false;
        bool exact = options.Vertices is not null;
        long columns = 0;
        long largest = -1;
        bool hasTexts = options.Ids == IdMode.Strings;
        ParquetEdgeSchema? first = null;
        foreach (string path in files)
        {
            using ParquetFile file = ParquetFile.Open(path, budget.AvailableBytes);
            ParquetEdgeSchema schema = ParquetEdgeSchema.Of(file, options);
            first ??= schema;
            schema.RequireLike(first);
            rows += file.RowCount;
            columns += schema.OtherBytes();
            if (file.Metadata.TryGetValue("graphsparse.vertices", out string? text) && long.TryParse(text, out long stated))
            {
                vertices = Math.Max(vertices, stated);
                exact = true;
            }

            if (options.Directed is null && file.Metadata.TryGetValue("graphsparse.directed", out string? word))
                directed = word == "true";
            weighted |= schema.Weight >= 0;
            hasTexts |= schema.HasTexts;
            largest = file.RowGroups.SelectMany(g => new[] { g.Columns[schema.Source], g.Columns[schema.Target] })
                .Aggregate(largest, (l, c) => c.Statistics.TryGetRange(out long min, out long max) ? Math.Max(l, min < 0 ? long.MaxValue : max) : l);
        }

        return new GraphSize(exact ? vertices : GuessVertices(hasTexts ? rows / 4 : rows), rows, weighted, directed, exact)
        {
            OtherColumnBytes = columns,
            HasTextIds = hasTexts,
            HasWideIds = !hasTexts && AreSorted(largest, rows, options),
        };
    }

    private static GraphSize OfBinary(string path, GraphReadOptions options)
    {
        BinaryLayout layout = BinaryGraphReader.Layout(path);
        bool isDirected = layout.Flags.HasFlag(BinaryFlags.Directed);
        bool directed = options.Directed ?? isDirected;
        return new GraphSize(layout.Vertices, directed || isDirected ? layout.Arcs : layout.Arcs / 2, layout.IsWeighted, directed, IsExact: true) { IsMapped = directed || !isDirected };
    }

    private static GraphSize OfMetis(string path)
    {
        MetisHeader header = MetisHeader.Parse(FirstLine(path, "%#"), 1);
        return new GraphSize(header.Vertices, header.Edges, header.Weighted, Directed: false, IsExact: true);
    }

    private static GraphSize OfMatrixMarket(string path, bool directed)
    {
        string[] fields = FirstLine(path, "%").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 3 && long.TryParse(fields[0], out long vertices) && long.TryParse(fields[2], out long entries))
            return new GraphSize(vertices, entries, !Sample(path).Contains("pattern", StringComparison.OrdinalIgnoreCase), directed, IsExact: true);
        throw new GraphFormatException("no size line 'rows columns entries' at the beginning").At(path);
    }

    private static GraphSize OfText(string path, GraphReadOptions options, bool directed)
    {
        string sample = Sample(path);
        string[] lines = [.. sample.Split('\n').Where(l => l.Length > 0 && l[0] is not ('#' or '%'))];
        double lineBytes = lines.Length == 0 ? 1 : Math.Max(4, lines.Average(l => l.Length + 1));
        long bytes = new FileInfo(path).Length * (GraphFormats.IsCompressed(path) ? TextCompressions.TypicalRatio : 1);
        long edges = (long)(bytes / lineBytes);
        EdgeLineLayout? layout = EdgeListReader.LayoutOf(System.Text.Encoding.UTF8.GetBytes(sample), options, MemoryBudget.Default);
        bool weighted = layout is { HasWeights: true };
        bool hasTexts = layout is { StringIds: true };
        IdSample? ids = layout is null ? null : IdSample.Of(path, sample, layout);
        long guess = Math.Min(ids?.Pool(edges, hasTexts ? edges / 4 : edges) ?? edges, int.MaxValue - 1);
        return new GraphSize(options.Vertices ?? guess, edges, weighted, directed, IsExact: false)
        {
            HasTextIds = hasTexts,
            HasWideIds = !hasTexts && AreSorted(ids?.Largest ?? -1, edges, options),
            OtherColumnBytes = OtherColumns.BytesOfText(layout?.OtherCount ?? 0, bytes, edges),
        };
    }

    private static bool AreSorted(long largest, long rows, GraphReadOptions options) =>
        options.Vertices is null && options.Ids != IdMode.Dense && !IdMapping.AreDense(largest, rows);

    /// <summary>Real networks have a mean degree of two and more; more vertices than edges are rare.</summary>
    private static long GuessVertices(long edges) => Math.Min(edges, int.MaxValue - 1);

    private static string FirstLine(string path, string comments) =>
        Sample(path).Split('\n').FirstOrDefault(l => l.Trim().Length > 0 && !comments.Contains(l[0], StringComparison.Ordinal))?.Trim() ?? "";

    private static string Sample(string path)
    {
        using TextInput input = TextSource.Open(path);
        var buffer = new byte[SampleBytes];
        int length = input.Text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }
}
