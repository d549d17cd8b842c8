using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>How far the degree distributions are apart.</summary>
internal static class DegreeMetric
{
    private const int Bins = 100;

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        double[] before = Sorted(comparison.Original, 1);
        double[] raw = Sorted(comparison.Other, 1);
        double vertices = comparison.Other.VertexCount / (double)Math.Max(1, comparison.Original.VertexCount); // 1 but for samples
        double[] rescaled = Sorted(comparison.Other, comparison.Ratio > 0 ? 1 / comparison.Ratio * vertices : 1);
        yield return new MetricValue("degree", KolmogorovSmirnov(before, rescaled), Estimate.Exact);
        yield return new MetricValue("degree.raw", KolmogorovSmirnov(before, raw), Estimate.Exact);
        yield return new MetricValue("degree.bhattacharyya", Bhattacharyya(before, rescaled), Estimate.Exact);
        yield return new MetricValue("degree.wasserstein", Wasserstein(before, raw), Estimate.Exact);
    }

    private static double[] Sorted(CsrGraph graph, double scale)
    {
        double[] degrees = Array.ConvertAll(Degrees.Total(graph), d => d * scale);
        Array.Sort(degrees);
        return degrees;
    }

    /// <summary>The largest difference of the two cumulative distributions; both samples sorted.</summary>
    internal static double KolmogorovSmirnov(double[] a, double[] b)
    {
        if (a.Length == 0 || b.Length == 0)
            return a.Length == b.Length ? 0 : 1;
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < a.Length && j < b.Length)
        {
            double x = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= x)
                i++;
            while (j < b.Length && b[j] <= x)
                j++;
            largest = Math.Max(largest, Math.Abs(i / (double)a.Length - j / (double)b.Length));
        }

        return largest;
    }

    /// <summary>−ln Σ√(p q) over 100 bins of ln(1 + degree) with edges shared by both; infinite where nothing overlaps.</summary>
    internal static double Bhattacharyya(double[] a, double[] b)
    {
        if (a.Length == 0 || b.Length == 0)
            return a.Length == b.Length ? 0 : double.PositiveInfinity;
        double top = Math.Log(1 + Math.Max(a[^1], b[^1]));
        double[] p = Histogram(a, top);
        double[] q = Histogram(b, top);
        double overlap = 0;
        for (int bin = 0; bin < Bins; bin++)
            overlap += Math.Sqrt(p[bin] * q[bin]);
        return overlap <= 0 ? double.PositiveInfinity : Math.Max(0, -Math.Log(overlap));
    }

    /// <summary>1-Wasserstein distance of degree / mean degree; both samples sorted.</summary>
    internal static double Wasserstein(double[] a, double[] b)
    {
        if (a.Length == 0 || b.Length == 0)
            return a.Length == b.Length ? 0 : 1;
        double meanA = a.Average();
        double meanB = b.Average();
        if (a.Length == b.Length)
            return a.Zip(b, Gap).Sum() / a.Length;

        // Of different sizes: the area between the two quantile functions, step by step.
        double sum = 0;
        double at = 0;
        for ((int i, int j) = (0, 0); i < a.Length && j < b.Length;)
        {
            double next = Math.Min((i + 1.0) / a.Length, (j + 1.0) / b.Length);
            sum += Gap(a[i], b[j]) * (next - at);
            at = next;
            if ((i + 1.0) / a.Length <= next)
                i++;
            if ((j + 1.0) / b.Length <= next)
                j++;
        }

        return sum;

        double Gap(double x, double y) => Math.Abs((meanA > 0 ? x / meanA : 0) - (meanB > 0 ? y / meanB : 0));
    }

    private static double[] Histogram(double[] degrees, double top)
    {
        var histogram = new double[Bins];
        foreach (double degree in degrees)
        {
            int bin = top > 0 ? (int)(Math.Log(1 + degree) / top * Bins) : 0;
            histogram[Math.Min(bin, Bins - 1)] += 1.0 / degrees.Length;
        }

        return histogram;
    }
}
