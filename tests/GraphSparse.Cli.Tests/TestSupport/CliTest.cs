using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace GraphSparse.Cli.Tests.TestSupport;

/// <summary>Base of tests that run the command line in a temporary folder of their own.</summary>
public abstract class CliTest : IDisposable
{
    private readonly TestFolder _folder = new();

    /// <summary>The working directory of every run.</summary>
    protected string Folder => _folder.Path;

    protected string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    protected string Write(string name, string content)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs a command to its end.</summary>
    protected async Task<CliResult> Run(params string[] arguments)
    {
        using CliProcess child = Start(arguments);
        return await child.Finish();
    }

    /// <summary>Runs a command with text on its standard input.</summary>
    protected async Task<CliResult> RunWithInput(string input, params string[] arguments)
    {
        using CliProcess child = CliProcess.Start(Folder, arguments, input);
        return await child.Finish();
    }

    /// <summary>Runs a command with --json, which must succeed, and gives its document.</summary>
    protected async Task<JsonObject> Json(params string[] arguments) => (await Run([.. arguments, "--json"])).Expect(0).Json();

    protected CliProcess Start(params string[] arguments) => CliProcess.Start(Folder, arguments);

    /// <summary>Every file and folder below the working directory.</summary>
    protected string[] Listing() => [.. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    protected string Hash(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(parts))));

    /// <summary>Checksums of the Parquet files below a folder, by path from it.</summary>
    protected SortedDictionary<string, string> ParquetHashes(string folder)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(PathOf(folder), "*.parquet", SearchOption.AllDirectories))
            hashes[Path.GetRelativePath(PathOf(folder), file)] = Hash(file);
        return hashes;
    }

    protected bool HasLeftovers() => Listing().Any(name => name.Contains(".partial-", StringComparison.Ordinal));

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Dispose();
}

/// <summary>A new folder for temporary files, deleted at the end.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("graphsparse-cli-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
