using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Every refused command says why, in words and in JSON, with the exit code of its kind, and changes nothing on the disk.</summary>
public sealed class RefusalTests : CliTest
{
    public static TheoryData<int, string, string> WrongCommandLines => new()
    {
        { 2, "", "command" },
        { 2, "inof karate", "info" },
        { 2, "info", "GRAPH" },
        { 2, "info karate --no-such-option", "--no-such-option" },
        { 2, "sparsify karate x.edges --kep 0.3", "--keep" },
        { 2, "info karate one-too-many", "one-too-many" },
        { 2, "sparsify karate x.edges --method no-such --keep 0.3", "local-degree" },
        { 2, "compare karate karate --metrics degree,no-such", "pagerank" },
        { 2, "sparsify karate x.edges --metrics no-such", "no-such" },
        { 2, "sparsify karate x.edges --keep 7", "eep" },
        { 2, "sparsify karate x.edges --keep 0", "eep" },
        { 2, "sparsify karate x.edges --keep -0.5", "eep" },
        { 2, "sparsify karate x.edges --keep NaN", "eep" },
        { 2, "sparsify karate x.edges --keep half", "half" },
        { 2, "info karate --vertices many", "many" },
        { 2, "info karate --vertices 1.5", "1.5" },
        { 2, "info karate --threads two", "two" },
        { 2, "info karate --threads 0", "--threads" },
        { 2, "info karate --seed -1", "--seed" },
        { 2, "info karate --memory lots", "--memory" },
        { 2, "info karate --directed perhaps", "perhaps" },
        { 2, "info karate --ids roman", "roman" },
        { 2, "convert karate x.xyz", ".xyz" },
        { 2, "convert karate noextension", "noextension" },
        { 2, "info whole.xyz", ".xyz" },
        { 2, "convert whole.edges x.graph --directed", "METIS" },
        { 2, "convert karate -", "--json" },
        { 2, "convert karate x.edges --id-base 2", "--id-base" },
        { 2, "run job.json --fresh --resume", "--fresh" },
        { 3, "compare karate us-power-grid", "matched by the ids" },
        { 3, "compare karate other.edges", "matched by the ids" },
        { 4, "info no-such.edges", "no-such.edges" },
        { 4, "info no-such.parquet", "no-such.parquet" },
        { 4, "info karat", "karate" },
        { 4, "info x", "data set 'x'. " },
        { 4, "info no-such*.parquet", "no-such*.parquet" },
        { 4, "info folder.edges", "folder.edges" },
        { 4, "convert karate whole.edges", "--overwrite" },
        { 4, "sparsify karate whole.edges --keep 0.5", "--overwrite" },
        { 4, "convert karate folder.edges", "folder" },
        { 4, "convert karate folder.edges --overwrite", "folder" },
        { 4, "convert karate whole.edges/x.parquet", "whole.edges" },
        { 4, "run no-such.json", "no-such.json" },
        { 4, "run folder.edges", "folder.edges" },
        { 5, "info karate --memory 1K", "--memory" },
        { 5, "sparsify us-power-grid x.edges --memory 20K", "memory" },
        { 5, "info whole.edges --vertices 2000000000 --memory 1G", "--memory" },
        { 5, "sparsify us-power-grid x.edges --memory 10K --dry-run", "--memory" },
    };

    [Theory]
    [MemberData(nameof(WrongCommandLines))]
    public async Task Command_SaysWhyInJsonAndWritesNothing_WhenItIsRefused(int exitCode, string command, string mentioned)
    {
        Write("whole.edges", "0 1\n1 2\n");
        Write("whole.xyz", "0 1\n");
        Write("other.edges", "0 1\n1 99\n");
        Write("job.json", "{}");
        Directory.CreateDirectory(PathOf("folder.edges"));
        string[] before = Listing();
        string untouched = Hash("whole.edges");

        CliResult result = (await Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--json"])).Expect(exitCode);

        JsonObject document = result.Json();
        Assert.False((bool?)document["ok"]);
        Assert.Equal(exitCode switch { 2 => "usage", 3 => "data", 4 => "environment", _ => "limit" }, (string?)document["error"]!["kind"]);
        string message = (string)document["error"]!["message"]!;
        Assert.Contains(mentioned, message, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Listing());
        Assert.Equal(untouched, Hash("whole.edges"));
    }

    [Fact]
    public async Task Command_NamesThePathInItsError_WhenAFileIsMissing()
    {
        JsonObject document = (await Run("info", "no-such.edges", "--json")).Expect(4).Json();

        Assert.Equal("info", (string?)document["command"]);
        Assert.Equal("no-such.edges", (string?)document["error"]!["path"]);
    }

    [Theory]
    [InlineData("sparsify karate x.edges --kep 0.3", "Unknown option '--kep'. Did you mean --keep?")]
    [InlineData("sparsify --kep 0.3 karate x.edges", "Unknown option '--kep'. Did you mean --keep?")]
    [InlineData("sparsify karate --quite", "Unknown option '--quite'. Did you mean --quiet?")]
    [InlineData("walk karate --zzzzzzzz", "Unknown option '--zzzzzzzz'. 'graphsparse walk --help all' shows all options.")]
    [InlineData("walk karate w.parquet more", "Unexpected argument 'more'. 'graphsparse walk --help' shows the arguments.")]
    [InlineData("sparsify karate", "OUT is missing. 'graphsparse sparsify --help' shows the arguments.")]
    [InlineData("sparsfy karate x.edges", "Unknown command 'sparsfy'. Did you mean sparsify?")]
    [InlineData("--quiet", "No command is given. 'graphsparse --help' lists the commands.")]
    [InlineData("info karate --threads 0", "--threads is 0; it must be in [1, 4096].")]
    [InlineData("info karate --threads many", "--threads 'many' is not an integer.")]
    [InlineData("info karate --seed -1", "--seed is -1; it must be in 0..18446744073709551615.")]
    public async Task Command_PrintsOneLineOnStandardError_WhenItIsRefusedWithoutJson(string command, string message)
    {
        CliResult result = (await Run(command.Split(' '))).Expect(2);

        Assert.Empty(result.Output);
        Assert.Equal($"graphsparse: {message}\n", result.Error);
    }

    [Fact]
    public async Task Info_ReadsAFile_WhenItsNameBeginsWithAnAtSign()
    {
        Write("@x.edges", "0 1\n1 2\n");

        Assert.Equal(2, (int?)(await Json("info", "@x.edges"))["result"]!["edges"]);
    }

    [Fact]
    public async Task Convert_ReplacesAnOutput_WhenOverwriteIsGiven()
    {
        Write("k.edges", "old");

        (await Run("convert", "karate", "k.edges", "--overwrite")).Expect(0);

        Assert.Equal(78, EdgeLists.Of(PathOf("k.edges")).Length);
    }
}
