using System.Globalization;
using System.Runtime.InteropServices;

namespace GraphSparse.Cli;

/// <summary>A closed terminal (SIGHUP) and SIGQUIT end the work as SIGTERM does: cancelled, unfinished files taken away.</summary>
internal sealed class TerminationSignals : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Listened = [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGQUIT, 3)];

    private readonly CancellationTokenSource _source;
    private readonly List<PosixSignalRegistration> _registrations = [];

    public TerminationSignals(CancellationToken outer)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        if (OperatingSystem.IsWindows())
            return;
        ulong ignored = Ignored();
        foreach ((PosixSignal signal, int number) in Listened)
        {
            if ((ignored >> (number - 1) & 1) == 0) // nohup and shells in the background want it ignored
                _registrations.Add(PosixSignalRegistration.Create(signal, Cancel));
        }
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }

    /// <summary>Signals that the process was started with as ignored, a bit each.</summary>
    private static ulong Ignored()
    {
        const string Status = "/proc/self/status";
        const string Key = "SigIgn:";
        string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line is not null && ulong.TryParse(line[Key.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong bits) ? bits : 0;
    }
}
