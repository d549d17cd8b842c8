using System.Text.RegularExpressions;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.QuikGraph.Tests;

public partial class PackageTests
{
    [Fact]
    public void Core_DoesNotDependOnQuikGraph()
    {
        Assert.DoesNotContain(typeof(CsrGraph).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("QuikGraph", StringComparison.Ordinal));
        Assert.Contains(typeof(WeightedEdge).Assembly.GetReferencedAssemblies(), name => name.Name == "QuikGraph");
        Assert.DoesNotContain("QuikGraph", File.ReadAllText(Path.Combine(Repository.Root, "src", "GraphSparse", "packages.lock.json")), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The package's README is no program, but what it calls exists.</summary>
    [Fact]
    public void Readme_NamesMethodsThatExist()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "GraphSparse.QuikGraph", "README.md"));
        string[] methods = [.. typeof(WeightedEdge).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name)];
        string[] named = [.. Method().Matches(readme).Select(match => match.Value).Distinct()];
        Assert.Equal(6, named.Length);
        Assert.All(named, name => Assert.Contains(name, methods));
    }

    [GeneratedRegex(@"\b(As|To)[A-Z]\w+")]
    private static partial Regex Method();
}
