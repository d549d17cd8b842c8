using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Jobs that are killed at any instant go on where they were; two runs do not meet in one folder.</summary>
public sealed class JobKillTests : CliTest
{
    private static readonly string[] Steps =
    [
        """{ "name": "random", "do": "sparsify", "method": "random", "keep": 0.5 }""",
        """{ "name": "hubs", "do": "sparsify", "method": "local-degree", "keep": 0.4 }""",
        """{ "name": "hubs-kept", "do": "compare", "with": "hubs", "metrics": ["degree", "components"] }""",
        """{ "name": "similar", "do": "sparsify", "method": "g-spar", "keep": 0.3 }""",
        """{ "name": "deeper", "do": "sparsify", "method": "l-spar", "keep": 0.5, "input": "similar" }""",
        """{ "name": "deepest", "do": "sparsify", "method": "random", "keep": 0.5, "input": "deeper" }""",
        """{ "name": "about", "do": "info", "input": "deepest" }""",
    ];

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_EndsWithTheSameBytes_WhenItWasKilledAgainAndAgain()
    {
        WriteJobs(["straight", "killed"]);
        (await Run("run", "straight.json", "--quiet")).Expect(0);
        int finished = 0;
        (string What, Func<bool> Seen)[] certain =
        [
            ("the lock", () => File.Exists(PathOf("killed", ".lock"))),
            ("the manifest", () => File.Exists(PathOf("killed", "manifest.json"))),
            ("the first output", () => Count("*.parquet") > finished),
            ("the next output", () => Count("*.parquet") > finished),
        ];
        foreach ((string what, Func<bool> seen) in certain)
        {
            RemoveLock();
            if (Count("*.parquet") == Steps.Length)
                Directory.Delete(PathOf("killed"), recursive: true); // the one before came to its end before it was killed, as on a busy machine: nothing would be next
            finished = Count("*.parquet");
            using CliProcess child = Start("run", "killed.json", "--quiet");
            await child.WaitUntil(seen, what);
            child.Kill();
            await child.Finish();
        }

        foreach (string pattern in new[] { "*.parquet.partial-*", "*.partial-*" }) // these may be gone before they are seen
        {
            using CliProcess child = Start("run", "killed.json", "--quiet");
            await child.Saw(() => Count(pattern) > 0);
            child.Kill();
            await child.Finish();
        }

        CliResult last = (await Run("run", "killed.json", "--json")).Expect(0);

        Assert.Contains(last.Json()["result"]!["steps"]!.AsArray(), s => (string?)s!["state"] == "skipped");
        Assert.Equal(Steps.Length, ParquetHashes("straight").Count);
        Assert.Equal(ParquetHashes("straight"), ParquetHashes("killed"));
        Assert.False(HasLeftovers());
    }

    [UnixFact]
    [Trait("Speed", "Slow")]
    public async Task Run_IsRefused_WhenAnotherRunIsAtWorkInTheSameFolder()
    {
        WriteJobs(["same"]);
        using CliProcess first = Start("run", "same.json", "--quiet");
        await first.WaitUntil(() => File.Exists(PathOf("same", "manifest.json")), "the manifest");
        Signals.Send("STOP", first); // so that it is at work for as long as the second one lives
        try
        {
            CliResult second = (await Run("run", "same.json", "--json")).Expect(4);
            Assert.Contains("another run", (string)second.Json()["error"]!["message"]!, StringComparison.Ordinal);
        }
        finally
        {
            Signals.Send("CONT", first);
        }

        (await first.Finish()).Expect(0);
        Assert.Equal(Steps.Length, ParquetHashes("same").Count);
    }

    private void WriteJobs(string[] names)
    {
        SyntheticGraphs.WriteEdgeList(PathOf("g.edges"), vertices: 60_000, pairs: 900_000); // a second or two of work: signals arrive in the midst of it
        foreach (string name in names)
            Write(name + ".json", $$"""{ "name": "j", "output": "{{name}}", "graph": "g.edges", "steps": [ {{string.Join(", ", Steps)}} ] }""");
    }

    private int Count(string pattern) =>
        Directory.Exists(PathOf("killed")) ? Directory.GetFiles(PathOf("killed"), pattern, SearchOption.AllDirectories).Length : 0;

    /// <summary>A killed run leaves the file, without the lock on it; gone, its return shows the next run.</summary>
    private void RemoveLock()
    {
        if (Directory.Exists(PathOf("killed")))
            File.Delete(PathOf("killed", ".lock"));
    }
}
