using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Fuzz.Targets;

/// <summary>Job files and manifests. The catalog of data sets is not among them: it comes with the program, and no user can give another.</summary>
internal static class JobTargets
{
    private static readonly IReadOnlyList<byte[]> JsonTokens = TextSeeds.Utf8(
        "{", "}", "[", "]", ":", ",", "\"", "null", "true", "false", "-1", "1e999", "\"\\u0000\"", "\"\\ud800\"", "\"..\"", "\"a/b\"", "// c\n", "/* c */", "\"name\":", "\"steps\":", "\"graph\":", "\"output\":",
        "\"seed\":", "\"do\":", "\"input\":", "\"with\":", "\"report\":", "\"manifest.json\"", "\"method\":", "\"keep\":", "\"sparsify\"", "\"compare\"", "\"sample\"", "\"walk\"", "\"measure\"", "\"stream\"", "\"info\"",
        "\"item\":", "\"step\":", "\"state\":", "\"outputs\":", "\"result\":", "\"error\":", "\"version\":");

    public static FuzzTarget Jobs() => new("job", "job.json", ReadJob, TextSeeds.Utf8(
        """
        { "name": "q", "seed": 42, "output": "out", "graph": { "path": "g.parquet", "directed": true },
          "steps": [
            { "name": "b", "do": "sparsify", "method": "spectral", "offTree": 0.1 },
            { "name": "k", "do": "compare", "with": "b", "metrics": ["kappa", "degree"] }, // c
          ], "report": "r.html" }
        """,
        """{"name":"n","output":"o","graph":["a.txt","b.csv",{"path":"c.mtx","name":"c","ids":"strings"}],"steps":[{"name":"s","do":"sample","method":"random-node","fraction":0.5,"seed":7}]}""",
        """{"name":"n","output":"o","graph":"karate","steps":[{"name":"m","do":"measure","what":"degree,pagerank"},{"name":"w","do":"walk","input":"graph","method":"uniform","length":10}]}"""))
    {
        Tokens = JsonTokens,
        Rounds = 6000,
        IsPromised = IsKnown,
        IsLeftOut = IsGlob,
    };

    public static FuzzTarget Manifests() => new("manifest", Manifest.FileName, ReadManifest, TextSeeds.Utf8(
        """
        { "kind": "graphsparse job", "name": "q", "version": "0.1.0", "steps": [
          { "item": "g", "step": "b", "state": "done", "key": "00ff", "inputs": ["aa"], "outputs": [ { "path": "g/b.parquet", "bytes": 1, "sha256": "00" } ], "seconds": 0.5, "result": { "keptEdges": 3 } },
          { "item": "g", "step": "c", "state": "failed", "outputs": [], "error": { "kind": "data", "message": "m", "path": "p", "line": 1, "exitCode": 3 } } ] }
        """,
        """{"name":"n","version":"v","steps":[]}"""))
    {
        Tokens = JsonTokens,
        Rounds = 5000,
    };

    private static FuzzResult ReadJob(string path, CancellationToken cancellationToken)
    {
        JobSpec job = JobSpec.Read(path);
        return new FuzzResult($"{job.Graphs.Count} {string.Join(' ', job.Steps.Select(s => s.Command.Name))}", () =>
        {
            Assert.NotEmpty(job.Graphs);
            Assert.NotEmpty(job.Steps);
            Assert.Equal(job.Steps.Count, job.Steps.Select(s => s.Name).Distinct().Count());
            Assert.Equal(job.Graphs.Count, job.Graphs.Select(g => g.Name).Distinct().Count());
        });
    }

    private static FuzzResult ReadManifest(string path, CancellationToken cancellationToken)
    {
        Manifest? manifest = Manifest.Read(Path.GetDirectoryName(path)!);
        return new FuzzResult(manifest is null ? "none" : $"{manifest.Steps.Count}", () =>
        {
            foreach (ManifestStep step in manifest?.Steps ?? [])
            {
                Assert.NotNull(step.Item);
                Assert.NotNull(step.Step);
                Assert.NotNull(step.Outputs);
            }
        });
    }

    /// <summary>A file that a glob names may be missing, which is an error of the environment.</summary>
    private static bool IsKnown(Exception error) => error is FileNotFoundException;

    /// <summary>Globs with folders could lead through the whole machine.</summary>
    private static bool IsGlob(byte[] input) => input.AsSpan().ContainsAny("*?"u8) && (input.AsSpan().IndexOfAny("/\\"u8) >= 0);
}
