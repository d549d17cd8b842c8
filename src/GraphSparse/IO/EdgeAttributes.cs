using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Values of the edges of a graph beside their weight, such as times or kinds: a column for each.</summary>
/// <remarks>Row e of a column belongs to edge e in the order of <see cref="CsrGraph.Edges"/>. They are read from the file of a graph for the edges of that graph, or
/// of one that was made of it; an edge of several rows has the values of the first one. Immutable.</remarks>
public sealed class EdgeAttributes
{
    private long _escaped;

    /// <summary>Columns over the edges of a graph.</summary>
    /// <param name="columns">Flat columns with a row for each edge. Names are distinct, and none that a reader would take for source, target or weight.</param>
    /// <param name="areText">Whether the values are texts as an edge list spells them: a Parquet output then gives them the type that suits all values of a column.</param>
    public EdgeAttributes(IReadOnlyList<ParquetColumn> columns, bool areText = false)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParquetColumn column in columns)
        {
            if (RecognizedNames.IsTaken(column.Field.Name) || !names.Add(column.Field.Name))
                throw new ArgumentException($"A column cannot be named '{column.Field.Name}': the name occurs twice, or is one of source, target and weight.", nameof(columns));
            if (column.Field.IsList)
                throw new ArgumentException($"Column '{column.Field.Name}' holds lists; the columns of edges hold one value in each row.", nameof(columns));
            if (column.RowCount != columns[0].RowCount)
                throw new ArgumentException($"Column '{column.Field.Name}' has {column.RowCount} rows, the first one {columns[0].RowCount}.", nameof(columns));
        }

        Columns = columns;
        AreText = areText;
    }

    /// <summary>The columns, in the order of the file.</summary>
    public IReadOnlyList<ParquetColumn> Columns { get; }

    /// <summary>Whether the values are texts as an edge list spells them.</summary>
    public bool AreText { get; }

    /// <summary>Remarks for the person who asked: columns that have another name now, edges without a row.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Values with line breaks that a text output had to spell \n or \r.</summary>
    internal long EscapedValues => Interlocked.Read(ref _escaped);

    /// <summary>Reads columns for the edges of a graph.</summary>
    /// <param name="source">The graph that was read from the file, which must not have changed since.</param>
    /// <param name="graph">The same graph, or one that was made of it by leaving out edges or vertices.</param>
    /// <param name="ids">The ids of its vertices, by which edges are found in the file; <see langword="null"/> where they are 0..n−1.</param>
    /// <param name="options">As the file was read.</param>
    /// <param name="selection">Which columns; all by default.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="budget">Memory that may be used.</param>
    /// <param name="progress">Edges found so far.</param>
    /// <param name="cancellationToken">Looked at for every chunk.</param>
    /// <remarks>Cost: a second pass over the file, O(log degree) for each row. Peak memory: the values, twice for texts. Determinism: exact.</remarks>
    /// <exception cref="GraphFormatException">A column that is named is not there, or the parts of the table differ in it.</exception>
    /// <exception cref="IOException">The file has changed, or cannot be read a second time.</exception>
    public static EdgeAttributes Read(
        LoadedGraph source, CsrGraph graph, VertexIds? ids, GraphReadOptions? options = null, AttributeSelection? selection = null,
        Parallelism? parallelism = null, MemoryBudget? budget = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(graph);
        ReadReport report = source.Report;
        options ??= GraphReadOptions.Default;
        IReadOnlyList<OtherColumn> columns = (selection ?? AttributeSelection.All).Among(report.Others.All, report.Path);
        var notes = new List<string>();
        if (report.Table is not null && NotKept(report, selection) is { } remark) // of a file, who reads it tells
            notes.Add(remark);
        if (columns.Count == 0)
            return new EdgeAttributes([]) { Notes = notes };
        if (report.StreamSha256 is not null && report.Spool is null)
            throw new IOException($"'{report.Path}' can be read only once, and its columns are read after the graph.");
        report.Stamp.RequireUnchanged();

        var context = new IoContext(parallelism ?? Parallelism.AllCores, budget ?? MemoryBudget.Default, progress, cancellationToken);
        var places = new EdgePlaces(graph, ids, options.IdBase);
        int edges = checked((int)graph.EdgeCount);
        var first = new FirstRows(edges);
        long held = source.Graph.MemoryBytes + (ReferenceEquals(graph, source.Graph) ? 0 : graph.MemoryBytes) + places.MemoryBytes + edges;
        bool isParquet = report.Format == GraphFormat.Parquet;
        AttributeBuilder?[] builders = isParquet
            ? ParquetAttributeReader.Read(Parts(report, options, context), options, columns, places, first, edges, Fits, context)
            : TextAttributeReader.Read(report.Spool?.Path ?? report.Path, options, columns, ids is { AreIntegers: false }, places, first, edges, Fits, context);
        report.Stamp.RequireUnchanged();
        string[] names = AttributeNames.Of([.. columns.Select(column => column.Name)], notes);
        if (first.ShortRows > 0)
            notes.Add($"{first.ShortRows} rows have fewer fields than there are columns; they have no values in the last ones");
        if (first.Found < edges)
            notes.Add($"{edges - first.Found} edges are no rows of the input, and have no values in its columns");
        var built = new ParquetColumn[names.Length];
        context.Parallelism.For(built.Length, i =>
        {
            built[i] = builders[i]!.Build(names[i]);
            builders[i] = null; // what came is given up column by column
        }, cancellationToken);
        if (!isParquet)
            notes.AddRange(built.OfType<ParquetUtf8Column>().Where(column => !TextTypes.IsText(column)).Select(column => $"column {column.Field.Name} is not valid UTF-8; its bytes are kept as they are"));
        return new EdgeAttributes(built, !isParquet) { Notes = notes };

        void Fits(IEnumerable<AttributeBuilder> so) => context.Budget.Ensure(held + so.Sum(builder => builder.MemoryBytes), $"the columns of {edges} edges");
    }

    /// <summary>Says which columns cannot be kept, where they were wanted with all others.</summary>
    private static string? NotKept(ReadReport report, AttributeSelection? selection)
    {
        string[] refused = [.. report.Others.All.Where(other => other.Refusal is not null).Select(other => $"{other.Name} (which {other.Refusal})")];
        return refused.Length > 0 && (selection is null or { IsNone: false, IsNamed: false }) ? $"columns not kept: {OtherColumns.List(refused)}" : null;
    }

    /// <summary>The parts of a Parquet table, which are opened one after the other.</summary>
    private static IEnumerable<ParquetEdgePart> Parts(ReadReport report, GraphReadOptions options, IoContext context)
    {
        if (report.Table is not null)
            return [ParquetEdgePart.Of(report.Table, options)];
        InputFileSet found = report.Spool is null ? InputFiles.Find(report.Path) : report.Spool.AsInput();
        return found.Files.Select(path => ParquetEdgePart.Open(path, found.KeysOf(path), options, context));
    }

    internal void AddEscaped(long count) => Interlocked.Add(ref _escaped, count);
}
