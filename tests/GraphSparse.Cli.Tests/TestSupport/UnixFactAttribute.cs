namespace GraphSparse.Cli.Tests.TestSupport;

/// <summary>A test that sends signals or runs a shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = Unix.WhyUnavailable();
}

/// <summary>A test with data that sends signals or runs a shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = Unix.WhyUnavailable();
}

internal static class Unix
{
    public static string? WhyUnavailable() => OperatingSystem.IsWindows() ? "signals and a POSIX shell are needed" : null;
}
