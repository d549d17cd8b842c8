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

    ParquetColumn ReadColumn(int rowGroup, int field, CancellationToken cancellationToken);
}
