using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>The input contract of the spectral commands, a test for each row of its table.</summary>
public sealed class SpectralInputTests : CliTest
{
    private const string Square = "source,target,weight\na,b,1\nb,c,2\nc,d,1\nd,a,1\n";

    [Theory]
    [InlineData("nan", "line 3")] // no number of a graph
    [InlineData("inf", "line 3")]
    [InlineData("-1", "edge b-c has weight -1")] // a number that is no conductance
    [InlineData("0", "edge b-c has weight 0")]
    [InlineData("1e-310", "edge b-c has weight 1E-310")]
    public async Task WeightThatIsNoConductance_IsNamed_AndLeftOutOnRequest(string weight, string place)
    {
        Write("good.csv", Square);
        Write("bad.csv", Square.Replace("b,c,2", "b,c," + weight, StringComparison.Ordinal));
        Write("u.csv", "source,target,weight,op\na,c,1,+\n");
        foreach (string command in new[]
        {
            "sparsify bad.csv h.csv --method spectral --off-tree 0.5", "stream bad.csv u.csv h.csv",
            "compare bad.csv good.csv --metrics kappa", "compare good.csv bad.csv --metrics kappa",
        })
        {
            string error = (await Run(command.Split(' '))).Expect(3).Error;
            Assert.Contains("bad.csv", error, StringComparison.Ordinal);
            Assert.Contains(place, error, StringComparison.Ordinal);
        }

        Write("bad.mtx", $"%%MatrixMarket matrix coordinate real symmetric\n3 3 3\n2 1 1\n3 1 {weight}\n3 2 1\n");
        Assert.Equal(2, (int)(await Json("sparsify", "bad.mtx", "m.csv", "--method", "spectral", "--skip-invalid-weights"))["result"]!["inputEdges"]!);
        CliResult lenient = (await Run("sparsify", "bad.csv", "h.csv", "--method", "spectral", "--off-tree", "0.5", "--skip-invalid-weights")).Expect(0);
        Assert.Contains("1 rows left out", lenient.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await File.ReadAllLinesAsync(PathOf("h.csv"))).Count(l => l.Split(',') is [[>= 'a' and <= 'd'], _, _]));
        Assert.Equal(1.0, (double)(await Json("compare", "bad.csv", "h.csv", "--metrics", "kappa", "--skip-invalid-weights"))["result"]!["metrics"]!["kappa"]!, 9);
    }

    [Fact]
    public async Task WeightOfAnUpdate_FailsItsLine_OrIsLeftOutAndCounted()
    {
        Write("g.csv", Square);
        Write("u.csv", "source,target,weight,op\na,c,1,+\nb,d,0,+\nb,d,nan,+\na,b,-3,=\nb,d,1,+\nd,b,1,-\nd,b,1,-\n");
        Assert.Contains("u.csv, line 3: weight 0", (await Run("stream", "g.csv", "u.csv", "h.csv")).Expect(3).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("h.csv")));
        JsonNode result = (await Json("stream", "g.csv", "u.csv", "h.csv", "--skip-invalid", "--batches", "2"))["result"]!;
        Assert.Equal(4, (int)result["invalidSkipped"]!); // three weights, and an edge that is not there any more
    }

    [Fact]
    public async Task Laplacian_IsRecognised()
    {
        Write("l.csv", Square.Replace(",1\n", ",-1\n", StringComparison.Ordinal).Replace(",2\n", ",-2\n", StringComparison.Ordinal) + "a,a,2\nb,b,3\nc,c,3\nd,d,2\n");
        Write("u.csv", "source,target,weight,op\na,c,1,+\n");
        foreach (string command in new[] { "sparsify l.csv h.csv --method spectral", "stream l.csv u.csv h.csv", "compare l.csv l.csv --metrics kappa" })
        {
            Assert.Contains("--laplacian", (await Run(command.Split(' '))).Expect(3).Error, StringComparison.Ordinal);
            (await Run([.. command.Split(' '), "--laplacian"])).Expect(0);
            File.Delete(PathOf("h.csv"));
        }
    }

    [Fact]
    public async Task SelfLoopsAndDuplicates_AreCountedAndSummed()
    {
        Write("g.csv", Square + "a,a,5\nb,a,3\n");
        Write("sum.csv", Square.Replace("a,b,1", "a,b,4", StringComparison.Ordinal));
        Write("max.csv", Square.Replace("a,b,1", "a,b,3", StringComparison.Ordinal));
        foreach ((string other, string duplicates) in new[] { ("sum.csv", "auto"), ("max.csv", "max"), ("good.csv", "first") })
        {
            Write("good.csv", Square);
            Assert.Equal(1.0, (double)(await Json("compare", "g.csv", other, "--metrics", "kappa", "--duplicates", duplicates))["result"]!["metrics"]!["kappa"]!, 9);
        }

        Write("u.csv", "source,target,weight,op\na,a,1,+\na,b,1,+\nb,a,2,+\n");
        JsonNode result = (await Json("stream", "g.csv", "u.csv", "h.csv", "--batches", "1"))["result"]!;
        Assert.Equal(1, (int)result["selfLoopsDropped"]!);
        Assert.Equal(1, (int)result["batches"]![0]!["weightUpdated"]!); // one edge, heavier by both
    }

    [Theory]
    [InlineData("a,x,1,+", "'x'")]
    [InlineData("-1,b,1,+", "'-1'")]
    public async Task UnknownVertex_FailsItsBatch(string update, string named)
    {
        Write("g.csv", Square);
        Write("u.csv", $"source,target,weight,op\na,c,1,+\n{update}\n");
        string error = (await Run("stream", "g.csv", "u.csv", "h.csv", "--skip-invalid")).Expect(3).Error;
        Assert.Contains("u.csv, line 3", error, StringComparison.Ordinal);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("h.csv")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task GraphWithoutEdges_HasAnEmptySparsifierAndKappaOne(int vertices)
    {
        Write("e.csv", "source,target\n");
        string n = vertices.ToString(System.Globalization.CultureInfo.InvariantCulture);
        JsonObject sparse = await Json("sparsify", "e.csv", "h.parquet", "--method", "spectral", "--vertices", n);
        Assert.Equal(0, (int)sparse["result"]!["keptEdges"]!);
        Assert.Equal(1.0, (double)(await Json("compare", "e.csv", "e.csv", "--metrics", "kappa", "--vertices", n))["result"]!["metrics"]!["kappa"]!);
        Assert.Equal(1.0, (double)(await Json("compare", "e.csv", "h.parquet", "--metrics", "kappa", "--vertices", n))["result"]!["metrics"]!["kappa"]!);
    }

    [Fact]
    public async Task ComponentsAndIsolatedVertices_AreLegal()
    {
        Write("g.csv", "source,target,weight\n0,1,1\n1,2,1\n2,0,1\n4,5,1\n5,6,1\n6,4,1\n");
        JsonNode result = (await Json("sparsify", "g.csv", "h.csv", "--method", "spectral", "--off-tree", "0", "--vertices", "9"))["result"]!;
        Assert.Equal(4, (int)result["keptEdges"]!);
        Assert.Equal(5, (int)result["components"]!);
        double kappa = (double)(await Json("compare", "g.csv", "h.csv", "--metrics", "kappa", "--vertices", "9"))["result"]!["metrics"]!["kappa"]!;
        Assert.Equal(3.0, kappa, 6); // a triangle against a path of its edges
    }

    [Theory]
    [InlineData("a,b,2,+", 0, 1, 0, 2)] // an insertion of an edge that is there makes it heavier
    [InlineData("a,b,0.5,=", 0, 1, 0, 2)]
    [InlineData("a,b,1,-", 0, 0, 1, 2)]
    [InlineData("e,f,1,-", 0, 0, 1, 3)] // a bridge: components e and f
    [InlineData("a,e,1,+", 1, 0, 0, 1)] // joins the components
    [InlineData("a,c,1,+;a,c,1,-", 0, 0, 0, 2)] // no net effect
    [InlineData("a,b,1,-;b,a,1,+", 0, 0, 0, 2)]
    public async Task Updates_HaveTheirNetEffect(string updates, int inserted, int changed, int deleted, int components)
    {
        Write("g.csv", Square + "e,f,1\n");
        Write("u.csv", "source,target,weight,op\n" + updates.Replace(';', '\n') + "\n");
        JsonNode result = (await Json("stream", "g.csv", "u.csv", "h.csv", "--batches", "1"))["result"]!;
        JsonNode batch = result["batches"]![0]!;
        Assert.Equal((inserted, changed, deleted), ((int)batch["inserted"]!, (int)batch["weightUpdated"]!, (int)batch["deleted"]!));
        Assert.Equal(components, (int)result["components"]!);
        Assert.Equal(updates[0] == 'e' ? 1 : 0, (int)result["bridgesCut"]!);
        if (inserted == 1)
            Assert.Contains(await File.ReadAllLinesAsync(PathOf("h.csv")), line => line.StartsWith("a,e,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DeletionOfAnEdgeThatIsNotThere_FailsItsBatch()
    {
        Write("g.csv", Square);
        Write("u.csv", "source,target,weight,op\na,c,1,+\nb,d,,-\n");
        Assert.Contains("u.csv, line 3", (await Run("stream", "g.csv", "u.csv", "h.csv")).Expect(3).Error, StringComparison.Ordinal);
        Assert.Equal(1, (int)(await Json("stream", "g.csv", "u.csv", "h.csv", "--skip-invalid"))["result"]!["invalidSkipped"]!);
    }

    [Fact]
    public async Task WideRangeOfWeights_IsAllowedWithAWarning()
    {
        Write("g.csv", Square.Replace("b,c,2", "b,c,1e14", StringComparison.Ordinal));
        Write("u.csv", "source,target,weight,op\na,c,1,+\n");
        foreach (string command in new[] { "sparsify g.csv h.csv --method spectral", "compare g.csv g.csv --metrics kappa", "stream g.csv u.csv h2.csv" })
            Assert.Contains("of limited accuracy", (await Run(command.Split(' '))).Expect(0).Error, StringComparison.Ordinal);
    }
}
