namespace GraphSparse.IO;

/// <summary>The names by which columns of edge tables and of updates are recognised; case, blanks and underscores do not matter.</summary>
/// <remarks>Besides plain pairs, those of SNAP (FromNodeId, ToNodeId), networkrepository (node1, node2) and Neo4j's import files
/// (:START_ID(Group), :END_ID(Group), weight:float).</remarks>
internal static class RecognizedNames
{
    private static readonly (string Source, string Target)[] Pairs =
        [("source", "target"), ("src", "dst"), ("from", "to"), ("u", "v"), ("fromnodeid", "tonodeid"), ("node1", "node2"), (":startid", ":endid")];

    private static readonly string[] Weights = ["weight", "weights", "w"];

    private static readonly string[] Operations = ["op", "operation", "action", "type"];

    private static readonly string[] Vertices = ["vertex", "id", "node", "vertexid", "nodeid"];

    private static readonly string[] Labels = ["label", "labels", "class", "group", "community", "category"];

    private static readonly string[] Neo4jTypes = ["int", "integer", "long", "float", "double", "byte", "short", "number"];

    /// <summary>The columns of the two endpoints; −1 for one that is not there.</summary>
    /// <param name="names">The names of the columns.</param>
    /// <param name="givenSource">The name of the source column where the caller gave it.</param>
    /// <param name="givenTarget">The name of the target column where the caller gave it.</param>
    public static (int Source, int Target) Endpoints(IReadOnlyList<string> names, string? givenSource = null, string? givenTarget = null)
    {
        int source = givenSource is null ? -1 : IndexOf(names, givenSource);
        int target = givenTarget is null ? -1 : IndexOf(names, givenTarget);
        if (givenSource is not null && givenTarget is not null)
            return (source, target);
        foreach ((string knownSource, string knownTarget) in Pairs)
        {
            int s = givenSource is null ? Find(names, knownSource) : source;
            int t = givenTarget is null ? Find(names, knownTarget) : target;
            if (s >= 0 && t >= 0)
                return (s, t);
        }

        return (source, target);
    }

    /// <summary>The column of the weights, or −1.</summary>
    public static int Weight(IReadOnlyList<string> names) => FindAny(names, Weights);

    /// <summary>Whether a reader would take a column of this name for an endpoint or the weight in a table that has source and target.</summary>
    public static bool IsTaken(string name) => Plain(name) is "source" or "target" or "" || Weights.Contains(Plain(name), StringComparer.Ordinal);

    /// <summary>The column of the operations of updates, or −1.</summary>
    public static int Operation(IReadOnlyList<string> names) => FindAny(names, Operations);

    /// <summary>The column of a table about vertices that names them, or −1.</summary>
    public static int Vertex(IReadOnlyList<string> names) => FindAny(names, Vertices);

    /// <summary>The column of labels of vertices, or −1.</summary>
    public static int Label(IReadOnlyList<string> names) => FindAny(names, Labels);

    /// <summary>The place of a name that the caller gave, or −1: as it is written, case and surrounding blanks apart.</summary>
    public static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private static int FindAny(IReadOnlyList<string> names, string[] known) =>
        known.Select(name => Find(names, name)).FirstOrDefault(i => i >= 0, -1);

    private static int Find(IReadOnlyList<string> names, string known)
    {
        int found = -1;
        for (int i = 0; i < names.Count; i++)
        {
            if (Plain(names[i]) != known)
                continue;
            found = found < 0 ? i : throw new GraphFormatException($"two columns are named '{names[i]}'; one of them must be renamed");
        }

        return found;
    }

    /// <summary>A name without what does not matter, nor Neo4j's group of ids or type.</summary>
    private static string Plain(string name)
    {
        string plain = string.Concat(name.Where(c => !char.IsWhiteSpace(c) && c != '_')).ToLowerInvariant();
        int group = plain.IndexOf('(', StringComparison.Ordinal);
        if (group > 0 && plain.StartsWith(':'))
            return plain[..group];
        int colon = plain.LastIndexOf(':');
        return colon > 0 && Neo4jTypes.Contains(plain[(colon + 1)..], StringComparer.Ordinal) ? plain[..colon] : plain;
    }
}
