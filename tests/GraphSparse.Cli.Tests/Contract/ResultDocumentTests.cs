using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>The JSON document of commands that succeed.</summary>
public sealed class ResultDocumentTests : CliTest
{
    private const string TopKeys = "command version ok input options result outputs seconds threads device seed peakMemoryBytes";

    [Fact]
    public async Task Info_HoldsEveryKeyOfTheContract_WhenJsonIsAskedFor()
    {
        JsonObject document = await Json("info", "karate", "--threads", "2", "--seed", "7");

        AssertHead(document, "info");
        AssertKeys(document["result"], "vertices edges arcs minDegree maxDegree meanDegree isolatedVertices components largestComponentVertices "
            + "triangles averageClustering globalClustering selfLoopsDropped duplicatesMerged graphBytes");
        Assert.Equal(34, (int?)document["result"]!["vertices"]);
        Assert.Equal(78, (int?)document["result"]!["edges"]);
        Assert.Equal(156, (int?)document["result"]!["arcs"]);
        Assert.Equal(45, (int?)document["result"]!["triangles"]);
        Assert.Equal(0.5706, (double)document["result"]!["averageClustering"]!, 4);
        Assert.Equal(2, (int?)document["threads"]);
        Assert.Equal(7, (int?)document["seed"]);
        Assert.Empty(document["outputs"]!.AsArray());
        Assert.True((long?)document["peakMemoryBytes"] > 0);
    }

    [Fact]
    public async Task Convert_NamesItsOutputWithSizeAndChecksum_WhenJsonIsAskedFor()
    {
        JsonObject document = await Json("convert", "karate", "k.edges");

        AssertHead(document, "convert");
        AssertKeys(document["result"], "vertices edges");
        JsonNode output = Assert.Single(document["outputs"]!.AsArray())!;
        Assert.Equal("k.edges", (string?)output["path"]);
        Assert.Equal(new FileInfo(PathOf("k.edges")).Length, (long?)output["bytes"]);
        Assert.Equal(Hash("k.edges"), (string?)output["sha256"]);
    }

    [Fact]
    public async Task Sparsify_SaysWhatItKeptAndMeasured_WhenJsonIsAskedFor()
    {
        JsonObject document = await Json("sparsify", "karate", "s.parquet", "--method", "local-degree", "--keep", "0.5", "--metrics", "degree,pagerank");

        AssertHead(document, "sparsify");
        AssertKeys(document["result"], "inputEdges keptEdges retainedFraction components metrics");
        Assert.Equal(78, (int?)document["result"]!["inputEdges"]);
        Assert.Equal(39, (int?)document["result"]!["keptEdges"]);
        Assert.Equal(0.5, (double?)document["result"]!["retainedFraction"]);
        AssertKeys(document["result"]!["metrics"], "degree pagerank");
        Assert.Equal("local-degree", (string?)document["options"]!["method"]);
        Assert.Equal(0.5, (double?)document["options"]!["keep"]);
    }

    [Fact]
    public async Task Compare_GivesIdealValues_WhenAGraphIsComparedWithItself()
    {
        JsonObject document = await Json("compare", "karate", "karate", "--metrics", "all");

        AssertHead(document, "compare");
        JsonObject metrics = document["result"]!["metrics"]!.AsObject();
        foreach (GraphSparse.Metrics.MetricEntry entry in GraphSparse.Metrics.MetricCatalog.Default)
            Assert.Equal(entry.Ideal, (double)metrics[entry.Name]!, 9);
    }

    [Fact]
    public async Task Run_ListsItsSteps_WhenJsonIsAskedFor()
    {
        Write("job.json", """
            { "name": "one", "output": "out", "graph": "karate", "steps": [
              { "name": "half", "do": "sparsify", "method": "random", "keep": 0.5 },
              { "name": "kept", "do": "compare", "with": "half", "metrics": ["degree"] } ] }
            """);

        JsonObject document = await Json("run", "job.json");

        AssertHead(document, "run");
        JsonArray steps = document["result"]!["steps"]!.AsArray();
        Assert.Equal(["half", "kept"], steps.Select(s => (string?)s!["name"]));
        foreach (JsonNode? step in steps)
        {
            AssertKeys(step, "name state seconds outputs result");
            Assert.Equal("done", (string?)step!["state"]);
        }

        Assert.NotNull(steps[1]!["result"]!["metrics"]!["degree"]);
    }

    [Fact]
    public async Task Info_PrintsATableAndNoJson_WhenJsonIsNotAskedFor()
    {
        CliResult result = (await Run("info", "karate", "--quiet")).Expect(0);

        Assert.Contains("78", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('{', result.Output);
        Assert.DoesNotContain('\u001b', result.Output); // no colours where the output is no terminal
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Convert_PrintsNothing_WhenQuiet()
    {
        CliResult result = (await Run("convert", "karate", "k.edges", "--quiet")).Expect(0);

        Assert.Empty(result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Command_TakesGlobalOptionsBeforeIt_WhenTheyStandThere()
    {
        JsonObject document = (await Run("--json", "--seed", "9", "info", "karate")).Expect(0).Json();

        Assert.Equal(9, (int?)document["seed"]);
    }

    [Fact]
    public async Task Datasets_AreListedAndFound_WhenTheyShip()
    {
        JsonObject list = await Json("datasets", "list");
        Assert.Contains(list["result"]!["datasets"]!.AsArray(), d => (string?)d!["name"] == "karate");

        string path = (await Run("datasets", "where", "karate")).Expect(0).Output.Trim();
        Assert.True(File.Exists(path));
    }

    private static void AssertHead(JsonObject document, string command)
    {
        AssertKeys(document, TopKeys);
        Assert.Equal(command, (string?)document["command"]);
        Assert.True((bool?)document["ok"]);
        Assert.NotNull(document["seconds"]!["total"]);
        Assert.False(document.ContainsKey("error"));
        if (command != "run")
            AssertKeys(document["input"], "path vertices edges directed weighted sha256");
    }

    private static void AssertKeys(JsonNode? node, string keys)
    {
        JsonObject json = Assert.IsType<JsonObject>(node);
        foreach (string key in keys.Split(' '))
            Assert.True(json.ContainsKey(key), $"the key '{key}' is missing in {json.ToJsonString()}");
    }
}
