using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>What embed and nearest print and say in JSON.</summary>
public sealed class EmbedTests : CliTest
{
    [Fact]
    public async Task Embed_PrintsHowWellLabelsAndLinksArePredicted()
    {
        string labels = Path.Combine(Repository.Root!, "datasets", "networks", "karate-factions.parquet");
        string shown = (await Run("embed", "karate", "v.parquet", "--dimension", "8", "--evaluate", labels, "--training-share", "0.2,0.5", "--evaluate-links", "0.2", "--sparsify", "local-degree", "--keep", "0.5")).Expect(0).Output;
        foreach (string word in new[] { "20 %", "50 %", "micro-F1", "whole graph", "local-degree", "product of degrees", "AUC" })
            Assert.Contains(word, shown, StringComparison.Ordinal);
        JsonNode result = (await Run("embed", "karate", "v.npy", "--dimension", "8", "--evaluate", labels, "--json")).Expect(0).Json()["result"]!;
        Assert.Equal((8, 34), ((int)result["dimension"]!, (int)result["vertices"]!));
        Assert.InRange((double)result["evaluation"]!["shares"]![0]!["microF1"]!, 0.8, 1);
        string near = (await Run("nearest", "v.npy", "17", "--count", "3")).Expect(0).Output;
        Assert.Contains("neighbors", near, StringComparison.Ordinal);
        JsonNode found = (await Run("nearest", "v.npy", "17", "--count", "3", "--json")).Expect(0).Json()["result"]!;
        Assert.Equal(3, found["values"]![0]!["neighbors"]!.AsArray().Count);
        JsonNode indexed = (await Run("nearest", "v.npy", "17", "--count", "3", "--index", "hnsw", "--json")).Expect(0).Json()["result"]!;
        Assert.Equal(1, (double)indexed["recall"]!); // of 34 vectors an index finds all
        Assert.Equal(found["values"]![0]!["neighbors"]![0]!["vertex"]!.ToString(), indexed["values"]![0]!["neighbors"]![0]!["vertex"]!.ToString());
    }

    [Theory]
    [InlineData(2, "--dimension is 0", "--dimension", "0")]
    [InlineData(2, "--rounds applies only with --method whitened", "--method", "fastrp", "--rounds", "3")]
    [InlineData(2, "numbers stand between commas", "--method", "fastrp", "--iteration-weights", "1,,2")]
    [InlineData(2, "all 0", "--method", "fastrp", "--iteration-weights", "0")]
    [InlineData(5, "needs about", "--dimension", "4096", "--memory", "150M")]
    [InlineData(4, "There is no file", "--method", "fastrp", "--features", "none.csv")]
    public async Task Embed_RefusesInOneSentence(int code, string mentioned, params string[] options)
    {
        string graph = code == 5 ? "as-22july06" : "karate";
        CliResult ran = (await Run(["embed", graph, "v.parquet", .. options, "--json"])).Expect(code);
        Assert.Contains(mentioned, (string)ran.Json()["error"]!["message"]!, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("v.parquet")));
    }
}
