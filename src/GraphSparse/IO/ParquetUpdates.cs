using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Reads updates from a Parquet file: source and target as integers or strings, optional weight, optional op as string.</summary>
internal static class ParquetUpdates
{
    public static void Read(string path, UpdateRows rows, MemoryBudget budget, CancellationToken cancellationToken)
    {
        using ParquetFile file = ParquetFile.Open(path, budget.LimitBytes);
        string[] names = [.. file.Fields.Select(f => f.Name)];
        UpdateColumns columns = UpdateColumns.OfHeader(names)
            ?? throw new GraphFormatException($"no source and target columns among {string.Join(", ", names)}").At(path);
        rows.Take(columns);
        long row = 0;
        for (int group = 0; group < file.RowGroups.Count; group++)
        {
            ParquetColumn source = Column(file, group, columns.Source, cancellationToken);
            ParquetColumn target = Column(file, group, columns.Target, cancellationToken);
            ParquetColumn? weight = columns.Weight < 0 ? null : Column(file, group, columns.Weight, cancellationToken);
            ParquetColumn? op = columns.Operation < 0 ? null : Column(file, group, columns.Operation, cancellationToken);
            for (int i = 0; i < source.RowCount; i++)
            {
                row++;
                if ((i & 0xFFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    rows.Add(Vertex(rows, source, i), Vertex(rows, target, i), Weight(weight, i), Op(op, i), row);
                }
                catch (GraphFormatException error) when (error.Path is null)
                {
                    throw new GraphFormatException($"row {row}: {error.Reason}", error.InnerException).At(path);
                }
            }
        }
    }

    private static ParquetColumn Column(ParquetFile file, int group, int field, CancellationToken cancellationToken)
    {
        ParquetColumn column = file.ReadColumn(group, field, cancellationToken);
        return column.Field.IsList ? throw new GraphFormatException($"column '{column.Field.Name}' holds lists").At(file.Name) : column;
    }

    private static int Vertex(UpdateRows rows, ParquetColumn column, int row) => column.IsNull(row)
        ? throw new GraphFormatException($"column '{column.Field.Name}' is null")
        : column switch
        {
            ParquetColumn<int> c => rows.Vertex(c.Values[row]),
            ParquetColumn<long> c => rows.Vertex(c.Values[row]),
            ParquetUtf8Column c => rows.Vertex(c.Text(row)!),
            _ => throw new GraphFormatException($"column '{column.Field.Name}' holds {column.Field.Type} values; ids are integers or strings"),
        };

    private static double? Weight(ParquetColumn? column, int row) => column is null || column.IsNull(row) ? null : column switch
    {
        ParquetColumn<double> c => c.Values[row],
        ParquetColumn<float> c => c.Values[row],
        ParquetColumn<int> c => c.Values[row],
        ParquetColumn<long> c => c.Values[row],
        _ => throw new GraphFormatException($"column '{column.Field.Name}' holds {column.Field.Type} values; weights are numbers"),
    };

    private static string? Op(ParquetColumn? column, int row) => column is null || column.IsNull(row) ? null
        : column is ParquetUtf8Column texts ? texts.Text(row)
        : throw new GraphFormatException($"column '{column.Field.Name}' holds {column.Field.Type} values; an op is one of + - =");
}
