using GraphSparse.Cli.Tests.TestSupport;
using GraphSparse.Metrics;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Sparsification;

namespace GraphSparse.Cli.Tests;

/// <summary>The help: examples that work, and every name.</summary>
public sealed class HelpTests : CliTest
{
    public static TheoryData<string> Commands => ["", .. CommandCatalog.Entries.Select(v => v.Name), "run", "datasets", "datasets list", "datasets where"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_EndsWithAnExample_ForEveryCommand(string command)
    {
        CliResult result = (await Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Expect(0);

        Assert.NotEmpty(Example(result.Output));
        Assert.Empty(result.Error);
        foreach (string option in new[] { "--threads", "--seed", "--memory", "--json", "--quiet", "--dry-run", "--overwrite", "--help" })
            Assert.Contains(option, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesEveryCommand_AtTheRoot()
    {
        CliResult result = (await Run("--help")).Expect(0);

        foreach (string name in CommandCatalog.Entries.Select(v => v.Name).Concat(["run", "datasets"]))
            Assert.Contains($"\n  {name} ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesEveryMethodAndEveryMetric_OfItsVerb()
    {
        string sparsify = (await Run("sparsify", "--help")).Expect(0).Output;
        string compare = (await Run("compare", "--help")).Expect(0).Output;

        Assert.All(SparsifierCatalog.Default, e => Assert.Contains($"\n  {e.Name} ", sparsify, StringComparison.Ordinal));
        Assert.All(MetricCatalog.Default, e => Assert.Contains($"\n  {e.Name} ", compare, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_NamesEveryOptionOfTheRecords_ForEveryVerb()
    {
        foreach (CommandEntry verb in CommandCatalog.Entries)
        {
            string help = (await Run(verb.Name, "--help")).Expect(0).Output;
            Assert.All(verb.AllOptions, o => Assert.Contains($"\n  {o.CommandName} ", help, StringComparison.Ordinal));
        }
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Help_ShowsExamplesThatWork_WhenTheyAreTypedInOrder()
    {
        Repository.CopyDatasets(Folder);
        foreach (string command in new[] { "info", "convert", "sparsify", "compare", "run", "datasets" })
        {
            string[] example = Example((await Run(command, "--help")).Expect(0).Output).Split(' ');
            Assert.Equal(["graphsparse", command], example.Take(2));
            (await Run(example[1..])).Expect(0);
        }
    }

    [Fact]
    public async Task Help_Wins_WhenTheCommandLineIsWrongBesides()
    {
        CliResult result = (await Run("sparsify", "--keep", "seven", "--help")).Expect(0);

        Assert.Contains("--method", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_IsTheVersionOfTheDocuments_WhenAskedFor()
    {
        string version = (await Run("--version")).Expect(0).Output.Trim();

        Assert.Equal((string?)(await Json("info", "karate"))["version"], version);
    }

    /// <summary>The command behind "Example:".</summary>
    private static string Example(string help)
    {
        string[] lines = help.Split('\n', StringSplitOptions.TrimEntries);
        int place = Array.IndexOf(lines, "Example:");
        Assert.True(place >= 0, help);
        return lines[place + 1];
    }
}
