using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Every format becomes every other without losing an edge, a weight or a vertex.</summary>
public abstract class ConversionTests : CliTest
{
    private static readonly string[] Extensions = [".parquet", ".edges", ".csv", ".tsv", ".txt.gz", ".mtx", ".graph", ".el.gz"];

    protected async Task ConvertAllPairs(string graph, int vertices, string[] edges)
    {
        foreach (string from in Extensions)
        {
            (await Run("convert", graph, "a" + from, "--quiet")).Expect(0);
            Assert.Equal(edges, EdgeLists.Of(PathOf("a" + from)));
            JsonNode info = (await Json("info", "a" + from))["result"]!;
            Assert.Equal(vertices, (int?)info["vertices"]);
            Assert.Equal(edges.Length, (int?)info["edges"]);
            foreach (string to in Extensions)
            {
                string other = "b" + to;
                Assert.Equal(0, await Program.Main(["convert", PathOf("a" + from), PathOf(other), "--quiet", "--overwrite"])); // 64 child processes would take half a minute
                Assert.True(edges.SequenceEqual(EdgeLists.Of(PathOf(other))), $"{from} to {to} changed the edges");
            }
        }

        Assert.False(HasLeftovers());
    }
}

/// <summary>All pairs of formats on a real network.</summary>
public sealed class KarateConversionTests : ConversionTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Convert_KeepsEveryEdge_BetweenAllPairsOfFormats()
    {
        string path = (await Run("datasets", "where", "karate")).Expect(0).Output.Trim();
        string[] edges = EdgeLists.Of(path);
        Assert.Equal(78, edges.Length);

        await ConvertAllPairs("karate", 34, edges);
    }
}

/// <summary>All pairs of formats on a graph with weights and isolated vertices.</summary>
public sealed class WeightedConversionTests : ConversionTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Convert_KeepsWeightsAndIsolatedVertices_BetweenAllPairsOfFormats()
    {
        Write("w.csv", "source,target,weight\n0,1,0.5\n1,2,3\n4,2,0.25\n0,4,1e-3\n");

        (await Run("convert", "w.csv", "start.parquet", "--vertices", "8")).Expect(0); // 3, 5, 6 and 7 have no edge

        await ConvertAllPairs("start.parquet", 8, ["0 1 0.5", "0 4 0.001", "1 2 3", "2 4 0.25"]);
    }
}
