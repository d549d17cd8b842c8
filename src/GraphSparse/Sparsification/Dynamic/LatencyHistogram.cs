using System.Diagnostics;
using System.Numerics;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Times of many updates in buckets of an eighth of an octave, so that quantiles are right to 9 % however many there are.</summary>
internal sealed class LatencyHistogram
{
    private const int PerOctave = 8;
    private readonly long[] _counts = new long[64 * PerOctave];

    public long Count { get; private set; }

    public void Add(long ticks)
    {
        _counts[BucketOf(Math.Max(1, ticks))]++;
        Count++;
    }

    /// <summary>The time in seconds that a share of the updates did not exceed; 0 where there was none.</summary>
    public double Quantile(double share)
    {
        long rank = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank && seen > 0)
                return Math.Pow(2, (bucket + 1.0) / PerOctave) / Stopwatch.Frequency;
        }

        return 0;
    }

    private static int BucketOf(long ticks)
    {
        int octave = BitOperations.Log2((ulong)ticks);
        double within = Math.Log2(ticks / (double)(1L << octave));
        return octave * PerOctave + Math.Min(PerOctave - 1, (int)(within * PerOctave));
    }
}
