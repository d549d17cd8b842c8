using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Cli.Tests;

/// <summary>What info adds with --what.</summary>
public sealed class InfoTests : CliTest
{
    private const string Everything = "scc,cores,diameter,louvain,leiden,pagerank,closeness,betweenness,eigenvector,katz";

    [Fact]
    public async Task Info_AddsWhatIsNamed()
    {
        JsonNode result = (await Json("info", "karate", "--what", Everything))["result"]!;
        Assert.Equal(1, (int?)result["strongComponents"]);
        Assert.Equal(4, (int?)result["degeneracy"]);
        Assert.Equal(10, (int?)result["innermostCoreVertices"]);
        Assert.Equal(5, (int?)result["diameter"]);
        Assert.Equal(5, (int?)result["diameterUpper"]);
        Assert.InRange((double)result["louvainModularity"]!, 0.38, 0.42);
        Assert.InRange((double)result["leidenModularity"]!, 0.40, 0.42);
        Assert.Equal([33, 0, 32], result["pagerankTop"]!.AsArray().Take(3).Select(t => (int)t!["vertex"]!));
        Assert.Equal([0, 33, 32], result["betweennessTop"]!.AsArray().Take(3).Select(t => (int)t!["vertex"]!));
        Assert.Equal((double)result["betweennessHighest"]!, (double)result["betweennessTop"]![0]!["value"]!);
        Assert.Equal(34, (int?)result["closenessSources"]);
        Assert.Equal(6.7257, (double)result["largestEigenvalue"]!, 4);
        Assert.Equal(11.9138, (double)result["katzHighest"]!, 4);
    }

    [Fact]
    public async Task Info_AnswersTheSame_ForEveryNumberOfThreads()
    {
        string one = (await Json("info", "us-power-grid", "--what", Everything.Replace(",eigenvector", "", StringComparison.Ordinal), "--threads", "1"))["result"]!.ToJsonString();
        Assert.Equal(one, (await Json("info", "us-power-grid", "--what", Everything.Replace(",eigenvector", "", StringComparison.Ordinal), "--threads", "3"))["result"]!.ToJsonString());
    }

    [Fact]
    public async Task Info_NamesVerticesAsTheFileDoes()
    {
        Write("s.csv", "source,target\nann,bob\nbob,cid\nbob,dan\n");
        JsonArray top = (await Json("info", "s.csv", "--what", "pagerank"))["result"]!["pagerankTop"]!.AsArray();
        Assert.Equal(["bob", "ann"], top.Take(2).Select(t => (string?)t!["vertex"]));
    }

    [Fact]
    public async Task Info_IsAStepWithTheSameOption()
    {
        Write("job.json", """{ "name": "m", "output": "out", "graph": ["karate"], "steps": [ { "name": "a", "do": "info", "what": "cores" } ] }""");
        (await Run("run", "job.json")).Expect(0);
        using ParquetFile file = ParquetFile.Open(PathOf("out", "karate", "a.parquet"));
        var names = (ParquetUtf8Column)file.ReadColumn(0, 0);
        Assert.Contains("degeneracy", Enumerable.Range(0, names.RowCount).Select(names.Text));
    }

    [Fact]
    public async Task Info_SaysWhatThereIs_WhereANameIsNotKnown()
    {
        JsonNode error = (await Run("info", "karate", "--what", "radius", "--json")).Expect(2).Json()["error"]!;
        Assert.Contains("diameter", (string?)error["message"], StringComparison.Ordinal);
    }
}
