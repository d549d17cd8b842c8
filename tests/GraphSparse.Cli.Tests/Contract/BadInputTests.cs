using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Damaged inputs: one error with exit code 3, the file and, in text, the line.</summary>
public sealed class BadInputTests : CliTest
{
    public static TheoryData<string, string, int?, string> BadFiles => new()
    {
        { "empty.edges", "", null, "no edges" },
        { "comments.edges", "# nothing\n% here\n", null, "no edges" },
        { "empty.parquet", "", null, "Parquet" },
        { "text.parquet", "0 1\n1 2\n", null, "Parquet" },
        { "nan.edges", "0 1 1\n1 2 nan\n", 2, "nan" },
        { "inf.edges", "0 1 inf\n", 1, "inf" },
        { "minus-inf.csv", "source,target,weight\n0,1,1\n1,2,-Infinity\n", 3, "-Infinity" },
        { "tiny.edges", "0 1 1e-400\n", 1, "1e-400" },
        { "word-weight.edges", "0 1 heavy\n", 1, "heavy" },
        { "negative.edges", "# vertices: 5\n0 1\n0 -4\n", 3, "-4" },
        { "beyond.edges", "# vertices: 5\n\n0 99999999999999999999\n", 3, "99999999999999999999" },
        { "short.edges", "0 1\n1 2\n2\n", 3, "1 column" },
        { "word.edges", "0 1\n1 2\nx y\n", 3, "'x'" },
        { "fraction.edges", "0 1\n1.5 2\n", 2, "1.5" },
        { "headless.mtx", "3 3 1\n1 2\n", 1, "MatrixMarket" },
        { "outside.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n3 3 2\n2 1\n4 1\n", 4, "4" },
        { "zero.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n3 3 1\n0 1\n", 3, "0" },
        { "few.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n3 3 5\n2 1\n3 1\n", 2, "5" },
        { "outside.graph", "3 2\n2\n1 9\n2\n", 3, "9" },
        { "one-sided.graph", "3 2\n2\n\n2\n", null, "" },
        { "few.graph", "4 2\n2\n1 3\n", 3, "" },
        { "plain.edges.gz", "0 1\n1 2\n", null, "" },
    };

    [Fact]
    public async Task HugeWeights_AreRefused_WhereTheyWouldBeMultiplied()
    {
        Write("huge.csv", "source,target,weight\na,b,1e308\nb,c,1\n");
        foreach (string[] call in new[] { ["info", "huge.csv", "--what", "louvain"], ["compare", "huge.csv", "huge.csv"], new[] { "sparsify", "huge.csv", "h.csv" } })
            Assert.Contains("a-b has weight 1E+308", (await Run(call)).Expect(3).Error, StringComparison.Ordinal);
        (await Run("convert", "huge.csv", "same.csv")).Expect(0);
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Convert_NamesFileAndLineAndWritesNothing_WhenTheInputIsDamaged(string name, string content, int? line, string mentioned)
    {
        Write(name, content);
        string[] before = Listing();

        CliResult result = (await Run("convert", name, "out.parquet", "--json")).Expect(3);

        JsonNode error = result.Json()["error"]!;
        Assert.Equal("data", (string?)error["kind"]);
        Assert.Equal(name, (string?)error["path"]);
        Assert.Equal(line, (int?)error["line"]);
        Assert.Contains(mentioned, (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal(before, Listing());
    }

    [Theory]
    [InlineData("zero.edges", "0 1 1\n1 2 0\n", "edge 1-2", "weight 0")]
    [InlineData("negative.csv", "source,target,weight\na,b,2\nb,c,-3\n", "edge b-c", "weight -3")]
    [InlineData("subnormal.edges", "0 1 1\n1 2 1e-310\n", "edge 1-2", "1E-310")]
    [InlineData("laplacian.mtx", "%%MatrixMarket matrix coordinate real symmetric\n3 3 5\n1 1 2.5\n2 1 -2.5\n2 2 3.5\n3 2 -1\n3 3 1\n", "edge 1-2", "--laplacian")]
    [InlineData("laplacian.edges", "0 0 2\n0 1 -2\n1 0 -2\n1 1 2\n", "edge 0-1", "--laplacian")]
    public async Task Sparsify_ExitsWithThree_WhenAWeightIsNoConductance(string name, string content, string edge, string mentioned)
    {
        Write(name, content);
        foreach (string[] method in new string[][] { ["spectral", "--off-tree", "0.1"], ["effective-resistance", "--keep", "1"] })
        {
            JsonNode error = (await Run(["sparsify", name, "out.parquet", "--json", "--method", .. method])).Expect(3).Json()["error"]!;
            Assert.Equal("data", (string?)error["kind"]);
            Assert.Equal(name, (string?)error["path"]);
            Assert.Contains(edge, (string)error["message"]!, StringComparison.Ordinal);
            Assert.Contains(mentioned, (string)error["message"]!, StringComparison.Ordinal);
            Assert.False(File.Exists(PathOf("out.parquet")));
        }
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Info_ExitsWithThree_WhenAParquetFileIsCutAnywhere()
    {
        string whole = (await Run("datasets", "where", "karate")).Expect(0).Output.Trim();
        byte[] bytes = await File.ReadAllBytesAsync(whole);
        foreach (int length in new[] { 1, 4, bytes.Length / 4, bytes.Length / 2, bytes.Length - 9, bytes.Length - 1 })
        {
            await File.WriteAllBytesAsync(PathOf("cut.parquet"), bytes[..length]);
            JsonNode error = (await Run("info", "cut.parquet", "--json")).Expect(3).Json()["error"]!;
            Assert.Equal("cut.parquet", (string?)error["path"]);
        }
    }

    [Fact]
    public async Task Info_ExitsWithThree_WhenCompressedTextIsCut()
    {
        (await Run("convert", "karate", "k.edges.gz")).Expect(0);
        byte[] bytes = await File.ReadAllBytesAsync(PathOf("k.edges.gz"));
        await File.WriteAllBytesAsync(PathOf("cut.edges.gz"), bytes[..(bytes.Length / 2)]);

        JsonNode error = (await Run("info", "cut.edges.gz", "--json")).Expect(3).Json()["error"]!;

        Assert.Equal("cut.edges.gz", (string?)error["path"]);
    }

    [Fact]
    public async Task Info_ExitsWithThree_WhenTheSidecarOfIdsDoesNotFit()
    {
        (await Run("convert", "karate", "k.mtx")).Expect(0);
        Write("k.mtx.ids", "# graphsparse ids: strings\na\nb\n");

        JsonNode error = (await Run("info", "k.mtx", "--json")).Expect(3).Json()["error"]!;

        Assert.Equal("k.mtx.ids", (string?)error["path"]);
    }

    [Fact]
    public async Task Info_ReadsAGraphWithoutEdges_WhenTheVerticesAreGiven()
    {
        Write("empty.edges", "");

        JsonObject document = await Json("info", "empty.edges", "--vertices", "5");

        Assert.Equal(5, (int?)document["result"]!["vertices"]);
        Assert.Equal(5, (int?)document["result"]!["isolatedVertices"]);
        Assert.Equal(0, (int?)document["result"]!["edges"]);
    }
}
