using System.Diagnostics;

namespace GraphSparse;

/// <summary>Adds up the time that the phases of one computation take. Not for several threads at once.</summary>
/// <param name="ended">Told how many different phases have ended whenever one has.</param>
internal sealed class PhaseClock(Action<int>? ended = null)
{
    private readonly Dictionary<string, double> _seconds = [];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Seconds by phase, in the order in which the phases first ended.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>What went by since the last call, or since the start, was this phase.</summary>
    public void End(string phase)
    {
        long now = Stopwatch.GetTimestamp();
        _seconds[phase] = _seconds.GetValueOrDefault(phase) + Stopwatch.GetElapsedTime(_last, now).TotalSeconds;
        _last = now;
        ended?.Invoke(_seconds.Count);
    }
}
