namespace GraphSparse.IO;

/// <summary>Paths of outputs: links, folders that are made, names of unfinished files.</summary>
internal static class FilePaths
{
    /// <summary>The full path without links, of the file and of its folders.</summary>
    public static string Real(string path) => WithoutLinks(Path.GetFullPath(path));

    /// <summary>Whether <paramref name="name"/> is that of a partial file of the output <paramref name="output"/>, in the exact form that <see cref="AtomicFile"/> makes.</summary>
    public static bool IsPartialOf(string name, string output)
    {
        if (!name.StartsWith(output + AtomicFile.PartialMark, StringComparison.Ordinal))
            return false;
        string[] numbers = name[(output.Length + AtomicFile.PartialMark.Length)..].Split('-');
        return numbers.Length == 2 && numbers.All(n => n.Length is > 0 and < 11 && n.All(char.IsAsciiDigit));
    }

    /// <summary>Whether something at a path is a link, be it to nothing.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>The full path behind a link, or of the file itself. A bare name would be resolved against the root, so it is made full first.</summary>
    public static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        return IsLink(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>A full path with the links among its folders resolved too.</summary>
    private static string WithoutLinks(string full)
    {
        if (Path.GetDirectoryName(full) is not { } folder)
            return full;
        string path = Path.Combine(WithoutLinks(folder), Path.GetFileName(full));
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;
    }

    /// <summary>Makes a folder and those above it that are missing; gives the parents of new ones, which are to be flushed.</summary>
    public static List<string> MakeFolders(IFileCalls calls, string path)
    {
        var missing = new Stack<string>();
        for (string? folder = path; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing.Push(folder);
        var parents = new List<string>();
        foreach (string folder in missing)
        {
            calls.CreateFolder(folder);
            parents.Add(Path.GetDirectoryName(folder)!);
        }

        return parents;
    }

    /// <summary>Makes a folder that stays, durably.</summary>
    public static void CreateFolder(string path) => FileErrors.Naming(path, () =>
    {
        foreach (string parent in MakeFolders(FileCalls.Current, Path.GetFullPath(path)))
            FileCalls.Current.FlushFolder(parent);
    });
}
