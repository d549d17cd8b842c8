using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Which columns of a table are source, target and weight, a sentence on what was taken, and the columns beside these.</summary>
internal sealed record EdgeColumns(int Source, int Target, int Weight, IReadOnlyList<string> Notes)
{
    /// <summary>The columns that are none of these: place and name.</summary>
    public IReadOnlyList<(int Place, string Name)> Others { get; init; } = [];

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

    /// <summary>Columns without names: source, target, weight, time, and what has no name.</summary>
    public static EdgeColumns ByPlace(int count) => new(
        0, 1, count > 2 ? 2 : -1,
        count switch
        {
            <= 2 => [],
            3 => ["third column taken as weight (GraphReadOptions.Columns says otherwise, such as source,target,time)"],
            _ => ["third column taken as weight, the fourth as time (GraphReadOptions.Columns says otherwise)"],
        })
    {
        AllowsMore = count > 3,
        Others = [.. Enumerable.Range(3, Math.Max(0, count - 3)).Select(place => (place, place == 3 ? "time" : Nameless(place)))],
    };

    /// <summary>Two endpoints and a dictionary of attributes.</summary>
    public static EdgeColumns WithDictionary { get; } = new(0, 1, -1, []) { HasDictionary = true };

    /// <summary>Recognises a header line or the fields of a Parquet schema; false where no source and target are named.</summary>
    public static bool TryHeader(IReadOnlyList<string> names, GraphReadOptions options, out EdgeColumns columns)
    {
        columns = new EdgeColumns(-1, -1, -1, []);
        (int source, int target) = RecognizedNames.Endpoints(names, options.SourceColumn, options.TargetColumn);
        if (source < 0 || target < 0)
            return false;
        if (source == target)
            throw new GraphFormatException($"column '{names[source]}' is named as source and as target; name two with GraphReadOptions.SourceColumn and GraphReadOptions.TargetColumn");
        int weight = options.WeightColumn is { } w ? RecognizedNames.IndexOf(names, w) : RecognizedNames.Weight(names);
        if (options.WeightColumn is not null && weight < 0)
            return false;
        if (weight == source || weight == target)
        {
            if (options.WeightColumn is not null)
                throw new GraphFormatException($"column '{names[weight]}' holds ids, and is named as the weight too; name another with GraphReadOptions.WeightColumn");
            weight = -1; // its name says weight, the caller said otherwise
        }

        columns = new EdgeColumns(source, target, weight, Describe(names, source, target, weight)) { Others = OthersOf(names, source, target, weight) };
        return true;
    }

    /// <summary>Columns named by --columns, by place; the file may have more of them.</summary>
    public static EdgeColumns Named(string[] names, int count, GraphReadOptions options) =>
        TryHeader([.. names, .. Enumerable.Repeat("", Math.Max(0, count - names.Length))], options, out EdgeColumns columns)
            ? columns with { Notes = [] }
            : throw new ArgumentException($"Columns '{string.Join(',', names)}' name no source and target; for example: source,target,time.");

    /// <summary>The columns beside these, with names that are all different.</summary>
    private static List<(int, string)> OthersOf(IReadOnlyList<string> names, int source, int target, int weight)
    {
        var others = new List<(int Place, string Name)>();
        for (int place = 0; place < names.Count; place++)
        {
            if (place == source || place == target || place == weight)
                continue;
            string name = string.IsNullOrWhiteSpace(names[place]) ? Nameless(place) : names[place];
            string distinct = name;
            for (int n = 2; others.Exists(other => other.Name == distinct); n++)
                distinct = $"{name}_{n}";
            others.Add((place, distinct));
        }

        return others;
    }

    private static string Nameless(int place) => $"column{place + 1}";

    private static List<string> Describe(IReadOnlyList<string> names, int source, int target, int weight)
    {
        bool plain = names[source] == "source" && names[target] == "target" && (weight < 0 || names[weight] == "weight");
        var notes = new List<string>();
        if (!plain)
            notes.Add($"columns taken: {names[source]} as source, {names[target]} as target{(weight < 0 ? "" : $", {names[weight]} as weight")}");
        return notes;
    }
}
