namespace GraphSparse.Sparsification;

/// <summary>Selects exactly so many edges by (score descending, tie hash ascending, edge id ascending).</summary>
/// <remarks>Radix selection: O(m) for distinct scores; only edges that tie at the threshold are sorted. Selections from one set
/// of scores are nested: fewer edges are a subset of more. Determinism: exact.</remarks>
public static class EdgeSelection
{
    private const int DigitBits = 16;

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
    /// <param name="cancellationToken">Looked at between passes.</param>
    public static bool[] Top(double[] scores, long count, TieOrder ties, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Require.InRange(count, 0L, scores.LongLength);
        var selected = new bool[scores.Length];
        if (count == scores.Length)
        {
            Array.Fill(selected, true);
            return selected;
        }

        int[]? candidates = null; // edges whose leading digits equal the threshold's; null: all
        var histogram = new int[1 << DigitBits];
        long wanted = count;
        for (int shift = 64 - DigitBits; shift >= 0 && wanted > 0; shift -= DigitBits)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(histogram);
            int length = candidates?.Length ?? scores.Length;
            for (int i = 0; i < length; i++)
                histogram[Digit(scores[candidates?[i] ?? i], shift)]++;

            // Digits are those of a key that grows as the score falls, so the best edges come first.
            int threshold = 0;
            while (histogram[threshold] < wanted)
                wanted -= histogram[threshold++];

            var tied = new int[histogram[threshold]];
            int tiedCount = 0;
            for (int i = 0; i < length; i++)
            {
                int edge = candidates?[i] ?? i;
                int digit = Digit(scores[edge], shift);
                if (digit < threshold)
                    selected[edge] = true;
                else if (digit == threshold)
                    tied[tiedCount++] = edge;
            }

            candidates = tied;
        }

        if (wanted > 0)
        {
            SortByTie(candidates!, ties);
            foreach (int edge in candidates.AsSpan(0, (int)wanted))
                selected[edge] = true;
        }

        return selected;
    }

    private static void SortByTie(int[] edges, TieOrder ties)
    {
        ulong[] hashes = Array.ConvertAll(edges, ties.Hash);
        Array.Sort(hashes, edges);
        for (int from = 0; from < edges.Length;)
        {
            int to = from + 1;
            while (to < edges.Length && hashes[to] == hashes[from])
                to++;
            Array.Sort(edges, from, to - from);
            from = to;
        }
    }

    /// <summary>One digit of the 64-bit key that orders doubles descending.</summary>
    private static int Digit(double score, int shift)
    {
        if (double.IsNaN(score))
            throw new InvalidOperationException("A score is NaN.");
        long bits = BitConverter.DoubleToInt64Bits(score + 0.0); // −0 and 0 are one score
        ulong ascending = unchecked((ulong)(bits < 0 ? ~bits : bits ^ long.MinValue));
        return (int)(~ascending >> shift) & ((1 << DigitBits) - 1);
    }
}
