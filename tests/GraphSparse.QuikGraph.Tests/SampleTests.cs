using System.Diagnostics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.QuikGraph.Tests;

/// <summary>The samples run and print what the guide says, and the guide shows their text.</summary>
public class SampleTests
{
    private static string Guide { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "quikgraph.md"));

    [Theory]
    [InlineData("QuikGraph", "QuikGraphSample", "celegans-neural.parquet")]
    [InlineData("QuikGraphSparsify", "QuikGraphSparsify", null)]
    public async Task Sample_PrintsWhatTheGuideShows(string folder, string name, string? network)
    {
        // Samples are built beside the tests, in the same configuration.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        List<string> arguments = [Path.Combine(Repository.Root, "samples", folder, "bin", configuration, "net10.0", name + ".dll")];
        if (network is not null)
            arguments.Add(Path.Combine(Repository.Root, "datasets", "networks", network));
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = (await process.StandardOutput.ReadToEndAsync()).ReplaceLineEndings("\n").Trim();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        Assert.True(text.Split('\n').Length >= 5, text);
        Assert.Contains(text, Guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Guide_ShowsTheProgramAsItIs() =>
        Assert.Contains(File.ReadAllText(Path.Combine(Repository.Root, "samples", "QuikGraphSparsify", "Program.cs")).Trim(), Guide, StringComparison.Ordinal);
}
