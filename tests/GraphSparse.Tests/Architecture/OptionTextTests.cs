using System.Reflection;
using System.Text.RegularExpressions;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Architecture;

/// <summary>Texts of the library name options as programs write them; the command line says what its users type.</summary>
public partial class OptionTextTests
{
    [Fact]
    public void TextsOfTheLibrary_NameNoOptionsOfTheCommandLine() =>
        Assert.Empty(Literals().Where(l => Typed().IsMatch(l.Text)).Select(l => $"{l.File}: {l.Text}"));

    [Fact]
    public void OptionsInTexts_AreProperties_AndTheirValuesAreValues()
    {
        Type[] types = typeof(CsrGraph).Assembly.GetTypes();
        int found = 0;
        foreach ((string file, string text) in Literals())
        {
            foreach (Match option in Option().Matches(text))
            {
                found++;
                string where = $"{file}: {option.Value}";
                Type type = Assert.Single(types, t => t.Name == option.Groups["type"].Value && t.IsPublic);
                PropertyInfo? property = type.GetProperty(option.Groups["property"].Value);
                Assert.True(property is not null, where);
                if (option.Groups["value"] is { Success: true, Value: var value } && value != "{")
                {
                    Type kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                    string name = value.Split('.')[^1];
                    Assert.True(kind.IsEnum ? value == $"{kind.Name}.{name}" && Enum.GetNames(kind).Contains(name) : kind == typeof(bool) && name is "true" or "false", where);
                }
            }
        }

        Assert.InRange(found, 20, 500);
    }

    /// <summary>Text in quotes, of all files of the library but those of commands and jobs.</summary>
    private static IEnumerable<(string File, string Text)> Literals()
    {
        string source = Path.Combine(Repository.Root, "src", "GraphSparse");
        foreach (string path in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            string file = Path.GetRelativePath(source, path);
            if (file.StartsWith("obj", StringComparison.Ordinal) || file.StartsWith("bin", StringComparison.Ordinal)
                || file.StartsWith("Commands", StringComparison.Ordinal) || file.StartsWith("Jobs", StringComparison.Ordinal) || file.StartsWith("Datasets", StringComparison.Ordinal))
                continue;
            foreach (string line in File.ReadLines(path).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal) && !l.TrimStart().StartsWith('[')))
            {
                foreach (Match literal in Quoted().Matches(line))
                    yield return (file, literal.Groups[1].Value);
            }
        }
    }

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(^|[ (])--[a-z]{2,}")]
    private static partial Regex Typed();

    [GeneratedRegex(@"\b(?<type>\w+Options)\.(?<property>[A-Z]\w*)(?: = (?<value>\w+(?:\.\w+)?|\{))?")]
    private static partial Regex Option();
}
