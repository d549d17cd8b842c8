using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>A sparsifier kept under updates from the command line.</summary>
public sealed class StreamTests : CliTest
{
    private const string Updates = "source,target,weight,op\n0,25,1,+\n3,30,2,+\n0,1,,-\n33,32,,-\n5,6,0.25,=\n9,28,1,+\n";

    [Theory]
    [InlineData("walk")]
    [InlineData("path")]
    [InlineData("resistance")]
    [InlineData("lrd")]
    public async Task Stream_TellsOfEveryBatch_AndWritesASubgraph(string method)
    {
        Write("u.csv", Updates);
        JsonObject document = await Json("stream", "karate", "u.csv", "h.csv", "--method", method, "--batches", "3", "--measure-kappa", "batches");
        JsonNode result = document["result"]!;
        JsonArray batches = result["batches"]!.AsArray();
        Assert.Equal(3, batches.Count);
        Assert.Equal(3, batches.Sum(b => (int)b!["inserted"]!));
        Assert.Equal(2, batches.Sum(b => (int)b!["deleted"]!));
        Assert.All(batches, b => Assert.True((double)b!["kappa"]! >= 1 && (double)b["seconds"]! >= 0 && (double)b["edgesPerVertex"]! > 0));
        Assert.Equal((double)batches[2]!["kappa"]!, (double)result["kappaAfter"]!);
        Assert.True((double)result["kappaBefore"]! >= 1 && (double)result["updatesPerSecond"]! > 0);
        string[] rows = [.. (await File.ReadAllLinesAsync(PathOf("h.csv"))).Where(l => char.IsDigit(l[0]))];
        Assert.Equal((int)batches[2]!["sparsifierEdges"]!, rows.Length);
        Assert.DoesNotContain(rows, r => r.StartsWith("0,1,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stream_GivesTheSameBytes_ForThreadsAndDevices()
    {
        Write("u.csv", Updates);
        foreach (string threads in new[] { "1", "3" })
            (await Run("stream", "karate", "u.csv", threads + ".parquet", "--method", "walk", "--threads", threads)).Expect(0);
        Assert.Equal(Hash("1.parquet"), Hash("3.parquet"));
    }

    [Fact]
    public async Task Stream_BeginsWithAGivenSparsifier_AndKnowsVerticesByTheirIds()
    {
        Write("g.csv", "source,target\na,b\nb,c\nc,a\nc,d\n");
        Write("h.csv", "source,target\na,b\nb,c\nc,d\n");
        Write("u.tsv", "# some updates\nb\td\t1\t+\nd\tc\t1\t-\n");
        JsonNode result = (await Json("stream", "g.csv", "u.tsv", "out.csv", "--sparsifier", "h.csv", "--batches", "1", "--measure-kappa", "none"))["result"]!;
        Assert.Equal(1, (int)result["batches"]![0]!["recovered"]!);
        Assert.Null(result["kappaAfter"]);
        Assert.Contains("b,d", await File.ReadAllTextAsync(PathOf("out.csv")), StringComparison.Ordinal);
        (await Run("stream", "g.csv", "u.tsv", "x.csv", "--sparsifier", "karate")).Expect(3);
        Write("apart.csv", "source,target\na,b\nc,d\n");
        Assert.Contains("apart.csv: The sparsifier has 2 components, the graph 1", (await Run("stream", "g.csv", "u.tsv", "x.csv", "--sparsifier", "apart.csv")).Expect(3).Error, StringComparison.Ordinal);
        Write("other.csv", "source,target\na,b\nb,d\nd,c\n");
        Assert.Contains("an edge b–d that the graph has not", (await Run("stream", "g.csv", "u.tsv", "x.csv", "--sparsifier", "other.csv")).Expect(3).Error, StringComparison.Ordinal);
        Write("heavy.csv", "source,target,weight\na,b,1\nb,c,2\nc,d,1\n");
        Assert.Contains("Edge b–c weighs 2", (await Run("stream", "g.csv", "u.tsv", "x.csv", "--sparsifier", "heavy.csv")).Expect(3).Error, StringComparison.Ordinal);
        (await Run("stream", "g.csv", "u.tsv", "u.tsv", "--overwrite")).Expect(2);
    }

    [Fact]
    public async Task Stream_RepairsToATarget()
    {
        Write("u.csv", Updates);
        JsonNode result = (await Json("stream", "karate", "u.csv", "h.csv", "--batches", "2", "--kappa-target", "4", "--rebuild"))["result"]!;
        Assert.All(result["batches"]!.AsArray(), b => Assert.True((double)b!["kappa"]! <= 4));
    }

    [Fact]
    public async Task Stream_HoldsItsSize_ByExchange()
    {
        Write("u.csv", Updates);
        JsonArray batches = (await Json("stream", "karate", "u.csv", "h.csv", "--batches", "3", "--target-density", "0.2", "--refine-every", "2"))["result"]!["batches"]!.AsArray();
        Assert.Equal([false, true, true], batches.Select(b => b!["edgesAdded"] is not null)); // every second one, and the last
        Assert.All(batches.Skip(1), b => Assert.Equal(33 + 7, (int)b!["sparsifierEdges"]!)); // 0.2 · 34, rounded
        Assert.All(batches.Skip(1), b => Assert.True((int)b!["edgesRemoved"]! >= 0 && (double)b["refineSeconds"]! >= 0));
        (await Run("stream", "karate", "u.csv", "x.csv", "--target-density", "0.2", "--kappa-target", "5")).Expect(2);
        (await Run("stream", "karate", "u.csv", "x.csv", "--target-density", "-1")).Expect(2);
        (await Run("stream", "karate", "u.csv", "x.csv", "--refine-every", "0")).Expect(2);
    }

    [Fact]
    public async Task Stream_TakesTheNetEffect_OfABatch_AndReportsBridges()
    {
        // A path with a triangle at its end: the bridge 2-3 goes, 3-0 joins again in a later batch; 0-1 comes and goes within one.
        Write("g.csv", "source,target\n0,1\n1,2\n2,0\n2,3\n");
        Write("u.csv", "source,target,weight,op\n2,3,,-\n1,3,1,+\n1,3,,-\n3,0,2,+\n3,0,1,+\n0,3,5,=\n");
        JsonNode result = (await Json("stream", "g.csv", "u.csv", "h.csv", "--batches", "2"))["result"]!;
        Assert.Equal((1, 1), ((int)result["bridgesCut"]!, (int)result["components"]!));
        Assert.Equal((0, 1), ((int)result["batches"]![0]!["inserted"]!, (int)result["batches"]![0]!["deleted"]!));
        Assert.Equal((1, 1), ((int)result["batches"]![1]!["inserted"]!, (int)result["batches"]![1]!["enteredSparsifier"]!));
        Assert.Contains("0,3,5", await File.ReadAllTextAsync(PathOf("h.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_LeavesNothing_WhereALaterBatchIsRefused()
    {
        Write("u.csv", "source,target,weight,op\n0,25,1,+\n0,25,,-\n0,25,,-\n");
        JsonNode error = (await Run("stream", "karate", "u.csv", "h.csv", "--batches", "3", "--json", "--measure-kappa", "none")).Expect(3).Json()["error"]!;
        Assert.Equal(4, (int)error["line"]!);
        Assert.False(File.Exists(PathOf("h.csv")));
    }

    [Theory]
    [InlineData("0,99,1,+", "vertex 99")]
    [InlineData("x,1,1,+", "vertex x")]
    [InlineData("-1,1,1,+", "vertex -1")]
    [InlineData("0,1,NaN,=", "weight NaN")]
    [InlineData("0,1,Infinity,=", "weight")]
    [InlineData("0,9,0,+", "weight 0")]
    [InlineData("0,9,-2,+", "weight -2")]
    [InlineData("0,9,1e-310,+", "weight")]
    [InlineData("0,9,abc,+", "weight 'abc'")]
    [InlineData("0,9,,-", "no such edge")]
    [InlineData("0,9,,=", "needs a weight")]
    [InlineData("0,9,1,*", "op '*'")]
    [InlineData("0", "target is missing")]
    public async Task Stream_NamesTheLine_WhereAnUpdateIsNone(string row, string says)
    {
        Write("u.csv", $"source,target,weight,op\n\n2,9,1,+\n{row}\n");
        JsonNode error = (await Run("stream", "karate", "u.csv", "h.csv", "--json", "--measure-kappa", "none")).Expect(3).Json()["error"]!;
        Assert.Contains(says, (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal(4, (int)error["line"]!);
        Assert.Equal("u.csv", (string)error["path"]!);
        Assert.False(File.Exists(PathOf("h.csv")));
    }

    [Fact]
    public async Task Stream_LeavesOut_WhatItCannotApply_WhereItMay()
    {
        Write("u.csv", "source,target,weight,op\n0,9,,-\n4,4,1,+\n0,9,1,+\n");
        JsonNode result = (await Json("stream", "karate", "u.csv", "h.csv", "--skip-invalid", "--batches", "1"))["result"]!;
        Assert.Equal((1, 1, 1), ((int)result["batches"]![0]!["inserted"]!, (int)result["invalidSkipped"]!, (int)result["selfLoopsDropped"]!));
    }

    [Fact]
    public async Task Stream_HasNoEmptyBatch()
    {
        Write("u.csv", "source,target,weight,op\n0,9,1,+\n0,9,,-\n");
        Assert.Equal(2, (await Json("stream", "karate", "u.csv", "h.csv"))["result"]!["batches"]!.AsArray().Count);
        Write("none.csv", "source,target,weight,op\n");
        Assert.Single((await Json("stream", "karate", "none.csv", "n.csv"))["result"]!["batches"]!.AsArray());
    }

    [Fact]
    public async Task Stream_RefusesWrongOptionsAndMissingFiles()
    {
        Write("u.csv", Updates);
        (await Run("stream", "karate", "u.csv", "h.csv", "--batches", "0")).Expect(2);
        (await Run("stream", "karate", "u.csv", "h.csv", "--threshold", "-1")).Expect(2);
        (await Run("stream", "karate", "u.csv", "h.csv", "--directed")).Expect(2);
        Assert.Contains("There is no file 'none.csv'.", (await Run("stream", "karate", "none.csv", "h.csv")).Expect(4).Error, StringComparison.Ordinal);
        Write("h.csv", "");
        (await Run("stream", "karate", "u.csv", "h.csv")).Expect(4);
        Assert.Contains("read u.csv", (await Run("stream", "karate", "u.csv", "x.csv", "--dry-run")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_IsAStep_AndRunsAgainWhenItsUpdatesChange()
    {
        Write("u.csv", Updates);
        Write("job.json", """
            { "name": "s", "output": "out", "graph": "karate", "steps": [
              { "name": "kept", "do": "stream", "updates": "u.csv", "batches": 2, "measureKappa": "none" },
              { "name": "about", "do": "info", "input": "kept" } ] }
            """);
        await Json("run", "job.json");
        Assert.True(File.Exists(PathOf("out", "karate", "kept.parquet")));
        Assert.Equal("skipped", (string)(await Json("run", "job.json"))["result"]!["steps"]![0]!["state"]!);
        Write("u.csv", Updates + "1,20,1,+\n");
        Assert.Equal("done", (string)(await Json("run", "job.json"))["result"]!["steps"]![0]!["state"]!);
        Write("bad.json", """{ "name": "s", "output": "out", "graph": "karate", "steps": [ { "name": "kept", "do": "stream" } ] }""");
        Assert.Contains("'updates' is missing", (await Run("run", "bad.json")).Expect(3).Error, StringComparison.Ordinal);
    }
}
