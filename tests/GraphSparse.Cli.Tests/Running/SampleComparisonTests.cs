using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>sample and compare say the same number under one name.</summary>
public class SampleComparisonTests : CliTest
{
    [Theory]
    [InlineData("s.parquet")]
    [InlineData("s.csv")]
    [InlineData("s.edges")]
    [InlineData("s.mtx")]
    [InlineData("s.graph")]
    public async Task Compare_SaysWhatSampleSaid_OfAnyFormat(string file)
    {
        JsonObject sampled = await Json("sample", "us-power-grid", file, "--method", "random-node", "--fraction", "0.3", "--metrics", "all");
        JsonObject compared = await Json("compare", "us-power-grid", file);

        Assert.Equal(sampled["result"]!["metrics"]!.ToJsonString(), compared["result"]!["metrics"]!.ToJsonString());
        Assert.True((bool)compared["result"]!["sampled"]!);
        Assert.Contains("compared over its own vertices", compared["notes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t.parquet")]
    [InlineData("t.csv")]
    [InlineData("t.mtx")]
    [InlineData("t.edges")]
    public async Task Compare_KnowsASample_AfterItWasConverted(string file)
    {
        await Json("sample", "us-power-grid", "s.parquet", "--method", "random-node", "--fraction", "0.3");
        await Json("convert", "s.parquet", file);
        JsonObject straight = await Json("compare", "us-power-grid", "s.parquet");
        JsonObject converted = await Json("compare", "us-power-grid", file);

        Assert.Equal(straight["result"]!["metrics"]!.ToJsonString(), converted["result"]!["metrics"]!.ToJsonString());
    }

    [Fact]
    public async Task Compare_TakesTheVerticesOfTheOriginal_WhereTheGraphIsNoSample()
    {
        await Json("sample", "karate", "s.csv", "--fraction", "0.5", "--method", "random-node");
        JsonObject over = await Json("compare", "karate", "s.csv", "--metrics", "degree,pagerank", "--sampled", "false");
        await Json("sparsify", "karate", "t.csv", "--method", "random", "--keep", "0.9");
        JsonObject sparsified = await Json("compare", "karate", "t.csv", "--metrics", "degree,pagerank");
        JsonObject asked = await Json("compare", "karate", "t.csv", "--metrics", "largest-component", "--sampled");

        Assert.NotNull(over["result"]!["metrics"]!["pagerank"]);
        Assert.Contains("17 vertices of ", over["notes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(sparsified["result"]!["metrics"]!["pagerank"]);
        Assert.NotNull(asked["result"]!["metrics"]!["largest-component"]);
    }

    [Theory]
    [InlineData(2, "compare karate s.csv --metrics pagerank", "between a sample and its original")]
    [InlineData(2, "compare karate karate --metrics largest-component", "largest-component")]
    [InlineData(2, "compare karate s.csv --metrics sparkle", "sparkle")]
    [InlineData(3, "compare karate strange.csv --sampled", "vertex 99")]
    public async Task Compare_IsRefused_WhereAMetricOrAnIdDoesNotFit(int exitCode, string command, string says)
    {
        await Json("sample", "karate", "s.csv", "--fraction", "0.5");
        Write("strange.csv", "source,target\n0,99\n");

        JsonObject document = (await Run([.. command.Split(' '), "--json"])).Expect(exitCode).Json();

        Assert.Contains(says, (string)document["error"]!["message"]!, StringComparison.Ordinal);
    }
}
