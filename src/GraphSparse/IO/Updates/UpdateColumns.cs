namespace GraphSparse.IO;

/// <summary>Which columns of an update table hold what; −1 for those that are not there.</summary>
internal sealed record UpdateColumns(int Source, int Target, int Weight, int Operation, IReadOnlyList<string> Notes)
{
    /// <summary>Recognises a header line or the fields of a schema by the rules of graphs; null where no source and target are named.</summary>
    public static UpdateColumns? OfHeader(string[] names)
    {
        (int source, int target) = RecognizedNames.Endpoints(names);
        if (source < 0 || target < 0)
            return null;
        int weight = RecognizedNames.Weight(names);
        int operation = RecognizedNames.Operation(names);
        string[] unused = [.. names.Where((name, i) => i != source && i != target && i != weight && i != operation).Select(name => name.Length > 0 ? name : "(without a name)")];
        bool isPlain = names[source] == "source" && names[target] == "target" && (weight < 0 || names[weight] == "weight") && (operation < 0 || names[operation] == "op");
        var notes = new List<string>();
        if (!isPlain)
            notes.Add($"update columns taken: {names[source]} as source, {names[target]} as target{(weight < 0 ? "" : $", {names[weight]} as weight")}{(operation < 0 ? "" : $", {names[operation]} as op")}");
        if (unused.Length > 0)
            notes.Add($"update columns not used: {string.Join(", ", unused.Take(8))}{(unused.Length > 8 ? $" and {unused.Length - 8} more" : "")}");
        if (operation < 0)
            notes.Add("the updates have no column op: each is an insertion");
        return new UpdateColumns(source, target, weight, operation, notes);
    }

    /// <summary>Columns named by the caller, by place.</summary>
    public static UpdateColumns Named(string[] names) => OfHeader(names)
        ?? throw new ArgumentException($"Columns '{string.Join(',', names)}' name no source and target; for example: source,target,weight,op.");

    /// <summary>Columns without names: source, target, weight, op; with three of them the last is an op where it is the word of one.</summary>
    public static UpdateColumns ByPlace(string[] fields) => fields.Length switch
    {
        2 => new UpdateColumns(0, 1, -1, -1, ["the updates have no column op: each is an insertion"]),
        3 when UpdateOperation.TryParse(fields[2], out _) => new UpdateColumns(0, 1, -1, 2, []),
        3 => new UpdateColumns(0, 1, 2, -1, ["the third column of the updates is taken as weight; without an op each is an insertion"]),
        _ => new UpdateColumns(0, 1, fields.Length > 2 ? 2 : -1, fields.Length > 3 ? 3 : -1,
            fields.Length > 4 ? [$"the last {fields.Length - 4} of {fields.Length} columns of the updates are not used"] : []),
    };

    public static string? Optional(string[] fields, int column) => column >= 0 && column < fields.Length && fields[column].Length > 0 ? fields[column] : null;
}

/// <summary>The words that an update may be called by.</summary>
internal static class UpdateOperation
{
    /// <summary>What the words are, for messages.</summary>
    public const string Words = "+ insert add i (insertion), - delete remove d (deletion), = set update u (set the weight)";

    public static bool TryParse(string text, out UpdateKind kind)
    {
        (bool isKnown, kind) = text.Trim().ToLowerInvariant() switch
        {
            "+" or "insert" or "add" or "i" => (true, UpdateKind.Insert),
            "-" or "delete" or "remove" or "d" => (true, UpdateKind.Delete),
            "=" or "set" or "update" or "u" => (true, UpdateKind.Set),
            _ => (false, UpdateKind.Insert),
        };
        return isKnown;
    }
}
