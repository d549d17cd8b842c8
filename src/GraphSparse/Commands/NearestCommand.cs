using System.Text.Json.Nodes;
using GraphSparse.Embeddings;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Commands;

/// <summary><c>nearest VECTORS [VERTEX…]</c>: the vertices with the nearest vectors, exactly.</summary>
internal static class NearestCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "nearest",
        Summary = "Find the vertices with the nearest vectors, exactly or by an index.",
        Usage = "[--count K] [--output FILE]",
        MainOptions = [nameof(NearestOptions.Count), nameof(NearestOptions.Similarity), nameof(NearestOptions.Index), nameof(NearestOptions.Output)],
        Example = "nearest vectors.parquet 17 --count 5",
        Arguments =
        [
            new CommandArgument("VECTORS", "File of vectors that embed wrote: .parquet, .npy or text", ArgumentKind.File),
            new CommandArgument("VERTEX", "Ids of vertices; none with --output for all", ArgumentKind.Words),
        ],
        Options = [OptionGroup.Of<NearestOptions>()],
        IsStep = false,
        MakesGraph = false,
        ComputesWithWeights = false,
        Check = Check,
        WorkWithoutGraph = Work,
        EstimateWorkBytes = (run, _) => 6 * (File.Exists(run.Arguments[0]) ? new FileInfo(run.Arguments[0]).Length : 0) + (32 << 20),
    };

    private static void Check(CommandRun run)
    {
        NearestOptions options = run.Get<NearestOptions>();
        options.Validate();
        if (options.Index == NearestIndex.Hnsw && NeighborIndex.Search is null)
            throw new ArgumentException("This program was built without an index; the tool has it (dotnet tool install --global GraphSparse.Cli), and --index exact works everywhere.");
        if (options.Output is { } output)
            TableFile.Refuse(run, output, "neighbours are");
        else if (IdsOf(run).Length == 0)
            throw new ArgumentException("nearest takes at least one vertex; with --output FILE it finds the neighbours of all.");
        if (Directory.Exists(run.Arguments[0]))
            throw new ArgumentException($"'{run.Arguments[0]}' is a folder; nearest takes a file of vectors.");
    }

    private static CommandOutcome Work(CommandRun run)
    {
        RunSettings settings = run.Settings;
        NearestOptions options = run.Get<NearestOptions>();
        VectorTable table = run.Timed("read", () => VectorReader.Read(run.Arguments[0], settings.Budget, settings.CancellationToken));
        run.AddInput(InputFiles.Sha256(run.Arguments[0]));
        run.Notes.AddRange(table.Notes);
        settings.Budget.Ensure(3L * table.Count * table.Dimension * sizeof(float) + (16 << 20) + RunPlan.FixedBytes(settings), "this nearest");
        int[] queries = Queries(run, table);
        double? recall = null;
        NeighborLists lists = run.Timed("compute", () =>
        {
            if (options.Index == NearestIndex.Exact)
                return NearestNeighbors.Find(VectorsOf(table), queries, options.Count, options.Similarity, settings.Parallelism, settings.Progress, settings.CancellationToken);
            (NeighborLists found, double share) = NeighborIndex.Search!(VectorsOf(table), queries, options, settings);
            recall = share;
            return found;
        });
        if (lists.Count < options.Count)
            run.Notes.Add($"there are only {lists.Count} other vertices");
        var result = new JsonObject { ["vertices"] = table.Count, ["dimension"] = table.Dimension, ["count"] = lists.Count };
        if (recall is { } measured)
        {
            result["recall"] = measured;
            run.Notes.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the index found {100 * measured:0.0} % of the nearest vectors of up to 200 vertices; --search-effort finds more"));
        }

        if (IdsOf(run).Length > 0)
        {
            result["values"] = new JsonArray([.. Enumerable.Range(0, queries.Length).Select(q => (JsonNode)new JsonObject
            {
                ["vertex"] = table.IdOf(queries[q]),
                ["neighbors"] = new JsonArray([.. Enumerable.Range(0, lists.Count).Where(i => lists.Vertices(q)[i] >= 0).Select(i => (JsonNode)new JsonObject { ["vertex"] = table.IdOf(lists.Vertices(q)[i]), ["value"] = (double)lists.Similarities(q)[i] })]),
            })]);
        }

        return new CommandOutcome { Result = result, Outputs = options.Output is { } output ? [run.Timed("write", () => Write(run, output, table, lists))] : [] };
    }

    private static string[] IdsOf(CommandRun run) => run.Arguments[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static int[] Queries(CommandRun run, VectorTable table)
    {
        string[] ids = IdsOf(run);
        if (ids.Length == 0)
            return [.. Enumerable.Range(0, table.Count)];
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int row = 0; row < table.Count; row++)
            rows[table.IdOf(row)] = row;
        return [.. ids.Select(id => rows.TryGetValue(id, out int row) ? row : throw new GraphFormatException($"has no vector of '{GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(id))}'").At(run.Arguments[0]))];
    }

    private static Embedding VectorsOf(VectorTable table)
    {
        if (table.Count == 0)
            return Embedding.From([], 1);
        return Embedding.From(table.Count, table.Dimension, row => table[row]);
    }

    private static OutputFile Write(CommandRun run, string output, VectorTable table, NeighborLists lists)
    {
        bool areIntegers = Enumerable.Range(0, table.Count).All(row => long.TryParse(table.IdOf(row), System.Globalization.CultureInfo.InvariantCulture, out long id) && id.ToString(System.Globalization.CultureInfo.InvariantCulture) == table.IdOf(row));
        ParquetType type = areIntegers ? ParquetType.Int64 : ParquetType.Utf8;
        using var file = new TableFile(run, output, [new("source", type), new("target", type), new("similarity", ParquetType.Double)], CsrGraph.Empty(table.Count));
        int k = Math.Max(1, lists.Count);
        file.WriteGroups(lists.Count == 0 ? 0 : lists.Queries.Count, Math.Max(1, (1 << 20) / k), (from, count) =>
        {
            (int Query, int Place)[] found = [.. Enumerable.Range(from, count).SelectMany(q => Enumerable.Range(0, k).Where(i => lists.Vertices(q)[i] >= 0).Select(i => (q, i)))]; // an index may find fewer
            return
            [
                Ids("source", found.Select(f => lists.Queries[f.Query])),
                Ids("target", found.Select(f => lists.Vertices(f.Query)[f.Place])),
                ParquetColumn.Create<double>("similarity", found.Select(f => (double)lists.Similarities(f.Query)[f.Place]).ToArray()),
            ];
        }, run.Settings);
        return file.Commit();

        ParquetColumn Ids(string name, IEnumerable<int> rows) => areIntegers
            ? ParquetColumn.Create<long>(name, rows.Select(row => long.Parse(table.IdOf(row), System.Globalization.CultureInfo.InvariantCulture)).ToArray())
            : ParquetUtf8Column.Create(name, rows.Select(table.IdOf));
    }
}
