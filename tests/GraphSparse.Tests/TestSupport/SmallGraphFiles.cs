namespace GraphSparse.Tests.TestSupport;

/// <summary>Small graphs as files that people have.</summary>
internal static class SmallGraphFiles
{
    /// <summary>Karate, with its numbers.</summary>
    public static string Karate(DirectoryInfo folder)
    {
        string path = Path.Combine(folder.FullName, "karate.csv");
        File.WriteAllLines(path, ["source,target", .. Fixtures.Karate.Edges().Select(e => $"{e.Source},{e.Target}")]);
        return path;
    }

    /// <summary>Text ids, one of which needs quotes.</summary>
    public static string Named(DirectoryInfo folder)
    {
        string path = Path.Combine(folder.FullName, "named.csv");
        File.WriteAllText(path, "source,target\nann,bob\nbob,eve\neve,ann\nann,\"a,b\"\n\"a,b\",bob\n\"a,b\",dan\ndan,eve\n");
        return path;
    }
}
