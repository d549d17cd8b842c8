using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Reads updates from a Parquet file: source and target as integers or strings, optional weight as a number, optional op as string.</summary>
internal static class ParquetUpdates
{
    public static void Read(string path, UpdateRows rows, MemoryBudget budget, CancellationToken cancellationToken)
    {
        using ParquetFile file = ParquetFile.Open(path, budget.AvailableBytes);
        string[] names = [.. file.ColumnNames];
        UpdateColumns columns = UpdateColumns.OfHeader(names)
            ?? throw new GraphFormatException($"no source and target columns among {string.Join(", ", names)}").At(path);
        rows.Take(columns);
        int source = ParquetRoles.Id(file, columns.Source), target = ParquetRoles.Id(file, columns.Target);
        int weight = ParquetRoles.Weight(file, columns.Weight), op = ParquetRoles.Op(file, columns.Operation);
        long row = 0;
        for (int group = 0; group < file.RowGroups.Count; group++)
        {
            long before = row;
            GraphFormatException Bad(int i, string reason) => new GraphFormatException($"row {before + i + 1}: {reason}").At(path);
            Func<int, int> sources = rows.Vertices.In(file.ReadColumn(group, source, cancellationToken), Bad);
            Func<int, int> targets = rows.Vertices.In(file.ReadColumn(group, target, cancellationToken), Bad);
            Func<int, double?> weights = Weights(weight < 0 ? null : file.ReadColumn(group, weight, cancellationToken), Bad);
            var ops = op < 0 ? null : (ParquetUtf8Column)file.ReadColumn(group, op, cancellationToken);
            for (int i = 0; i < file.RowGroups[group].RowCount; i++)
            {
                row++;
                if ((i & 0xFFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    rows.Add(sources(i), targets(i), weights(i), ops?.Text(i), row);
                }
                catch (GraphFormatException error) when (error.Path is null)
                {
                    throw new GraphFormatException($"row {row}: {error.Reason}", error.InnerException).At(path);
                }
            }
        }
    }

    private static Func<int, double?> Weights(ParquetColumn? column, RowError bad)
    {
        if (column is null)
            return _ => null;
        double[] weights = ColumnNumbers.ToDoubles(column, bad);
        return row => column.IsNull(row) ? null : weights[row];
    }
}
