using System.Diagnostics;

namespace GraphSparse.Cli;

/// <summary>Shows progress on stderr: a line that is rewritten on a terminal, one plain line per stage elsewhere.</summary>
internal sealed class ProgressLines : IProgress<Progress>, IDisposable
{
    private const long RedrawMilliseconds = 100;
    private const long QuietStartMilliseconds = 500; // short work needs no progress

    private readonly Lock _gate = new();
    private readonly bool _isTerminal = !Console.IsErrorRedirected && StandardStreams.RawError != TextWriter.Null;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private string _stage = "";
    private long _lastDraw;
    private int _width;

    public void Report(Progress value)
    {
        long now = _watch.ElapsedMilliseconds;
        if (now < QuietStartMilliseconds)
            return;
        lock (_gate)
        {
            if (!_isTerminal)
            {
                if (value.Stage != _stage)
                    Console.Error.WriteLine(value.Stage);
                _stage = value.Stage;
                return;
            }

            if (value.Stage == _stage && now - _lastDraw < RedrawMilliseconds)
                return;
            _stage = value.Stage;
            _lastDraw = now;
            string stage = Printable.Escape(value.Stage);
            string text = value.Total > 0 ? $"{stage} {Bar(value)} {100.0 * value.Done / value.Total:0} %" : value.Done > 0 ? $"{stage} {value.Done:#,0}" : stage;
            StandardStreams.RawError.Write("\r" + text.PadRight(_width));
            _width = text.Length;
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isTerminal && _width > 0)
                StandardStreams.RawError.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }

    private static string Bar(Progress value)
    {
        int filled = (int)(20 * Math.Min(1.0, value.Done / (double)value.Total));
        return new string('█', filled) + new string('░', 20 - filled);
    }
}
