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

    private static readonly NestedSummary Nested = Summarizer.SummarizeNested(Graph);
    private static readonly Dictionary<string, byte[]> NestedTables = new()
    {
        ["membership.csv"] = Csv("vertex,supervertex", Enumerable.Range(0, Graph.VertexCount).Select(ParentOf)),
        ["hierarchy.csv"] = Csv("supervertex,parent", Enumerable.Range(Graph.VertexCount, Nested.Parents.Length - Graph.VertexCount).Select(ParentOf)),
        ["superedges.csv"] = Csv("a,b,sign", Nested.Superedges.ToArray().Select(e => $"{e.A},{e.B},{e.Sign}")),
    };

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

    /// <summary>One table of a nested summary, with the others as they are and a description that fits.</summary>
    public static FuzzTarget NestedTable(string table) => new("summary-nested-" + Path.GetFileNameWithoutExtension(table), table, (path, token) =>
    {
        string folder = Path.GetDirectoryName(path)!;
        string Sum(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))));
        File.WriteAllText(Path.Combine(folder, SummaryFolder.Manifest), $$"""
            { "format": "graphsparse-summary", "version": 1, "tables": "csv", "vertices": {{Graph.VertexCount}}, "edges": {{Graph.EdgeCount}}, "supervertices": {{Nested.Parents.Length - Graph.VertexCount}},
              "superedges": {{Nested.Superedges.Length}}, "weights": "off", "l1": 0, "l2": 0, "membershipSha256": "{{Sum("membership.csv")}}", "superedgesSha256": "{{Sum("superedges.csv")}}", "hierarchySha256": "{{Sum("hierarchy.csv")}}" }
            """);
        return Read(folder, token);
    }, [NestedTables[table]])
    {
        Beside = NestedTables.Where(file => file.Key != table).ToDictionary(),
        Tokens = TextSeeds.Utf8(",", "\n", "\"", "-1", "0", "1", "2", "30", "31", "2147483647", "9223372036854775807", "-"),
        Rounds = 3000,
    };

    private static string ParentOf(int a) => $"{a},{(Nested.Parents[a] < 0 ? a : Nested.Parents[a])}";

    private static byte[] Csv(string header, IEnumerable<string> rows) => Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(header)) + '\n');

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
            Assert.True(stored.Nested is null || stored.Nested.ToGraph().EdgeCount == Graph.EdgeCount);
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
