using System.Text.RegularExpressions;
using GraphSparse.Cli.Tests.TestSupport;
using GraphSparse.Commands;
using GraphSparse.Metrics;
using GraphSparse.Sparsification;

namespace GraphSparse.Cli.Tests;

/// <summary>The help: examples that work, the main options first, every option behind <c>--help all</c>.</summary>
public sealed partial class HelpTests : CliTest
{
    private const int PlainWidth = 100;
    private const int MostLines = 20;

    private static readonly string[] Global = ["--threads", "--device", "--seed", "--memory", "--json", "--quiet", "--dry-run", "--overwrite", "--help"];
    private static readonly string[] RefusedByDevices = ["--device", "--dry-run", "--overwrite"];
    private static readonly string[] Titles = ["Commands:", "Input:", "Method:", "Output:", "Run:"];

    public static TheoryData<string> Commands => ["", .. CommandCatalog.Entries.Select(c => c.Name), "run", "datasets", "datasets list", "datasets where", "devices"];

    public static TheoryData<string> GraphCommands => [.. CommandCatalog.Entries.Select(c => c.Name)];

    public static TheoryData<string> LongCommands => [.. CommandCatalog.Entries.Where(c => c.WorkWithoutGraph is null).Select(c => c.Name)];

    public static TheoryData<string> OtherCommands => ["", "query", "run", "datasets", "datasets get", "devices"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task HelpAll_ShowsGroupsInOneOrder_AndFitsTheWidth(string command)
    {
        string help = await Help(command, "--help", "all");

        string[] titles = [.. help.Split('\n').Where(Titles.Contains)];
        Assert.Equal(Titles.Where(titles.Contains), titles);
        Assert.Equal("Run:", titles[^1]);
        Assert.All(help.Split('\n'), line => Assert.True(line.Length <= PlainWidth, line));
        string[] refused = command == "devices" ? RefusedByDevices : [];
        Assert.All(Global.Except(refused), option => Assert.Single(Labels(help), option));
        Assert.Empty(Labels(help).Intersect(refused));
        Assert.NotEmpty(Example(help));
    }

    [Theory]
    [MemberData(nameof(GraphCommands))]
    public async Task HelpAll_ShowsEveryOptionOnce_InItsGroupWithItsDefault(string name)
    {
        CommandEntry command = CommandCatalog.Find(name)!;
        string help = await Help(name, "--help", "all");

        Assert.Equal([.. command.AllOptions.Select(o => o.CommandName).Concat(Global).Order(StringComparer.Ordinal)], Labels(help).Order(StringComparer.Ordinal));
        foreach (OptionSpec option in command.AllOptions)
        {
            string group = help[(help.IndexOf($"\n{option.Place.Group}:\n", StringComparison.Ordinal) + 1)..].Split("\n\n")[0];
            string expected = Packed($"{option.CommandName}{(option.ValueName is null ? "" : " " + option.ValueName)} {option.Help}");
            Assert.Equal(2, Packed(group).Split(expected).Length);
            if (option.Place.Heading is { } heading)
                Assert.Contains($"\n  {heading}:\n", group, StringComparison.Ordinal);
            if (option.DefaultText is { } text && option.ValueName is not null)
                Assert.Contains(Packed(option.Choices is null ? $"(default {text})" : $"{text} (default)"), expected, StringComparison.Ordinal);
        }

        Assert.All(command.Tables.SelectMany(t => t.Rows), row => Assert.Contains(Packed(row[0] + row[1]), Packed(help), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(LongCommands))]
    public async Task Help_ShowsTheMainOptionsAndMethods_OnOneScreen(string name)
    {
        CommandEntry command = CommandCatalog.Find(name)!;
        string help = await Help(name, "--help");

        Assert.Empty(command.MainOptions.Except(command.AllOptions.Select(o => o.PropertyName)));
        Assert.Equal(command.OptionsInGroups.Where(o => command.MainOptions.Contains(o.PropertyName)).Select(o => o.CommandName), Labels(help));
        Assert.All(OptionNames().Matches(help).Select(m => m.Value), option => Assert.Contains(option, command.AllOptions.Select(o => o.CommandName).Append("--help")));
        Assert.InRange(help[..help.IndexOf("Example:", StringComparison.Ordinal)].Split('\n').Count(line => line.Trim().Length > 0), 4, MostLines);
        Assert.All(help.Split('\n'), line => Assert.True(line.Length <= PlainWidth, line));
        Assert.All(command.Tables.SelectMany(t => t.Rows), row => Assert.Matches($@"(?<![\w-]){Regex.Escape(row[0])}(?![\w-])", help));
        Assert.EndsWith($"All options: graphsparse {name} --help all\n", help, StringComparison.Ordinal);
        Assert.StartsWith($"{command.Summary}\nUsage: graphsparse {name} {string.Join(' ', command.Arguments.Select(a => a.Name))}", help, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OtherCommands))]
    public async Task Help_ShowsAllAtOnce_WhereOptionsAreFew(string command) =>
        Assert.Equal(await Help(command, "--help", "all"), await Help(command, "--help"));

    [Fact]
    public async Task Help_IsTheSame_HoweverItIsAskedFor()
    {
        string main = await Help("walk", "--help"), all = await Help("walk", "--help", "all");

        Assert.NotEqual(main, all);
        Assert.Equal(main, await Help("walk", "-h"));
        Assert.Equal(main, await Help("walk", "-?"));
        Assert.Equal(main, await Help("", "--help", "walk"));
        Assert.Equal(all, await Help("walk", "--help=all"));
        Assert.Equal(all, await Help("walk", "-h", "all"));
    }

    [Theory]
    [InlineData("walk", "--help", "nonsense")]
    [InlineData("--help", "nonsense")]
    [InlineData("walk", "in.csv", "out.parquet", "--help", "alles")]
    public async Task Help_SaysWhatThereIs_WhenTheWordIsUnknown(params string[] arguments)
    {
        CliResult result = (await Run(arguments)).Expect(2);

        Assert.Empty(result.Output);
        Assert.Contains("--help all", result.Error, StringComparison.Ordinal);
        Assert.Contains($"'{arguments[^1]}'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesEveryCommand_AtTheRoot()
    {
        string help = await Help("", "--help");

        foreach (string name in CommandCatalog.Entries.Select(c => c.Name).Concat(["run", "datasets", "devices"]))
            Assert.Contains($"\n  {name} ", help, StringComparison.Ordinal);
        Assert.Contains("--version", Labels(help));
    }

    [Fact]
    public async Task HelpAll_ExplainsEveryMethodAndEveryMetric_OfItsCommand()
    {
        string sparsify = await Help("sparsify", "--help", "all");
        string compare = await Help("compare", "--help", "all");

        Assert.All(SparsifierCatalog.Default, e => Assert.Contains($"\n  {e.Name} ", sparsify, StringComparison.Ordinal));
        Assert.All(MetricCatalog.Default, e => Assert.Contains($"\n  {e.Name} ", compare, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Help_ShowsExamplesThatWork_WhenTheyAreTypedInOrder()
    {
        Repository.CopyDatasets(Folder);
        foreach (string command in new[] { "info", "convert", "sparsify", "compare", "sweep", "walk", "sample", "run", "datasets" })
        {
            string[] example = Example(await Help(command, "--help")).Split(' ');
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

    private async Task<string> Help(string command, params string[] ask)
    {
        CliResult result = (await Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. ask])).Expect(0);
        Assert.Empty(result.Error);
        return result.Output;
    }

    /// <summary>The options that begin a line, in their order.</summary>
    private static string[] Labels(string help) => [.. OptionLines().Matches(help).Select(m => m.Groups[1].Value)];

    /// <summary>A text without blanks and line breaks: where lines end says nothing.</summary>
    private static string Packed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>The command behind "Example:".</summary>
    private static string Example(string help)
    {
        string[] lines = help.Split('\n', StringSplitOptions.TrimEntries);
        int place = Array.IndexOf(lines, "Example:");
        Assert.True(place >= 0, help);
        return lines[place + 1];
    }

    [GeneratedRegex(@"(?m)^ {2,4}(--[a-z0-9-]+)")]
    private static partial Regex OptionLines();

    [GeneratedRegex(@"--[a-z0-9][a-z0-9-]*")]
    private static partial Regex OptionNames();
}
