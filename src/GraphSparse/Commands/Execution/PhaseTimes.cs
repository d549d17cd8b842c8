using System.Diagnostics;

namespace GraphSparse.Commands;

/// <summary>Seconds that the phases of a run take; a phase may be entered several times.</summary>
internal sealed class PhaseTimes
{
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);
    private readonly Stopwatch _total = Stopwatch.StartNew();

    /// <summary>Seconds per phase (read, compute, write), and the total.</summary>
    public IReadOnlyDictionary<string, double> Seconds
    {
        get
        {
            var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (string phase in new[] { "read", "compute", "write" })
                seconds[phase] = _seconds.GetValueOrDefault(phase);
            seconds["total"] = _total.Elapsed.TotalSeconds;
            return seconds;
        }
    }

    /// <summary>Does the work of a phase and adds up its time, failed or not.</summary>
    public T Measure<T>(string phase, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var watch = Stopwatch.StartNew();
        try
        {
            return work();
        }
        finally
        {
            _seconds[phase] = _seconds.GetValueOrDefault(phase) + watch.Elapsed.TotalSeconds;
        }
    }
}
