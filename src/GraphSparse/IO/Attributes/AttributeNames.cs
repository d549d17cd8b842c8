namespace GraphSparse.IO;

/// <summary>Names of columns in an output, where source, target and weight are ours.</summary>
internal static class AttributeNames
{
    /// <summary>The names of columns, changed where a reader would take one for source, target or weight.</summary>
    public static string[] Of(string[] names, List<string> notes)
    {
        var result = new string[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            string name = RecognizedNames.IsTaken(names[i]) ? $"input_{names[i].Trim()}" : names[i];
            for (int n = 2; result.AsSpan(0, i).Contains(name) || (name != names[i] && names.Contains(name)); n++)
                name = $"input_{names[i].Trim()}_{n}";
            if (name != names[i])
                notes.Add($"column {names[i]} is named {name} in the output, where {names[i].Trim()} would be read as an end or the weight of an edge");
            result[i] = name;
        }

        return result;
    }
}
