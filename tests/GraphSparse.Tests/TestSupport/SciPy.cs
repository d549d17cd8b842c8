using System.Diagnostics;

namespace GraphSparse.Tests.TestSupport;

/// <summary>A test that needs the networks and SciPy (Debian's python3-scipy). Without them it is skipped and says why; with GRAPHSPARSE_REQUIRE_ALL=1 it runs all the same, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SciPyTheoryAttribute : TheoryAttribute
{
    public SciPyTheoryAttribute() => Skip = new NetworkFactAttribute().Skip
        ?? (Environment.GetEnvironmentVariable("GRAPHSPARSE_REQUIRE_ALL") == "1" || SciPy.IsAvailable ? null : "SciPy is not installed for /usr/bin/python3");
}

/// <summary>Runs Python with SciPy.</summary>
internal static class SciPy
{
    private const string Python = "/usr/bin/python3";

    public static bool IsAvailable { get; } = File.Exists(Python) && Run("import scipy.sparse").ExitCode == 0;

    /// <summary>Runs a script to its end; an exit code other than 0 fails the test with what it printed.</summary>
    public static string Output(string script, params string[] arguments)
    {
        (int exitCode, string output) = Run(script, arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static (int ExitCode, string Output) Run(string script, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}
