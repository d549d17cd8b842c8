namespace GraphSparse.Tests.Graphs;

/// <summary>A row as it is given to a builder; no weight means 1.</summary>
internal readonly record struct Row(int Source, int Target, double? Weight = null);

/// <summary>The rules for repeats, reciprocal duplicates and self-loops, written down with lists and dictionaries.</summary>
internal sealed class BuilderOracle
{
    private BuilderOracle(SortedDictionary<(int, int), double> edges, BuildReport report, string? error)
    {
        Edges = edges;
        Report = report;
        Error = error;
    }

    public SortedDictionary<(int Source, int Target), double> Edges { get; }

    public BuildReport Report { get; }

    /// <summary>The edge that the policy refuses first, or null.</summary>
    public string? Error { get; }

    public static BuilderOracle Build(IReadOnlyList<Row> rows, BuildOptions options)
    {
        bool weighted = rows.Any(r => r.Weight is not null) || options.Duplicates == DuplicatePolicy.Sum;
        DuplicatePolicy policy = options.Duplicates != DuplicatePolicy.Auto ? options.Duplicates
            : weighted ? DuplicatePolicy.Sum : DuplicatePolicy.First;
        var given = new SortedDictionary<(int, int), List<(bool Reversed, double Weight)>>();
        long loops = 0;
        foreach (Row row in rows)
        {
            if (row.Source == row.Target)
            {
                loops++;
                continue;
            }

            bool reversed = !options.Directed && row.Source > row.Target;
            (int, int) edge = reversed ? (row.Target, row.Source) : (row.Source, row.Target);
            if (!given.TryGetValue(edge, out List<(bool, double)>? list))
                given[edge] = list = [];
            list.Add((reversed, row.Weight ?? 1));
        }

        // All or nothing: the input lists each edge in both directions, or every row is an observation of its own.
        bool isReciprocal = !options.Directed && given.Values.All(list =>
            list.Where(r => r.Reversed).Select(r => r.Weight).Order().SequenceEqual(list.Where(r => !r.Reversed).Select(r => r.Weight).Order()));
        var edges = new SortedDictionary<(int, int), double>();
        long reciprocal = 0;
        long duplicates = 0;
        string? error = null;
        foreach (((int, int) edge, List<(bool Reversed, double Weight)> list) in given)
        {
            List<double> kept = [.. list.Where(r => !isReciprocal || !r.Reversed).Select(r => r.Weight)];
            reciprocal += list.Count - kept.Count;
            duplicates += kept.Count - 1;
            if (kept.Count > 1 && policy == DuplicatePolicy.Error)
                error ??= $"{edge.Item1}–{edge.Item2} is given {kept.Count} times";
            edges[edge] = policy switch
            {
                DuplicatePolicy.Min => kept.Min(),
                DuplicatePolicy.Max => kept.Max(),
                DuplicatePolicy.Sum => kept.Aggregate((a, b) => a + b),
                _ => kept[0],
            };
        }

        return new BuilderOracle(edges, new BuildReport(rows.Count, loops, duplicates, reciprocal), error);
    }
}
