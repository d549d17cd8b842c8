using System.Text.Json.Nodes;
using GraphSparse.Analytics;
using GraphSparse.IO;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>Compares a graph with a summary: its error, and answers from it beside those of the graph.</summary>
internal static class SummaryComparison
{
    /// <summary>Fails where metrics of graphs were asked for.</summary>
    /// <exception cref="ArgumentException">They were.</exception>
    public static void Check(CommandRun run)
    {
        if (run.Get<CompareOptions>() is { Metrics: not Catalog.All } or { Sampled: not null })
            throw new ArgumentException($"'{run.Arguments[1]}' is a summary, and --metrics and --sampled are for graphs; leave them out.");
    }

    /// <summary>The tables of the summary, blocks, and both graphs as summaries.</summary>
    public static long WorkBytes(CommandRun run, GraphSize size) =>
        (size.Directed ? size.GraphBytes * 2 : 0) + 16 * SummaryFolderReader.Bytes(run.Arguments[1]) + size.Edges * 180 + size.Vertices * 200 + (16 << 20);

    public static CommandOutcome Run(CommandRun run, LoadedInput original)
    {
        CsrGraph graph = run.Plain(original, "the summary is compared with");
        StoredSummary stored = run.Timed("read", () => SummaryFolderReader.Read(run.Arguments[1], run));
        RequireSameVertices(original, stored, run.Arguments[1]);
        CsrGraph? corrected = stored.Corrected?.ToGraph();
        SummaryError error = run.Timed("compute", () => corrected is null ? SummaryError.Between(graph, stored.Summary) : Difference(graph, corrected));
        if (!IsNear(error.L1, (stored.Corrected?.Error ?? stored.Summary.Error).L1))
            run.Notes.Add("the summary was made of another graph: its own error is not that from this one");
        Summary answering = corrected is null ? stored.Summary : AsSummary(corrected);
        JsonArray answers = run.Timed("compute", () => Answers(graph, new SummaryQueries(answering), new SummaryQueries(AsSummary(graph))));
        return new CommandOutcome
        {
            Input = original,
            Result = new JsonObject
            {
                ["re1"] = error.Re1,
                ["re2"] = error.Re2,
                ["re1Empty"] = new SummaryError(2.0 * graph.EdgeCount, 0, graph.VertexCount).Re1,
                ["supervertices"] = stored.Manifest.Supervertices,
                ["superedges"] = stored.Manifest.Superedges,
                ["bits"] = stored.Nested?.Bits ?? stored.Corrected?.Bits ?? stored.Summary.Bits,
                ["values"] = answers,
            },
        };
    }

    private static JsonArray Answers(CsrGraph graph, SummaryQueries summary, SummaryQueries exact)
    {
        double[] degrees = summary.Degrees();
        double[] rank = summary.PageRank();
        double[] exactRank = exact.PageRank();
        int n = graph.VertexCount;
        double degreeError = n == 0 ? 0 : Enumerable.Range(0, n).Average(v => Math.Abs(degrees[v] - graph.Degree(v)));
        return new JsonArray(
            Answer("edges", graph.EdgeCount, degrees.Sum() / 2),
            Answer("isolated vertices", Enumerable.Range(0, n).Count(v => graph.Degree(v) == 0), degrees.Count(d => d == 0)),
            Answer("components", ConnectedComponents.Find(graph).Count, summary.Components().DefaultIfEmpty(-1).Max() + 1),
            Answer("triangles", exact.Triangles(), summary.Triangles()),
            (JsonNode)new JsonObject { ["answer"] = "degrees", ["original"] = null, ["summary"] = null, ["error"] = degreeError, ["errorIs"] = "mean absolute" },
            (JsonNode)new JsonObject { ["answer"] = "pagerank", ["original"] = null, ["summary"] = null, ["error"] = rank.Zip(exactRank, (x, y) => Math.Abs(x - y)).Sum(), ["errorIs"] = "sum of absolute" });
    }

    private static JsonObject Answer(string name, double original, double summary) => new()
    {
        ["answer"] = name,
        ["original"] = original,
        ["summary"] = summary,
        ["error"] = original == 0 ? null : Math.Abs(summary - original) / original,
        ["errorIs"] = "relative",
    };

    private static Summary AsSummary(CsrGraph graph) => Summary.Of(graph, (int[])[.. Enumerable.Range(0, graph.VertexCount)], double.MaxValue);

    private static SummaryError Difference(CsrGraph graph, CsrGraph other)
    {
        long common = 0;
        foreach (Edge edge in graph.Edges())
            common += other.Neighbors(edge.Source).BinarySearch(edge.Target) >= 0 ? 1 : 0;
        double wrong = graph.EdgeCount + other.EdgeCount - 2.0 * common;
        return new SummaryError(2 * wrong, Math.Sqrt(2 * wrong), graph.VertexCount);
    }

    /// <summary>Both are numbered by ascending ids, so the same ids are the same vertices.</summary>
    private static void RequireSameVertices(LoadedInput original, StoredSummary stored, string folder)
    {
        int n = original.Graph.VertexCount;
        if (stored.Manifest.Vertices != n)
            throw new GraphFormatException($"is a summary of {stored.Manifest.Vertices} vertices, and '{original.Loaded.Report.Path}' has {n}").At(folder);
        for (int v = 0; v < n; v++)
        {
            if (stored.NameOf(v) != original.Loaded.NameOf(v))
                throw new GraphFormatException($"has a vertex '{stored.NameOf(v)}' where '{original.Loaded.Report.Path}' has '{original.Loaded.NameOf(v)}'").At(folder);
        }
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= 1e-6 * Math.Max(1, Math.Abs(b));
}
