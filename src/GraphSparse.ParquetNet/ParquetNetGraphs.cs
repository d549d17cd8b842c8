using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using Parquet;
using Parquet.Schema;

namespace GraphSparse.ParquetNet;

/// <summary>Graphs from readers of Parquet.Net, and into its writers.</summary>
/// <remarks>Parquet.Net reads on one thread. It does not verify checksums, and reads some damaged files as other values or without end: give its readers files that you trust,
/// and unknown ones to <see cref="GraphReader"/>.</remarks>
public static class ParquetNetGraphs
{
    private const string DefaultName = "Parquet.Net table";
    private const long BytesOfText = 17 + 24; // an offset and a null flag, and what Parquet.Net holds for each string
    private const long BytesOfNumber = 9;

    /// <summary>Reads a graph from an open reader, by the rules of <see cref="GraphReader"/>: columns by name, ids, direction, repeats.</summary>
    /// <param name="reader">The reader; it stays open.</param>
    /// <param name="options">Direction, columns, policies; <see langword="null"/> for the defaults.</param>
    /// <param name="attributes">Which further columns are kept in memory, so that <see cref="EdgeAttributes.Read"/> finds them; all by default.</param>
    /// <param name="name">What errors call the table, such as the path of the file.</param>
    /// <param name="parallelism">Threads that build the graph, all cores by default.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="progress">Rows read, then edges.</param>
    /// <param name="cancellationToken">Looked at for every column of a row group.</param>
    /// <returns>The graph, the ids of its vertices and a report. The report holds the columns that were read.</returns>
    /// <remarks>Cost: one pass over the columns that are read. Memory: these columns and the graph. Determinism: exact.</remarks>
    /// <exception cref="GraphFormatException">The table is no edge table, or Parquet.Net cannot read a column; says the table, the column and the row.</exception>
    /// <exception cref="ResourceLimitException">The table or the graph does not fit the budget.</exception>
    public static async Task<LoadedGraph> ReadGraphAsync(
        this ParquetReader reader, GraphReadOptions? options = null, AttributeSelection? attributes = null, string name = DefaultName,
        Parallelism? parallelism = null, MemoryBudget? budget = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        attributes ??= AttributeSelection.All;
        budget ??= MemoryBudget.Default;
        IReadOnlyList<Field> fields = FieldsOf(reader, name);
        string[] names = [.. fields.Select(field => field.Name)];
        if (attributes.Names.FirstOrDefault(wanted => !names.Contains(wanted, StringComparer.OrdinalIgnoreCase)) is { } missing)
            throw new GraphFormatException($"no column '{missing}' among {string.Join(", ", names)}").At(name);
        EdgeTableColumns? roles = Roles(names, options, name);
        var edges = new HashSet<int>(roles is null ? [] : [roles.Source, roles.Target, roles.Weight ?? roles.Source]);
        (ParquetTable table, long bytes) = await ReadAsync(reader, name, (i, column) => edges.Contains(i) ? null
            : !attributes.Takes(names[i]) ? "it is not among the columns that were asked for"
            : column.IsList ? "a list cannot go with an edge" : null, budget, progress, cancellationToken).ConfigureAwait(false);
        return GraphReader.Read(table, options, parallelism, budget.Beside(budget.TakenBytes + bytes), progress, cancellationToken);
    }

    /// <summary>Reads all columns of an open reader; those that GraphSparse cannot hold are told in <see cref="ParquetTable.UnsupportedFields"/>.</summary>
    /// <param name="reader">The reader; it stays open.</param>
    /// <param name="name">What errors call the table, such as the path of the file.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="progress">Rows read so far.</param>
    /// <param name="cancellationToken">Looked at for every column of a row group.</param>
    /// <exception cref="GraphFormatException">Parquet.Net cannot read a column; says the table, the column and the row group.</exception>
    /// <exception cref="ResourceLimitException">The table does not fit the budget.</exception>
    public static async Task<ParquetTable> ReadTableAsync(
        this ParquetReader reader, string name = DefaultName, MemoryBudget? budget = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return (await ReadAsync(reader, name, (_, _) => null, budget ?? MemoryBudget.Default, progress, cancellationToken).ConfigureAwait(false)).Table;
    }

    /// <summary>Writes the table of a graph as a file.</summary>
    /// <param name="table">The graph, its ids and columns.</param>
    /// <param name="stream">Written from its present position on, which is the beginning of the file; stays open.</param>
    /// <param name="options">Compression, encodings and such of Parquet.Net; <see langword="null"/> for its defaults.</param>
    /// <param name="groupRows">Rows of a row group, at least 1.</param>
    /// <param name="progress">Rows written so far.</param>
    /// <param name="cancellationToken">Looked at for every row group.</param>
    /// <remarks>After an error or cancellation, what was written has no footer and is no Parquet file.</remarks>
    /// <exception cref="ArgumentException">Parquet.Net cannot write a column, or a value of it; says the column and the row.</exception>
    public static async Task WriteAsync(
        this GraphTable table, Stream stream, ParquetOptions? options = null, int groupRows = GraphTable.DefaultGroupRows,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stream);
        ParquetSchema schema = table.ToSchema();
        global::Parquet.ParquetWriter writer = await global::Parquet.ParquetWriter.CreateAsync(schema, stream, options, cancellationToken: cancellationToken).ConfigureAwait(false);
        await table.WriteAsync(writer, schema, groupRows, progress, cancellationToken).ConfigureAwait(false);
        await writer.DisposeAsync().ConfigureAwait(false); // which writes the footer: only then is it a file, so not after an error
    }

    /// <summary>Writes the table of a graph by an open writer, which can be given other metadata before or afterwards.</summary>
    /// <param name="table">The graph, its ids and columns.</param>
    /// <param name="writer">The writer; it stays open.</param>
    /// <param name="schema">The schema of the writer: that of <see cref="ParquetNetSchema.ToSchema(GraphTable)"/>, or fields of the same names and types in the same order.</param>
    /// <param name="groupRows">Rows of a row group, at least 1.</param>
    /// <param name="progress">Rows written so far.</param>
    /// <param name="cancellationToken">Looked at for every row group.</param>
    /// <remarks>Types are checked before anything is written. After any other error or cancellation do not dispose the writer: that writes a footer, and the file would look whole.</remarks>
    /// <exception cref="ArgumentException">A column is not that of the schema, or Parquet.Net cannot write a value of it; says the column and the row.</exception>
    public static async Task WriteAsync(
        this GraphTable table, global::Parquet.ParquetWriter writer, ParquetSchema schema, int groupRows = GraphTable.DefaultGroupRows,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.Fields.Count != table.Fields.Count)
            throw new ArgumentException($"The schema has {schema.Fields.Count} fields, the table of the graph {table.Fields.Count}.", nameof(schema));
        for (int i = 0; i < table.Fields.Count; i++)
            RequireField(schema.Fields[i], table.Fields[i]);
        ArgumentOutOfRangeException.ThrowIfLessThan(groupRows, 1);
        var metadata = new Dictionary<string, string>(writer.CustomMetadata ?? new Dictionary<string, string>());
        foreach ((string key, string value) in table.Metadata)
            metadata[key] = value;
        writer.CustomMetadata = metadata;
        long written = 0;
        foreach (IReadOnlyList<ParquetColumn> group in table.RowGroups(groupRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using ParquetRowGroupWriter rowGroup = writer.CreateRowGroup();
            for (int i = 0; i < group.Count; i++)
                await rowGroup.WriteColumnAsync(schema.Fields[i], group[i], cancellationToken).ConfigureAwait(false);
            written += group[0].RowCount;
            progress?.Report(new Progress("writing", written, table.RowCount));
        }
    }

    private static void RequireField(Field field, ParquetField column)
    {
        if (FieldTypes.RefuseWritten(field, out ParquetField wanted) is { } reason)
            throw new ArgumentException($"Column '{field.Name}': {reason}.");
        ColumnWriter.Require(wanted, column, column.IsOptional);
    }

    private static IReadOnlyList<Field> FieldsOf(ParquetReader reader, string name)
    {
        try
        {
            return reader.Schema.Fields;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // One column of a type that it does not know, such as Float16, keeps Parquet.Net from giving any.
            throw new GraphFormatException($"Parquet.Net cannot read the schema: {error.Message}", error).At(name);
        }
    }

    private static EdgeTableColumns? Roles(string[] names, GraphReadOptions? options, string name)
    {
        try
        {
            return GraphReader.FindColumns(names, options);
        }
        catch (GraphFormatException error)
        {
            throw error.At(name);
        }
    }

    /// <summary>Reads the columns of a reader but those that are left out for a reason; says how much memory they take.</summary>
    private static async Task<(ParquetTable Table, long Bytes)> ReadAsync(
        ParquetReader reader, string name, Func<int, ParquetField, string?> leaveOut, MemoryBudget budget, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<Field> fields = FieldsOf(reader, name);
        if (fields.GroupBy(field => field.Name).FirstOrDefault(group => group.Key.Length == 0 || group.Count() > 1) is { } wrong)
            throw new GraphFormatException($"column name '{wrong.Key}' is empty or occurs twice").At(name);
        var taken = new List<(Field Field, ParquetField Column)>();
        var unsupported = new List<ParquetUnsupportedField>();
        for (int i = 0; i < fields.Count; i++)
        {
            if ((FieldTypes.Refuse(fields[i], out ParquetField column) ?? leaveOut(i, column)) is { } reason)
                unsupported.Add(new ParquetUnsupportedField(fields[i].Name, reason));
            else
                taken.Add((fields[i], column));
        }

        long held = 0, rows = 0;
        var groups = new List<IReadOnlyList<ParquetColumn>>();
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using ParquetRowGroupReader rowGroup = reader.OpenRowGroupReader(g);
            var columns = new ParquetColumn[taken.Count];
            for (int i = 0; i < columns.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                budget.Ensure(held += BytesOf(rowGroup, taken[i].Field, taken[i].Column), $"the columns of {name}");
                columns[i] = await ReadColumnAsync(rowGroup, taken[i].Field, g, name, cancellationToken).ConfigureAwait(false);
            }

            groups.Add(columns);
            rows += rowGroup.RowCount;
            progress?.Report(new Progress("reading columns", rows, reader.Metadata?.NumRows ?? 0));
        }

        return (new ParquetTable(name, [.. taken.Select(t => t.Column)], groups, reader.CustomMetadata, unsupported), held);
    }

    private static async Task<ParquetColumn> ReadColumnAsync(ParquetRowGroupReader rowGroup, Field field, int group, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await rowGroup.ReadColumnAsync(field, cancellationToken).ConfigureAwait(false);
        }
        catch (GraphFormatException error)
        {
            throw new GraphFormatException($"row group {group}, {error.Reason}", error).At(name);
        }
    }

    /// <summary>About what a column of a row group takes, by the claims of the file.</summary>
    private static long BytesOf(ParquetRowGroupReader rowGroup, Field field, ParquetField column)
    {
        Parquet.Meta.ColumnMetaData? chunk = rowGroup.GetMetadata(FieldTypes.Leaf(field))?.MetaData;
        long values = Math.Max(rowGroup.RowCount, chunk?.NumValues ?? 0);
        return column.Type is ParquetType.Utf8 or ParquetType.FixedBytes or ParquetType.Int96
            ? values * BytesOfText + 2 * Math.Max(0, chunk?.TotalUncompressedSize ?? 0)
            : values * BytesOfNumber;
    }
}
