using System.Diagnostics;
using System.Globalization;

namespace GraphSparse.Cli.Tests.TestSupport;

/// <summary>Sends signals to child processes.</summary>
internal static class Signals
{
    private const ulong InterruptAndQuit = (1UL << 1) | (1UL << 2);

    /// <summary>Sends a signal, such as "TERM".</summary>
    public static void Send(string signal, CliProcess child)
    {
        using var kill = Process.Start("kill", ["-" + signal, child.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>What to put before a command so that it listens to SIGINT and SIGQUIT where the tests were started in the background, which ignores them.</summary>
    public static IReadOnlyList<string> ListeningPrefix() => AreIgnored() ? ["env", "--default-signal=INT,QUIT"] : [];

    private static bool AreIgnored()
    {
        const string Status = "/proc/self/status";
        string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        return line is not null && (ulong.Parse(line["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & InterruptAndQuit) != 0;
    }
}
