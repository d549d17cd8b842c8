using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>How two measurements of the same things go together.</summary>
internal static class Correlation
{
    /// <summary>Pearson's correlation of the ranks; tied values (see <see cref="Ranking"/>) share the mean of theirs.</summary>
    public static double Spearman(double[] a, double[] b) => Pearson(Ranking.Means(a), Ranking.Means(b));

    /// <summary>Pearson's correlation; 1 where either side does not vary and both are equal, 0 where they are not.</summary>
    public static double Pearson(double[] a, double[] b)
    {
        if (a.Length == 0)
            return 1;
        double meanA = a.Average();
        double meanB = b.Average();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        if (aa > 0 && bb > 0)
            return ab / Math.Sqrt(aa * bb);
        return a.Zip(b).All(p => Math.Abs(p.First - p.Second) < 1e-9) ? 1 : 0;
    }
}
