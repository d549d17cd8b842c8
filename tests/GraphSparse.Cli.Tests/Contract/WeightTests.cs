using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GraphSparse.Cli.Tests.TestSupport;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli.Tests.Contract;

/// <summary>What a weight means, in every command; and what is said of weights that a command cannot use.</summary>
public sealed partial class WeightTests : CliTest
{
    private const string Signed = "source,target,weight\nann,bob,2\nbob,cid,-1\nann,cid,3\ncid,dan,1\n";

    private const string Lengths = "source,target,weight\n0,1,1\n1,2,3\n0,2,10\n2,3,0.1\n";

    [Theory]
    [InlineData("info s.csv --what betweenness")]
    [InlineData("info s.csv --what closeness")]
    [InlineData("info s.csv --what louvain")]
    [InlineData("info s.csv --what leiden")]
    [InlineData("info s.csv --what pagerank")]
    [InlineData("info s.csv --what eigenvector")]
    [InlineData("info s.csv --what katz")]
    [InlineData("sparsify s.csv o.csv --method disparity")]
    [InlineData("sparsify s.csv o.csv --method spanner")]
    [InlineData("sparsify s.csv o.csv --method k-neighbor")]
    [InlineData("sparsify s.csv o.csv --method d-spar")]
    [InlineData("sparsify s.csv o.csv --method algebraic-distance")]
    [InlineData("sparsify s.csv o.csv --method effective-resistance --keep 1")]
    [InlineData("sparsify s.csv o.csv --method spectral")]
    [InlineData("sparsify s.csv o.csv --method random --keep 1 --metrics pagerank")]
    [InlineData("sparsify s.csv o.csv --method random --weights length --keep 1 --metrics pagerank")]
    [InlineData("sparsify s.csv o.csv --method effective-resistance --keep 1 --weights length")]
    [InlineData("compare s.csv s.csv --metrics stretch")]
    [InlineData("compare s.csv s.csv --metrics max-flow")]
    [InlineData("compare s.csv s.csv --metrics partition")]
    [InlineData("compare s.csv s.csv --metrics kappa")]
    [InlineData("walk s.csv o.parquet --method weighted")]
    [InlineData("walk s.csv o.parquet --method node2vec")]
    [InlineData("sample s.csv o.csv --method random-pagerank-node --fraction 0.5")]
    [InlineData("sample s.csv o.csv --method random-walk --weighted --fraction 0.5")]
    [InlineData("stream s.csv u.csv o.csv")]
    public async Task InvalidWeights_AreBadData_NamedByFileAndIds_WithAdviceThatWorks(string command)
    {
        Write("s.csv", Signed);
        Write("u.csv", "source,target,weight,op\nann,dan,1,+\n");
        string[] words = command.Split(' ');
        JsonNode error = (await Run([.. words, "--json"])).Expect(3).Json()["error"]!;
        Assert.Equal("data", (string?)error["kind"]);
        Assert.Equal("s.csv", (string?)error["path"]);
        string message = (string)error["message"]!;
        Assert.Contains("bob-cid has weight -1", message, StringComparison.Ordinal);
        AssertOptionsExist(words[0], message);
        if (!command.Contains("disparity", StringComparison.Ordinal) && !command.Contains("--weighted", StringComparison.Ordinal)) // both are about weights
            (await Run([.. words.Where(w => w is not ("--weights" or "length")), "--weights", "ignore"])).Expect(0);
    }

    [Theory]
    [InlineData("compare s.csv s.csv")]
    [InlineData("sparsify s.csv o.csv --method random --keep 1 --metrics all")]
    [InlineData("sweep s.csv o.parquet --methods random,disparity --metrics pagerank,degree")]
    public async Task WhatIsLeftOut_NamesTheEdgeByItsIds(string command)
    {
        Write("s.csv", Signed);

        string[] notes = [.. (await Json(command.Split(' ')))["notes"]!.AsArray().Select(n => (string)n!).Where(n => n.Contains("left out", StringComparison.Ordinal) && n.Contains("has weight", StringComparison.Ordinal))];

        Assert.NotEmpty(notes);
        Assert.All(notes, note => Assert.Contains("edge bob-cid has weight -1", note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task InvalidWeights_AreBadData_InAJobToo()
    {
        Write("s.csv", Signed);
        Write("job.json", """
            { "name": "j", "output": "out", "graph": { "path": "s.csv" }, "steps": [
              { "name": "bad", "do": "info", "what": "betweenness" }, { "name": "good", "do": "info", "what": "betweenness", "weights": "ignore" } ] }
            """);
        JsonArray steps = (await Run("run", "job.json", "--json")).Expect(3).Json()["result"]!["steps"]!.AsArray();
        Assert.Contains("bob-cid has weight -1", (string?)steps[0]!["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal("done", (string?)steps[1]!["state"]);
    }

    [Fact]
    public async Task Weights_AreStrengthsOfPathsToo_UnlessTheyAreSaidToBeLengths()
    {
        Write("g.csv", Lengths);
        JsonObject strength = await Json("info", "g.csv", "--what", "closeness,pagerank");
        Assert.Equal("strength", (string?)strength["options"]!["weights"]);
        Assert.Contains(Notes(strength), n => n.Contains("1/weight as the length", StringComparison.Ordinal));
        JsonObject length = await Json("info", "g.csv", "--what", "closeness,pagerank", "--weights", "length");
        Assert.Equal("length", (string?)length["options"]!["weights"]);
        Assert.Contains(Notes(length), n => n.Contains("weights are lengths", StringComparison.Ordinal));

        // Lengths 1, 3, 10 and 0.1: vertex 2 has 3 and 0.1 beside it, and 4 to vertex 0.
        Assert.Equal((1 / 4.0 + 1 / 3.0 + 10) / 3, (double)length["result"]!["closenessHighest"]!, 12);
        Assert.Equal(2, (int)length["result"]!["closenessTop"]![0]!["vertex"]!);
        // Strengths: 0.1 long between 0 and 2, 10 to vertex 3.
        Assert.Equal([0, 2], strength["result"]!["closenessTop"]!.AsArray().Take(2).Select(t => (int)t!["vertex"]!).Order());

        Write("inverse.csv", "source,target,weight\n0,1,1\n1,2,0.3333333333333333\n0,2,0.1\n2,3,10\n");
        JsonObject inverse = await Json("info", "inverse.csv", "--what", "pagerank");
        Assert.Equal(inverse["result"]!["pagerankTop"]!.ToJsonString(), length["result"]!["pagerankTop"]!.ToJsonString());
        JsonObject ignored = await Json("info", "g.csv", "--what", "pagerank", "--weights", "ignore");
        Assert.Contains(Notes(ignored), n => n.Contains("are ignored", StringComparison.Ordinal));
        Assert.False((bool)ignored["input"]!["weighted"]!);
    }

    [Theory]
    [InlineData("sparsify g.csv o.csv --method effective-resistance --keep 1")]
    [InlineData("sparsify g.csv o.csv --method spectral --off-tree 1")]
    [InlineData("sparsify g.csv o.csv --method spanner --stretch 3")]
    [InlineData("sample g.csv o.csv --method random-pagerank-node --fraction 1")]
    [InlineData("stream g.csv u.csv o.csv --off-tree 1")]
    public async Task Lengths_AreWrittenAsLengths(string command)
    {
        Write("g.csv", Lengths);
        Write("u.csv", "source,target,weight,op\n0,1,1,-\n0,1,1,+\n");
        await Json([.. command.Split(' '), "--weights", "length"]);
        string[] known = Lengths.Split('\n');
        string[] written = [.. File.ReadAllLines(PathOf("o.csv")).Where(l => l.Length > 0 && char.IsDigit(l[0]))];
        Assert.InRange(written.Length, 3, 4);
        Assert.All(written, line => Assert.Contains(line, known));
    }

    [Fact]
    public async Task KappaAndStretch_TakeOneSense()
    {
        Write("g.csv", Lengths);
        Write("h.csv", "source,target,weight\n0,1,1\n1,2,3\n2,3,0.1\n");
        Write("inverse.csv", "source,target,weight\n0,1,1\n1,2,0.3333333333333333\n0,2,0.1\n2,3,10\n");
        Write("inverse-h.csv", "source,target,weight\n0,1,1\n1,2,0.3333333333333333\n2,3,10\n");
        JsonNode lengths = (await Json("compare", "g.csv", "h.csv", "--metrics", "kappa,stretch", "--weights", "length"))["result"]!["metrics"]!;
        JsonNode strengths = (await Json("compare", "inverse.csv", "inverse-h.csv", "--metrics", "kappa,stretch"))["result"]!["metrics"]!;
        foreach (string name in new[] { "kappa", "stretch", "stretch.max" })
            Assert.Equal((double)strengths[name]!, (double)lengths[name]!, 9);
        Assert.Equal(1, (double)lengths["stretch"]!, 12); // 4 by way of 1 is shorter than 10
    }

    [Fact]
    public async Task Compare_SaysThatTheOtherGraphSaysSomethingElse()
    {
        Write("a.edges", "# directed: true\n0 1\n1 2\n2 0\n");
        Write("b.edges", "# directed: false\n0 1\n1 2\n");
        JsonObject document = await Json("compare", "a.edges", "b.edges", "--metrics", "components");
        Assert.Contains(Notes(document), n => n.Contains("'b.edges' declares itself undirected", StringComparison.Ordinal));
        Assert.DoesNotContain(Notes(await Json("compare", "a.edges", "a.edges", "--metrics", "components")), n => n.Contains("declares itself", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SampleAndCompare_SayTheSameNumber_UnderOneName()
    {
        // A sample of every edge has all vertices of the original, so that compare can measure it too; so has one that random edges happen to cover.
        int shared = 0;
        foreach (string fraction in new[] { "1", "0.9" })
        {
            JsonObject sampled = await Json("sample", "karate", "o.edges", "--method", "random-edge", "--fraction", fraction, "--seed", "1", "--metrics", "all", "--overwrite");
            Assert.Equal(34, (int)sampled["result"]!["vertices"]!);
            JsonNode compared = (await Json("compare", "karate", "o.edges", "--metrics", "degree,components,isolated,clustering,transitivity"))["result"]!["metrics"]!;
            foreach ((string name, JsonNode? value) in compared.AsObject())
            {
                if (sampled["result"]!["metrics"]![name] is not { } other)
                    continue;
                Assert.Equal((double)value!, (double)other, 12);
                shared++;
            }
        }

        Assert.True(shared >= 20, $"{shared} values are shared");
    }

    [Fact]
    public async Task Info_ThatDoesNotConverge_AdvisesWhatInfoCanDo()
    {
        Write("path.edges", string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i} {i + 1}\n")));
        string message = (string)(await Run("info", "path.edges", "--what", "eigenvector", "--json")).Expect(6).Json()["error"]!["message"]!;
        Assert.Contains("--what", message, StringComparison.Ordinal);
        AssertOptionsExist("info", message);
    }

    private static string[] Notes(JsonObject document) => [.. (document["notes"] as JsonArray ?? []).Select(n => (string)n!)];

    /// <summary>Every --option that a message names is one of the command.</summary>
    private static void AssertOptionsExist(string command, string message)
    {
        string[] known = [.. CommandCatalog.Find(command)!.AllOptions.Select(o => o.CommandName)];
        foreach (Match match in Option().Matches(message))
            Assert.Contains(match.Value, known);
        Assert.DoesNotContain("length unit", message, StringComparison.Ordinal);
    }

    [GeneratedRegex("--[a-z][a-z0-9-]*")]
    private static partial Regex Option();
}
