using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Which columns of a table are source, target and weight, and a sentence on what was taken.</summary>
internal sealed record EdgeColumns(int Source, int Target, int Weight, IReadOnlyList<string> Notes)
{
    private const string NotUsed = "columns not used: ";

    /// <summary>Whether lines may have further columns; not where there are no names and the first line had two or three.</summary>
    public bool AllowsMore { get; init; } = true;

    /// <summary>Whether a dictionary of attributes, as networkx writes it, follows the two endpoints.</summary>
    public bool HasDictionary { get; init; }

    /// <summary>The role of each column up to the last that is wanted.</summary>
    public ColumnRole[] Roles()
    {
        if (HasDictionary)
            return [ColumnRole.Source, ColumnRole.Target, ColumnRole.Dictionary];
        var roles = new ColumnRole[Math.Max(Math.Max(Source, Target), Weight) + 1];
        roles[Source] = ColumnRole.Source;
        roles[Target] = ColumnRole.Target;
        if (Weight >= 0)
            roles[Weight] = ColumnRole.Weight;
        return roles;
    }

    /// <summary>Columns without names: source, target, weight, time.</summary>
    public static EdgeColumns ByPlace(int count) => new(
        0, 1, count > 2 ? 2 : -1,
        count switch
        {
            <= 2 => [],
            3 => ["third column taken as weight (--columns source,target,time says otherwise)"],
            4 => ["third column taken as weight, the fourth is a time and not used (--columns says otherwise)"],
            _ => [$"third column taken as weight, the fourth is a time, and the last {count - 3} of {count} columns are not used (--columns says otherwise)"],
        })
    {
        AllowsMore = count > 3,
    };

    /// <summary>Two endpoints and a dictionary of attributes.</summary>
    public static EdgeColumns WithDictionary { get; } = new(0, 1, -1, []) { HasDictionary = true };

    /// <summary>Recognises a header line or the fields of a Parquet schema; false where no source and target are named.</summary>
    public static bool TryHeader(IReadOnlyList<string> names, GraphReadOptions options, out EdgeColumns columns)
    {
        columns = new EdgeColumns(-1, -1, -1, []);
        (int source, int target) = ColumnNames.Endpoints(names, options.SourceColumn, options.TargetColumn);
        if (source < 0 || target < 0 || source == target)
            return false;
        int weight = options.WeightColumn is { } w ? ColumnNames.IndexOf(names, w) : ColumnNames.Weight(names);
        if (options.WeightColumn is not null && weight < 0)
            return false;
        columns = new EdgeColumns(source, target, weight, Describe(names, source, target, weight));
        return true;
    }

    /// <summary>Columns named by --columns, by place.</summary>
    public static EdgeColumns Named(string[] names, GraphReadOptions options) =>
        TryHeader(names, options, out EdgeColumns columns)
            ? columns with { Notes = [.. columns.Notes.Where(note => note.StartsWith(NotUsed, StringComparison.Ordinal))] }
            : throw new ArgumentException($"Columns '{string.Join(',', names)}' name no source and target; for example: source,target,time.");

    private static List<string> Describe(IReadOnlyList<string> names, int source, int target, int weight)
    {
        string[] unused = [.. names.Where((name, i) => i != source && i != target && i != weight).Select(name => name.Length > 0 ? name : "(without a name)")];
        bool plain = names[source] == "source" && names[target] == "target" && (weight < 0 || names[weight] == "weight");
        var notes = new List<string>();
        if (!plain)
            notes.Add($"columns taken: {names[source]} as source, {names[target]} as target{(weight < 0 ? "" : $", {names[weight]} as weight")}");
        if (unused.Length > 0)
            notes.Add($"{NotUsed}{string.Join(", ", unused.Take(8))}{(unused.Length > 8 ? $" and {unused.Length - 8} more" : "")}");
        return notes;
    }
}
