using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>Names of the files of a summary's folder.</summary>
internal static class SummaryFolder
{
    /// <summary>Says what the tables are, and that they belong together.</summary>
    public const string Manifest = "summary.json";

    /// <summary>All tables in one.</summary>
    public const string Binary = "summary.gssm";

    /// <summary>The table vertex, supervertex.</summary>
    public static string Membership(SummaryFormat format) => "membership" + Extension(format);

    /// <summary>The table a, b, weight.</summary>
    public static string Superedges(SummaryFormat format) => "superedges" + Extension(format);

    /// <summary>The table source, target, change: pairs of vertices that the superedges are wrong about.</summary>
    public static string Corrections(SummaryFormat format) => "corrections" + Extension(format);

    /// <summary>The table supervertex, parent: supervertices within supervertices.</summary>
    public static string Hierarchy(SummaryFormat format) => "hierarchy" + Extension(format);

    /// <summary>All files of a summary, in the order in which they are written.</summary>
    public static IReadOnlyList<string> FilesOf(SummaryFormat format, SummaryMode mode) => format == SummaryFormat.Binary ? [Binary, Manifest] : mode switch
    {
        SummaryMode.Lossless => [Membership(format), Superedges(format), Corrections(format), Manifest],
        SummaryMode.Nested => [Membership(format), Superedges(format), Hierarchy(format), Manifest],
        _ => [Membership(format), Superedges(format), Manifest],
    };

    /// <summary>All files that a summary may have.</summary>
    public static IReadOnlyList<string> AllFiles { get; } =
        [.. Enum.GetValues<SummaryFormat>().SelectMany(format => Enum.GetValues<SummaryMode>().SelectMany(mode => FilesOf(format, mode))).Distinct()];

    /// <summary>Whether a path is the folder of a summary.</summary>
    public static bool IsSummary(string path) => Directory.Exists(path) && File.Exists(Path.Combine(path, Manifest));

    /// <summary>The files of the summary that a folder holds; none where it holds none.</summary>
    public static IReadOnlyList<string> FilesIn(string folder)
    {
        if (!IsSummary(folder))
            return [];
        try
        {
            SummaryManifest manifest = SummaryManifest.Read(Path.Combine(folder, Manifest));
            return FilesOf(manifest.Format, manifest.HierarchySha256 is not null ? SummaryMode.Nested : manifest.CorrectionsSha256 is not null ? SummaryMode.Lossless : SummaryMode.Lossy);
        }
        catch (GraphFormatException)
        {
            return []; // it cannot say what is its own
        }
    }

    /// <summary>Fails before the work starts where the folder cannot be written.</summary>
    /// <exception cref="IOException">It is a file, or holds a summary that may not be replaced.</exception>
    public static void Refuse(string folder, bool overwrite)
    {
        if (folder == "-")
            throw new ArgumentException("A summary is a folder; it cannot be written to standard output.");
        if (File.Exists(folder))
            throw FileErrors.Refusal(folder, $"'{folder}' is a file, and a summary is a folder.");
        foreach (string file in AllFiles)
            AtomicFile.RefuseExisting(Path.Combine(folder, file), overwrite);
    }

    private static string Extension(SummaryFormat format) => format == SummaryFormat.Csv ? ".csv" : ".parquet";
}
