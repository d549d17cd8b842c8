using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Scores by edge id, in memory or computed when they are asked for.</summary>
internal interface IScores
{
    /// <summary>How many there are.</summary>
    int Length { get; }

    /// <summary>One of them.</summary>
    double At(int edge);

    /// <summary>Some of them, in the buffer or where they lie.</summary>
    ReadOnlySpan<double> Range(int start, int count, Span<double> buffer);
}

/// <summary>Scores in memory.</summary>
internal readonly struct ScoreArray(double[] scores) : IScores
{
    public int Length => scores.Length;

    public double At(int edge) => scores[edge];

    public ReadOnlySpan<double> Range(int start, int count, Span<double> buffer) => scores.AsSpan(start, count);
}

/// <summary>Scores in memory that is given back when the selection is made.</summary>
internal readonly struct NativeScores(NativeArray<double> scores) : IScores
{
    public int Length => scores.Length;

    public double At(int edge) => scores.AsSpan(edge, 1)[0];

    public ReadOnlySpan<double> Range(int start, int count, Span<double> buffer) => scores.AsSpan(start, count);
}

/// <summary>Scores that are computed, as an array.</summary>
internal static class ScoreArrays
{
    /// <summary>All of them, computed range by range.</summary>
    public static double[] Of<TScores>(TScores scores, Parallelism parallelism, CancellationToken cancellationToken) where TScores : struct, IScores
    {
        var all = new double[scores.Length];
        parallelism.ForRanges(all.Length, 1 << 15, (_, start, end) => scores.Range((int)start, (int)(end - start), all.AsSpan((int)start)), cancellationToken);
        return all;
    }
}

/// <summary>First step of a selection: a sample shows between which scores the last one that is selected must lie; one pass then decides all others.</summary>
/// <remarks>What is selected does not depend on the sample: where the guess is wrong, nothing is decided here.</remarks>
internal static class ScoreBracket
{
    /// <summary>Fewer scores are sorted out without a sample.</summary>
    private const int LeastScores = 1 << 17;

    private const int SampleSize = 1 << 14;

    private const int Chunk = 1 << 14;

    /// <summary>Flags the scores that are surely among the <paramref name="wanted"/> best.</summary>
    /// <param name="scores">All scores.</param>
    /// <param name="selected">Flags to set, by edge; as they were where the guess is wrong.</param>
    /// <param name="wanted">How many to select; on return, how many of those that are returned.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every chunk.</param>
    /// <returns>The edges that are still to be chosen among, ascending, and their scores; null where nothing was decided. NaN is among them.</returns>
    public static (int[] Edges, double[] Scores)? Split<TScores>(TScores scores, bool[] selected, ref long wanted, Parallelism parallelism, CancellationToken cancellationToken)
        where TScores : struct, IScores
    {
        if (scores.Length < LeastScores)
            return null;
        if (Guess(scores, wanted) is not (double low, double high))
            return null;
        int chunks = (scores.Length + Chunk - 1) / Chunk;
        var above = new int[chunks];
        var between = new (int[] Edges, double[] Scores)[chunks];
        parallelism.For(chunks, c => between[c] = Classify(scores, c * Chunk, Math.Min(Chunk, scores.Length - c * Chunk), low, high, selected, out above[c]), cancellationToken);
        long decided = 0;
        long undecided = 0;
        for (int c = 0; c < chunks; c++)
        {
            decided += above[c];
            undecided += between[c].Edges.Length;
        }

        if (decided > wanted || decided + undecided < wanted)
        {
            Array.Clear(selected);
            return null;
        }

        wanted -= decided;
        var edges = new int[undecided];
        var values = new double[undecided];
        int place = 0;
        foreach ((int[] someEdges, double[] someScores) in between)
        {
            someEdges.CopyTo(edges, place);
            someScores.CopyTo(values, place);
            place += someEdges.Length;
        }

        return (edges, values);
    }

    /// <summary>Scores some deviations of the sample below and above the one that should be the last; null where much would lie between, as where many are equal.</summary>
    private static (double Low, double High)? Guess<TScores>(TScores scores, long wanted) where TScores : struct, IScores
    {
        var random = new KeyedRandom(0, "select.sample");
        var sample = new double[SampleSize];
        for (int i = 0; i < SampleSize; i++)
            sample[i] = scores.At((int)(random.NextUInt64(i) % (ulong)scores.Length));
        Array.Sort(sample);
        Array.Reverse(sample);
        double share = wanted / (double)scores.Length;
        double middle = share * SampleSize;
        double margin = 5 * Math.Sqrt(SampleSize * share * (1 - share)) + 5;
        int from = (int)Math.Floor(middle - margin);
        int to = (int)Math.Ceiling(middle + margin);
        double low = to >= SampleSize ? double.NegativeInfinity : sample[to];
        double high = from < 0 ? double.PositiveInfinity : sample[from];
        return sample.Count(s => s >= low && s <= high) > SampleSize / 8 ? null : (low, high);
    }

    /// <summary>Flags what lies above, and returns what lies between.</summary>
    private static (int[] Edges, double[] Scores) Classify<TScores>(TScores scores, int start, int count, double low, double high, bool[] selected, out int above)
        where TScores : struct, IScores
    {
        double[] buffer = System.Buffers.ArrayPool<double>.Shared.Rent(2 * Chunk);
        int[] places = System.Buffers.ArrayPool<int>.Shared.Rent(Chunk);
        ReadOnlySpan<double> values = scores.Range(start, count, buffer.AsSpan(0, Chunk));
        int found = Mark(values, low, high, selected.AsSpan(start, count), places, out above);
        var edges = new int[found];
        var between = new double[found];
        for (int i = 0; i < found; i++)
            (edges[i], between[i]) = (start + places[i], values[places[i]]);
        System.Buffers.ArrayPool<double>.Shared.Return(buffer);
        System.Buffers.ArrayPool<int>.Shared.Return(places);
        return (edges, between);
    }

    /// <summary>Without branches: a third of all edges is kept by chance, which no processor foresees.</summary>
    [MethodImpl(Hot.Loop)]
    private static int Mark(ReadOnlySpan<double> values, double low, double high, Span<bool> flags, int[] places, out int above)
    {
        int found = 0;
        int sure = 0;
        for (int i = 0; i < values.Length; i++)
        {
            bool isAbove = values[i] > high;
            bool isBelow = values[i] < low;
            flags[i] = isAbove;
            sure += isAbove ? 1 : 0;
            places[found] = i;
            found += isAbove | isBelow ? 0 : 1;
        }

        above = sure;
        return found;
    }
}
