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
        Assert.Contains("-: ", (await RunWithInput("0 1\n", "info", "-", "--format", "parquet")).Expect(3).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("g.parquet")]
    [InlineData("g.edges.gz")]
    [InlineData("g.csv")]
    public async Task Info_KnowsAStream_ByItsFirstBytes(string file)
    {
        (await Run("convert", "karate", file)).Expect(0);
        foreach (string line in (string[])[$"cat {file} | {Program} info - --json", $"mkfifo f && (cat {file} > f & {Program} info f --format {(file.EndsWith("parquet", StringComparison.Ordinal) ? "parquet" : "edge-list")} --json)"])
        {
            System.Text.Json.Nodes.JsonObject read = (await Shell.Run(Folder, line)).Expect(0).Json();
            Assert.Equal((34, 78), ((int)read["result"]!["vertices"]!, (int)read["result"]!["edges"]!));
            Assert.Equal(Hash(file), (string?)read["input"]!["sha256"]);
        }
    }

    [Fact]
    public async Task Stream_TakesUpdatesAsParquet_FromAStream()
    {
        Write("u.csv", "source,target,weight\n0,9,1\n");
        (await Run("convert", "u.csv", "u.parquet")).Expect(0); // a table of source, target and weight: insertions
        CliResult result = (await Shell.Run(Folder, $"cat u.parquet | {Program} stream karate - o.edges --json")).Expect(0);
        Assert.Equal(1, ((System.Text.Json.Nodes.JsonArray)result.Json()["result"]!["batches"]!).Sum(b => (int)b!["inserted"]!));
        Assert.Contains("each is an insertion", result.Json()["notes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_NamesTheStream_WhenItsParquetIsDamaged()
    {
        (await Run("convert", "karate", "g.parquet")).Expect(0);
        CliResult result = (await Shell.Run(Folder, $"head -c 600 g.parquet | {Program} info - --json")).Expect(3);
        Assert.Equal("-", (string?)result.Json()["error"]!["path"]);
    }

    private static string Program => $"'{CliProcess.Host}' '{CliProcess.AssemblyPath}'";

    [Theory]
    [InlineData("--temporary-folder .")]
    [InlineData("--ids sparse")]
    [InlineData("--id-base 0")]
    [InlineData("--verify")]
    public async Task Compare_ReadsTwoFormats_WithOptionsOfEither(string options)
    {
        Write("a.edges", "0 1\n1 2\n");
        (await Run("convert", "a.edges", "a.gsb")).Expect(0);
        foreach (string[] graphs in new[] { ["a.edges", "a.gsb"], new[] { "a.gsb", "a.edges" } })
        {
            (await Run(["compare", .. graphs, "--metrics", "degree", .. options.Split(' ')])).Expect(0);
            (await Run(["compare", .. graphs, "--metrics", "degree", "--dry-run", .. options.Split(' ')])).Expect(0);
        }

        if (options == "--verify")
            Assert.Contains("--verify is for .gsb files", (await Run("compare", "a.edges", "a.edges", "--verify")).Expect(2).Error, StringComparison.Ordinal);
    }
}
