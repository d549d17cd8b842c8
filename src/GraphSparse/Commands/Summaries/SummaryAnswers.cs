using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>Answers one query, as JSON and where asked for as a table of all vertices.</summary>
internal sealed class SummaryAnswers(CommandRun run, StoredSummary stored, QueryKind kind, int[] vertices)
{
    private const int Shown = 20;

    private readonly SummaryQueries _queries = new(AnsweredFrom(run, stored));

    /// <summary>Queries with what they take, and what they answer.</summary>
    public static IEnumerable<string[]> Help { get; } =
    [
        ["neighbors VERTEX…", "vertices that the summary joins to each, with the value of the pair"],
        ["degree [VERTEX…]", "degrees; without a vertex the largest"],
        ["edge U V", "the value of a pair: 1 if all pairs of their superedge are edges, with weights their share, 0 without one"],
        ["pagerank [VERTEX…]", "PageRank; without a vertex the largest"],
        ["hops START [VERTEX…]", "distances; without further vertices how many are at each"],
        ["rwr START [VERTEX…]", "shares of a random walk that returns to its start; without further vertices the largest"],
        ["triangles [VERTEX…]", "all triangles, and those of vertices; with weights their expected number"],
        ["components", "connected components and the sizes of the largest"],
    ];

    private QueryOptions Options => run.Get<QueryOptions>();

    /// <summary>Answers.</summary>
    public CommandOutcome Answer()
    {
        var result = new JsonObject { ["query"] = OptionName.Kebab(kind.ToString()), ["folder"] = run.Arguments[0] };
        OutputFile? output = kind switch
        {
            QueryKind.Neighbors => Neighbors(result),
            QueryKind.Edge => Edge(result),
            QueryKind.Hops => Hops(result),
            QueryKind.Components => Components(result),
            QueryKind.Degree => Values(result, "degree", _queries.Degrees(), vertices),
            QueryKind.Pagerank => Values(result, "pagerank", _queries.PageRank(Options.Damping), vertices),
            QueryKind.Rwr => Walk(result),
            _ => Triangles(result),
        };
        result["re1"] = (stored.Corrected?.Error ?? stored.Summary.Error).Re1;
        return new CommandOutcome { Result = result, Outputs = output is null ? [] : [output] };
    }

    /// <summary>With corrections every vertex is a supervertex of its own: members of a supervertex then differ.</summary>
    private static Summary AnsweredFrom(CommandRun run, StoredSummary stored)
    {
        if (stored.Nested is not null)
            run.Notes.Add("answers are exact: the nested superedges are the graph");
        if (stored.Corrected is not { } corrected)
            return stored.Summary;
        run.Notes.Add(corrected.ErrorBound > 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"answers are those of superedges and corrections together: each vertex has at most {corrected.ErrorBound} of its degree as wrong neighbours")
            : "answers are exact: superedges and corrections together are the graph");
        return Summary.Of(corrected.ToGraph(), (int[])[.. Enumerable.Range(0, corrected.Summary.VertexCount)], double.MaxValue);
    }

    private OutputFile? Neighbors(JsonObject result)
    {
        var values = new JsonArray();
        foreach (int vertex in vertices)
        {
            SummaryNeighbor[] found = _queries.Neighbors(vertex);
            int most = Options.Top ?? found.Length;
            if (most < found.Length)
                run.Notes.Add($"vertex '{stored.NameOf(vertex)}' has {found.Length} neighbours; the first {most} are listed");
            values.Add((JsonNode)new JsonObject
            {
                ["vertex"] = Id(vertex),
                ["count"] = found.Length,
                ["degree"] = _queries.Degree(vertex),
                ["neighbors"] = new JsonArray([.. found.Take(most).Select(n => (JsonNode)new JsonObject { ["vertex"] = Id(n.Vertex), ["value"] = n.Value })]),
            });
        }

        result["values"] = values;
        return null;
    }

    private OutputFile? Edge(JsonObject result)
    {
        result["value"] = _queries.EdgeValue(vertices[0], vertices[1]);
        return null;
    }

    private OutputFile? Walk(JsonObject result)
    {
        result["start"] = Id(vertices[0]);
        return Values(result, "rwr", _queries.RandomWalkWithRestart(vertices[0], Options.Restart), vertices[1..]);
    }

    private OutputFile? Triangles(JsonObject result)
    {
        result["triangles"] = _queries.Triangles();
        return vertices.Length > 0 || Options.Output is not null ? Values(result, "triangles", _queries.TrianglesOfVertices(), vertices, ranks: false) : null;
    }

    private OutputFile? Hops(JsonObject result)
    {
        int[] hops = _queries.Hops(vertices[0]);
        result["start"] = Id(vertices[0]);
        int[] targets = vertices[1..];
        if (targets.Length > 0)
        {
            result["values"] = new JsonArray([.. targets.Select(v => (JsonNode)new JsonObject { ["vertex"] = Id(v), ["hops"] = hops[v] < 0 ? null : hops[v] })]);
        }
        else
        {
            result["values"] = new JsonArray([.. hops.Where(h => h >= 0).GroupBy(h => h).OrderBy(g => g.Key).Select(g => (JsonNode)new JsonObject { ["hops"] = g.Key, ["vertices"] = g.Count() })]);
            result["unreachable"] = hops.Count(h => h < 0);
        }

        return Table("hops", ParquetColumn.Create<int>("hops", hops));
    }

    private OutputFile? Components(JsonObject result)
    {
        int[] components = _queries.Components();
        int[] sizes = [.. components.GroupBy(c => c).Select(g => g.Count()).OrderDescending()];
        result["components"] = sizes.Length;
        result["largestSizes"] = new JsonArray([.. sizes.Take(Options.Top ?? Shown).Select(size => JsonValue.Create(size))]);
        return Table("component", ParquetColumn.Create<int>("component", components));
    }

    /// <summary>The values of some vertices, or the largest of all.</summary>
    private OutputFile? Values(JsonObject result, string name, double[] values, int[] wanted, bool ranks = true)
    {
        int most = Math.Min(values.Length, Options.Top ?? Shown);
        if (wanted.Length == 0 && ranks)
        {
            wanted = [.. Enumerable.Range(0, values.Length).OrderByDescending(v => values[v]).ThenBy(v => v).Take(most)];
            if (most < values.Length)
                run.Notes.Add($"the {most} largest of {values.Length} values are listed{(stored is { Corrected: null, Nested: null } ? "; members of a supervertex have equal ones" : "")}");
        }

        result["values"] = new JsonArray([.. wanted.Select(v => (JsonNode)new JsonObject { ["vertex"] = Id(v), [name] = values[v] })]);
        return Table(name, ParquetColumn.Create<double>(name, values));
    }

    private OutputFile? Table(string name, ParquetColumn column)
    {
        if (Options.Output is not { } path)
            return null;
        int n = stored.Summary.VertexCount;
        ParquetType type = column is ParquetColumn<int> ? ParquetType.Int32 : ParquetType.Double;
        using var table = new TableFile(run, path, [GraphTable.IdField("vertex", stored.Ids), new(name, type)], CsrGraph.Empty(n));
        table.Write(table.Encode([GraphTable.Ids("vertex", (int[])[.. Enumerable.Range(0, n)], stored.Ids), column], run.Settings.CancellationToken));
        return table.Commit();
    }

    private JsonValue Id(int vertex) => stored.Ids is null ? JsonValue.Create(vertex)
        : stored.Ids is { AreIntegers: true, AreUnsigned: false } ? JsonValue.Create(stored.Ids.GetInteger(vertex))
        : JsonValue.Create(stored.NameOf(vertex));
}
