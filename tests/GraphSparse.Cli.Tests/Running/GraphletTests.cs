using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Every count of graphlets, as people and as programs read it.</summary>
public sealed class GraphletTests : CliTest
{
    [Theory]
    [InlineData("", "vertex,orbit0", "triangle    │     45 │")]
    [InlineData("--what edges", "source,target,orbits1_2", "triangle    │     45 │")]
    [InlineData("--what adjacency --hops 2", "source,target,hop,orbit_i,orbit_j,count", "│   2 │   4, 5 │     313 │ 1,362 │      54 │")]
    [InlineData("--what adjacency --rows 0 --matrices '1:1,2 1:2,1'", "source,target,hop,orbit_i,orbit_j,count", "│   1 │   2, 1 │      16 │ 204 │      15 │")]
    [InlineData("--what graphlet-adjacency --graphlets G2,G8", "source,target,graphlet,count", "│       G8 │      50 │ 132 │       5 │")]
    [InlineData("--size 5", "vertex,orbit0", "clique of 5                 │      2 │")]
    [InlineData("--what counts --size 5", "graphlet,name,count", "path of 5                   │  1,583 │")]
    [InlineData("--what counts", "graphlet,name,count", "clique of 4 │     11 │")]
    [InlineData("--what counts --sample 0.2", "graphlet,name,count,standard_error", "│ G0       │ edge        │")]
    public async Task EveryCount_IsShown_AndWritten(string options, string header, string shown)
    {
        string[] arguments = [.. options.Split('\'').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        CliResult result = (await Run(["graphlets", "karate", "out.csv", .. arguments])).Expect(0);
        Assert.Contains(shown, result.Output, StringComparison.Ordinal);
        Assert.StartsWith(header, File.ReadLines(PathOf("out.csv")).First(), StringComparison.Ordinal);
        JsonNode document = await Json(["graphlets", "karate", "again.csv", .. arguments]);
        Assert.NotNull(document["result"]!["counts"]);
        Assert.Equal(File.ReadAllBytes(PathOf("out.csv")), File.ReadAllBytes(PathOf("again.csv")));
    }

    [Fact]
    public async Task Triads_AreShown_AndWritten()
    {
        Write("d.csv", "source,target\n0,1\n1,2\n2,0\n");
        CliResult result = (await Run("graphlets", "d.csv", "t.csv", "--what", "triads", "--directed")).Expect(0);
        Assert.Contains("│ 030C  │      1 │", result.Output, StringComparison.Ordinal);
    }
}
