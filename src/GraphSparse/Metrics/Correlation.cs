using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>How two measurements of the same things go together.</summary>
internal static class Correlation
{
    private const double SameValue = 1e-9;

    /// <summary>Pearson's correlation of the ranks; tied values (see <see cref="Ranking"/>) share the mean of theirs.</summary>
    public static double Spearman(double[] a, double[] b) => Pearson(Ranking.Means(a), Ranking.Means(b));

    /// <summary>Pearson's correlation, in [−1, 1]; where either side does not vary, 1 if both are equal to within 10⁻⁹ and 0 if they are not.</summary>
    public static double Pearson(double[] a, double[] b)
    {
        if (a.AsSpan().SequenceEqual(b))
            return 1; // not a digit less: 1 is what equal graphs have
        double correlation = MathNet.Numerics.Statistics.Correlation.Pearson(a, b);
        if (!double.IsNaN(correlation))
            return Math.Clamp(correlation, -1, 1); // rounding reaches beyond
        return a.Zip(b).All(p => Math.Abs(p.First - p.Second) < SameValue) ? 1 : 0;
    }
}
