using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Standard streams that are full or closed, limits of the system, names that a terminal would obey.</summary>
public sealed class StreamsAndLimitsTests : CliTest
{
    private static string Cli => $"'{CliProcess.Host}' '{CliProcess.AssemblyPath}'";

    [UnixTheory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    [InlineData("2>&- <&-")]
    public async Task Convert_DoesItsWork_WhenStandardErrorCannotTakeAnything(string redirection)
    {
        Write("g.txt", "0 1 2\n1 2 3\n"); // a third column is worth a note
        (await Shell.Run(Folder, $"exec {Cli} convert g.txt o.csv {redirection}")).Expect(0);
        Assert.Equal("source,target,weight\n0,1,2\n1,2,3\n", await File.ReadAllTextAsync(PathOf("o.csv")));
        (await Shell.Run(Folder, $"exec {Cli} convert none.txt p.csv {redirection}")).Expect(4);
    }

    [UnixTheory]
    [InlineData("info karate >&-")]
    [InlineData("info karate --json >&-")]
    [InlineData("convert karate - >&-")]
    public async Task Command_ExitsWithFour_WhenStandardOutputIsClosed(string command) =>
        (await Shell.Run(Folder, $"exec {Cli} {command}")).Expect(4);

    [UnixFact]
    [Trait("Speed", "Slow")]
    public async Task Convert_EndsWithASentence_WhenDescriptorsRunOut()
    {
        int refused = 0;
        foreach (int limit in new[] { 40, 50, 60, 62, 64, 66, 70, 80, 100, 130 })
        {
            CliResult result = await Shell.Run(Folder, $"ulimit -n {limit}; exec {Cli} convert karate o{limit}.parquet");
            if (result.ExitCode == 4)
            {
                Assert.Contains("graphsparse: ", result.Error, StringComparison.Ordinal);
                refused++;
            }

            Assert.NotEqual(70, result.ExitCode);
        }

        Assert.NotEqual(0, refused);
        Assert.False(HasLeftovers());
    }

    [UnixTheory]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [Trait("Speed", "Slow")]
    public async Task Convert_RemovesItsUnfinishedFile_WhenTheTerminalIsGone(string signal)
    {
        SyntheticGraphs.WriteEdgeList(PathOf("large.edges"), vertices: 200_000, pairs: 2_000_000);
        using CliProcess child = CliProcess.Start(Folder, ["convert", "large.edges", "out.csv.gz"], prefix: Signals.ListeningPrefix());
        await child.WaitUntil(HasLeftovers, "the unfinished file");
        Signals.Send(signal, child);

        (await child.Finish()).Expect(130);

        Assert.Equal([PathOf("large.edges")], Listing());
    }

    [UnixFact]
    [Trait("Speed", "Slow")]
    public async Task Convert_GoesOn_WhenItWasStartedToOutliveItsTerminal()
    {
        SyntheticGraphs.WriteEdgeList(PathOf("large.edges"), vertices: 200_000, pairs: 2_000_000);
        using CliProcess child = CliProcess.Start(Folder, ["convert", "large.edges", "out.csv.gz"], prefix: ["nohup"]);
        await child.WaitUntil(HasLeftovers, "the unfinished file");
        Signals.Send("HUP", child);

        (await child.Finish()).Expect(0);
    }

    [UnixFact]
    public async Task Convert_KeepsTheModeOfTheFileItReplaces()
    {
        if (OperatingSystem.IsWindows())
            return;
        Write("o.csv", "old");
        File.SetUnixFileMode(PathOf("o.csv"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Run("convert", "karate", "o.csv", "--overwrite")).Expect(0);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("o.csv")));
    }

    [UnixFact]
    public async Task Commands_ShowNothingThatATerminalObeys()
    {
        const string Evil = "e\u001b[31m\u009b\u007f\u202e";
        Write(Evil + ".csv", $"source,target,{Evil}\na,b,1\n");
        Write("ids.csv", $"source,target,weight\n\"a{Evil}\",b,x\n");
        Write("key.json", new JsonObject { ["name"] = "j", [Evil] = 1, ["output"] = "out", ["graph"] = "karate", ["steps"] = new JsonArray() }.ToJsonString());
        Write("name.json", new JsonObject
        {
            ["name"] = Evil, ["output"] = Evil, ["graph"] = "karate", ["steps"] = new JsonArray(new JsonObject { ["name"] = "a", ["do"] = "info" }),
        }.ToJsonString());
        string[][] commands =
        [
            ["info", Evil + ".csv"], ["info", "no" + Evil], ["info", "ids.csv"], ["run", "key.json"], ["run", "name.json"], ["run", "name.json", "--dry-run"], ["convert", Evil + ".csv", Evil + ".parquet"],
            ["info", "karate", "--" + Evil], ["sparsify", "karate", "o.csv", "--method", Evil],
        ];
        foreach (string[] command in commands)
        {
            CliResult result = await Run(command);
            AssertSafe(result.Output + result.Error);
            Assert.NotEqual(70, result.ExitCode);
            result = await Run([.. command, "--json", "--overwrite"]);
            if (!command.Contains("--dry-run"))
                result.Json();
            AssertSafe(result.Output + result.Error);
        }

        CliResult broken = (await Run("info", "no\nnote: forged")).Expect(4);
        Assert.Contains("'no\\x0anote: forged'", broken.Error, StringComparison.Ordinal);
        Assert.Equal(Evil + ".csv", (string?)(await Json("info", Evil + ".csv"))["input"]!["path"]);
    }

    private static void AssertSafe(string text) =>
        Assert.DoesNotContain(text, c => c != '\n' && (char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')));
}
