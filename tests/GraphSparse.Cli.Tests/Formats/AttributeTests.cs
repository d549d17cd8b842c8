using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Columns beside source, target and weight go through convert, sparsify and sample, and what does not is told.</summary>
public sealed class AttributeTests : CliTest
{
    private const string Calls = "caller,callee,seconds,day\na,b,30,mon\nb,c,5,tue\nc,a,7,\nb,a,60,wed\n";

    private static readonly string[] Columns = ["--source-column", "caller", "--target-column", "callee"];

    [Fact]
    public async Task Convert_KeepsThem_AndSaysSo()
    {
        Write("calls.csv", Calls);
        CliResult result = (await Run(["convert", "calls.csv", "o.csv", .. Columns])).Expect(0);
        Assert.Contains("note: columns kept: seconds, day\n", result.Error, StringComparison.Ordinal);
        Assert.Equal("source,target,seconds,day\na,b,30,mon\na,c,7,\nb,c,5,tue\n", await File.ReadAllTextAsync(PathOf("o.csv")));

        JsonObject json = await Json(["convert", "calls.csv", "p.parquet", "--attributes", "day", .. Columns]);
        Assert.Equal("day", (string?)json["options"]!["attributes"]);
        Assert.Contains("columns kept: day", json["notes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("columns not kept: seconds", json["notes"]!.ToJsonString(), StringComparison.Ordinal);
        (await Run("convert", "p.parquet", "q.tsv")).Expect(0);
        Assert.Equal("source\ttarget\tday\na\tb\tmon\na\tc\t\nb\tc\ttue\n", await File.ReadAllTextAsync(PathOf("q.tsv")));
    }

    [Fact]
    public async Task Convert_ReadsThemFromAStream_ToAStream()
    {
        CliResult result = (await RunWithInput(Calls, ["convert", "-", "-", "--format", "edge-list", "--output-format", "edge-list", "--comments", "false", .. Columns])).Expect(0);
        Assert.Equal("source\ttarget\tseconds\tday\na\tb\t30\tmon\na\tc\t7\t\nb\tc\t5\ttue\n", result.Output);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "graphsparse-*.input"));
    }

    [Fact]
    public async Task SparsifyAndSample_KeepThoseOfTheirEdges_WhateverTheThreads()
    {
        string rows = "source,target,place\n" + string.Concat(Enumerable.Range(0, 400).SelectMany(i => new[] { $"{i},{(i + 1) % 400},r{i}\n", $"{i},{(i + 7) % 400},s{i}\n" }));
        Write("ring.csv", rows);
        foreach (string[] command in new string[][] { ["sparsify", "--method", "random", "--keep", "0.3"], ["sample", "--method", "random-node", "--fraction", "0.5"] })
        {
            (await Run([command[0], "ring.csv", "1.csv", "--threads", "1", "--overwrite", .. command[1..]])).Expect(0);
            (await Run([command[0], "ring.csv", "3.csv", "--threads", "3", "--overwrite", .. command[1..]])).Expect(0);
            Assert.Equal(Hash("1.csv"), Hash("3.csv"));
            string[] lines = await File.ReadAllLinesAsync(PathOf("1.csv"));
            Assert.Equal("source,target,place", lines[0]);
            Assert.True(lines.Length > 50);
            Assert.All(lines.Skip(1), line =>
            {
                int[] ends = [.. line.Split(',').Take(2).Select(int.Parse)];
                Assert.Contains(line.Split(',')[2], new[] { ends, [.. ends.Reverse()] }.SelectMany(e => new[] { (1, 'r'), (7, 's') }.Where(s => e[1] == (e[0] + s.Item1) % 400).Select(s => $"{s.Item2}{e[0]}")));
            });
        }
    }

    [Fact]
    public async Task WhatHasNoPlace_IsTold_AndRefusedWhereItWasNamed()
    {
        Write("calls.csv", Calls);
        CliResult matrix = (await Run(["convert", "calls.csv", "o.mtx", .. Columns])).Expect(0);
        Assert.Contains("note: columns not kept, since matrix-market files have none: seconds, day\n", matrix.Error, StringComparison.Ordinal);
        CliResult jdm = (await Run(["sample", "calls.csv", "o.csv", "--method", "jdm", "--fraction", "1", .. Columns])).Expect(0);
        Assert.Contains("note: columns not kept, since the edges of jdm are new: seconds, day\n", jdm.Error, StringComparison.Ordinal);
        CliResult info = (await Run(["info", "calls.csv", .. Columns])).Expect(0);
        Assert.Contains("note: columns not used: seconds, day\n", info.Error, StringComparison.Ordinal);
        CliResult none = (await Run(["convert", "calls.csv", "n.csv", "--attributes", "none", .. Columns])).Expect(0);
        Assert.Contains("note: columns not used: seconds, day\n", none.Error, StringComparison.Ordinal);

        Assert.Contains("matrix-market files have none", (await Run(["convert", "calls.csv", "x.mtx", "--attributes", "day", .. Columns])).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("the edges of jdm are new", (await Run(["sample", "calls.csv", "x.csv", "--method", "jdm", "--attributes", "day", .. Columns])).Expect(2).Error, StringComparison.Ordinal);
        CliResult absent = (await Run(["convert", "calls.csv", "x.csv", "--attributes", "hour", .. Columns])).Expect(3);
        Assert.Contains("calls.csv: no column 'hour' beside source, target and weight; there are seconds, day", absent.Error, StringComparison.Ordinal);
        (await Run(["convert", "calls.csv", "x.csv", "--attributes", "day,,", .. Columns])).Expect(2);
        Assert.False(File.Exists(PathOf("x.csv")));
    }

    [Fact]
    public async Task Jobs_KeepThemFromStepToStep()
    {
        Write("calls.csv", Calls.Replace("caller,callee", "source,target", StringComparison.Ordinal));
        Write("job.json", """
            { "name": "calls", "output": "out", "graph": "calls.csv", "steps": [
              { "name": "all", "do": "convert" },
              { "name": "part", "do": "sparsify", "method": "random", "keep": 0.67, "input": "all" },
              { "name": "day", "do": "convert", "input": "part", "attributes": "day" } ] }
            """);
        (await Run("run", "job.json")).Expect(0);
        (await Run("convert", "out/calls/day.parquet", "day.csv")).Expect(0);
        string[] lines = await File.ReadAllLinesAsync(PathOf("day.csv"));
        Assert.Equal("source,target,day", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Contains(line, new[] { "a,b,mon", "a,c,", "b,c,tue" }));
    }

    [Fact]
    public async Task DryRun_CountsTheirMemory()
    {
        Write("g.csv", "source,target,text\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i + 1},{new string('x', 500)}\n")));
        long all = (long)(await Json("convert", "g.csv", "o.csv", "--dry-run"))["plan"]!["predictedMemoryBytes"]!;
        long none = (long)(await Json("convert", "g.csv", "o.csv", "--dry-run", "--attributes", "none"))["plan"]!["predictedMemoryBytes"]!;
        Assert.InRange(all - none, 1_500_000, 8_000_000);
    }
}
