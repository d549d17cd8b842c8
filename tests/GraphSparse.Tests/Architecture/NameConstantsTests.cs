using System.Text;
using GraphSparse.Metrics;
using GraphSparse.Sampling;
using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Architecture;

/// <summary>The constants of names are what the catalogs say. Run once with GRAPHSPARSE_UPDATE_DOCS=1 to write them anew.</summary>
public class NameConstantsTests
{
    public static TheoryData<string, string, string, string> Files => new()
    {
        { "Sparsification", "SparsifierMethods", "sparsifiers of the catalog, for <see cref=\"SparsifierOptions.Method\"/>", string.Join(' ', SparsifierCatalog.Default.Names) },
        { "Sampling", "SamplerMethods", "samplers of the catalog, for <see cref=\"SamplerOptions.Method\"/>", string.Join(' ', SamplerCatalog.Default.Names) },
        { "Metrics", "MetricNames", "metrics of the catalog", string.Join(' ', MetricCatalog.Default.Names) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Constants_AreMadeOfTheCatalogs(string folder, string type, string what, string names)
    {
        var text = new StringBuilder($"namespace GraphSparse.{folder};\n\n/// <summary>Names of the {what}.</summary>\npublic static class {type}\n{{\n");
        foreach (string name in names.Split(' '))
            text.Append($"    /// <summary><c>{name}</c>.</summary>\n    public const string {Pascal(name)} = \"{name}\";\n\n");
        text.Length--;
        text.Append("}\n");
        string path = Path.Combine(Repository.Root, "src", "GraphSparse", folder, type + ".cs");
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, text.ToString());
        Assert.True(text.ToString() == File.ReadAllText(path), $"{type}.cs is not what the catalog says; GRAPHSPARSE_UPDATE_DOCS=1 dotnet test --filter Architecture writes it anew.");
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(word => word == "pagerank" ? "PageRank" : char.ToUpperInvariant(word[0]) + word[1..]));
}
