using System.Text.Json.Nodes;
using GraphSparse.Commands;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

/// <summary>A folder for summaries, which goes with the test, and the commands that write and read them.</summary>
public abstract class SummaryFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the description fit a table that was changed.</summary>
    private protected void Redescribe(string folder, string table, string? file = null)
    {
        string path = PathOf($"{folder}/summary.json");
        JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        json[table + "Sha256"] = GraphSparse.IO.InputFiles.Sha256(file ?? PathOf($"{folder}/{table}.csv"));
        File.WriteAllText(path, json.ToJsonString());
    }

    private protected StoredSummary Read(string folder) => SummaryFolderReader.Read(PathOf(folder), QueryRun(folder, "degree", ""));

    private protected (JsonObject Result, CommandRun Run) Compare(string graph, string folder, params (string Name, object Value)[] options)
    {
        var run = new CommandRun(CompareCommand.Entry, [graph, PathOf(folder)], options.ToDictionary(o => o.Name, o => o.Value), new RunSettings());
        return (run.Command.Run(run).Result, run);
    }

    private protected CommandOutcome Query(string folder, string what, string vertices, params (string, object)[] options)
    {
        CommandRun run = QueryRun(folder, what, vertices, options);
        return run.Command.Run(run);
    }

    private protected CommandRun QueryRun(string folder, string what, string vertices, params (string Name, object Value)[] options) =>
        new(QueryCommand.Entry, [PathOf(folder), what, vertices], options.ToDictionary(o => o.Name, o => o.Value), new RunSettings());

    private protected void Summarize(string graph, string folder, params (string, object)[] options) => Run(graph, folder, overwrite: false, options);

    private protected CommandOutcome Run(string graph, string folder, bool overwrite, params (string, object)[] options)
    {
        CommandRun run = SummarizeRun(graph, folder, overwrite, options);
        return run.Command.Run(run);
    }

    private protected CommandRun SummarizeRun(string graph, string folder, bool overwrite, params (string Name, object Value)[] options) =>
        new(SummarizeCommand.Entry, [graph, PathOf(folder)], options.ToDictionary(o => o.Name, o => o.Value), new RunSettings { Overwrite = overwrite });

    private protected string Karate() => SmallGraphFiles.Karate(_folder);

    private protected string Named() => SmallGraphFiles.Named(_folder);

    private protected string Sparse() => Write("sparse.edges", "18446744073709551615 5\n5 7\n7 900\n900 5\n");

    private protected string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private protected string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
