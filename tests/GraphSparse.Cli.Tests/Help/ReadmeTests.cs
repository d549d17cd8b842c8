using GraphSparse.Cli.Tests.TestSupport;

namespace GraphSparse.Cli.Tests;

/// <summary>The commands that the README shows work.</summary>
public sealed class ReadmeTests : CliTest
{
    private const string Program = "graphsparse ";

    [ReadmeFact]
    [Trait("Speed", "Slow")]
    public async Task Readme_ShowsCommandsThatWork_WhenTheyAreTypedInOrder()
    {
        string[] commands = [.. Commands(await File.ReadAllLinesAsync(Repository.FileOrNull("README.md")!))];
        Assert.NotEmpty(commands);
        Repository.CopyDatasets(Folder);
        Write("bin/graphsparse", $"#!/bin/sh\nexec '{CliProcess.Host}' '{CliProcess.AssemblyPath}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf("bin", "graphsparse"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        foreach (string command in commands)
        {
            CliResult result = await Shell.Run(Folder, command, PathOf("bin"));
            Assert.True(result.ExitCode == 0, $"{command}: {result}");
        }
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Readme_ShowsTheTable_ThatTheMainJobPrints()
    {
        string[] readme = await File.ReadAllLinesAsync(Repository.FileOrNull("README.md")!);
        string[] shown = Table(readme);
        Repository.CopyDatasets(Folder);
        CliResult result = (await Run("run", "datasets/quickstart.json")).Expect(0);
        Assert.Equal(shown, Table(result.Output.Split('\n')));
    }

    /// <summary>The lines of the table of cond-mat-2003, frame and all, without what stands around it.</summary>
    private static string[] Table(string[] lines)
    {
        int title = Array.FindIndex(lines, l => l.StartsWith("│ cond-mat-2003 ", StringComparison.Ordinal));
        Assert.True(title > 0, "no table of cond-mat-2003 in:\n" + string.Join('\n', lines));
        int end = Array.FindIndex(lines, title, l => l.StartsWith('╰'));
        return [.. lines[(title - 1)..(end + 1)].Select(l => l.TrimEnd())];
    }

    /// <summary>Lines of fenced sh blocks that begin with the program; a backslash at the end of a line continues it.</summary>
    private static IEnumerable<string> Commands(IEnumerable<string> lines)
    {
        bool inside = false;
        string pending = "";
        foreach (string line in lines.Select(l => l.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```sh";
                continue;
            }

            if (!inside)
                continue;
            string whole = pending + line;
            pending = whole.EndsWith('\\') ? whole[..^1] : "";
            if (pending.Length == 0 && whole.StartsWith(Program, StringComparison.Ordinal))
                yield return whole;
        }
    }

    /// <summary>A test that needs a shell; a checkout without README fails it.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ReadmeFactAttribute : FactAttribute
    {
        public ReadmeFactAttribute() =>
            Skip = Unix.WhyUnavailable();
    }
}
