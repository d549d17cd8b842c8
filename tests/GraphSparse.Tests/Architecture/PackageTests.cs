using System.Diagnostics;
using System.Xml.Linq;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Architecture;

/// <summary>Every machine restores the same packages: lock files are committed, and nothing names where packages come from.</summary>
public class PackageTests
{
    private const string LockFile = "packages.lock.json";

    [Fact]
    public void Projects_HaveACommittedLockFile()
    {
        string[] files = Committed();
        string[] projects = [.. files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))];
        Assert.Contains("src/GraphSparse/GraphSparse.csproj", projects);
        string[] lacking = [.. projects.Where(p => !files.Contains(Path.GetDirectoryName(p)!.Replace('\\', '/') + "/" + LockFile))];
        Assert.True(lacking.Length == 0, $"without a committed {LockFile} (git add it): {string.Join(", ", lacking)}");
    }

    [Fact]
    public void Builds_LockPackages_AndAuditThem()
    {
        XElement props = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Root!;
        Assert.Equal("true", Value("RestorePackagesWithLockFile"));
        Assert.Equal("true", Value("RestoreLockedMode"));
        Assert.Equal("'$(CI)' == 'true'", props.Descendants("RestoreLockedMode").Single().Attribute("Condition")!.Value);
        Assert.Equal(("true", "all", "low"), (Value("NuGetAudit"), Value("NuGetAuditMode"), Value("NuGetAuditLevel")));

        string Value(string name) => props.Descendants(name).Single().Value;
    }

    [Fact]
    public void Projects_TakeVersionsAndSourcesFromOnePlace()
    {
        string[] wrong = [.. Committed()
            .Where(f => Path.GetExtension(f) is ".csproj" or ".props" or ".targets" || Path.GetFileName(f).Equals("nuget.config", StringComparison.OrdinalIgnoreCase))
            .Where(f => Names(XDocument.Load(Path.Combine(Repository.Root, f))))];
        Assert.Empty(wrong);

        static bool Names(XDocument file) =>
            file.Descendants("RestoreSources").Any() || file.Descendants("RestoreAdditionalProjectSources").Any()
            || file.Descendants("PackageReference").Any(p => p.Attribute("Version") is not null)
            || file.Root!.Elements().Where(e => e.Name.LocalName is "packageSources" or "auditSources").Any(e => e.HasElements);
    }

    /// <summary>What git has; in a copy without it, what lies there.</summary>
    private static string[] Committed()
    {
        if (!Path.Exists(Path.Combine(Repository.Root, ".git")))
        {
            return [.. Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
                .Where(f => !f.Split('/').Any(folder => folder is "bin" or "obj" or "out" or "node_modules"))];
        }

        using Process git = Process.Start(new ProcessStartInfo("git", ["ls-files"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
