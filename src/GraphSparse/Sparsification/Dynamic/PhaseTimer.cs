using System.Diagnostics;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Divides time into phases: every reading is the time since the last one.</summary>
internal struct PhaseTimer
{
    private long _last;

    public static PhaseTimer Start() => new() { _last = Stopwatch.GetTimestamp() };

    /// <summary>Ends a phase; its length in ticks of <see cref="Stopwatch"/>.</summary>
    public long Ticks()
    {
        long now = Stopwatch.GetTimestamp();
        long ticks = now - _last;
        _last = now;
        return ticks;
    }

    /// <summary>Ends a phase; its length in seconds.</summary>
    public double Seconds() => (double)Ticks() / Stopwatch.Frequency;
}
