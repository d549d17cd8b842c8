using System.Buffers;
using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Commands;

/// <summary>Writes adjacency matrices of graphlets as they are computed: source, target, columns that name the matrix, count.</summary>
/// <typeparam name="TKey">Names a matrix.</typeparam>
/// <param name="run">The run.</param>
/// <param name="ids">Ids of vertices.</param>
/// <param name="plan">What is computed.</param>
/// <param name="keys">Columns that name the matrix.</param>
internal sealed class AdjacencyTable<TKey>(CommandRun run, VertexIds? ids, AdjacencyPlan<TKey> plan, (string Name, Func<TKey, int> Of)[] keys) where TKey : struct
{
    private const int MostGroupRows = 1 << 20;

    private readonly int _groupRows = WalkTable.GroupRows(ids, MostGroupRows);

    /// <summary>Writes them, row after row; given up where there are more than so many entries.</summary>
    public (IReadOnlyList<AdjacencyTotals<TKey>> Totals, OutputFile Output) Write(AdjacencyInput counted, long mostEntries)
    {
        using var table = new TableFile(
            run, run.Arguments[1],
            [GraphTable.IdField("source", ids), GraphTable.IdField("target", ids), .. keys.Select(k => new ParquetField(k.Name, ParquetType.Int32)), new("count", ParquetType.Int64)], plan.Graph);
        RunSettings settings = run.Settings;
        long written = 0;
        IReadOnlyList<AdjacencyTotals<TKey>> totals = plan.Run(
            counted,
            rows => (Groups: Encode(table, rows), rows.EntryCount),
            block =>
            {
                written += block.EntryCount;
                if (written > mostEntries)
                    throw new ResourceLimitException($"the adjacencies have more than {mostEntries} entries. {Advice}");
                foreach (EncodedRows group in block.Groups)
                    table.Write(group);
            },
            keepsRows: false, settings.Parallelism, settings.Progress, settings.CancellationToken);
        return (totals, table.Commit());
    }

    /// <summary>What helps where there are too many entries.</summary>
    public static string Advice => $"Raise it with --max-entries, choose fewer by {(typeof(TKey) == typeof(OrbitPair) ? "--hops or --matrices" : "--graphlets")}, or some vertices by --rows.";

    private List<EncodedRows> Encode(TableFile table, AdjacencyRows<TKey> rows)
    {
        int[] sources = ArrayPool<int>.Shared.Rent(rows.EntryCount);
        int[][] columns = [.. keys.Select(_ => ArrayPool<int>.Shared.Rent(rows.EntryCount))];
        foreach (AdjacencyRow<TKey> row in rows.Rows)
        {
            sources.AsSpan(row.Start, row.Length).Fill(row.Vertex);
            for (int k = 0; k < keys.Length; k++)
                columns[k].AsSpan(row.Start, row.Length).Fill(keys[k].Of(row.Matrix));
        }

        var groups = new List<EncodedRows>();
        for (int from = 0; from < rows.EntryCount; from += _groupRows)
        {
            int start = from;
            int length = Math.Min(_groupRows, rows.EntryCount - from);
            groups.Add(table.Encode(
            [
                GraphTable.Ids("source", sources.AsMemory(start, length), ids), GraphTable.Ids("target", rows.Targets.Slice(start, length), ids),
                .. keys.Select((key, k) => ParquetColumn.Create<int>(key.Name, columns[k].AsMemory(start, length))), ParquetColumn.Create<long>("count", rows.Counts.Slice(start, length)),
            ], run.Settings.CancellationToken));
        }

        ArrayPool<int>.Shared.Return(sources);
        foreach (int[] column in columns)
            ArrayPool<int>.Shared.Return(column);
        return groups;
    }
}
