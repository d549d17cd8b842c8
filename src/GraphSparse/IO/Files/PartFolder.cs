namespace GraphSparse.IO;

/// <summary>A folder whose .parquet files, and those of its folders, are the parts of one table.</summary>
internal static class PartFolder
{
    public const string Extension = ".parquet";

    /// <summary>Deeper folders are not partitions, but a link to a folder above.</summary>
    private const int MaxDepth = 32;

    public static InputFileSet Find(string folder)
    {
        var files = new List<string>();
        var others = new List<string>();
        Add(folder, 0, files, others);
        files.Sort(StringComparer.Ordinal);
        others.Sort(StringComparer.Ordinal);
        return new InputFileSet(files, others, folder);
    }

    /// <summary>Whether a name is one of those that writers give to what is not data: _SUCCESS, _temporary, .part-0.crc.</summary>
    public static bool IsHidden(string name) => name.StartsWith('_') || name.StartsWith('.');

    private static void Add(string folder, int depth, List<string> files, List<string> others)
    {
        if (depth > MaxDepth)
            throw new GraphFormatException($"folders lie deeper than {MaxDepth} in each other; is one a link to a folder above?").At(folder);
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            string name = Path.GetFileName(file);
            if (!IsHidden(name))
                (name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? files : others).Add(file);
        }

        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            if (!IsHidden(Path.GetFileName(inner)))
                Add(inner, depth + 1, files, others);
        }
    }
}
