using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Ids of the input come back in every output.</summary>
public sealed class VertexIdTests : CliTest
{
    private const string Names = "source,target\nzoë,anna\nanna,bob\nbob,Ångström\n東京,zoë\n";
    private const string Sparse = "source,target\n9000000000000000000,3\n3,70000000000\n70000000000,12\n";

    [Theory]
    [InlineData(Names, ".csv")]
    [InlineData(Names, ".edges")]
    [InlineData(Names, ".tsv")]
    [InlineData(Names, ".mtx")]
    [InlineData(Names, ".graph")]
    [InlineData(Sparse, ".csv")]
    [InlineData(Sparse, ".txt.gz")]
    [InlineData(Sparse, ".mtx")]
    [InlineData(Sparse, ".graph")]
    [Trait("Speed", "Slow")]
    public async Task Convert_BringsIdsBack_ThroughParquetAndAnotherFormat(string content, string through)
    {
        Write("start.csv", content);
        string[] edges = EdgeLists.Of(PathOf("start.csv"));

        (await Run("convert", "start.csv", "a.parquet")).Expect(0);
        (await Run("convert", "a.parquet", "b" + through)).Expect(0);
        (await Run("convert", "b" + through, "c.parquet")).Expect(0);
        (await Run("convert", "c.parquet", "end.csv")).Expect(0);

        Assert.Equal(edges, EdgeLists.Of(PathOf("end.csv")));
        Assert.Equal(through is ".mtx" or ".graph", File.Exists(PathOf($"b{through}.ids")));
    }

    [Fact]
    public async Task Convert_NamesTheSidecarAmongItsOutputs_WhenAFormatHoldsNoIds()
    {
        Write("start.csv", Names);

        JsonObject document = await Json("convert", "start.csv", "m.mtx");

        Assert.Equal(["m.mtx", "m.mtx.ids"], document["outputs"]!.AsArray().Select(o => (string?)o!["path"]));
        Assert.All(document["outputs"]!.AsArray(), o => Assert.Equal(Hash((string)o!["path"]!), (string?)o["sha256"]));
    }

    [Fact]
    public async Task Convert_RemovesTheSidecar_WhenTheNewGraphHasNoIds()
    {
        Write("start.csv", Names);
        (await Run("convert", "start.csv", "m.mtx")).Expect(0);

        (await Run("convert", "karate", "m.mtx", "--overwrite")).Expect(0);

        Assert.False(File.Exists(PathOf("m.mtx.ids")));
    }

    [Fact]
    public async Task Convert_IsRefusedAndWritesNothing_WhenASidecarExists()
    {
        Write("m.mtx.ids", "# graphsparse ids: strings\na\n");
        string[] before = Listing();

        (await Run("convert", "karate", "m.mtx")).Expect(4);

        Assert.Equal(before, Listing());
    }

    [Fact]
    public async Task Convert_KeepsTheNumbers_OfFormatsThatCountFromOne()
    {
        Write("m.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n4 4 2\n2 1\n4 3\n");
        Write("g.graph", "4 2\n2\n1\n4\n3\n");
        foreach (string start in new[] { "m.mtx", "g.graph" })
        {
            string before = start;
            foreach (string next in new[] { "a.edges", "b.parquet", "c.mtx", "d.graph", "e.csv" })
            {
                (await Run("convert", before, next, "--overwrite")).Expect(0);
                before = next;
            }

            Assert.Equal(["1 2 1", "3 4 1"], EdgeLists.Of(PathOf("e.csv")));
            Assert.False(File.Exists(PathOf("c.mtx.ids")));
            (await Run("compare", start, "e.csv", "--metrics", "degree")).Expect(0);
        }

        (await Run("convert", "karate", "k.mtx")).Expect(0);
        (await Run("convert", "k.mtx", "k.graph")).Expect(0);
        (await Run("convert", "k.graph", "k.edges")).Expect(0);
        (await Run("convert", "karate", "straight.edges")).Expect(0);
        Assert.Equal(EdgeLists.Of(PathOf("straight.edges")), EdgeLists.Of(PathOf("k.edges")));
    }

    [Theory]
    [InlineData("m.mtx")]
    [InlineData("m.graph")]
    public async Task Info_IsRefused_WhereTheIdsBesideAFileAreMissing(string name)
    {
        Write("start.csv", Names);
        (await Run("convert", "start.csv", name)).Expect(0);
        (await Run("info", name)).Expect(0);
        File.Move(PathOf(name), PathOf("moved-" + name));

        JsonObject document = (await Run("info", "moved-" + name, "--json")).Expect(3).Json();

        Assert.Contains($"moved-{name}.ids", (string)document["error"]!["message"]!, StringComparison.Ordinal);
        (await Run("convert", "start.csv", "-", "--output-format", name.EndsWith("mtx", StringComparison.Ordinal) ? "matrix-market" : "metis")).Expect(2);
    }

    [Fact]
    public async Task Convert_WritesNothing_WhenAnIdCannotStandBetweenSpaces()
    {
        Write("start.csv", "source,target\n\"New York\",Paris\n");

        CliResult result = (await Run("convert", "start.csv", "-")).Expect(2);

        Assert.Empty(result.Output);
    }

    [UnixFact]
    public async Task Convert_KeepsAGraphAndItsSidecarTogether_BehindALink()
    {
        Write("one.csv", "source,target\n5,7\n");
        (await Run("convert", "karate", "t.csv")).Expect(0);
        File.CreateSymbolicLink(PathOf("lk.csv"), PathOf("t.csv"));

        (await Run("convert", "one.csv", "lk.csv", "--overwrite")).Expect(0);

        Assert.False(File.Exists(PathOf("lk.csv.meta.json")));
        Assert.Equal(["5 7 1"], EdgeLists.Of(PathOf("t.csv")));
        (await Run("info", "t.csv")).Expect(0);
    }

    [Fact]
    public async Task Compare_MatchesVerticesByTheirIds_WhenTheOtherGraphLacksSome()
    {
        Write("start.csv", Names);
        Write("less.csv", "source,target\nbob,anna\n");

        JsonObject document = await Json("compare", "start.csv", "less.csv", "--metrics", "components");

        Assert.Equal(0.25, (double?)document["result"]!["retainedFraction"]);
        Assert.Equal(4, (double?)document["result"]!["metrics"]!["components"]);
    }

    [Fact]
    public async Task Compare_IsRefused_WhenTheOtherGraphHasAnUnknownId()
    {
        Write("start.csv", Names);
        Write("more.csv", "source,target\nbob,carol\n");

        JsonObject document = (await Run("compare", "start.csv", "more.csv", "--json")).Expect(3).Json();

        Assert.Contains("carol", (string)document["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_ReadsOtherColumns_WhenTheyAreNamed()
    {
        Write("start.csv", "when,who,whom\n5,a,b\n6,b,c\n");

        (await Run("convert", "start.csv", "o.csv", "--source-column", "who", "--target-column", "whom", "--attributes", "none")).Expect(0);

        Assert.Equal(["a b 1", "b c 1"], EdgeLists.Of(PathOf("o.csv")));
    }

    [Fact]
    public async Task Info_CountsMergedRows_WhenEdgesRepeat()
    {
        Write("r.edges", "0 1\n1 0\n0 1\n1 2\n2 2\n");
        Write("both.edges", "0 1\n1 0\n2 1\n1 2\n");

        JsonObject document = await Json("info", "r.edges");
        JsonObject both = await Json("sparsify", "both.edges", "o.edges", "--method", "random", "--keep", "1");

        Assert.Equal(2, (int?)document["result"]!["edges"]);
        Assert.Equal((5, 1, 2, 0), Counts(document));
        Assert.Equal((4, 0, 0, 2), Counts(both));
        Assert.Contains("2 of 5 rows repeat an edge", document["notes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("every edge is listed in both directions", both["notes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static (int Rows, int SelfLoops, int Duplicates, int Reciprocal) Counts(JsonObject document) => (
        (int)document["input"]!["rows"]!, (int)document["input"]!["selfLoopsDropped"]!, (int)document["input"]!["duplicatesMerged"]!,
        (int)document["input"]!["reciprocalDuplicatesMerged"]!);

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Convert_KeepsDirections_WhenTheInputIsDirected()
    {
        Write("d.edges", "0 1\n1 0\n2 1\n");
        foreach (string format in new[] { ".parquet", ".mtx", ".csv", ".edges" })
        {
            (await Run("convert", "d.edges", "o" + format, "--directed")).Expect(0);
            JsonObject document = await Json("info", "o" + format, "--directed");
            Assert.Equal(3, (int?)document["result"]!["edges"]);
            Assert.True((bool?)document["input"]!["directed"]);
        }
    }
}
