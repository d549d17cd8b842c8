using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>Writes a summary: the tables, then the description that knows their checksums.</summary>
/// <remarks>A folder whose writing was cut short has no description, or one that does not fit its tables: readers notice both.</remarks>
internal sealed class SummaryFolderWriter(CommandRun run, string folder, CsrGraph graph, VertexIds? ids)
{
    private const int GroupRows = 1 << 19;

    /// <summary>Writes a summary.</summary>
    public IReadOnlyList<OutputFile> Write(Summary summary) => Write(summary, null);

    /// <summary>Writes a summary with corrections.</summary>
    public IReadOnlyList<OutputFile> Write(CorrectedSummary corrected) => Write(corrected.Summary, corrected);

    /// <summary>Writes a nested summary.</summary>
    public IReadOnlyList<OutputFile> Write(NestedSummary nested)
    {
        IReadOnlyList<string> before = SummaryFolder.FilesIn(folder);
        SummaryFormat format = run.Get<SummarizeOptions>().OutputFormat;
        int n = nested.VertexCount;
        int[] parents = nested.Parents.ToArray();
        for (int a = 0; a < parents.Length; a++)
            parents[a] = parents[a] < 0 ? a : parents[a]; // what lies in no other supervertex lies in itself
        List<OutputFile> outputs =
        [
            WriteMembership(Path.Combine(folder, SummaryFolder.Membership(format)), parents[..n]),
            WriteSigned(Path.Combine(folder, SummaryFolder.Superedges(format)), nested.Superedges.ToArray()),
            WriteHierarchy(Path.Combine(folder, SummaryFolder.Hierarchy(format)), parents, n),
        ];
        return Describe(before, outputs, nested.Bits, new SummaryManifest
        {
            Format = format,
            Vertices = n,
            Edges = graph.EdgeCount,
            Supervertices = parents.Length - n,
            Superedges = nested.Superedges.Length,
            IsWeighted = false,
            L1 = 0,
            L2 = 0,
            MembershipSha256 = outputs[0].Sha256,
            SuperedgesSha256 = outputs[1].Sha256,
            HierarchySha256 = outputs[2].Sha256,
        });
    }

    private List<OutputFile> Write(Summary summary, CorrectedSummary? corrected)
    {
        SummaryFormat format = run.Get<SummarizeOptions>().OutputFormat;
        IReadOnlyList<string> before = SummaryFolder.FilesIn(folder);
        List<OutputFile> outputs = format == SummaryFormat.Binary ? [WriteBinary(summary, corrected)] : WriteTables(format, summary, corrected);
        SummaryError error = corrected?.Error ?? summary.Error;
        return Describe(before, outputs, corrected?.Bits ?? summary.Bits, new SummaryManifest
        {
            Format = format,
            Vertices = summary.VertexCount,
            Edges = graph.EdgeCount,
            Supervertices = summary.SupervertexCount,
            Superedges = summary.Superedges.Length,
            IsWeighted = summary.IsWeighted,
            L1 = error.L1,
            L2 = error.L2,
            MembershipSha256 = outputs[0].Sha256,
            SuperedgesSha256 = outputs[Math.Min(1, outputs.Count - 1)].Sha256,
            CorrectionsSha256 = corrected is null ? null : outputs[^1].Sha256,
            Corrections = corrected is null ? 0 : corrected.Added.Length + corrected.Removed.Length,
            ErrorBound = corrected?.ErrorBound ?? 0,
        });
    }

    /// <summary>Writes the description, and removes the tables of the summary that was replaced.</summary>
    private List<OutputFile> Describe(IReadOnlyList<string> before, List<OutputFile> outputs, double bits, SummaryManifest manifest)
    {
        using var file = new AtomicFile(Path.Combine(folder, SummaryFolder.Manifest), run.Settings.Overwrite);
        file.Stream.Write(manifest.ToBytes(bits, run.Provenance));
        outputs.Add(file.Commit());
        foreach (string stale in before.Except(outputs.Select(o => Path.GetFileName(o.Path))))
        {
            if (File.Exists(Path.Combine(folder, stale)))
                AtomicFile.Remove(Path.Combine(folder, stale));
        }

        return outputs;
    }

    private List<OutputFile> WriteTables(SummaryFormat format, Summary summary, CorrectedSummary? corrected)
    {
        List<OutputFile> outputs =
        [
            WriteMembership(Path.Combine(folder, SummaryFolder.Membership(format)), summary.Membership.ToArray()),
            WriteSuperedges(Path.Combine(folder, SummaryFolder.Superedges(format)), summary),
        ];
        if (corrected is not null)
            outputs.Add(WriteCorrections(Path.Combine(folder, SummaryFolder.Corrections(format)), corrected));
        return outputs;
    }

    private OutputFile WriteBinary(Summary summary, CorrectedSummary? corrected)
    {
        using var file = new AtomicFile(Path.Combine(folder, SummaryFolder.Binary), run.Settings.Overwrite);
        file.Stream.Write(SummaryBinary.ToBytes(summary, corrected, ids));
        return file.Commit();
    }

    /// <summary>Edges that no superedge stands for have change 1, pairs of superedges that are no edges −1.</summary>
    private OutputFile WriteCorrections(string path, CorrectedSummary corrected)
    {
        using var table = new TableFile(run, path, [GraphTable.IdField("source", ids), GraphTable.IdField("target", ids), new("change", ParquetType.Int32)], graph);
        VertexPair[] pairs = [.. corrected.Added, .. corrected.Removed];
        int added = corrected.Added.Length;
        table.WriteGroups(pairs.Length, WalkTable.GroupRows(ids, GroupRows), (from, rows) =>
        {
            (int[] sources, int[] targets, int[] changes) = (new int[rows], new int[rows], new int[rows]);
            for (int i = 0; i < rows; i++)
                (sources[i], targets[i], changes[i]) = (pairs[from + i].U, pairs[from + i].V, from + i < added ? 1 : -1);
            return [GraphTable.Ids("source", sources, ids), GraphTable.Ids("target", targets, ids), ParquetColumn.Create<int>("change", changes)];
        }, run.Settings);
        return table.Commit();
    }

    private OutputFile WriteMembership(string path, int[] superOf)
    {
        using var table = new TableFile(run, path, [GraphTable.IdField("vertex", ids), new("supervertex", ParquetType.Int32)], graph);
        table.WriteGroups(superOf.Length, WalkTable.GroupRows(ids, GroupRows), (from, rows) =>
            [GraphTable.Ids("vertex", (int[])[.. Enumerable.Range(from, rows)], ids), ParquetColumn.Create<int>("supervertex", superOf.AsMemory(from, rows))], run.Settings);
        return table.Commit();
    }

    /// <summary>Without weights a superedge stands for all of its pairs, and its weight says so.</summary>
    private OutputFile WriteSuperedges(string path, Summary summary)
    {
        using var table = new TableFile(run, path, [new("a", ParquetType.Int32), new("b", ParquetType.Int32), new("weight", ParquetType.Int64)], graph);
        Superedge[] superedges = summary.Superedges.ToArray();
        table.WriteGroups(superedges.Length, GroupRows, (from, rows) =>
        {
            (int[] a, int[] b, long[] weight) = (new int[rows], new int[rows], new long[rows]);
            for (int i = 0; i < rows; i++)
            {
                Superedge edge = superedges[from + i];
                (a[i], b[i], weight[i]) = (edge.A, edge.B, summary.IsWeighted ? edge.Edges : summary.Pairs(edge));
            }

            return [ParquetColumn.Create<int>("a", a), ParquetColumn.Create<int>("b", b), ParquetColumn.Create<long>("weight", weight)];
        }, run.Settings);
        return table.Commit();
    }

    /// <summary>The supervertices after those that vertices are by themselves.</summary>
    private OutputFile WriteHierarchy(string path, int[] parents, int first)
    {
        using var table = new TableFile(run, path, [new("supervertex", ParquetType.Int32), new("parent", ParquetType.Int32)], graph);
        table.WriteGroups(parents.Length - first, GroupRows, (from, rows) =>
            [ParquetColumn.Create<int>("supervertex", (int[])[.. Enumerable.Range(first + from, rows)]), ParquetColumn.Create<int>("parent", parents.AsMemory(first + from, rows))], run.Settings);
        return table.Commit();
    }

    private OutputFile WriteSigned(string path, SignedSuperedge[] superedges)
    {
        using var table = new TableFile(run, path, [new("a", ParquetType.Int32), new("b", ParquetType.Int32), new("sign", ParquetType.Int32)], graph);
        table.WriteGroups(superedges.Length, GroupRows, (from, rows) =>
        {
            SignedSuperedge[] group = superedges[from..(from + rows)];
            return [ParquetColumn.Create<int>("a", Array.ConvertAll(group, e => e.A)), ParquetColumn.Create<int>("b", Array.ConvertAll(group, e => e.B)), ParquetColumn.Create<int>("sign", Array.ConvertAll(group, e => e.Sign))];
        }, run.Settings);
        return table.Commit();
    }
}
