using GraphSparse.IO;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary><c>query SUMMARYDIR WHAT [VERTEX…]</c>: answers from a summary alone.</summary>
internal static class QueryCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "query",
        Summary = "Answer questions about a graph from its summary alone.",
        Usage = "[--top N] [--output FILE]",
        MainOptions = [nameof(QueryOptions.Top), nameof(QueryOptions.Output)],
        Example = "query summary neighbors 17",
        Arguments =
        [
            new CommandArgument("SUMMARYDIR", "Folder that summarize wrote", ArgumentKind.File),
            new CommandArgument("WHAT", $"What to answer: {string.Join(", ", Names)}", ArgumentKind.Word),
            new CommandArgument("VERTEX", "Ids of vertices; for hops and rwr the first is the start", ArgumentKind.Words),
        ],
        Options = [OptionGroup.Of<QueryOptions>()],
        Tables = [new HelpTable("Queries", ["query", "answers"], [.. SummaryAnswers.Help])],
        IsStep = false,
        MakesGraph = false,
        ComputesWithWeights = false,
        Check = Check,
        WorkWithoutGraph = Work,
        EstimateWorkBytes = (run, _) => 16 * SummaryFolderReader.Bytes(run.Arguments[0]) + (16 << 20),
    };

    private static IEnumerable<string> Names => Enum.GetNames<QueryKind>().Select(OptionName.Kebab);

    private static void Check(CommandRun run)
    {
        QueryKind kind = KindOf(run);
        run.Get<QueryOptions>().Validate(kind);
        string[] vertices = VerticesOf(run);
        string? problem = (kind, vertices.Length) switch
        {
            (QueryKind.Edge, not 2) => "edge takes two vertices",
            (QueryKind.Neighbors, 0) => "neighbors takes at least one vertex",
            (QueryKind.Hops or QueryKind.Rwr, 0) => $"{OptionName.Kebab(kind.ToString())} takes the vertex where it starts",
            (QueryKind.Components, > 0) => "components takes no vertex",
            _ => null,
        };
        if (problem is not null)
            throw new ArgumentException($"The query {problem}.");
        if (run.Get<QueryOptions>().Output is { } output)
            TableFile.Refuse(run, output, "values of vertices are");
    }

    private static CommandOutcome Work(CommandRun run)
    {
        run.Settings.Budget.Ensure(run.Command.EstimateWorkBytes(run, default!) + RunPlan.FixedBytes(run.Settings), "this query");
        StoredSummary stored = run.Timed("read", () => SummaryFolderReader.Read(run.Arguments[0], run));
        var lookup = new VertexLookup(stored.Manifest.Vertices, stored.Ids);
        int[] vertices = [.. VerticesOf(run).Select(id => Find(lookup, id, run.Arguments[0]))];
        var answers = new SummaryAnswers(run, stored, KindOf(run), vertices);
        return run.Timed("compute", answers.Answer);
    }

    private static int Find(VertexLookup lookup, string id, string folder)
    {
        try
        {
            return lookup.Find(id);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(folder);
        }
    }

    private static string[] VerticesOf(CommandRun run) => run.Arguments[2].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static QueryKind KindOf(CommandRun run)
    {
        string name = run.Arguments[1];
        foreach (QueryKind kind in Enum.GetValues<QueryKind>())
        {
            if (OptionName.Kebab(kind.ToString()) == name)
                return kind;
        }

        throw new ArgumentException($"There is no query '{name}'.{NameSuggestion.For(name, [.. Names])} There are {string.Join(", ", Names)}.");
    }
}
