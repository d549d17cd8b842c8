using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Outputs that cannot be written to their end: exit code 4, nothing under a final name, nothing left over.</summary>
public sealed class FullDiskTests : CliTest
{
    private const string FullDevice = "/dev/full";

    [UnixFact]
    [Trait("Speed", "Slow")]
    public async Task Convert_ExitsWithFourAndLeavesNothing_WhenTheFileMayNotBecomeSoLarge()
    {
        // A limit on the size of files stands for the full disk, which nobody but the administrator can make.
        foreach (string output in new[] { "x.edges", "x.mtx", "x.csv.gz", "x.parquet" })
        {
            CliResult result = (await Limited($"convert as-22july06 {output} --codec none --json")).Expect(4);

            Assert.Equal("environment", (string?)result.Json()["error"]!["kind"]);
            Assert.Empty(Listing());
        }
    }

    [UnixFact]
    public async Task Run_RecordsTheStepAndGoesOn_WhenItsFileMayNotBecomeSoLarge()
    {
        Write("job.json", """
            { "name": "full", "output": "out", "graph": ["as-22july06", "karate"], "steps": [
              { "name": "whole", "do": "convert", "codec": "none" }, { "name": "about", "do": "info" } ] }
            """);

        JsonObject document = (await Limited("run job.json --json")).Expect(4).Json();

        Assert.Equal(["failed", "done", "done", "done"], document["result"]!["steps"]!.AsArray().Select(s => (string?)s!["state"]));
        Assert.False(HasLeftovers());
        Assert.False(File.Exists(PathOf("out", "as-22july06", "whole.parquet")));
    }

    [UnixFact]
    public async Task Command_ExitsWithFour_WhenStandardOutputIsFull()
    {
        if (!File.Exists(FullDevice))
            return; // Linux has it, other systems do not
        foreach (string command in new[] { "convert karate -", "info karate", "info karate --json" })
        {
            CliResult result = (await Shell.Run(Folder, $"exec {Cli} {command} --quiet > {FullDevice}")).Expect(4);
            Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [UnixFact]
    public async Task Convert_EndsWithoutACrash_WhenTheReaderOfItsOutputIsGone()
    {
        CliResult result = (await Shell.Run(Folder, $"{Cli} convert cond-mat-2003 - | head -n 1")).Expect(0);

        Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static string Cli => $"'{CliProcess.Host}' '{CliProcess.AssemblyPath}'";

    /// <summary>No file may become larger than some 50 to 100 KiB. The runtime's own mapping of code is a file, too, unless told otherwise.</summary>
    private Task<CliResult> Limited(string command) =>
        Shell.Run(Folder, $"trap '' XFSZ; ulimit -f 100; export DOTNET_EnableWriteXorExecute=0; exec {Cli} {command}");
}
