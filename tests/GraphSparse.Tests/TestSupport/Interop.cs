using System.ComponentModel;
using System.Diagnostics;

namespace GraphSparse.Tests.TestSupport;

/// <summary>Runs the scripts of tests/interop, which let programs of node read our formats.</summary>
internal static class Interop
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The folder of the scripts.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>Null where the scripts can run, else the reason.</summary>
    public static string? WhyUnavailable()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            return "tests/interop/node_modules is missing: run 'npm ci' in tests/interop";
        bool hasNode = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe")));
        return hasNode ? null : "node is not on the PATH";
    }

    /// <summary>Runs one script to its end; an exit code other than 0 fails the test with what it printed.</summary>
    public static async Task RunAsync(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(script);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"node could not be started ({e.Message}); the interoperability tests need it", e);
        }

        using var limit = new CancellationTokenSource(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token), errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"node {script}: exit code {process.ExitCode}\n{await output}\n{await errors}");
    }

    private static string FindFolder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "GraphSparse.sln")))
                return Path.Combine(at.FullName, "tests", "interop");
        }

        return Path.Combine(AppContext.BaseDirectory, "interop");
    }
}

/// <summary>A new folder for temporary files, deleted at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("graphsparse-").FullName;

    public string this[string file] => Path.Combine(FullName, file);

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
