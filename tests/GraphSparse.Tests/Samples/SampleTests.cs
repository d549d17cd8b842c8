using System.Diagnostics;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Samples;

/// <summary>The sample that README shows is the one that is built, and it runs.</summary>
public class SampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "Sparsify");

    [Fact]
    public async Task Sample_SparsifiesARealNetwork()
    {
        // The sample is built beside the tests, in the same configuration.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(Folder, "bin", configuration, "net10.0", "Sparsify.dll");
        string output = Path.Combine(Path.GetTempPath(), $"graphsparse-sample-{Guid.NewGuid():N}.csv");
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, Path.Combine(Repository.Root, "datasets", "networks", "us-power-grid.parquet"), output])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.True(process.ExitCode == 0, await errors);
            Assert.Contains("1978 of 6594 edges kept", text, StringComparison.Ordinal);
            Assert.Equal((4941, 1978L), (GraphReader.Read(output).Graph.VertexCount, GraphReader.Read(output).Graph.EdgeCount));
        }
        finally
        {
            File.Delete(output);
        }
    }

    [Fact]
    public void Readme_ShowsTheSampleAsItIs()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.Contains(File.ReadAllText(Path.Combine(Folder, "Program.cs")).Trim(), readme, StringComparison.Ordinal);
    }
}

/// <summary>The programs of docs/guide/library.md are shown whole, run, and print what the guide says.</summary>
public class LibraryGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "library.md"));

    [Theory]
    [InlineData("own-score", "OwnScore", "as-22july06")]
    [InlineData("updates", "DynamicUpdates", "us-power-grid")]
    [InlineData("walks", "WalksToArrays", "us-power-grid")]
    [InlineData("parquet", "ParquetInAndOut", "cond-mat-2003")]
    public async Task Program_PrintsWhatTheGuideSays(string name, string file, string network)
    {
        string folder = Path.Combine(Repository.Root, "samples", "Library");
        Assert.Contains("```csharp\n" + File.ReadAllText(Path.Combine(folder, file + ".cs")).Trim() + "\n```", Guide, StringComparison.Ordinal);
        using var output = new TemporaryFolder();
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        List<string> arguments = [Path.Combine(folder, "bin", configuration, "net10.0", "Library.dll"), name, Path.Combine(Repository.Root, "datasets", "networks", network + ".parquet")];
        if (name == "parquet")
            arguments.Add(Path.GetDirectoryName(output["x"])!);
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("```\n" + text.Trim().ReplaceLineEndings("\n") + "\n```", Guide, StringComparison.Ordinal);
    }
}
