using System.Text.RegularExpressions;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Architecture;

/// <summary>Names that were replaced do not come back: in options, keys of JSON, types, messages and documents.</summary>
public partial class OldWordTests
{
    private static readonly string[] Sources = ["src", "tests", "samples"];
    private static readonly string[] Documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "datasets", "samples"];
    private static readonly string[] Left = ["docs/decisions/", "tests/GraphSparse.Tests/Architecture/OldWord", "/bin/", "/obj/", "/networks/"];

    [Fact]
    public void NoOldWordIsUsed()
    {
        string[] found = [.. Files(Sources, "*.cs").SelectMany(file => InCode(file, File.ReadAllText(file))),
            .. Files(Documents, "*.md").Concat(Files(Documents, "*.json")).SelectMany(file => InText(file, File.ReadAllText(file)))];
        Assert.True(found.Length == 0, $"{found.Length} old words:\n{string.Join('\n', found)}");
    }

    [Theory]
    [InlineData("""throw new ArgumentException($"--hold is {density}");""", "--hold")]
    [InlineData("""result["mirrorsMerged"] = 1;""", "mirrorsMerged")]
    [InlineData("""result["refused"] = 1;""", "[\"refused\"]")]
    [InlineData("""var text = "{\"starts\": 3}";""", "\"starts\":")]
    [InlineData("IEdgeChooser chooser = entry.Create();", "IEdgeChooser")]
    [InlineData("""notes.Add("walks are nonbacktracking");""", "nonbacktracking")]
    [InlineData("""notes.Add("the verb has no weights");""", "verb")]
    [InlineData("""string job = "--method oracle";""", "--method oracle")]
    public void InCode_FindsOldNames(string code, string old) => Assert.Contains($"x.cs, line 2: '{old}'", Assert.Single(InCode("x.cs", "\n" + code)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""notes.Add("updates are refused; they hold with ties, and --without-it");""")]
    [InlineData("// the verb of an old IEdgeChooser: \"--hold\"\nint x = 1;")]
    [InlineData("""string url = "http://e/--holding"; bool refused = Refused(starts, local);""")]
    [InlineData("""json["kind"] = "data"; json["with"] = "sparse"; json["fraction"] = 0.1;""")]
    [InlineData("""string text = "--seed-count 3 --measure-kappa first-last --local-filter log --local-degree";""")]
    public void InCode_LeavesPlainEnglish(string code) => Assert.Empty(InCode("x.cs", code));

    [Theory]
    [InlineData("Use `--only-travelled` here.", "--only-travelled")]
    [InlineData("""{ "do": "stream", "lenient": true }""", "\"lenient\":")]
    [InlineData("An `UnusableWeightException` is thrown.", "`UnusableWeightException`")]
    [InlineData("Edges beside the forest are sampled.", "beside the forest")]
    public void InText_FindsOldNames(string text, string old) => Assert.Contains($"'{old}'", Assert.Single(InText("x.md", text)), StringComparison.Ordinal);

    private static IEnumerable<string> InText(string file, string text) => Report(file, text, 0, text, OldWordPlace.Text);

    /// <summary>Searches literals for names of the outside, and what is left without comments for names of types.</summary>
    private static IEnumerable<string> InCode(string file, string code)
    {
        var identifiers = new System.Text.StringBuilder(code);
        foreach (Match token in Tokens().Matches(code))
        {
            for (int i = token.Index; i < token.Index + token.Length; i++)
                identifiers[i] = code[i] == '\n' ? '\n' : ' ';
            if (token.Value[0] == '/' || token.Value[0] == '\'')
                continue;
            bool isKey = token.Index > 0 && code[token.Index - 1] == '[' && code.AsSpan(token.Index + token.Length).StartsWith("]");
            string literal = isKey ? $"[{token.Value}]" : token.Value.Replace("\\\"", "\"", StringComparison.Ordinal);
            foreach (string found in Report(file, literal, token.Index, code, OldWordPlace.Text))
                yield return found;
        }

        foreach (string found in Report(file, identifiers.ToString(), 0, code, OldWordPlace.Identifiers))
            yield return found;
    }

    private static IEnumerable<string> Report(string file, string text, int offset, string whole, OldWordPlace place)
    {
        foreach (OldWord word in OldWords.All.Where(word => word.Place == place))
        {
            foreach (Match match in word.Pattern.Matches(text))
                yield return $"{Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, file))}, line {whole.AsSpan(0, Math.Min(whole.Length, offset + match.Index)).Count('\n') + 1}: '{match.Value}' is now '{word.New}'";
        }
    }

    private static IEnumerable<string> Files(string[] places, string pattern)
    {
        foreach (string place in places.Select(p => Path.Combine(Repository.Root, p)))
        {
            IEnumerable<string> files = File.Exists(place) ? [place] : Directory.Exists(place) ? Directory.EnumerateFiles(place, pattern, SearchOption.AllDirectories) : [];
            foreach (string file in files.Where(f => f.EndsWith(pattern[1..], StringComparison.Ordinal) && !Left.Any(f[Repository.Root.Length..].Replace('\\', '/').TrimStart('/').Insert(0, "/").Contains)))
                yield return file;
        }
    }

    /// <summary>Comments, characters and literals: raw ones first, then verbatim ones, then the rest.</summary>
    [GeneratedRegex(""""
        //[^\n]*|/\*.*?\*/|'(?:\\[^\n]+?|[^'\\\n])'|""".*?"""|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"
        """", RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tokens();
}
