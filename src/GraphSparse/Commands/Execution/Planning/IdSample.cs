using System.Globalization;
using System.Text;
using GraphSparse.IO;
using GraphSparse.IO.Text;

namespace GraphSparse.Commands;

/// <summary>Ids of some rows of an edge list: how many there may be, and how wide they are.</summary>
/// <remarks>
/// Ids drawn k times from a pool of N meet again in a share k/2N of the draws, so that the share that is new tells N; where some ids occur more often than others the pool is larger
/// than that. A sample of a compressed file is its beginning, of others it is spread over the file.
/// </remarks>
internal sealed class IdSample
{
    private const int Places = 8;

    /// <summary>Of a pool whose ids are all alike; real ones come larger.</summary>
    private const double Margin = 1.25;

    private readonly HashSet<string> _distinct = [];
    private long _count;

    private IdSample()
    {
    }

    /// <summary>The largest integer id, or −1.</summary>
    public long Largest { get; private set; } = -1;

    /// <summary>Takes rows of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">Its beginning.</param>
    /// <param name="layout">Its columns.</param>
    public static IdSample Of(string path, string head, EdgeLineLayout layout)
    {
        var sample = new IdSample();
        sample.Add(head, layout);
        if (GraphFormats.IsCompressed(path) || !File.Exists(path))
            return sample;
        using FileStream file = File.OpenRead(path);
        var buffer = new byte[head.Length];
        for (int place = 1; place < Places && file.Length > (long)Places * buffer.Length; place++)
        {
            file.Position = file.Length / Places * place;
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            string text = Encoding.UTF8.GetString(buffer, 0, length);
            sample.Add(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..], layout);
        }

        return sample;
    }

    /// <summary>How many ids there may be.</summary>
    /// <param name="edges">Rows of the file.</param>
    /// <param name="least">What is assumed where the sample tells less.</param>
    public long Pool(long edges, long least)
    {
        double again = _count == 0 ? 1 : 1 - (double)_distinct.Count / _count;
        double pool = again > 0 ? Margin * _count / (2 * again) : double.PositiveInfinity;
        return (long)Math.Clamp(pool, Math.Min(least, 2 * edges), 2 * edges);
    }

    /// <summary>Adds all rows but the last, which may be cut.</summary>
    private void Add(string text, EdgeLineLayout layout)
    {
        int source = Array.IndexOf(layout.Roles, ColumnRole.Source);
        int target = Array.IndexOf(layout.Roles, ColumnRole.Target);
        string[] lines = text.Split('\n');
        foreach (string line in lines.AsSpan(0, lines.Length - 1))
        {
            if (line.Length == 0 || line[0] is '#' or '%')
                continue;
            string[] fields = LineFields.Split(Encoding.UTF8.GetBytes(line), layout.Delimiter);
            if (fields.Length <= Math.Max(source, target))
                continue;
            foreach (string id in new[] { fields[source], fields[target] })
            {
                _count++;
                _distinct.Add(id);
                if (long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
                    Largest = Math.Max(Largest, number == long.MinValue ? long.MaxValue : Math.Abs(number));
            }
        }
    }
}
