using System.IO.Enumeration;

namespace GraphSparse.IO;

/// <summary>Files whose paths match a pattern: * and ? in any part of the path, ** for any number of folders.</summary>
internal static class FileGlob
{
    private const int MaxDepth = 32;

    public static bool Is(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>The files that match, and the parts of the folders that match.</summary>
    public static InputFileSet Find(string pattern)
    {
        string[] segments = pattern.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        int plain = Array.FindIndex(segments, Is);
        string root = Path.Combine([pattern.StartsWith(Path.DirectorySeparatorChar) ? "/" : "", .. segments[..plain]]);
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        Match(root, segments.AsSpan(plain), 0, files, others);
        return new InputFileSet([.. files], [.. others], root.Length == 0 ? "." : root);
    }

    private static void Match(string folder, ReadOnlySpan<string> segments, int depth, SortedSet<string> files, SortedSet<string> others)
    {
        if (depth > MaxDepth || !Directory.Exists(folder.Length == 0 ? "." : folder))
            return;
        string segment = segments[0];
        ReadOnlySpan<string> rest = segments[1..];
        if (segment == "**")
        {
            if (!rest.IsEmpty)
                Match(folder, rest, depth, files, others);
            foreach (string inner in Matching(folder, "*", folders: true))
                Match(inner, segments, depth + 1, files, others);
            if (rest.IsEmpty)
                files.UnionWith(Matching(folder, "*", folders: false));
            return;
        }

        foreach (string inner in Matching(folder, segment, folders: true))
        {
            if (!rest.IsEmpty)
            {
                Match(inner, rest, depth + 1, files, others);
                continue;
            }

            InputFileSet parts = PartFolder.Find(inner);
            files.UnionWith(parts.Files);
            others.UnionWith(parts.Others);
        }

        if (rest.IsEmpty)
            files.UnionWith(Matching(folder, segment, folders: false));
    }

    /// <summary>What a folder holds by names that match; hidden ones only where the pattern begins as they do.</summary>
    private static IEnumerable<string> Matching(string folder, string segment, bool folders)
    {
        string where = folder.Length == 0 ? "." : folder;
        IEnumerable<string> all = folders ? Directory.EnumerateDirectories(where) : Directory.EnumerateFiles(where);
        foreach (string path in all)
        {
            string name = Path.GetFileName(path);
            if (FileSystemName.MatchesSimpleExpression(segment, name, ignoreCase: false) && (!PartFolder.IsHidden(name) || segment[0] == name[0]))
                yield return Path.Combine(folder, name);
        }
    }
}
