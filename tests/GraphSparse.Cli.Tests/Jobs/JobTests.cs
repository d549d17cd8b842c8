using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Batch jobs: what is done, skipped, done again and recorded.</summary>
public sealed class JobTests : CliTest
{
    private const string TwoBranches = """
        { // comments and trailing commas are welcome
          "name": "branches", "output": "out", "graph": [ "karate", { "path": "karate", "name": "again" }, ], "steps": [
            { "name": "a", "do": "sparsify", "method": "local-degree", "keep": 0.6 },
            { "name": "b", "do": "sparsify", "method": "random", "keep": 0.5, "input": "a" },
            { "name": "b-kept", "do": "compare", "with": "b", "metrics": ["degree", "components"] },
            { "name": "other", "do": "sparsify", "method": "random", "keep": 0.5 },
          ],
          "report": "report.html",
        }
        """;

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_WritesManifestAndReportAndSkipsAllNextTime_WhenTheJobIsTheQuickstart()
    {
        Repository.CopyDatasets(Folder); // so that its output folder is ours
        JsonObject first = await Json("run", "datasets/quickstart.json");
        Assert.All(States(first), s => Assert.Equal("done", s.State));
        Assert.True(File.Exists(PathOf("out", "quickstart", "manifest.json")));
        string report = await File.ReadAllTextAsync(PathOf("out", "quickstart", "report.html"));
        Assert.StartsWith("<!doctype html>", report, StringComparison.OrdinalIgnoreCase);
        foreach (string network in new[] { "us-power-grid", "as-22july06", "cond-mat-2003" })
            Assert.Contains(network, report, StringComparison.Ordinal);
        SortedDictionary<string, string> before = ParquetHashes("out");

        JsonObject second = await Json("run", "datasets/quickstart.json");

        Assert.All(States(second), s => Assert.Equal("skipped", s.State));
        Assert.Equal(before, ParquetHashes("out"));
        Assert.False(HasLeftovers());
    }

    /// <summary>Their outputs are folders; a comparison takes one, and is done again with it.</summary>
    [Fact]
    public async Task Run_MakesSummaries_AndMakesOnlyThoseAgainThatWereChanged()
    {
        Write("job.json", """
            { "name": "summaries", "output": "out", "graph": "karate", "steps": [
              { "name": "half", "do": "summarize", "ratio": 0.5 },
              { "name": "exact", "do": "summarize", "mode": "lossless" },
              { "name": "kept", "do": "compare", "with": "half" } ] }
            """);
        JsonObject first = await Json("run", "job.json");
        Assert.All(States(first), s => Assert.Equal("done", s.State));
        foreach (string file in new[] { "half/membership.parquet", "half/superedges.parquet", "half/summary.json", "exact/corrections.parquet", "kept.parquet" })
            Assert.True(File.Exists(PathOf("out", "karate", file)), file);

        File.Delete(PathOf("out", "karate", "exact", "corrections.parquet"));
        Assert.Equal(["skipped", "done", "skipped"], States(await Json("run", "job.json")).Select(s => s.State));
        await File.AppendAllTextAsync(PathOf("out", "karate", "half", "superedges.parquet"), "x");
        (await Run("run", "job.json")).Expect(4);
        Assert.Equal(["done", "skipped", "done"], States(await Json("run", "job.json", "--overwrite")).Select(s => s.State));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_KeepsResultsOfSkippedSteps_WhenNothingChanged()
    {
        Write("job.json", TwoBranches);
        JsonObject first = await Json("run", "job.json");
        JsonObject second = await Json("run", "job.json");

        Assert.Equal(Results(first), Results(second));
    }

    [Theory]
    [InlineData("damage")]
    [InlineData("delete")]
    [InlineData("truncate")]
    public async Task Run_RepairsOnlyThatOutput_WhenOneWasChanged(string change)
    {
        Write("job.json", TwoBranches);
        (await Run("run", "job.json")).Expect(0);
        SortedDictionary<string, string> before = ParquetHashes("out");
        string victim = PathOf("out", "again", "a.parquet");
        byte[] bytes = await File.ReadAllBytesAsync(victim);
        bytes[bytes.Length / 2] ^= 1;
        if (change == "delete")
            File.Delete(victim);
        else
            await File.WriteAllBytesAsync(victim, change == "damage" ? bytes : bytes[..^1]);

        // For all the job knows, a change is someone's, and needs --overwrite.
        JsonObject document = await Json("run", "job.json", change == "delete" ? "--resume" : "--overwrite");

        // Steps that use it need not run again: it is what it was.
        Assert.Equal("again/a", Assert.Single(States(document), s => s.State == "done").Step);
        Assert.Equal(before, ParquetHashes("out"));
    }

    [Fact]
    public async Task Run_DoesTheStepAndItsDependentsAgain_WhenAnOptionChanged()
    {
        Write("job.json", TwoBranches);
        (await Run("run", "job.json")).Expect(0);
        Write("job.json", TwoBranches.Replace("0.6", "0.7", StringComparison.Ordinal));

        JsonObject document = await Json("run", "job.json");

        Assert.Equal(
            ["karate/a", "karate/b", "karate/b-kept", "again/a", "again/b", "again/b-kept"],
            States(document).Where(s => s.State == "done").Select(s => s.Step));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_DoesEverythingAgain_WhenTheInputChanged()
    {
        (await Run("convert", "karate", "g.edges")).Expect(0);
        Write("job.json", TwoBranches.Replace("\"karate\"", "\"g.edges\"", StringComparison.Ordinal));
        (await Run("run", "job.json")).Expect(0);
        await File.AppendAllTextAsync(PathOf("g.edges"), "0 33\n");

        JsonObject document = await Json("run", "job.json");

        Assert.All(States(document), s => Assert.Equal("done", s.State));
    }

    [Fact]
    public async Task Run_DoesTheStepAgain_WhenTheIdsBesideTheInputChanged()
    {
        Write("in.csv", "source,target\na,b\nb,c\n");
        (await Run("convert", "in.csv", "g.mtx")).Expect(0);
        Write("job.json", """{ "name": "j", "output": "out", "graph": "g.mtx", "steps": [ { "name": "s", "do": "convert" } ] }""");
        (await Run("run", "job.json")).Expect(0);
        Assert.All(States(await Json("run", "job.json")), s => Assert.Equal("skipped", s.State));
        await File.WriteAllTextAsync(PathOf("g.mtx.ids"), (await File.ReadAllTextAsync(PathOf("g.mtx.ids"))).Replace("\nc\n", "\nd\n", StringComparison.Ordinal));

        Assert.All(States(await Json("run", "job.json")), s => Assert.Equal("done", s.State));
        (await Run("convert", "out/g/s.parquet", "again.csv")).Expect(0);
        Assert.Equal("source,target\na,b\nb,d\n", await File.ReadAllTextAsync(PathOf("again.csv")));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_DoesEverythingAgain_WhenFreshOrTheSeedIsAnother()
    {
        Write("job.json", TwoBranches);
        (await Run("run", "job.json")).Expect(0);
        SortedDictionary<string, string> before = ParquetHashes("out");

        JsonObject fresh = await Json("run", "job.json", "--fresh");
        Assert.All(States(fresh), s => Assert.Equal("done", s.State));
        Assert.Equal(before, ParquetHashes("out"));

        JsonObject seeded = await Json("run", "job.json", "--seed", "43");
        Assert.All(States(seeded), s => Assert.Equal("done", s.State));
        Assert.NotEqual(before, ParquetHashes("out"));
    }

    [Fact]
    public async Task Run_RecordsTheFailureAndGoesOn_WhenOneItemIsDamaged()
    {
        Write("graphs/one.edges", "0 1\n1 2\n2 0\n");
        Write("graphs/two.edges", "0 1\n1 x\n");
        Write("graphs/three.edges", "0 1\n1 2\n");
        Write("job.json", """
            { "name": "some", "output": "out", "graph": { "path": "graphs/*.edges" }, "steps": [
              { "name": "a", "do": "sparsify", "method": "random", "keep": 0.5 }, { "name": "b", "do": "info", "input": "a" } ], "report": "report.html" }
            """);

        CliResult result = (await Run("run", "job.json", "--json")).Expect(3);

        JsonObject document = result.Json();
        Assert.False((bool?)document["ok"]);
        Assert.Equal("data", (string?)document["error"]!["kind"]);
        Assert.Equal(2, (int?)document["error"]!["line"]);
        Assert.EndsWith("two.edges", (string?)document["error"]!["path"], StringComparison.Ordinal);
        Assert.Equal(
            ["one/a done", "one/b done", "three/a done", "three/b done", "two/a failed", "two/b failed"],
            States(document).Select(s => $"{s.Step} {s.State}").Order(StringComparer.Ordinal));
        Assert.Contains("two", result.Error, StringComparison.Ordinal);
        JsonArray manifest = JsonNode.Parse(await File.ReadAllTextAsync(PathOf("out", "manifest.json")))!["steps"]!.AsArray();
        Assert.Equal(2, manifest.Count(s => (string?)s!["state"] == "failed" && (string?)s["item"] == "two"));
        Assert.False(Directory.Exists(PathOf("out", "two")) && Directory.EnumerateFiles(PathOf("out", "two")).Any());

        Write("graphs/two.edges", "0 1\n1 2\n");
        document = await Json("run", "job.json");
        Assert.Equal(["two/a", "two/b"], States(document).Where(s => s.State == "done").Select(s => s.Step));
    }

    [Fact]
    public async Task Run_ExitsWithFour_WhenAGraphIsMissing()
    {
        Write("job.json", """{ "name": "m", "output": "out", "graph": ["no-such.edges", "karate"], "steps": [ { "name": "a", "do": "info" } ] }""");

        JsonObject document = (await Run("run", "job.json", "--json")).Expect(4).Json();

        Assert.Equal(["no-such/a failed", "karate/a done"], States(document).Select(s => $"{s.Step} {s.State}"));
    }

    [Fact]
    public async Task Run_RemovesLeftovers_WhenARunWasKilledBefore()
    {
        Write("job.json", TwoBranches);
        Write("out/karate/a.parquet.partial-123-4", "half of a file");

        (await Run("run", "job.json")).Expect(0);

        Assert.False(HasLeftovers());
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_StartsOver_WhenTheManifestIsDamaged()
    {
        Write("job.json", TwoBranches);
        (await Run("run", "job.json")).Expect(0);
        SortedDictionary<string, string> before = ParquetHashes("out");
        foreach (string content in new[] { "", "{", "[]", "null", "{ \"name\": \"x\" }", "{ \"name\": \"x\", \"version\": \"0\", \"steps\": null }" })
        {
            Write("out/manifest.json", content);
            (await Run("run", "job.json", "--overwrite")).Expect(0);
            Assert.Equal(before, ParquetHashes("out"));
        }
    }

    private static IEnumerable<(string Step, string State)> States(JsonObject document) =>
        document["result"]!["steps"]!.AsArray().Select(s => ($"{s!["item"]}/{s["name"]}", (string)s["state"]!));

    private static IEnumerable<string?> Results(JsonObject document) =>
        document["result"]!["steps"]!.AsArray().Select(s => s!["result"]?.ToJsonString() + s["outputs"]!.ToJsonString());
}
