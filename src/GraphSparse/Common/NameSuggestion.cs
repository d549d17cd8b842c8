namespace GraphSparse;

/// <summary>Finds what somebody who mistyped a name may have meant.</summary>
internal static class NameSuggestion
{
    /// <summary>The known name that takes the fewest edits, or null where none is near. Levenshtein distance.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        string? best = null;
        int bestDistance = Math.Min(name.Length - 1, Math.Max(2, name.Length / 3)); // at least one letter stays
        foreach (string candidate in known)
        {
            int distance = Distance(name, candidate);
            if (distance < bestDistance || (distance == bestDistance && best is null))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>" Did you mean X?", or nothing where no known name is near; stands after the sentence that says what is unknown.</summary>
    public static string For(string name, IEnumerable<string> known) => Nearest(name, known) is { } near ? $" Did you mean {near}?" : "";

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
