using System.Diagnostics;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>The sample runs and prints what the guide says, and the guide shows its text.</summary>
public class SampleTests
{
    private static string Guide { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "parquet-net.md"));

    [Fact]
    public async Task Sample_SparsifiesARealNetwork()
    {
        // The sample is built beside the tests, in the same configuration.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string program = Path.Combine(Repository.Root, "samples", "ParquetNet", "bin", configuration, "net10.0", "ParquetNetSample.dll");
        string output = Path.Combine(Path.GetTempPath(), $"graphsparse-sample-{Guid.NewGuid():N}.parquet");
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, Path.Combine(Repository.Root, "datasets", "networks", "hep-th-newman.parquet"), output])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = (await process.StandardOutput.ReadToEndAsync()).ReplaceLineEndings("\n").Trim();
            await process.WaitForExitAsync();

            Assert.True(process.ExitCode == 0, await errors);
            Assert.Equal(2, text.Split('\n').Length);
            Assert.Contains(text, Guide, StringComparison.Ordinal);
            LoadedGraph read = GraphReader.Read(output);
            Assert.Equal((8361, 4725L), (read.Graph.VertexCount, read.Graph.EdgeCount));
            using ParquetFile file = ParquetFile.Open(output);
            Assert.StartsWith("Parquet.Net", file.CreatedBy, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(output);
        }
    }

    [Fact]
    public void Guide_ShowsTheProgramAsItIs() =>
        Assert.Contains(File.ReadAllText(Path.Combine(Repository.Root, "samples", "ParquetNet", "Program.cs")).Trim(), Guide, StringComparison.Ordinal);
}
