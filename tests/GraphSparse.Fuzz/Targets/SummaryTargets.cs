using System.Security.Cryptography;
using System.Text;
using GraphSparse.Commands;
using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;
using GraphSparse.Summaries;

namespace GraphSparse.Fuzz.Targets;

/// <summary>The folder of a summary: its compact file, and its description.</summary>
internal static class SummaryTargets
{
    private static readonly CsrGraph Graph = Twins();
    private static readonly CorrectedSummary Exact = Summarizer.SummarizeExactly(Graph, new ExactSummaryOptions { Refinements = 0 });
    private static readonly byte[] Compact = SummaryBinary.ToBytes(Exact.Summary, Exact, null);

    public static FuzzTarget CompactFile() => new("summary-compact", SummaryFolder.Binary, (path, token) =>
    {
        File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(path)!, SummaryFolder.Manifest), Manifest(File.ReadAllBytes(path)));
        return Read(Path.GetDirectoryName(path)!, token);
    }, [Compact, SummaryBinary.ToBytes(Exact.Summary, Exact, VertexIds.FromStrings(Enumerable.Range(0, Graph.VertexCount).Select(v => $"v{v}")))]) { Rounds = 8000 };

    public static FuzzTarget Description() => new("summary-description", SummaryFolder.Manifest, (path, token) => Read(Path.GetDirectoryName(path)!, token), [Manifest(Compact)])
    {
        Beside = new Dictionary<string, byte[]> { [SummaryFolder.Binary] = Compact },
        Tokens = TextSeeds.Utf8("{", "}", "\"", ":", ",", "null", "-1", "0", "1", "2147483647", "1e999", "\"vertices\":", "\"supervertices\":", "\"superedges\":", "\"corrections\":", "\"tables\":", "\"csv\"", "\"parquet\"", "\"on\"", "\"version\":"),
        Rounds = 5000,
    };

    private static byte[] Manifest(byte[] compact)
    {
        string sum = Convert.ToHexStringLower(SHA256.HashData(compact));
        return Encoding.UTF8.GetBytes($$"""
            { "format": "graphsparse-summary", "version": 1, "tables": "binary", "vertices": {{Graph.VertexCount}}, "edges": {{Graph.EdgeCount}}, "supervertices": {{Exact.Summary.SupervertexCount}},
              "superedges": {{Exact.Summary.Superedges.Length}}, "weights": "off", "l1": 0, "l2": 0, "membershipSha256": "{{sum}}", "superedgesSha256": "{{sum}}", "corrections": {{Exact.Added.Length + Exact.Removed.Length}}, "errorBound": 0, "correctionsSha256": "{{sum}}" }
            """);
    }

    private static FuzzResult Read(string folder, CancellationToken cancellationToken)
    {
        var settings = new RunSettings { Budget = Examination.Memory, CancellationToken = cancellationToken };
        StoredSummary stored = SummaryFolderReader.Read(folder, new CommandRun(QueryCommand.Entry, [folder, "components", ""], new Dictionary<string, object>(), settings));
        return new FuzzResult($"{stored.Summary.SupervertexCount} {stored.Summary.Superedges.Length} {stored.Corrected?.Added.Length} {stored.Corrected?.Removed.Length}", () =>
        {
            Assert.Equal(stored.Summary.VertexCount, stored.Summary.Sizes.ToArray().Sum());
            stored.Corrected?.ToGraph();
            _ = new SummaryQueries(stored.Summary).Components();
        });
    }

    /// <summary>Groups of vertices with the same neighbours, and some edges that do not fit.</summary>
    private static CsrGraph Twins()
    {
        var builder = new GraphBuilder(30);
        for (int u = 0; u < 30; u++)
        {
            for (int v = u + 1; v < 30; v++)
            {
                if (((u / 6 + v / 6) % 3 == 1) != ((u * 7 + v) % 41 == 0))
                    builder.AddEdge(u, v);
            }
        }

        return builder.Build();
    }
}
