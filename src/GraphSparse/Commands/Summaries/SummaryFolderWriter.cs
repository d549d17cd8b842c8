using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>Writes a summary: the tables, then the description that knows their checksums.</summary>
/// <remarks>A folder whose writing was cut short has no description, or one that does not fit its tables: readers notice both.</remarks>
internal sealed class SummaryFolderWriter(CommandRun run, string folder, CsrGraph graph, VertexIds? ids)
{
    private const int GroupRows = 1 << 19;

    /// <summary>Writes all files.</summary>
    public IReadOnlyList<OutputFile> Write(Summary summary)
    {
        SummaryFormat format = run.Get<SummarizeOptions>().OutputFormat;
        OutputFile membership = WriteMembership(Path.Combine(folder, SummaryFolder.Membership(format)), summary);
        OutputFile superedges = WriteSuperedges(Path.Combine(folder, SummaryFolder.Superedges(format)), summary);
        var manifest = new SummaryManifest
        {
            Format = format,
            Vertices = summary.VertexCount,
            Edges = graph.EdgeCount,
            Supervertices = summary.SupervertexCount,
            Superedges = summary.Superedges.Length,
            IsWeighted = summary.IsWeighted,
            L1 = summary.Error.L1,
            L2 = summary.Error.L2,
            MembershipSha256 = membership.Sha256,
            SuperedgesSha256 = superedges.Sha256,
        };
        using var file = new AtomicFile(Path.Combine(folder, SummaryFolder.Manifest), run.Settings.Overwrite);
        file.Stream.Write(manifest.ToBytes(summary, run.Provenance));
        OutputFile description = file.Commit();
        SummaryFormat other = format == SummaryFormat.Csv ? SummaryFormat.Parquet : SummaryFormat.Csv;
        foreach (string stale in new[] { SummaryFolder.Membership(other), SummaryFolder.Superedges(other) })
        {
            if (File.Exists(Path.Combine(folder, stale))) // of the summary that was replaced
                AtomicFile.Remove(Path.Combine(folder, stale));
        }

        return [membership, superedges, description];
    }

    private OutputFile WriteMembership(string path, Summary summary)
    {
        using var table = new TableFile(run, path, [GraphTable.IdField("vertex", ids), new("supervertex", ParquetType.Int32)], graph);
        int[] superOf = summary.Membership.ToArray();
        WriteGroups(table, superOf.Length, WalkTable.GroupRows(ids, GroupRows), (from, rows) =>
            [GraphTable.Ids("vertex", (int[])[.. Enumerable.Range(from, rows)], ids), ParquetColumn.Create<int>("supervertex", superOf.AsMemory(from, rows))]);
        return table.Commit();
    }

    /// <summary>Without weights a superedge stands for all of its pairs, and its weight says so.</summary>
    private OutputFile WriteSuperedges(string path, Summary summary)
    {
        using var table = new TableFile(run, path, [new("a", ParquetType.Int32), new("b", ParquetType.Int32), new("weight", ParquetType.Int64)], graph);
        Superedge[] superedges = summary.Superedges.ToArray();
        WriteGroups(table, superedges.Length, GroupRows, (from, rows) =>
        {
            (int[] a, int[] b, long[] weight) = (new int[rows], new int[rows], new long[rows]);
            for (int i = 0; i < rows; i++)
            {
                Superedge edge = superedges[from + i];
                (a[i], b[i], weight[i]) = (edge.A, edge.B, summary.IsWeighted ? edge.Edges : summary.Pairs(edge));
            }

            return [ParquetColumn.Create<int>("a", a), ParquetColumn.Create<int>("b", b), ParquetColumn.Create<long>("weight", weight)];
        });
        return table.Commit();
    }

    private void WriteGroups(TableFile table, int count, int groupRows, Func<int, int, ParquetColumn[]> columns) => run.Settings.Parallelism.MapInOrder(
        Enumerable.Range(0, (count + groupRows - 1) / groupRows),
        group => table.Encode(columns(group * groupRows, Math.Min(groupRows, count - group * groupRows)), run.Settings.CancellationToken),
        table.Write,
        run.Settings.CancellationToken);
}
