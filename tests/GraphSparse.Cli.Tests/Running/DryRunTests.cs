using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>--dry-run says what would be done and what memory it takes, and does nothing.</summary>
public sealed class DryRunTests : CliTest
{
    [Theory]
    [InlineData("info karate")]
    [InlineData("convert karate x.mtx")]
    [InlineData("sparsify karate x.parquet --method l-spar --metrics all")]
    [InlineData("compare karate karate")]
    [InlineData("run job.json")]
    public async Task DryRun_PrintsPredictedMemoryAndWritesNothing_ForEveryCommand(string command)
    {
        Write("job.json", """{ "name": "j", "output": "out", "graph": "karate", "steps": [ { "name": "a", "do": "sparsify" } ], }""");
        string[] before = Listing();
        string[] arguments = [.. command.Split(' '), "--dry-run"];

        CliResult text = (await Run(arguments)).Expect(0);
        JsonNode plan = (await Json(arguments))["plan"]!;

        Assert.Contains("memory", text.Output, StringComparison.Ordinal);
        Assert.True((long?)plan["predictedMemoryBytes"] > 0);
        Assert.True((long?)plan["memoryLimitBytes"] > (long?)plan["predictedMemoryBytes"]);
        Assert.NotEmpty(plan["steps"]!.AsArray());
        Assert.Equal(before, Listing());
    }

    [Fact]
    public async Task DryRun_IsRefused_WhenTheInputIsMissing()
    {
        (await Run("sparsify", "no-such.edges", "x.parquet", "--dry-run")).Expect(4);
    }

    [Theory]
    [InlineData("sparsify karate x.edges --method no-such")]
    [InlineData("sparsify karate x.edges --keep 7")]
    [InlineData("convert karate x.xyz")]
    [InlineData("compare karate karate --metrics no-such")]
    public async Task DryRun_IsRefused_WhenTheRunWouldBe(string command)
    {
        (await Run([.. command.Split(' '), "--dry-run"])).Expect(2);
    }

    [Fact]
    public async Task DryRun_NamesOptionsAsTheyAreTyped()
    {
        string text = (await Run("sparsify", "karate", "x.parquet", "--ensure-connected", "--codec", "none", "--dry-run")).Expect(0).Output;
        Assert.Contains($"sparsify --method local-degree --keep 0.3 --ensure-connected --codec none{Environment.NewLine}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInput_IsNoOutput_UnlessAGraphReplacesIt()
    {
        (await Run("convert", "karate", "g.parquet")).Expect(0);
        string before = Hash("g.parquet");
        foreach (string more in new[] { "--overwrite", "--overwrite --dry-run" })
            Assert.Contains("is also an input", (await Run(["sweep", "g.parquet", "g.parquet", "--methods", "random", .. more.Split(' ')])).Expect(2).Error, StringComparison.Ordinal);
        Assert.Equal(before, Hash("g.parquet"));
        (await Run("sparsify", "g.parquet", "g.parquet", "--keep", "0.5", "--overwrite")).Expect(0);
        Assert.NotEqual(before, Hash("g.parquet"));
    }

    [Fact]
    public async Task DryRun_IsRefused_WhenTheOutputExists()
    {
        Write("x.edges", "0 1\n");

        (await Run("convert", "karate", "x.edges", "--dry-run")).Expect(4);
    }
}
