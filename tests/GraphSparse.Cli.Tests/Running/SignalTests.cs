using System.Diagnostics;
using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>Interrupted work: exit code 130 soon, nothing under a final name, nothing left over.</summary>
public sealed class SignalTests(SignalTests.LargeGraph large) : CliTest, IClassFixture<SignalTests.LargeGraph>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // a second on an idle machine

    [UnixTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [Trait("Speed", "Slow")]
    public async Task Sparsify_ExitsWith130AndLeavesNothing_WhenItIsInterrupted(string signal)
    {
        using CliProcess child = CliProcess.Start(Folder,
            ["sparsify", large.Path, "out.parquet", "--method", "g-spar", "--keep", "0.3", "--metrics", "all", "--json"], prefix: Signals.ListeningPrefix());
        await child.WaitUntil(() => child.ErrorSoFar.Length > 0, "the first line of progress");

        CliResult result = await Interrupt(child, signal);

        Assert.Equal("cancelled", (string?)result.Json()["error"]!["kind"]);
        Assert.Empty(Listing());
    }

    [UnixFact]
    [Trait("Speed", "Slow")]
    public async Task Info_ExitsWith130_WhenItIsInterruptedWhileItWaitsForInput()
    {
        using (Process made = Process.Start("mkfifo", [PathOf("pipe")]))
            await made.WaitForExitAsync();
        using CliProcess child = Start("info", "pipe", "--format", "edge-list", "--json");
        // Opening the pipe for writing returns when the program has opened it for reading; then it waits for what never comes.
        await using FileStream silent = await Task.Run(() => new FileStream(PathOf("pipe"), FileMode.Open, FileAccess.Write));

        CliResult result = await Interrupt(child, "TERM");

        Assert.Equal("cancelled", (string?)result.Json()["error"]!["kind"]);
    }

    [UnixFact]
    [Trait("Speed", "Slow")]
    public async Task Convert_RemovesItsUnfinishedFile_WhenItIsInterruptedWhileWriting()
    {
        using CliProcess child = Start("convert", large.Path, "out.csv.gz");
        await child.WaitUntil(HasLeftovers, "the unfinished file");

        await Interrupt(child, "TERM");

        Assert.Empty(Listing());
    }

    [UnixFact]
    [Trait("Speed", "Slow")]
    public async Task Run_LeavesOnlyWhatCanBeResumed_WhenItIsInterrupted()
    {
        Write("job.json", $$"""
            { "name": "j", "output": "out", "graph": { "path": "{{large.Path}}", "name": "g" }, "steps": [
              { "name": "a", "do": "sparsify", "method": "random", "keep": 0.1 },
              { "name": "b", "do": "sparsify", "method": "g-spar", "keep": 0.1 },
              { "name": "c", "do": "sparsify", "method": "l-spar", "keep": 0.1 } ] }
            """);
        using CliProcess child = Start("run", "job.json");
        await child.WaitUntil(() => child.ErrorSoFar.Contains("g: b", StringComparison.Ordinal), "the second step");

        await Interrupt(child, "TERM");

        Assert.False(HasLeftovers());
        Assert.False(File.Exists(PathOf("out", "g", "b.parquet")));
        string manifest = await File.ReadAllTextAsync(PathOf("out", "manifest.json"));
        Assert.Contains("\"done\"", manifest, StringComparison.Ordinal);
        Assert.Contains("\"pending\"", manifest, StringComparison.Ordinal);
    }

    private static async Task<CliResult> Interrupt(CliProcess child, string signal)
    {
        var watch = Stopwatch.StartNew();
        Signals.Send(signal, child);
        CliResult result = (await child.Finish()).Expect(130);
        Assert.True(watch.Elapsed < Patience, $"the answer to SIG{signal} took {watch.Elapsed}");
        return result;
    }

    /// <summary>A graph of more than a million edges, written once.</summary>
    public sealed class LargeGraph : IDisposable
    {
        private readonly TestFolder _folder = new();

        public LargeGraph() => SyntheticGraphs.WriteEdgeList(Path, vertices: 200_000, pairs: 2_000_000);

        public string Path => System.IO.Path.Combine(_folder.Path, "large.edges");

        public void Dispose() => _folder.Dispose();
    }
}
