namespace GraphSparse.Sampling;

/// <summary>How far two degree matrices are apart as distributions.</summary>
internal static class MatrixDistance
{
    private const int ExactDegrees = 8;
    private const double DefaultBinRatio = 1.25;

    /// <summary>½ Σ |p − q| over the cells; 0 where one matrix is empty.</summary>
    public static double TotalVariation(IReadOnlyList<DegreeCell> a, IReadOnlyList<DegreeCell> b)
    {
        double totalA = a.Sum(c => c.Count);
        double totalB = b.Sum(c => c.Count);
        if (totalA == 0 || totalB == 0)
            return 0;
        double sum = 0;
        foreach ((long countA, long countB) in Merge(a, b))
            sum += Math.Abs(countA / totalA - countB / totalB);
        return sum / 2;
    }

    /// <summary>Arcs in cells of <paramref name="other"/> that the original has not.</summary>
    public static long OutsideSupport(IReadOnlyList<DegreeCell> original, IReadOnlyList<DegreeCell> other) =>
        Merge(original, other).Where(pair => pair.A == 0).Sum(pair => pair.B);

    /// <summary>The matrix over geometric bins of degrees.</summary>
    public static IReadOnlyList<DegreeCell> Binned(IReadOnlyList<DegreeCell> matrix) =>
        [.. matrix.GroupBy(c => (Bin(c.First), Bin(c.Second))).Select(g => new DegreeCell(g.Key.Item1, g.Key.Item2, g.Sum(c => c.Count)))
            .OrderBy(c => c.First).ThenBy(c => c.Second)];

    /// <summary>The largest gap between the cumulative distributions of one of the degrees, weighted by count.</summary>
    public static double KolmogorovSmirnov(IReadOnlyList<DegreeCell> a, IReadOnlyList<DegreeCell> b, Func<DegreeCell, int> degree)
    {
        double totalA = a.Sum(c => c.Count);
        double totalB = b.Sum(c => c.Count);
        if (totalA == 0 || totalB == 0)
            return 0;
        IEnumerable<DegreeCell> cells = a.Select(c => new DegreeCell(degree(c), 0, c.Count)).Concat(b.Select(c => new DegreeCell(degree(c), 1, c.Count)));
        long sumA = 0;
        long sumB = 0;
        double largest = 0;
        foreach (IGrouping<int, DegreeCell> at in cells.GroupBy(c => c.First).OrderBy(g => g.Key))
        {
            foreach (DegreeCell cell in at)
            {
                sumA += cell.Second == 0 ? cell.Count : 0;
                sumB += cell.Second == 1 ? cell.Count : 0;
            }

            largest = Math.Max(largest, Math.Abs(sumA / totalA - sumB / totalB));
        }

        return largest;
    }

    /// <summary>What rounding alone can move of the correlation distribution: (cells + changes of row and column sums) / 2m′.</summary>
    public static double CorrelationBound(DegreeMatrices original, DegreeMatrices rescaled, double fraction)
    {
        if (rescaled.ArcsIn == 0)
            return 0;
        double changes = original.Correlation.Count
            + MarginChange(original.Joint, rescaled.Joint, fraction, c => c.Second) + MarginChange(original.Joint, rescaled.Joint, fraction, c => c.First);
        return changes / (2.0 * rescaled.ArcsIn);
    }

    private static double MarginChange(IReadOnlyList<DegreeCell> original, IReadOnlyList<DegreeCell> rescaled, double fraction, Func<DegreeCell, int> degree)
    {
        var change = new Dictionary<int, double>();
        foreach (DegreeCell cell in original)
            change[degree(cell)] = change.GetValueOrDefault(degree(cell)) - fraction * cell.Count;
        foreach (DegreeCell cell in rescaled)
            change[degree(cell)] = change.GetValueOrDefault(degree(cell)) + cell.Count;
        return change.OrderBy(c => c.Key).Sum(c => Math.Abs(c.Key * c.Value));
    }

    /// <summary>The bin of a degree: 1 to 8 have one each, above that each is wider than the last by the ratio.</summary>
    public static int Bin(int degree, double ratio = DefaultBinRatio) =>
        degree <= ExactDegrees ? degree : ExactDegrees + 1 + (int)Math.Floor(Math.Log(degree / (double)(ExactDegrees + 1)) / Math.Log(ratio));

    private static IEnumerable<(long A, long B)> Merge(IReadOnlyList<DegreeCell> a, IReadOnlyList<DegreeCell> b)
    {
        int i = 0;
        int j = 0;
        while (i < a.Count || j < b.Count)
        {
            int order = i == a.Count ? 1 : j == b.Count ? -1 : Compare(a[i], b[j]);
            yield return (order <= 0 ? a[i].Count : 0, order >= 0 ? b[j].Count : 0);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    private static int Compare(DegreeCell a, DegreeCell b) => a.First != b.First ? a.First.CompareTo(b.First) : a.Second.CompareTo(b.Second);
}
