using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Selects exactly so many edges by (score descending, tie hash ascending, edge id ascending).</summary>
/// <remarks>Radix selection: O(m) on all threads; only a few thousand that are left are sorted. Selections from one set
/// of scores are nested: fewer edges are a subset of more. Determinism: exact.</remarks>
public static class TopSelection
{
    private const int DigitBits = 16;

    /// <summary>Edges worth a histogram of their own.</summary>
    private const int LeastPart = 1 << 18;

    /// <summary>So many edges are sorted sooner than counted by 65,536 digits.</summary>
    private const int MostSorted = 1 << 13;

    /// <summary>The number of edges that a retained fraction stands for: round(fraction · m), halves to even.</summary>
    /// <param name="fraction">In (0, 1].</param>
    /// <param name="edgeCount">m.</param>
    public static long CountFor(double fraction, long edgeCount)
    {
        Require.InRange(fraction, 0.0, 1.0, lowerOpen: true);
        return (long)Math.Round(fraction * edgeCount, MidpointRounding.ToEven);
    }

    /// <summary>Flags the <paramref name="count"/> best edges.</summary>
    /// <param name="scores">One per edge id; NaN is refused.</param>
    /// <param name="count">Edges to select, 0..m.</param>
    /// <param name="ties">Order among equal scores.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at between passes.</param>
    /// <exception cref="InvalidOperationException">A score is NaN.</exception>
    public static bool[] Top(double[] scores, long count, TieOrder ties, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return Top(new ScoreArray(scores), count, ties, parallelism, cancellationToken);
    }

    /// <summary>The same for scores that need not lie in memory.</summary>
    internal static bool[] Top<TScores>(TScores scores, long count, TieOrder ties, Parallelism? parallelism, CancellationToken cancellationToken) where TScores : struct, IScores
    {
        Require.InRange(count, 0L, scores.Length);
        var selected = new bool[scores.Length];
        parallelism = scores.Length < Parallelism.InlineBelow ? Parallelism.Sequential : parallelism ?? Parallelism.AllCores;
        long wanted = count;
        if (ScoreBracket.Split(scores, selected, ref wanted, parallelism, cancellationToken) is (int[] edges, double[] close))
        {
            bool[] among = Top(new ScoreArray(close), wanted, ties.ForCopy(edges), parallelism, cancellationToken);
            for (int i = 0; i < edges.Length; i++)
                selected[edges[i]] = among[i];
            return selected;
        }

        int[] tied = Narrow(null, scores.Length, new ScoreKeys<TScores>(scores), selected, ref wanted, parallelism, cancellationToken);
        tied = Narrow(tied, tied.Length, new TieKeys(ties), selected, ref wanted, parallelism, cancellationToken);
        foreach (int edge in tied.AsSpan(0, (int)wanted)) // ascending, so the smaller ids
            selected[edge] = true;
        return selected;
    }

    /// <summary>A key that grows as the score falls.</summary>
    internal static ulong DescendingKey(double score, int edge)
    {
        if (double.IsNaN(score))
            throw new InvalidOperationException($"The score of edge {edge} is NaN.");
        long bits = BitConverter.DoubleToInt64Bits(score + 0.0); // −0 and 0 are one score
        ulong ascending = unchecked((ulong)(bits < 0 ? ~bits : bits ^ long.MinValue));
        return ~ascending;
    }

    /// <summary>64-bit keys of edges; the smallest are selected first.</summary>
    private interface IKeys
    {
        ulong Of(int edge);
    }

    /// <summary>Selects edges by key, 16 bits at a time, as far as the keys decide.</summary>
    /// <param name="candidates">Edges to choose among, ascending; null for 0..length−1.</param>
    /// <param name="length">Number of candidates.</param>
    /// <param name="keys">Their keys.</param>
    /// <param name="selected">Flags to set, by edge.</param>
    /// <param name="wanted">How many are still to be selected; on return, how many of the returned ones.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at between passes.</param>
    /// <returns>The edges with the key at the threshold, ascending.</returns>
    private static int[] Narrow<TKeys>(
        int[]? candidates, int length, TKeys keys, bool[] selected, ref long wanted, Parallelism parallelism, CancellationToken cancellationToken)
        where TKeys : struct, IKeys
    {
        int[][]? histograms = null;
        for (int shift = 64 - DigitBits; shift >= 0 && wanted > 0; shift -= DigitBits)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (length <= MostSorted)
                return BySorting(candidates, length, keys, selected, ref wanted);
            int parts = Math.Clamp(length / LeastPart, 1, parallelism.Degree);
            int[] bounds = [.. Enumerable.Range(0, parts + 1).Select(part => (int)((long)length * part / parts))];
            int[][] counts = histograms ??= new int[parts][]; // the first pass has the most parts
            parallelism.ForBounds(bounds, (part, from, to) => Count(candidates, keys, shift, counts[part] ??= new int[1 << DigitBits], from, to), cancellationToken);
            int threshold = 0;
            long count;
            while ((count = Total(counts, parts, threshold)) < wanted)
            {
                wanted -= count;
                threshold++;
            }

            var tied = new int[count];
            var places = new int[parts];
            for (int part = 1; part < parts; part++)
                places[part] = places[part - 1] + counts[part - 1][threshold];
            parallelism.ForBounds(bounds, (part, from, to) => Select(candidates, keys, shift, threshold, selected, tied, places[part], from, to), cancellationToken);
            candidates = tied;
            length = tied.Length;
        }

        return candidates ?? [];
    }

    private static long Total(int[][] histograms, int parts, int digit)
    {
        long total = 0;
        for (int part = 0; part < parts; part++)
            total += histograms[part][digit];
        return total;
    }

    /// <summary>The same for few candidates, for which a histogram would be the most of the work.</summary>
    private static int[] BySorting<TKeys>(int[]? candidates, int length, TKeys keys, bool[] selected, ref long wanted) where TKeys : struct, IKeys
    {
        var all = new ulong[length];
        for (int i = 0; i < length; i++)
            all[i] = keys.Of(candidates is null ? i : candidates[i]);
        var sorted = (ulong[])all.Clone();
        Array.Sort(sorted);
        ulong threshold = sorted[wanted - 1];
        var tied = new List<int>();
        for (int i = 0; i < length; i++)
        {
            int edge = candidates is null ? i : candidates[i];
            if (all[i] < threshold)
            {
                selected[edge] = true;
                wanted--;
            }
            else if (all[i] == threshold)
            {
                tied.Add(edge);
            }
        }

        return [.. tied];
    }

    [MethodImpl(Hot.Loop)]
    private static void Count<TKeys>(int[]? candidates, TKeys keys, int shift, int[] histogram, int from, int to) where TKeys : struct, IKeys
    {
        Array.Clear(histogram);
        for (int i = from; i < to; i++)
            histogram[Digit(keys.Of(candidates is null ? i : candidates[i]), shift)]++;
    }

    /// <summary>Flags candidates below the threshold, and puts those at it into their places.</summary>
    [MethodImpl(Hot.Loop)]
    private static void Select<TKeys>(int[]? candidates, TKeys keys, int shift, int threshold, bool[] selected, int[] tied, int place, int from, int to)
        where TKeys : struct, IKeys
    {
        for (int i = from; i < to; i++)
        {
            int edge = candidates is null ? i : candidates[i];
            int digit = Digit(keys.Of(edge), shift);
            if (digit < threshold)
                selected[edge] = true;
            else if (digit == threshold)
                tied[place++] = edge;
        }
    }

    private static int Digit(ulong key, int shift) => (int)(key >> shift) & ((1 << DigitBits) - 1);

    /// <summary>Keys that grow as the score falls.</summary>
    private readonly struct ScoreKeys<TScores>(TScores scores) : IKeys where TScores : struct, IScores
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Of(int edge) => DescendingKey(scores.At(edge), edge);
    }

    private readonly struct TieKeys(TieOrder ties) : IKeys
    {
        public ulong Of(int edge) => ties.Hash(edge);
    }
}
