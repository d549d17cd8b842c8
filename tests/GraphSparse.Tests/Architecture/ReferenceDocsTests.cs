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
        Assert.True(expected == File.ReadAllText(path), "docs/reference.md is not what the catalogs say; GRAPHSPARSE_UPDATE_DOCS=1 dotnet test --filter Architecture writes it anew.");
    }

    /// <summary>The pages on sparsifiers and samplers have a table of what each method keeps, with its source, between these two lines.</summary>
    [Theory]
    [InlineData("sparsify", "sparsifiers.md")]
    [InlineData("sample", "samplers.md")]
    public void Pages_SayWhatEachMethodKeeps(string command, string page)
    {
        const string begin = "<!-- what each method keeps: made of the catalog -->\n";
        const string end = "<!-- end -->\n";
        string path = Path.Combine(Repository.Root, "docs", "algorithms", page);
        string text = File.ReadAllText(path);
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.InRange(from, begin.Length, to);
        HelpTable methods = CommandCatalog.Find(command)!.Tables.Single(t => t.Title == "Methods");
        var table = new StringBuilder("| method | keeps | source |\n|---|---|---|\n");
        foreach (IReadOnlyList<string> row in methods.Rows)
            table.Append($"| `{row[0]}` | {row[1]} | {row[^1]} |\n");
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, text[..from] + table + text[to..]);
        Assert.Contains(begin + table + end, File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_ShowsGroupsInOneOrder()
    {
        foreach (string section in File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference.md")).Split("\n## ")[1..])
        {
            HelpGroup[] groups = [.. section.Split('\n').Where(line => line.Contains("| `--", StringComparison.Ordinal))
                .Select(line => Enum.Parse<HelpGroup>(line[2..].Split([' ', ':'])[0]))];
            Assert.Equal(groups.Order(), groups);
        }
    }

    private static string Render()
    {
        var text = new StringBuilder(Introduction);
        var shown = new Dictionary<HelpTable, string>(ReferenceEqualityComparer.Instance);
        foreach (CommandEntry command in CommandCatalog.Entries)
        {
            text.Append($"\n## {command.Name}\n\n{command.Summary}\n\n    graphsparse {command.Example}\n\n");
            foreach (CommandArgument argument in command.Arguments)
                text.Append($"- `{argument.Name}`: {argument.Description}\n");
            text.Append("\n| group | option | default | meaning |\n|---|---|---|---|\n");
            foreach (OptionSpec option in command.OptionsInGroups)
                text.Append($"| {option.Place.Title} | `{option.CommandName}` | {option.DefaultText} | {option.Description}{(option.Choices is { } choices ? ": " + string.Join(", ", choices) : "")} |\n");
            foreach (HelpTable table in command.Tables)
            {
                if (!shown.TryAdd(table, command.Name))
                {
                    text.Append($"\n{table.Title}: the table of [{shown[table]}](#{shown[table]}).\n");
                    continue;
                }

                text.Append($"\n### {table.Title}\n\n| {string.Join(" | ", table.Columns)} |\n|{string.Concat(table.Columns.Select(_ => "---|"))}\n");
                foreach (IReadOnlyList<string> row in table.Rows)
                    text.Append($"| {string.Join(" | ", row)} |\n");
            }
        }

        return text.ToString();
    }

    private const string Introduction =
        """
        # Reference

        A test makes this page of the program's catalogs; `graphsparse COMMAND --help all` prints the same texts, and `graphsparse COMMAND --help` the main options.
        The group of an option says what it belongs to, such as `Method: spanner`. A switch takes `true` or `false` after it, and `true` if nothing follows. Job files
        have the same options in camel case ([guide](guide/jobs.md)).

        Every command also has the options of group Run: `--threads N` (default: all cores; results do not depend on it), `--device auto|cpu|cuda[:N]|opencl[:N]` (default auto,
        [guide](guide/devices.md)), `--seed N` (default 42), `--memory SIZE` (default: 80 % of the machine's), `--json`, `--quiet`, `--dry-run`, `--overwrite` and `--help`.

        `run JOB` runs a batch job ([guide](guide/jobs.md)). It skips steps whose outputs are up to date (`--resume`, the default) or runs all steps again (`--fresh`).
        `devices` lists the CPU, the devices of CUDA and OpenCL, and what is missing. `datasets list` lists the networks of the catalog, `datasets where NAME` prints the path of one, and
        `datasets get NAME` checks a network's file and copies it into the user's cache.

        """;
}
