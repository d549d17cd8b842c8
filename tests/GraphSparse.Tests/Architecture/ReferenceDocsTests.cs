using System.Text;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Architecture;

/// <summary>docs/reference.md is what the catalogs say. Run once with GRAPHSPARSE_UPDATE_DOCS=1 to write it anew.</summary>
public class ReferenceDocsTests
{
    [Fact]
    public void Reference_IsMadeOfTheCatalogs()
    {
        string path = Path.Combine(Repository.Root, "docs", "reference.md");
        string expected = Render();
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    /// <summary>The pages on sparsifiers and samplers have a table of what each method keeps, with its source, between these two lines.</summary>
    [Theory]
    [InlineData("sparsify", "sparsifiers.md")]
    [InlineData("sample", "samplers.md")]
    public void Pages_SayWhatEachMethodKeeps(string verb, string page)
    {
        const string begin = "<!-- what each method keeps: made of the catalog -->\n";
        const string end = "<!-- end -->\n";
        string path = Path.Combine(Repository.Root, "docs", "algorithms", page);
        string text = File.ReadAllText(path);
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.InRange(from, begin.Length, to);
        HelpTable methods = CommandCatalog.Find(verb)!.Tables.Single(t => t.Title == "Methods");
        var table = new StringBuilder("| method | keeps | source |\n|---|---|---|\n");
        foreach (IReadOnlyList<string> row in methods.Rows)
            table.Append($"| `{row[0]}` | {row[1]} | {row[^1]} |\n");
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, text[..from] + table + text[to..]);
        Assert.Contains(begin + table + end, File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static string Render()
    {
        var text = new StringBuilder("# Reference\n\nMade of the program's catalogs; the same words stand in `graphsparse VERB --help`. In job files options are camel case.\n\n" + Common);
        foreach (CommandEntry verb in CommandCatalog.Entries)
        {
            text.Append($"\n## {verb.Name}\n\n{Capital(verb.Summary)}.\n\n    graphsparse {verb.Example}\n\n");
            foreach (CommandArgument argument in verb.Arguments)
                text.Append($"- `{argument.Name}`: {argument.Description}\n");
            text.Append("\n| option | default | meaning |\n|---|---|---|\n");
            foreach (OptionSpec option in verb.AllOptions)
                text.Append($"| `{option.CommandName}` | {option.DefaultText} | {option.Description}{(option.Choices is { } choices ? ": " + string.Join(", ", choices) : "")} |\n");
            foreach (HelpTable table in verb.Tables)
            {
                text.Append($"\n### {table.Title}\n\n| {string.Join(" | ", table.Columns)} |\n|{string.Concat(table.Columns.Select(_ => "---|"))}\n");
                foreach (IReadOnlyList<string> row in table.Rows)
                    text.Append($"| {string.Join(" | ", row)} |\n");
            }
        }

        return text.ToString();
    }

    private const string Common =
        """
        Every command takes `--threads N` (all cores; never changes a result), `--device auto|cpu|opencl|opencl:N` ([guide](guide/devices.md)), `--seed N` (42), `--memory SIZE` (80 % of the machine's), `--json`, `--quiet`,
        `--dry-run`, `--overwrite` and `--help`.

        `run JOB` runs a batch job ([guide](guide/jobs.md)); it goes on where it was stopped (`--resume`, the default) or does everything again (`--fresh`).
        `devices` lists what can compute here. `datasets list` shows the catalog of networks, `datasets where NAME` the path of one, `datasets get NAME` checks one and puts it into the user's cache.

        """;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
