using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>A job replaces and deletes what it made, and nothing else.</summary>
public sealed class JobOwnershipTests : CliTest
{
    private const string Job = """
        { "name": "j", "output": "out", "graph": "karate", "report": "report.html", "steps": [
          { "name": "a", "do": "sparsify", "method": "random", "keep": 0.5 }, { "name": "b", "do": "info", "input": "a" } ] }
        """;

    [UnixFact]
    public async Task Run_NeverWritesThroughALink_NotEvenWithOverwrite()
    {
        Write("job.json", Job);
        Write("outside.txt", "precious");
        (await Run("run", "job.json")).Expect(0);
        string output = PathOf("out", "karate", "a.parquet");
        File.Delete(output);
        File.CreateSymbolicLink(output, PathOf("outside.txt"));

        foreach (string[] overwrite in new string[][] { [], ["--overwrite"] })
            Assert.Contains("is a link", (await Run(["run", "job.json", .. overwrite])).Expect(4).Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(PathOf("outside.txt")));

        File.Delete(output);
        (await Run("run", "job.json")).Expect(0);
    }

    [Fact]
    public async Task Run_SaysThatItsManifestWasDamaged_WhereItThenKnowsNoFile()
    {
        Write("job.json", Job);
        (await Run("run", "job.json")).Expect(0);
        string manifest = PathOf("out", "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest))[..200]);

        Assert.Contains("manifest.json.damaged-1", (await Run("run", "job.json")).Expect(4).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("out/report.html")]
    [InlineData("out/karate/b.parquet")]
    [InlineData("out/manifest.json")]
    public async Task Run_LeavesFilesOfOthersAlone_HoweverOftenItIsTried(string file)
    {
        Write("job.json", Job);
        Write(file, "mine");
        Write("out/essay.partial-draft.txt", "mine");
        Write("out/karate/essay.partial-1-2", "mine");
        for (int i = 0; i < 2; i++)
        {
            JsonNode error = (await Run("run", "job.json", "--json")).Expect(4).Json()["error"]!;
            Assert.Contains(Path.GetFileName(file), (string?)error["message"], StringComparison.Ordinal);
            Assert.EndsWith(Path.GetFileName(file), (string?)error["path"], StringComparison.Ordinal);
            Assert.Equal("mine", await File.ReadAllTextAsync(PathOf(file)));
            Assert.False(File.Exists(PathOf("out", "karate", "a.parquet"))); // refused before any work
        }

        (await Run("run", "job.json", "--overwrite")).Expect(0);
        (await Run("run", "job.json")).Expect(0);
        Assert.Equal("mine", await File.ReadAllTextAsync(PathOf("out/essay.partial-draft.txt")));
        Assert.Equal("mine", await File.ReadAllTextAsync(PathOf("out/karate/essay.partial-1-2")));
    }

    [Theory]
    [InlineData("karate/a.parquet")]
    [InlineData("report.html")]
    public async Task Run_RefusesToReplaceAnOutput_ThatSomeoneChanged(string output)
    {
        Write("job.json", Job);
        (await Run("run", "job.json")).Expect(0);
        await File.AppendAllTextAsync(PathOf("out", output), "mine");
        string changed = Hash("out", output);

        CliResult result = (await Run("run", "job.json", "--fresh")).Expect(4);

        Assert.Contains("was changed", result.Error, StringComparison.Ordinal);
        Assert.Equal(changed, Hash("out", output));
        (await Run("run", "job.json", "--overwrite")).Expect(0);
        Assert.NotEqual(changed, Hash("out", output));
        (await Run("run", "job.json", "--fresh")).Expect(0);
    }

    [Fact]
    public async Task Run_NeverReplacesItsInputsOrItsJobFile()
    {
        string graph = "0 1\n1 2\n";
        Write("in/side/a.edges", graph);
        (await Run("convert", "karate", "in/g/a.parquet")).Expect(0);
        string before = Hash("in", "g", "a.parquet");
        const string Steps = "\"steps\": [ { \"name\": \"a\", \"do\": \"sparsify\", \"keep\": 0.5 } ] }";
        Write("input.json", "{ \"name\": \"j\", \"output\": \"in\", \"graph\": { \"path\": \"in/g/a.parquet\", \"name\": \"g\" }, " + Steps);
        Write("folder.json", "{ \"name\": \"j\", \"output\": \"in\", \"graph\": \"in/g\", " + Steps);
        string self = Write("report.json", "{ \"name\": \"j\", \"output\": \".\", \"graph\": \"karate\", \"report\": \"report.json\", " + Steps);
        string named = Write("manifest.json", "{ \"name\": \"j\", \"output\": \".\", \"graph\": \"karate\", " + Steps);
        string[] texts = [await File.ReadAllTextAsync(self), await File.ReadAllTextAsync(named)];
        foreach (string job in new[] { "input.json", "folder.json", "report.json", "manifest.json" })
        {
            (await Run("run", job, "--overwrite")).Expect(4);
            (await Run("run", job, "--overwrite", "--dry-run")).Expect(4);
        }

        Assert.Equal(before, Hash("in", "g", "a.parquet"));
        Assert.Equal(texts[0], await File.ReadAllTextAsync(self));
        Assert.Equal(texts[1], await File.ReadAllTextAsync(named));
    }

    [UnixFact]
    public async Task Run_NeverReplacesAnInput_ThatAnOutputLinksTo()
    {
        Write("job.json", Job.Replace("\"karate\"", "{ \"path\": \"g.edges\", \"name\": \"karate\" }", StringComparison.Ordinal));
        Write("g.edges", "0 1\n1 2\n");
        Directory.CreateDirectory(PathOf("out", "karate"));
        File.CreateSymbolicLink(PathOf("out", "karate", "a.parquet"), PathOf("g.edges"));

        (await Run("run", "job.json", "--overwrite")).Expect(4);

        Assert.Equal("0 1\n1 2\n", await File.ReadAllTextAsync(PathOf("g.edges")));
    }

    [UnixFact]
    public async Task Run_RemovesLeftoversOfItsOwn_NeverThroughLinks()
    {
        Write("job.json", Job.Replace("\"karate\"", "[\"karate\", { \"path\": \"karate\", \"name\": \"linked\" }]", StringComparison.Ordinal));
        Write("out/karate/a.parquet.partial-12-3", "half");
        Write("out/report.html.partial-12-3", "half");
        Write("elsewhere/a.parquet.partial-12-3", "not the job's");
        Directory.CreateSymbolicLink(PathOf("out", "linked"), PathOf("elsewhere"));

        (await Run("run", "job.json")).Expect(0);

        Assert.Equal(["a.parquet.partial-12-3"], Listing().Select(f => Path.GetFileName(f)).Where(f => f.Contains(".partial-", StringComparison.Ordinal)).Distinct());
        Assert.True(File.Exists(PathOf("elsewhere", "a.parquet.partial-12-3")));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../out/.hidden.edges")]
    [InlineData("g\u001b.edges")]
    public async Task Run_RefusesGraphs_WhoseNamesCannotBeThoseOfFolders(string graph)
    {
        Write("in/job.json", new JsonObject
        {
            ["name"] = "j", ["output"] = "side", ["graph"] = graph, ["steps"] = new JsonArray(new JsonObject { ["name"] = "a", ["do"] = "info" }),
        }.ToJsonString());
        string[] before = Listing();

        JsonNode error = (await Run("run", "in/job.json", "--json")).Expect(3).Json()["error"]!;

        Assert.Contains("give it a 'name'", (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal(before, Listing());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\n  \"kind\": \"graphsparse job\",\n  \"name\": \"j")]
    public async Task Run_SetsADamagedManifestAside_AndKeepsWhatItCannotKnow(string damaged)
    {
        Write("job.json", Job);
        (await Run("run", "job.json")).Expect(0);
        string before = Hash("out", "karate", "a.parquet");
        Write("out/manifest.json", damaged);

        CliResult refused = (await Run("run", "job.json")).Expect(4); // nothing says whose the outputs are

        Assert.Contains("exists", refused.Error, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllTextAsync(PathOf("out", "manifest.json.damaged-1")));
        JsonObject document = await Json("run", "job.json", "--overwrite");
        Assert.Equal(before, Hash("out", "karate", "a.parquet"));
        Assert.All(document["result"]!["steps"]!.AsArray(), s => Assert.Equal("done", (string?)s!["state"]));
    }

    [Fact]
    public async Task Run_SaysThatItSetTheManifestAside()
    {
        Write("job.json", Job);
        Write("out/manifest.json", "");

        JsonObject document = await Json("run", "job.json");

        Assert.Contains("manifest.json.damaged-1", (string?)Assert.Single(document["notes"]!.AsArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RefusesTheFolderOfAnotherJob()
    {
        Write("job.json", Job);
        (await Run("run", "job.json")).Expect(0);
        Write("job.json", Job.Replace("\"j\"", "\"k\"", StringComparison.Ordinal));

        Assert.Contains("'j'", (await Run("run", "job.json")).Expect(4).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_KnowsItsOutput_WhenItWasKilledBeforeItCouldListIt()
    {
        Write("job.json", Job);
        (await Run("run", "job.json")).Expect(0);
        JsonNode manifest = JsonNode.Parse(await File.ReadAllTextAsync(PathOf("out", "manifest.json")))!;
        foreach (JsonNode? step in manifest["steps"]!.AsArray())
        {
            step!["state"] = "pending";
            step["outputs"] = new JsonArray();
        }

        manifest["writing"] = "karate/a.parquet";
        Write("out/manifest.json", manifest.ToJsonString());
        Assert.Contains("b.parquet", (await Run("run", "job.json")).Expect(4).Error, StringComparison.Ordinal);
        File.Delete(PathOf("out", "karate", "b.parquet"));

        (await Run("run", "job.json")).Expect(0);
    }

    [Fact]
    public async Task Run_KeepsOwningOutputs_WhenAStepIsTakenOutAndPutBack()
    {
        Write("job.json", Job);
        (await Run("run", "job.json")).Expect(0);
        Write("job.json", Job.Replace(", { \"name\": \"b\", \"do\": \"info\", \"input\": \"a\" }", "", StringComparison.Ordinal));
        (await Run("run", "job.json")).Expect(0);
        Write("job.json", Job);

        (await Run("run", "job.json")).Expect(0);
    }
}
