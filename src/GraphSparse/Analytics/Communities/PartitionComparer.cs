namespace GraphSparse.Analytics;

/// <summary>How alike two partitions of the same vertices are; 1 where they are equal.</summary>
/// <param name="NormalizedMutualInformation">Mutual information over the mean of the entropies, in [0, 1].</param>
/// <param name="AdjustedMutualInformation">The same less what random partitions of these sizes share (Vinh, Epps and Bailey, JMLR 11, 2010); about 0 for unrelated ones.</param>
/// <param name="AdjustedRandIndex">Share of vertex pairs on which they agree, less chance (Hubert and Arabie, J. Classification 2, 1985).</param>
/// <param name="BestMatch">Mean over the communities of the first, by size, of the best F1 score with one of the second.</param>
/// <param name="BestMatchReverse">The same from the second to the first.</param>
public sealed record PartitionSimilarity(
    double NormalizedMutualInformation, double AdjustedMutualInformation, double AdjustedRandIndex, double BestMatch, double BestMatchReverse);

/// <summary>Compares partitions.</summary>
/// <remarks>
/// Entropies in nats; both partitions of one community each count as equal. Cost: O(n log n) and, for the adjusted mutual information, the sizes of the
/// communities of one side times the number of distinct sizes of the other. Determinism: exact.
/// </remarks>
public static class PartitionComparer
{
    /// <summary>Part of the largest chance that no sum notices: shares are hypergeometric, and fall on both sides of one peak.</summary>
    private const double NoChance = 1e-35;

    /// <summary>Compares two partitions.</summary>
    /// <param name="first">A label for each vertex, any integers.</param>
    /// <param name="second">As many labels.</param>
    public static PartitionSimilarity Compare(int[] first, int[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Length != second.Length)
            throw new ArgumentException($"The partitions have {first.Length} and {second.Length} vertices; they must have the same.", nameof(second));
        if (first.Length == 0)
            return new PartitionSimilarity(1, 1, 1, 1, 1);
        int n = first.Length;
        (int[] a, long[] sizesA) = Number(first);
        (int[] b, long[] sizesB) = Number(second);
        (int A, int B, long Count)[] cells = Cells(a, b, sizesB.Length);

        double entropyA = Entropy(sizesA, n);
        double entropyB = Entropy(sizesB, n);
        double mutual = 0;
        foreach ((int i, int j, long count) in cells)
            mutual += (double)count / n * Math.Log((double)n * count / ((double)sizesA[i] * sizesB[j]));
        mutual = Math.Max(0, mutual);
        double mean = (entropyA + entropyB) / 2;
        bool isTrivial = (sizesA.Length == 1 && sizesB.Length == 1) || (sizesA.Length == n && sizesB.Length == n);
        double expected = isTrivial ? 0 : ExpectedMutualInformation(sizesA, sizesB, n);
        return new PartitionSimilarity(
            isTrivial ? 1 : mean == 0 ? 0 : mutual / mean,
            isTrivial ? 1 : (mutual - expected) / (mean - expected),
            AdjustedRand(cells, sizesA, sizesB, n),
            BestMatch(cells.Select(c => (c.A, c.B, c.Count)), sizesA, sizesB, n),
            BestMatch(cells.Select(c => (c.B, c.A, c.Count)), sizesB, sizesA, n));
    }

    private static (int[] Labels, long[] Sizes) Number(int[] labels)
    {
        var numbers = new Dictionary<int, int>();
        var numbered = new int[labels.Length];
        var sizes = new List<long>();
        for (int v = 0; v < labels.Length; v++)
        {
            if (!numbers.TryGetValue(labels[v], out int number))
            {
                numbers[labels[v]] = number = sizes.Count;
                sizes.Add(0);
            }

            numbered[v] = number;
            sizes[number]++;
        }

        return (numbered, [.. sizes]);
    }

    /// <summary>How many vertices each pair of communities shares, where any; ordered by the pair.</summary>
    private static (int A, int B, long Count)[] Cells(int[] a, int[] b, int countB)
    {
        var keys = new ulong[a.Length];
        for (int v = 0; v < a.Length; v++)
            keys[v] = (ulong)a[v] * (ulong)countB + (ulong)b[v];
        RadixSort.Sort(keys);
        var cells = new List<(int, int, long)>();
        for (int from = 0; from < keys.Length;)
        {
            int to = from;
            while (to < keys.Length && keys[to] == keys[from])
                to++;
            cells.Add(((int)(keys[from] / (ulong)countB), (int)(keys[from] % (ulong)countB), to - from));
            from = to;
        }

        return [.. cells];
    }

    private static double Entropy(long[] sizes, int n) => -sizes.Sum(s => (double)s / n * Math.Log((double)s / n));

    private static double AdjustedRand((int A, int B, long Count)[] cells, long[] sizesA, long[] sizesB, int n)
    {
        double together = cells.Sum(c => Pairs(c.Count));
        double pairsA = sizesA.Sum(Pairs);
        double pairsB = sizesB.Sum(Pairs);
        double all = Pairs(n);
        double expected = all == 0 ? 0 : pairsA * pairsB / all;
        double most = (pairsA + pairsB) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double Pairs(long size) => size * (size - 1) / 2.0;

    private static double BestMatch(IEnumerable<(int From, int To, long Count)> cells, long[] sizesFrom, long[] sizesTo, int n)
    {
        var best = new double[sizesFrom.Length];
        foreach ((int from, int to, long count) in cells)
            best[from] = Math.Max(best[from], 2.0 * count / (sizesFrom[from] + sizesTo[to]));
        double sum = 0;
        for (int c = 0; c < best.Length; c++)
            sum += best[c] * sizesFrom[c] / n;
        return sum;
    }

    /// <summary>Mean mutual information of all pairs of partitions with these sizes; equal sizes are taken together.</summary>
    private static double ExpectedMutualInformation(long[] sizesA, long[] sizesB, int n)
    {
        (long Size, int Times)[] groupsA = [.. sizesA.CountBy(s => s).OrderBy(g => g.Key).Select(g => (g.Key, g.Value))];
        (long Size, int Times)[] groupsB = [.. sizesB.CountBy(s => s).OrderBy(g => g.Key).Select(g => (g.Key, g.Value))];
        double expected = 0;
        foreach ((long a, int timesA) in groupsA)
        {
            foreach ((long b, int timesB) in groupsB)
            {
                expected += ExpectedTerm(a, b, n) * timesA * timesB;
            }
        }

        return expected;
    }

    /// <summary>Mean of (k/n) ln(nk / ab) over the vertices k that communities of a and b vertices share by chance.</summary>
    /// <remarks>k is hypergeometric. Each chance follows from its neighbour's, relative to the likeliest, and the sum is divided by theirs: no factorials, whose
    /// logarithms lose digits by their differences where n is large.</remarks>
    private static double ExpectedTerm(long a, long b, int n)
    {
        long least = Math.Max(0, a + b - n);
        long mode = Math.Clamp((long)((a + 1.0) * (b + 1) / (n + 2.0)), least, Math.Min(a, b));
        double sum = 0;
        double all = 0;
        double chance = 1;
        for (long k = mode; k <= Math.Min(a, b) && chance > NoChance; k++)
        {
            Add(k, chance);
            chance *= (a - k) * (double)(b - k) / ((k + 1.0) * (n - a - b + k + 1.0));
        }

        chance = 1;
        for (long k = mode; k > least; k--)
        {
            chance *= k * (double)(n - a - b + k) / ((a - k + 1.0) * (b - k + 1.0));
            if (chance <= NoChance)
                break;
            Add(k - 1, chance);
        }

        return sum / all;

        void Add(long k, double chance)
        {
            all += chance;
            if (k > 0)
                sum += (double)k / n * Math.Log((double)n * k / ((double)a * b)) * chance;
        }
    }
}
