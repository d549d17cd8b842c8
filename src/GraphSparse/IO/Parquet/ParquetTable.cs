namespace GraphSparse.IO.Parquet;

/// <summary>Columns in memory, in row groups, with the metadata of a file: what a program or another Parquet library holds of a table.</summary>
/// <remarks><see cref="GraphReader.Read(ParquetTable, GraphReadOptions, Parallelism, MemoryBudget, IProgress{Progress}, CancellationToken)"/> makes a graph of it. Immutable as far as this class
/// goes; the columns share the memory they were made of.</remarks>
public sealed class ParquetTable : IColumnTable
{
    /// <summary>A table of the caller's columns, which are not copied.</summary>
    /// <param name="name">What errors call it, such as a path.</param>
    /// <param name="fields">The columns; names are distinct and not empty.</param>
    /// <param name="rowGroups">The columns of each row group, one per field in their order, with equal row counts. A column without nulls may stand for an optional field.</param>
    /// <param name="metadata">Keys and values, such as those that <see cref="GraphTable"/> gives; none by default.</param>
    /// <param name="unsupportedFields">Columns of the table that are not here, with the reasons: "cannot be read: …" is what errors and notes say of them.</param>
    /// <exception cref="ArgumentException">A column is not that of its field, or a name is empty or occurs twice.</exception>
    public ParquetTable(
        string name, IReadOnlyList<ParquetField> fields, IReadOnlyList<IReadOnlyList<ParquetColumn>> rowGroups,
        IReadOnlyDictionary<string, string>? metadata = null, IReadOnlyList<ParquetUnsupportedField>? unsupportedFields = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(rowGroups);
        Name = name;
        Fields = [.. fields];
        UnsupportedFields = [.. unsupportedFields ?? []];
        RowGroups = [.. rowGroups.Select(group => (IReadOnlyList<ParquetColumn>)[.. group])];
        Metadata = metadata ?? new Dictionary<string, string>();
        ColumnNames = [.. Fields.Select(field => field.Name), .. UnsupportedFields.Select(field => field.Name)];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string column in ColumnNames)
        {
            if (string.IsNullOrEmpty(column) || !names.Add(column))
                throw new ArgumentException($"Column name '{column}' is empty or occurs twice.", nameof(fields));
        }

        for (int group = 0; group < RowGroups.Count; group++)
            RequireColumns(group);
        RowCount = Enumerable.Range(0, RowGroups.Count).Sum(RowsOf);
    }

    /// <summary>What errors call the table.</summary>
    public string Name { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ParquetField> Fields { get; }

    /// <summary>Columns of the table that are not here, with the reasons.</summary>
    public IReadOnlyList<ParquetUnsupportedField> UnsupportedFields { get; }

    /// <summary>The columns of each row group, in the order of <see cref="Fields"/>.</summary>
    public IReadOnlyList<IReadOnlyList<ParquetColumn>> RowGroups { get; }

    /// <summary>Keys and values of the table.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Rows of all row groups.</summary>
    public long RowCount { get; }

    internal IReadOnlyList<string> ColumnNames { get; }

    IReadOnlyList<string> IColumnTable.ColumnNames => ColumnNames;

    int IColumnTable.RowGroupCount => RowGroups.Count;

    long IColumnTable.RowsOf(int rowGroup) => RowsOf(rowGroup);

    int IColumnTable.FieldOf(int column) => RefusalOf(column) is not { } reason ? column
        : throw new GraphFormatException($"column '{ColumnNames[column]}' cannot be read: {reason}").At(Name);

    string? IColumnTable.RefusalOf(int column) => RefusalOf(column);

    long IColumnTable.BytesOf(int field) => RowGroups.Sum(group => group[field] is ParquetUtf8Column texts ? texts.Offsets[^1] - texts.Offsets[0] : 8L * group[field].RowCount);

    ParquetColumn IColumnTable.ReadColumn(int rowGroup, int field, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return RowGroups[rowGroup][field];
    }

    /// <summary>Nothing: the memory is the caller's.</summary>
    void IDisposable.Dispose()
    {
    }

    private long RowsOf(int rowGroup) => RowGroups[rowGroup].Count == 0 ? 0 : RowGroups[rowGroup][0].RowCount;

    private string? RefusalOf(int column) => column < Fields.Count ? null : UnsupportedFields[column - Fields.Count].Reason;

    private void RequireColumns(int group)
    {
        IReadOnlyList<ParquetColumn> columns = RowGroups[group];
        if (columns.Count != Fields.Count)
            throw new ArgumentException($"Row group {group} has {columns.Count} columns, the table has {Fields.Count}.");
        for (int i = 0; i < columns.Count; i++)
        {
            ParquetField field = Fields[i], given = columns[i].Field;
            if (given with { IsOptional = field.IsOptional } != field)
                throw new ArgumentException($"Column {i} of row group {group} is {given}, the table has {field}.");
            if (!field.IsOptional && columns[i].NullCount > 0)
                throw new ArgumentException($"Column '{field.Name}' of row group {group} has null rows, the table's is not optional.");
            if (columns[i].RowCount != columns[0].RowCount)
                throw new ArgumentException($"Column '{field.Name}' of row group {group} has {columns[i].RowCount} rows, the first one {columns[0].RowCount}.");
        }
    }
}
