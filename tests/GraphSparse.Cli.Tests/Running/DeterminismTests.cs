using GraphSparse.Cli.Tests.TestSupport;
using GraphSparse.Sparsification;

namespace GraphSparse.Cli.Tests;

/// <summary>The same input, options and seed give the same bytes, for any number of threads and by any way.</summary>
public sealed class DeterminismTests : CliTest
{
    public static TheoryData<string> Methods => [.. SparsifierCatalog.Default.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    [Trait("Speed", "Slow")]
    public async Task Sparsify_WritesTheSameBytes_WhenThreadsDiffer(string method)
    {
        var hashes = new List<string>();
        string network = method == "disparity" ? "cond-mat-2003" : "as-22july06"; // it compares weights
        string[] size = method == "spanner" ? [] : ["--keep", SparsifierCatalog.Default.Find(method).CreateScore is null ? "0.6" : "0.3"];
        foreach (string threads in new[] { "1", "2", "3", "8" })
        {
            string output = $"s{threads}.parquet";
            (await Run(["sparsify", network, output, "--method", method, .. size, "--threads", threads, "--quiet"])).Expect(0);
            hashes.Add(Hash(output));
        }

        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public async Task Sparsify_WritesOtherEdges_WhenTheSeedIsAnother()
    {
        foreach (string seed in new[] { "1", "2" })
            (await Run("sparsify", "karate", $"s{seed}.edges", "--method", "random", "--keep", "0.5", "--seed", seed)).Expect(0);

        Assert.NotEqual(EdgeLists.Of(PathOf("s1.edges")), EdgeLists.Of(PathOf("s2.edges")));
    }

    [Theory]
    [InlineData(".edges.gz")]
    [InlineData(".mtx")]
    [InlineData(".graph")]
    [Trait("Speed", "Slow")]
    public async Task Convert_WritesTheSameBytes_WhenThreadsDiffer(string extension)
    {
        (await Run("convert", "cond-mat-2003", "a" + extension, "--threads", "1")).Expect(0);
        (await Run("convert", "cond-mat-2003", "b" + extension, "--threads", "5")).Expect(0);

        Assert.Equal(Hash("a" + extension), Hash("b" + extension));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_WritesTheBytesOfTheSingleCommands_WhenTheStepsAreTheSame()
    {
        Write("job.json", """
            { "name": "same", "seed": 5, "output": "out", "graph": "us-power-grid", "steps": [
              { "name": "whole", "do": "convert" },
              { "name": "a", "do": "sparsify", "method": "local-degree", "keep": 0.4 },
              { "name": "b", "do": "sparsify", "method": "random", "keep": 0.5, "input": "a" } ] }
            """);

        (await Run("run", "job.json", "--threads", "3")).Expect(0);
        (await Run("convert", "us-power-grid", "whole.parquet", "--seed", "5")).Expect(0);
        (await Run("sparsify", "us-power-grid", "a.parquet", "--method", "local-degree", "--keep", "0.4", "--seed", "5")).Expect(0);
        (await Run("sparsify", "a.parquet", "b.parquet", "--method", "random", "--keep", "0.5", "--seed", "5", "--threads", "1")).Expect(0);

        foreach (string step in new[] { "whole", "a", "b" })
            Assert.Equal(Hash(step + ".parquet"), Hash("out", "us-power-grid", step + ".parquet"));
    }
}
