using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Job files that say something wrong are refused before anything is done.</summary>
public sealed class JobFileTests : CliTest
{
    private const string Good = """{ "name": "j", "output": "out", "graph": "karate", "steps": [ { "name": "a", "do": "sparsify", "keep": 0.5 } ] }""";

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "\"output\"", "\"outptu\"", "'output'" },
        { "\"keep\"", "\"kep\"", "'keep'" },
        { "\"sparsify\"", "\"sparsfy\"", "'sparsify'" },
        { "\"steps\"", "\"stesp\"", "'steps'" },
        { "\"karate\"", "{ \"path\": \"karate\", \"vertexes\": 3 }", "'vertices'" },
        { "\"name\": \"j\", ", "", "'name'" },
        { "0.5", "\"half\"", "half" },
        { "0.5", "{ }", "keep" },
        { "0.5", "7", "(0, 1]" },
        { "\"keep\": 0.5", "\"method\": \"best\"", "local-degree" },
        { "\"keep\": 0.5", "\"keep\": 0.5, \"keep\": 0.6", "keep" },
        { "\"keep\": 0.5", "\"input\": \"b\"", "'b'" },
        { "\"keep\": 0.5", "\"with\": \"graph\"", "'with'" },
        { "\"keep\": 0.5", "\"seed\": -3", "'seed'" },
        { "\"keep\": 0.5", "\"seed\": \"x\"", "'seed'" },
        { "\"name\": \"a\"", "\"name\": \"../a\"", "../a" },
        { "\"name\": \"a\"", "\"name\": \"graph\"", "taken" },
        { "\"name\": \"a\"", "\"name\": 7", "'name'" },
        { "\"karate\"", "[]", "graph" },
        { "\"karate\"", "[\"karate\", \"karate\"]", "karate" },
        { "\"karate\"", "7", "graph" },
        { "\"steps\"", "\"report\": \"manifest.json\", \"steps\"", "manifest.json" },
        { "\"keep\": 0.5", "\"outputFormat\": \"edge-list\"", "outputFormat" },
        { "\"keep\": 0.5", "\"keep\": \"x\"", "step 'a': 'keep' 'x'" },
        { "\"keep\": 0.5", "\"keep\": 0.5, \"stretch\": 3", "step 'a': 'stretch' does not apply to local-degree" },
        { "\"do\": \"sparsify\", \"keep\": 0.5", "\"do\": \"sample\", \"method\": \"bfs\", \"forwardProbability\": 0.5", "'forwardProbability' applies only with 'method' forest-fire" },
        { "\"do\": \"sparsify\", \"keep\": 0.5", "\"do\": \"sweep\", \"keep\": [0.3, 2]", "2" },
        { "\"keep\": 0.5", "\"only\": \"karat\"", "'karate'" },
        { "\"keep\": 0.5", "\"only\": []", "names no graph" },
        { "[ {", "{ {", "JSON" },
        { "] }", "] ", "JSON" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Run_RefusesTheJobAndSaysWhatWasMeant_WhenItHasAMistake(string good, string bad, string mentioned)
    {
        Write("job.json", Good.Replace(good, bad, StringComparison.Ordinal));

        JsonNode error = (await Run("run", "job.json", "--json")).Expect(3).Json()["error"]!;

        Assert.Equal("data", (string?)error["kind"]);
        Assert.Equal("job.json", (string?)error["path"]);
        Assert.Contains(mentioned, (string)error["message"]!, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf("out")));
    }

    [Fact]
    public async Task Only_DoesAStepForSomeGraphs()
    {
        Write("job.json", """
            { "name": "j", "output": "out", "graph": ["karate", "celegans-neural"], "report": "r.html", "steps": [
                { "name": "a", "do": "sparsify", "keep": 0.5, "only": "karate" }, { "name": "b", "do": "info", "input": "a", "only": ["karate"] }, { "name": "c", "do": "info" } ] }
            """);
        JsonArray steps = (await Run("run", "job.json", "--json")).Expect(0).Json()["result"]!["steps"]!.AsArray();
        Assert.Equal(["karate/a", "karate/b", "karate/c", "celegans-neural/c"], steps.Select(s => $"{s!["item"]}/{s["name"]}"));
        Assert.False(File.Exists(PathOf("out/celegans-neural/a.parquet")));
        JsonArray again = (await Run("run", "job.json", "--json")).Expect(0).Json()["result"]!["steps"]!.AsArray();
        Assert.All(again, s => Assert.Equal("skipped", (string?)s!["state"]));
        Write("wrong.json", """
            { "name": "j", "output": "out", "graph": ["karate", "celegans-neural"], "steps": [
                { "name": "a", "do": "sparsify", "keep": 0.5, "only": "karate" }, { "name": "b", "do": "info", "input": "a" } ] }
            """);
        Assert.Contains("it is done for 'celegans-neural', and step 'a', which it needs, is not", (string)(await Run("run", "wrong.json", "--json")).Expect(3).Json()["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"graph\": \"karate\"", "\"graph\": \"none-*.edges\"", 4)]
    [InlineData("\"output\": \"out\"", "\"output\": \"job.json\"", 4)]
    public async Task Run_ExitsWithTheCodeOfTheProblem_WhenTheMachineIsNotAsTheJobSays(string good, string bad, int exitCode)
    {
        Write("job.json", Good.Replace(good, bad, StringComparison.Ordinal));
        string[] before = Listing();

        (await Run("run", "job.json", "--json")).Expect(exitCode).Json();

        Assert.Equal(before, Listing());
    }

    [Theory]
    [InlineData(2, "UTF-8", "{ \"name\": \"j\",\n\"output\": \"o\u00ff\" }")]
    [InlineData(2, "surrogate", "{ \"name\": \"j\",\n\"output\": \"\\ud800\" }")]
    [InlineData(1, "surrogate", "{ \"\\udc00\": \"j\" }")]
    public async Task Run_RefusesBytesThatAreNoText(int line, string says, string text)
    {
        await File.WriteAllBytesAsync(PathOf("job.json"), System.Text.Encoding.Latin1.GetBytes(text));

        JsonNode error = (await Run("run", "job.json", "--json")).Expect(3).Json()["error"]!;

        Assert.Contains(says, (string?)error["message"], StringComparison.Ordinal);
        Assert.Equal(("job.json", line), ((string?)error["path"], (int)error["line"]!));
    }

    [UnixFact]
    public async Task Run_EndsAtOnce_WhenTheJobIsNoPlainFile()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        (await Run("run", "/dev/zero")).Expect(4);
        (await Run("run", Folder)).Expect(4);
        using (FileStream large = File.Create(PathOf("large.json")))
            large.SetLength(5L << 30);
        (await Run("run", "large.json")).Expect(3);
        Write("deep.json", new string('[', 1_000_000));
        (await Run("run", "deep.json")).Expect(3);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Run_ReadsAJobWithAByteOrderMark()
    {
        Write("job.json", "\ufeff" + Good);
        (await Run("run", "job.json", "--dry-run")).Expect(0);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_PlansManySteps_InSeconds()
    {
        string steps = string.Join(",\n", Enumerable.Range(0, 30_000).Select(i => $"{{ \"name\": \"s{i}\", \"do\": \"sparsify\", \"keep\": 0.5, \"input\": \"{(i == 0 ? "graph" : $"s{i - 1}")}\" }}"));
        Write("job.json", $"{{ \"name\": \"j\", \"output\": \"out\", \"graph\": \"karate\", \"steps\": [ {steps} ] }}");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        (await Run("run", "job.json", "--dry-run")).Expect(0);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30)); // four on an idle machine
    }

    [Fact]
    public async Task Run_RefusesToReplaceFiles_WhenTheyAreNotItsOwn()
    {
        Write("job.json", Good);
        Write("out/karate/a.parquet", "precious");

        (await Run("run", "job.json")).Expect(4);

        Assert.Equal("precious", await File.ReadAllTextAsync(PathOf("out", "karate", "a.parquet")));
    }

    [Fact]
    public async Task Run_FindsPathsFromTheJobFile_WhenItIsStartedElsewhere()
    {
        Write("jobs/deep/job.json", Good.Replace("\"karate\"", "\"../data/g.edges\"", StringComparison.Ordinal));
        Write("jobs/data/g.edges", "0 1\n1 2\n");

        (await Run("run", "jobs/deep/job.json")).Expect(0);

        Assert.True(File.Exists(PathOf("jobs", "deep", "out", "g", "a.parquet")));
    }
}
