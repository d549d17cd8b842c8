using System.Diagnostics;
using System.Text;

namespace GraphSparse.Cli.Tests.TestSupport;

/// <summary>A child process that runs the command line; both streams are read while it runs.</summary>
public sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource _errorEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _output;

    private CliProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += OnError;
        _process.Start();
        _process.BeginErrorReadLine();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Path of the program's assembly.</summary>
    public static string AssemblyPath { get; } = typeof(Program).Assembly.Location;

    /// <summary>The program that runs assemblies: the one that runs the tests, where it says so.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has written to standard error so far.</summary>
    public string ErrorSoFar
    {
        get
        {
            lock (_error)
                return _error.ToString();
        }
    }

    public static CliProcess Start(
        string folder, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null, IReadOnlyList<string>? prefix = null)
    {
        string[] command = [.. prefix ?? [], Host, AssemblyPath, .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var child = new CliProcess(new Process { StartInfo = start });
        if (input is not null)
            child._process.StandardInput.Write(input);
        child._process.StandardInput.Close();
        return child;
    }

    /// <summary>Waits for the end.</summary>
    public async Task<CliResult> Finish()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"No end after {Limit}; stderr: {ErrorSoFar}");
        }

        await _errorEnded.Task;
        return new CliResult(_process.ExitCode, await _output, ErrorSoFar);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until something can be seen; fails where the process ends before, or after the limit.</summary>
    public async Task WaitUntil(Func<bool> visible, string what) =>
        Assert.True(await Saw(visible), $"the process ended before {what}; stderr: {ErrorSoFar}");

    /// <summary>Waits until something can be seen, or the process ended, and says whether it was seen.</summary>
    public async Task<bool> Saw(Func<bool> visible)
    {
        var watch = Stopwatch.StartNew();
        while (!visible())
        {
            if (HasExited)
                return visible(); // it may have come between the two looks
            Assert.True(watch.Elapsed < Limit, $"nothing was seen within {Limit}; stderr: {ErrorSoFar}");
            await Task.Delay(1);
        }

        return true;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private void OnError(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            _errorEnded.TrySetResult();
            return;
        }

        lock (_error)
            _error.Append(line.Data).Append('\n');
    }
}
