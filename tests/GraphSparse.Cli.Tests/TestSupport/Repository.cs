namespace GraphSparse.Cli.Tests.TestSupport;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its folder, or null where the tests run elsewhere.</summary>
    public static string? Root { get; } = FindRoot();

    public static string? FileOrNull(string name) =>
        Root is { } root && File.Exists(Path.Combine(root, name)) ? Path.Combine(root, name) : null;

    /// <summary>Puts the data sets and jobs of the repository into a folder, so that commands that name them work there.</summary>
    public static void CopyDatasets(string folder)
    {
        string from = Path.Combine(Root ?? throw new InvalidOperationException("GraphSparse.sln is not above the tests."), "datasets");
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(folder, "datasets", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private static string? FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "GraphSparse.sln")))
                return at.FullName;
        }

        return null;
    }
}
