namespace GraphSparse.IO.Parquet;

/// <summary>A table that is read a column of a row group at a time: a <see cref="ParquetFile"/>, or a <see cref="ParquetTable"/> in memory.</summary>
internal interface IColumnTable : IDisposable
{
    /// <summary>What errors call the table.</summary>
    string Name { get; }

    /// <summary>The names of all columns, also of those that cannot be read.</summary>
    IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The columns that can be read.</summary>
    IReadOnlyList<ParquetField> Fields { get; }

    IReadOnlyDictionary<string, string> Metadata { get; }

    long RowCount { get; }

    int RowGroupCount { get; }

    long RowsOf(int rowGroup);

    /// <summary>The index in <see cref="Fields"/> of a column of <see cref="ColumnNames"/>.</summary>
    /// <exception cref="GraphFormatException">The column cannot be read.</exception>
    int FieldOf(int column);

    /// <summary>Why a column of <see cref="ColumnNames"/> cannot be read, or null.</summary>
    string? RefusalOf(int column);

    /// <summary>Bytes of the values of a field in all row groups, about.</summary>
    long BytesOf(int field);

    /// <summary>Reads a column of integers in as many bits as they need; <see langword="null"/> where it is better read as it is stored.</summary>
    /// <param name="rowGroup">Index of the row group.</param>
    /// <param name="field">Index in <see cref="Fields"/>.</param>
    /// <param name="nullRow">The first row that is null, where the ids are not those of their rows; otherwise −1.</param>
    /// <param name="cancellationToken">Looked at before each page.</param>
    IdColumn? ReadIds(int rowGroup, int field, out int nullRow, CancellationToken cancellationToken)
    {
        nullRow = -1;
        return null;
    }

    /// <summary>Reads a column of strings as numbers of names; <see langword="null"/> where it is better read as it is stored.</summary>
    /// <param name="rowGroup">Index of the row group.</param>
    /// <param name="field">Index in <see cref="Fields"/>.</param>
    /// <param name="numberOf">Numbers a name.</param>
    /// <param name="nullRow">The first row that is null, where the numbers are not those of their rows; otherwise −1.</param>
    /// <param name="cancellationToken">Looked at before each page.</param>
    int[]? ReadNames(int rowGroup, int field, NameNumbering numberOf, out int nullRow, CancellationToken cancellationToken)
    {
        nullRow = -1;
        return null;
    }

    ParquetColumn ReadColumn(int rowGroup, int field, CancellationToken cancellationToken);
}
