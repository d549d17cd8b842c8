using System.Text.RegularExpressions;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Architecture;

/// <summary>Folders of the library depend on one another in one direction only.</summary>
public partial class DependencyTests
{
    /// <summary>What the files of each folder may use beside their own folder. Common and Graphs share the root namespace and are checked apart.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Common"] = [],
        ["Graphs"] = [],
        ["Analytics"] = [],
        ["IO"] = ["IO.Text", "IO.Parquet"],
        ["Numerics"] = [],
        ["Sparsification"] = ["Analytics", "Numerics", "Metrics", "Acceleration"],
        ["Sampling"] = ["Analytics", "Sparsification", "Metrics"],
        ["Metrics"] = ["Analytics", "Numerics", "Graphlets"],
        ["Walks"] = ["Acceleration"],
        ["Graphlets"] = ["Analytics"],
        ["Embeddings"] = ["Numerics", "Graphlets", "Walks", "Acceleration"],
        ["Summaries"] = [],
        ["Acceleration"] = ["Analytics", "Graphlets"],
        ["Datasets"] = ["IO"],
        ["Commands"] = ["Datasets", "IO", "IO.Parquet", "IO.Text", "Analytics", "Sparsification", "Sparsification.Spectral", "Sparsification.Dynamic", "Sampling", "Metrics", "Numerics", "Walks", "Graphlets", "Embeddings", "Acceleration"],
        ["Jobs"] = ["Commands", "Acceleration", "Datasets", "IO", "IO.Parquet", "IO.Text", "Analytics", "Sparsification", "Metrics"],
    };

    [Fact]
    public void Folders_UseOnlyWhatLiesBelowThem()
    {
        string source = Path.Combine(Repository.Root, "src", "GraphSparse");
        var wrong = new List<string>();
        foreach (string file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal)))
        {
            string folder = Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar)[0];
            Assert.True(Allowed.ContainsKey(folder), $"{file}: folder {folder} has no rule; add one here");
            foreach (Match use in Uses().Matches(File.ReadAllText(file)))
            {
                string used = use.Groups[1].Value;
                if (used.Split('.')[0] != folder && !Allowed[folder].Contains(used))
                    wrong.Add($"{Path.GetRelativePath(source, file)} uses GraphSparse.{used}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Library_WritesNothingToTheConsole()
    {
        string source = Path.Combine(Repository.Root, "src", "GraphSparse");
        string[] wrong = [.. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f => ConsoleUse().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(source, f))];
        Assert.Empty(wrong);
    }

    /// <summary>MathNet's settings are global, and its linear algebra looks at them: what a user sets, or a native provider brings, must not change a result.</summary>
    [Fact]
    public void Library_LeavesGlobalSettingsOfMathNetAlone()
    {
        string[] wrong = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => GlobalMathNet().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(Repository.Root, f))];
        Assert.Empty(wrong);
    }

    [Fact]
    public void OptionRecords_AreSealed() =>
        Assert.All(typeof(CsrGraph).Assembly.GetExportedTypes().Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal)), t => Assert.True(t.IsSealed, t.Name));

    [GeneratedRegex(@"GraphSparse\.((?:Acceleration|Analytics|Numerics|IO|Walks|Graphlets|Sparsification|Sampling|Metrics|Commands|Jobs|Datasets)(?:\.[A-Z]\w+)?)(?=[;.\s])")]
    private static partial Regex Uses();

    [GeneratedRegex(@"MathNet\.Numerics\.(LinearAlgebra|Providers|Threading|Control\b)|using MathNet\.Numerics;")]
    private static partial Regex GlobalMathNet();

    /// <summary>Opening the standard streams is reading and writing "-", which is allowed.</summary>
    [GeneratedRegex(@"Console\.(Write|Error|Out\b|Read)|Environment\.Exit|Random\.Shared|new Random\(|DateTime\.(Utc)?Now")]
    private static partial Regex ConsoleUse();
}
