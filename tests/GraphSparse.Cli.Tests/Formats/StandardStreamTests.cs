using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>"-" is standard input and output.</summary>
public sealed class StandardStreamTests : CliTest
{
    [Fact]
    public async Task Convert_PassesEdgesThrough_WhenBothEndsAreStreams()
    {
        CliResult result = (await RunWithInput("2 1\n0 1\n", "convert", "-", "-", "--quiet")).Expect(0);

        Write("o.edges", result.Output);
        Assert.Equal(["0 1 1", "1 2 1"], EdgeLists.Of(PathOf("o.edges")));
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Sparsify_WritesNothingButTheGraph_WhenTheOutputIsAStream()
    {
        CliResult result = (await Run("sparsify", "karate", "-", "--method", "random", "--keep", "0.5")).Expect(0);
        (await Run("sparsify", "karate", "o.edges", "--method", "random", "--keep", "0.5")).Expect(0);

        Assert.Equal(await File.ReadAllTextAsync(PathOf("o.edges")), result.Output);
    }

    [Fact]
    public async Task Info_ReadsAStreamOfAnotherFormat_WhenTheFormatIsNamed()
    {
        CliResult result = (await RunWithInput("3 2\n2\n1 3\n2\n", "info", "-", "--format", "metis", "--json")).Expect(0);

        Assert.Equal(2, (int?)result.Json()["result"]!["edges"]);
    }

    [Fact]
    public async Task Info_NamesTheChecksum_OfAStream()
    {
        CliResult result = (await RunWithInput("0 1\n1 2\n", "info", "-", "--json")).Expect(0);

        string expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("0 1\n1 2\n"u8));
        Assert.Equal(expected, (string?)result.Json()["input"]!["sha256"]);
    }

    [Fact]
    public async Task Info_NamesTheLine_WhenAStreamIsDamaged()
    {
        CliResult result = (await RunWithInput("0 1\n1\n", "info", "-", "--json")).Expect(3);

        Assert.Equal(2, (int?)result.Json()["error"]!["line"]);
    }

    [Fact]
    public async Task Convert_IsRefused_WhenJsonAndTheGraphBothGoToTheStream()
    {
        CliResult result = (await Run("convert", "karate", "-", "--json")).Expect(2);

        Assert.False((bool?)result.Json()["ok"]);
    }

    [Fact]
    public async Task Parquet_IsRefused_WhenItIsToPassThroughAStream()
    {
        (await Run("convert", "karate", "-", "--output-format", "parquet")).Expect(2);
        (await RunWithInput("", "info", "-", "--format", "parquet")).Expect(2);
    }
}
