using GraphSparse.IO;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Each file call of writing fails once: the command says so (exit code 4), the old output stays or the new one is whole, nothing is left over,
/// and doing it again gives what an undisturbed run gives.</summary>
public class FaultInjectionTests
{
    private static readonly IOException[] Errors = [new("Input/output error : '/x/g.partial-1-1'", 5), new("No space left on device : '/x/g.partial-1-1'", 28)];

    public static TheoryData<string, string, string> Commands => new()
    {
        { "convert", "ids.edges", "out/g.parquet" },
        { "convert", "ids.edges", "out/g.csv" },
        { "convert", "ids.edges", "out/g.mtx" },
        { "convert", "numbers.edges", "out/g.mtx" }, // the ids of the old one must go
        { "convert", "ids.edges", "out/g.tsv.gz" },
        { "sparsify", "ids.edges", "new/folder/g.csv" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Write_LeavesOldOrNew_WhenAnyCallFails(string command, string input, string output)
    {
        Dictionary<string, string> expected;
        Dictionary<string, int> counts;
        using (TemporaryFolder folder = Prepared())
        using (FaultyFileCalls counting = new FaultyFileCalls().Use())
        {
            Run(folder, command, input, output);
            expected = Contents(folder);
            counts = counting.Counts;
        }

        Assert.True(counts["Open"] > 0 && counts["Write"] > 0 && counts["Flush"] > 0 && counts["Close"] > 0 && counts["Rename"] > 0 && counts["FlushFolder"] > 0);
        foreach ((string kind, int count) in counts)
        {
            for (int call = 1; call <= count; call++)
                Check(command, input, output, kind, call, expected);
        }
    }

    private static void Check(string command, string input, string output, string kind, int call, Dictionary<string, string> expected)
    {
        string where = $"{kind} {call} of {command} {input} {output}";
        using TemporaryFolder folder = Prepared();
        Dictionary<string, string> old = Contents(folder);
        Exception? thrown;
        using (FaultyFileCalls faulty = new FaultyFileCalls(kind, call, Errors[call % 2]).Use())
        {
            thrown = Record.Exception(() => Run(folder, command, input, output));
            Assert.True(faulty.Failed, where);
        }

        Dictionary<string, string> now = Contents(folder);
        Assert.DoesNotContain(now.Keys, name => name.Contains(AtomicFile.PartialMark, StringComparison.Ordinal));
        if (thrown is null)
        {
            Assert.Equal("Delete", kind); // of a leftover, which the second try took away
            Assert.True(Same(expected, now), where);
            return;
        }

        Failure failure = Failure.From(thrown);
        Assert.True(failure.ExitCode == 4, $"{where}: {failure}");
        Assert.Contains(Path.GetFileName(output), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(AtomicFile.PartialMark, failure.Message, StringComparison.Ordinal);
        if (kind is not ("FlushFolder" or "Delete"))
            Assert.True(Same(old, now), $"{where}: the old output is not intact");
        else if (!Same(old, now) && !Same(expected, now)) // a stale sidecar that could not be taken away must not be used
            Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder[output]));
        Run(folder, command, input, output);
        Assert.True(Same(expected, Contents(folder)), $"{where}: doing it again gives something else");
    }

    [Fact]
    public void Run_ResumesToTheSameBytes_WhenAnyCallFails()
    {
        Dictionary<string, string> expected;
        Dictionary<string, int> counts;
        using (TemporaryFolder folder = Prepared())
        using (FaultyFileCalls counting = new FaultyFileCalls().Use())
        {
            Assert.Equal(0, RunJob(folder).ExitCode);
            expected = Outputs(folder);
            counts = counting.Counts;
        }

        Assert.Equal(3, expected.Count);
        foreach ((string kind, int count) in counts)
        {
            for (int call = 1; call <= count; call++)
                CheckJob(kind, call, expected);
        }
    }

    private static void CheckJob(string kind, int call, Dictionary<string, string> expected)
    {
        string where = $"{kind} {call} of the job";
        using TemporaryFolder folder = Prepared();
        int exitCode;
        using (FaultyFileCalls faulty = new FaultyFileCalls(kind, call, Errors[call % 2]).Use())
        {
            try
            {
                exitCode = RunJob(folder).ExitCode;
            }
            catch (IOException error)
            {
                exitCode = Failure.From(error).ExitCode;
            }

            Assert.True(faulty.Failed, where);
        }

        Assert.True(exitCode == 4, $"{where}: exit code {exitCode}");
        Assert.DoesNotContain(Contents(folder).Keys, name => name.Contains(AtomicFile.PartialMark, StringComparison.Ordinal));
        Assert.All(Outputs(folder), file => Assert.True(expected[file.Key] == file.Value, $"{where}: {file.Key} is not whole"));
        JobOutcome again = RunJob(folder);
        Assert.True(again.ExitCode == 0, $"{where}: {again.Manifest.Steps.FirstOrDefault(s => s.Error is not null)?.Error}");
        Assert.True(Same(expected, Outputs(folder)), $"{where}: doing it again gives something else");
    }

    /// <summary>Two graphs to read and an older output in each format, with what stands beside it.</summary>
    private static TemporaryFolder Prepared()
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder["ids.edges"], "# ids: integers\n# isolated: 99\n7 11000000000\n11000000000 5\n5 7\n7 8\n");
        File.WriteAllText(folder["numbers.edges"], "0 1\n1 2\n");
        CsrGraph old = GraphFiles.Read("g.txt", "0 1\n0 2\n0 3\n").Graph;
        VertexIds ids = VertexIds.FromStrings(["a", "b", "c", "d"]);
        foreach (string name in (string[])["g.parquet", "g.csv", "g.mtx", "g.tsv.gz"])
            GraphWriter.Write(folder["out/" + name], old, ids, GraphFiles.Provenance);
        File.WriteAllText(folder["job.json"], """
            { "name": "j", "output": "job", "graph": "ids.edges", "steps": [
              { "name": "half", "do": "sparsify", "method": "random", "keep": 0.5 },
              { "name": "about", "do": "info", "input": "half" },
              { "name": "copy", "do": "convert" } ], "report": "report.html" }
            """);
        return folder;
    }

    private static void Run(TemporaryFolder folder, string command, string input, string output)
    {
        CommandEntry entry = CommandCatalog.Find(command)!;
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        entry.Run(new CommandRun(entry, [folder[input], folder[output]], values, new RunSettings { Overwrite = true, Parallelism = new Parallelism(2) }));
    }

    private static JobOutcome RunJob(TemporaryFolder folder) =>
        JobRunner.Run(JobSpec.Read(folder["job.json"]), new RunSettings { Parallelism = new Parallelism(2) });

    private static Dictionary<string, string> Contents(TemporaryFolder folder) =>
        Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder.FullName, f), f => InputFiles.Sha256(f), StringComparer.Ordinal);

    private static Dictionary<string, string> Outputs(TemporaryFolder folder) =>
        Contents(folder).Where(f => f.Key.StartsWith("job" + Path.DirectorySeparatorChar, StringComparison.Ordinal) && f.Key.EndsWith(".parquet", StringComparison.Ordinal)).ToDictionary();

    private static bool Same(Dictionary<string, string> a, Dictionary<string, string> b) => a.Count == b.Count && a.All(f => b.GetValueOrDefault(f.Key) == f.Value);
}
