using System.Text.Json.Nodes;
using GraphSparse.Cli.Tests.TestSupport;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Cli.Tests;

/// <summary>Walks and devices from the command line.</summary>
public sealed class WalkTests : CliTest
{
    [Fact]
    public async Task Walk_WritesAListPerWalk_AndSaysHowManySteps()
    {
        JsonNode document = (await Run("walk", "karate", "w.parquet", "--method", "non-backtracking", "--length", "7", "--per-vertex", "3", "--json")).Expect(0).Json();

        Assert.Equal(102, (int?)document["result"]!["walks"]);
        Assert.Equal(714, (int?)document["result"]!["steps"]);
        using ParquetFile file = ParquetFile.Open(PathOf("w.parquet"));
        Assert.Equal("walk", file.Metadata["graphsparse.command"]);
        var lists = (ParquetColumn<int>)file.ReadColumn(0, 1);
        Assert.Equal(102, lists.RowCount);
        Assert.Equal(8, lists.List(101).Length);
        Assert.Equal(101 % 34, lists.List(101)[0]);
    }

    [Fact]
    public async Task Walk_BearsTheIdsOfTheInput()
    {
        Write("s.csv", "source,target\na,b\nb,c\n");
        (await Run("walk", "s.csv", "w.parquet", "--length", "2", "--per-vertex", "1")).Expect(0);

        using ParquetFile file = ParquetFile.Open(PathOf("w.parquet"));
        Assert.Equal(["walk", "step", "vertex"], file.Fields.Select(f => f.Name));
        Assert.Equal("a", ((ParquetUtf8Column)file.ReadColumn(0, 2)).Text(0));

        Write("i.csv", "source,target\n10000000000,7\n7,90000000000\n");
        (await Run("walk", "i.csv", "c.parquet", "--length", "4", "--window", "1")).Expect(0);
        using ParquetFile counts = ParquetFile.Open(PathOf("c.parquet"));
        Assert.Equal([7L, 7, 10000000000, 90000000000], ((ParquetColumn<long>)counts.ReadColumn(0, 0)).Values.ToArray());
    }

    [Fact]
    public async Task Walk_CountsVisits_TheSameForAllThreads()
    {
        string[] command = ["walk", "karate", "--visits", "--length", "9", "--per-vertex", "5", "--json"];
        JsonNode document = (await Run([.. command, "one.parquet", "--threads", "1"])).Expect(0).Json();
        (await Run([.. command, "three.parquet", "--threads", "3"])).Expect(0);

        Assert.Equal(File.ReadAllBytes(PathOf("one.parquet")), File.ReadAllBytes(PathOf("three.parquet")));
        using ParquetFile file = ParquetFile.Open(PathOf("one.parquet"));
        Assert.Equal(["vertex", "visits"], file.Fields.Select(f => f.Name));
        Assert.Equal(34, file.ReadColumn(0, 0).RowCount);
        long visits = ((ParquetColumn<long>)file.ReadColumn(0, 1)).Values.ToArray().Sum();
        Assert.Equal((long?)document["result"]!["walks"] + (long?)document["result"]!["steps"], visits);

        Write("s.csv", "source,target\na,b\nb,c\n");
        (await Run("walk", "s.csv", "v.parquet", "--visits", "--length", "1", "--per-vertex", "1")).Expect(0);
        using ParquetFile text = ParquetFile.Open(PathOf("v.parquet"));
        Assert.Equal("a", ((ParquetUtf8Column)text.ReadColumn(0, 0)).Text(0));
    }

    [Fact]
    public async Task ParametersOfNode2vec_AreRemarkedOn_WhereTheyDoNothing()
    {
        const string remark = "--p and --q apply only with --method node2vec";
        Assert.Contains(remark, (await Run("walk", "karate", "u.parquet", "--p", "0.5")).Expect(0).Error, StringComparison.Ordinal);
        Assert.DoesNotContain(remark, (await Run("walk", "karate", "n.parquet", "--p", "0.5", "--method", "node2vec")).Expect(0).Error, StringComparison.Ordinal);
        Assert.DoesNotContain(remark, (await Run("walk", "karate", "d.parquet")).Expect(0).Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Output_ThroughALink_GoesToItsTarget_AndNeverToTheInput()
    {
        (await Run("convert", "karate", "g.parquet")).Expect(0);
        File.CreateSymbolicLink(PathOf("to-input.parquet"), "g.parquet");
        string before = Hash("g.parquet");
        foreach (string output in new[] { "to-input.parquet", "./to-input.parquet" })
            Assert.Contains("is also an input", (await Run("walk", "g.parquet", output, "--overwrite")).Expect(2).Error, StringComparison.Ordinal);
        Directory.CreateSymbolicLink(PathOf("here"), ".");
        Assert.Contains("is also an input", (await Run("walk", "g.parquet", "here/g.parquet", "--overwrite")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Equal(before, Hash("g.parquet"));

        Write("old.parquet", "old");
        File.CreateSymbolicLink(PathOf("link.parquet"), "old.parquet"); // named without a folder
        (await Run("walk", "g.parquet", "link.parquet", "--overwrite", "--length", "3")).Expect(0);
        (await Run("walk", "g.parquet", "plain.parquet", "--length", "3")).Expect(0);
        Assert.Equal(Hash("plain.parquet"), Hash("old.parquet"));
        Assert.NotNull(new FileInfo(PathOf("link.parquet")).LinkTarget);
    }

    [Theory]
    [InlineData(2, "walk karate w.parquet --visits --window 2", "exclude")]
    [InlineData(2, "walk karate w.csv", ".parquet")]
    [InlineData(2, "walk karate w.parquet --p 0", "--p")]
    [InlineData(2, "walk karate w.parquet --length 4 --window 5", "--window")]
    [InlineData(2, "walk karate w.parquet --device tpu", "opencl")]
    [InlineData(2, "walk karate w.parquet --method node2vec --p 1e9 --q 1e-9", "a million times")]
    [InlineData(2, "walk karate w.parquet --method node2vec --p 1e9", "a million times")]
    [InlineData(2, "walk karate w.parquet --node2vec-sampling folded", "node2vec")]
    [InlineData(2, "walk karate w.parquet --symmetric", "applies only with --window")]
    [InlineData(2, "walk karate w.parquet --length 99999999999", "is not in -2147483648..2147483647")]
    [InlineData(2, "devices --device opencl:5", "takes none of --device")]
    [InlineData(5, "walk us-power-grid w.parquet --window 10 --per-vertex 30 --memory 200M", "needs about")]
    [InlineData(2, "walk karate w.parquet --min-distance 2", "applies only with --window")]
    [InlineData(2, "walk karate w.parquet --method node2vec --restart 0.5", "applies only with --method restart, not with node2vec")]
    [InlineData(2, "walk karate w.parquet --method nonbacktrack", "Did you mean non-backtracking?")]
    [InlineData(2, "convert karate w.mtx --device opencl", "walk")]
    [InlineData(2, "datasets list --device cuda", "no kernels")]
    [InlineData(2, "datasets where karate --device cuda:1", "no kernels")]
    public async Task Walk_SaysWhyItIsRefused(int exitCode, string command, string mentioned)
    {
        JsonNode error = (await Run([.. command.Split(' '), "--json"])).Expect(exitCode).Json()["error"]!;

        Assert.Contains(mentioned, (string)error["message"]!, StringComparison.Ordinal);
        Assert.Empty(Listing());
    }

    [Fact]
    public async Task Walk_RefusesToReplaceItsInput()
    {
        (await Run("convert", "karate", "k.parquet")).Expect(0);
        byte[] before = File.ReadAllBytes(PathOf("k.parquet"));
        Assert.Contains("is also an input", (await Run("walk", "k.parquet", "k.parquet", "--overwrite")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(PathOf("k.parquet")));
    }

    [Fact]
    public async Task Walk_NamesAWeightThatItCannotUse_AsTheFileDoes()
    {
        Write("w.csv", "source,target,weight\nann,bob,1\nbob,eve,-2\n");
        JsonNode error = (await Run("walk", "w.csv", "o.parquet", "--method", "weighted", "--json")).Expect(3).Json()["error"]!;
        Assert.Contains("bob-eve has weight -2", (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal("data", (string?)error["kind"]);
    }

    [Fact]
    public async Task Walk_WritesLongTextIds_InGroupsOfAFewMegabytes()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => $"v{i:00}" + new string('x', 3_000))];
        Write("long.csv", "source,target\n" + string.Join('\n', Enumerable.Range(0, 29).Select(i => $"{ids[i]},{ids[i + 1]}")) + "\n");
        (await Run("walk", "long.csv", "o.parquet", "--length", "40", "--per-vertex", "20")).Expect(0);
        using ParquetFile file = ParquetFile.Open(PathOf("o.parquet"));
        Assert.Equal(600 * 41, file.RowCount);
        Assert.True(file.RowGroups.Count > 5);
        var walks = new List<(long, int, string?)>();
        for (int group = 0; group < file.RowGroups.Count; group++)
        {
            long[] walk = ((ParquetColumn<long>)file.ReadColumn(group, 0)).Values.ToArray();
            int[] step = ((ParquetColumn<int>)file.ReadColumn(group, 1)).Values.ToArray();
            var vertex = (ParquetUtf8Column)file.ReadColumn(group, 2);
            walks.AddRange(walk.Select((w, i) => (w, step[i], vertex.Text(i))));
        }

        Assert.Equal(Enumerable.Range(0, 600 * 41).Select(i => ((long)(i / 41), i % 41)), walks.Select(w => (w.Item1, w.Item2)));
        Assert.All(walks.Where(w => w.Item2 == 0), w => Assert.Equal(ids[w.Item1 % 30], w.Item3));
    }

    [Fact]
    public async Task Walk_SaysOnStandardErrorWhatAutoTook()
    {
        const string line = "note: auto took the CPU: 68 steps are fewer than the 100,000,000 from which a GPU is looked for (assumed; devices --calibrate measures it)\n";
        string[] command = ["walk", "karate", "w.parquet", "--length", "2", "--per-vertex", "1", "--overwrite"];
        Assert.Contains(line, (await Run(command)).Expect(0).Error, StringComparison.Ordinal);
        Assert.Contains(line, (await Run([.. command, "--device", "auto"])).Expect(0).Error, StringComparison.Ordinal);
        Assert.Equal("", (await Run([.. command, "--quiet"])).Expect(0).Error);
        Assert.DoesNotContain("auto", (await Run([.. command, "--device", "cpu"])).Expect(0).Error, StringComparison.Ordinal);
        Assert.Equal("cpu", (string?)(await Json(command))["device"]);
    }

    /// <summary>A file that is no library stands before the real one, so that the library can be found nowhere.</summary>
    [UnixFact]
    public async Task Device_IsAnErrorOfTheEnvironment_WhenTheLibraryCannotBeLoaded()
    {
        Write("hidden/libOpenCL.so.1", "");
        var environment = new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = PathOf("hidden") };
        using CliProcess child = CliProcess.Start(Folder, ["walk", "karate", "w.parquet", "--device", "opencl", "--json"], environment: environment);
        JsonNode error = (await child.Finish()).Expect(4).Json()["error"]!;

        Assert.Equal("environment", (string?)error["kind"]);
        Assert.StartsWith("no OpenCL device: the system has no OpenCL library; install ", (string?)error["message"], StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("w.parquet")));

        using CliProcess auto = CliProcess.Start(Folder, ["walk", "karate", "w.parquet", "--quiet"], environment: environment);
        (await auto.Finish()).Expect(0);
    }

    /// <summary>The loader of the system is asked what was looked for.</summary>
    [UnixFact]
    public async Task ShortWalks_DoNotEvenLookForTheLibrary()
    {
        Assert.Contains("libOpenCL", await LookedFor("opencl"), StringComparison.Ordinal); // else the next line could not fail
        Assert.DoesNotContain("OpenCL", await LookedFor("auto"), StringComparison.Ordinal);
    }

    private async Task<string> LookedFor(string device)
    {
        Directory.CreateDirectory(PathOf(device));
        var environment = new Dictionary<string, string> { ["LD_DEBUG"] = "libs", ["LD_DEBUG_OUTPUT"] = PathOf(device, "loader") };
        using CliProcess child = CliProcess.Start(Folder, ["walk", "karate", $"{device}.parquet", "--device", device], environment: environment);
        await child.Finish();
        return string.Concat(Directory.EnumerateFiles(PathOf(device)).Select(File.ReadAllText));
    }

    [Fact]
    public async Task Devices_ListsTheCpuFirst()
    {
        JsonNode devices = (await Run("devices", "--json")).Expect(0).Json()["result"]!["devices"]!;

        Assert.Equal("cpu", (string?)devices[0]!["id"]);
        Assert.True((double?)devices[0]!["bandwidthBytesPerSecond"] > 0);
    }
}
