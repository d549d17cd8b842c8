using System.Text.RegularExpressions;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.ParquetNet.Tests;

public partial class PackageTests
{
    [Fact]
    public void Core_DoesNotDependOnParquetNet()
    {
        Assert.DoesNotContain(typeof(CsrGraph).Assembly.GetReferencedAssemblies(), name => name.Name == "Parquet");
        Assert.Contains(typeof(ParquetNetGraphs).Assembly.GetReferencedAssemblies(), name => name.Name == "Parquet");
        Assert.DoesNotContain("\"Parquet.Net\"", File.ReadAllText(Path.Combine(Repository.Root, "src", "GraphSparse", "packages.lock.json")), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The package's README is no program, but what it calls exists.</summary>
    [Fact]
    public void Readme_NamesMethodsThatExist()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "GraphSparse.ParquetNet", "README.md"));
        string[] methods = [.. typeof(ParquetNetGraphs).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name)];
        string[] named = [.. Method().Matches(readme).Select(match => match.Groups[1].Value).Distinct()];
        Assert.Equal(8, named.Length);
        Assert.All(named, name => Assert.Contains(name, methods));
    }

    [GeneratedRegex(@"\b((?:Read|Write)\w*Async|To[A-Z]\w+)(?=[(`])")]
    private static partial Regex Method();
}
