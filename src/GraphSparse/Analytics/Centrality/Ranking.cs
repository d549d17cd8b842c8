namespace GraphSparse.Analytics;

/// <summary>Orders vertices by computed values, of which those that exact arithmetic would make equal differ in their last digits.</summary>
/// <remarks>Neighbours in the order that differ by no more than 10⁻¹¹ of the larger, or 10⁻¹⁵ of the largest of all, are tied, and tied vertices stand in the order of their
/// numbers: far more than the rounding of sums over any graph that fits in memory, far less than what a person would call different.</remarks>
internal static class Ranking
{
    private const double Slack = 1e-11;
    private const double Floor = 1e-15;

    /// <summary>Vertices by falling value, tied ones by number.</summary>
    public static int[] Descending(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        double[] keys = Array.ConvertAll(values, value => -value);
        Array.Sort(keys, order);
        ForTies(order, values, (first, end) => Array.Sort(order, first, end - first));
        return order;
    }

    /// <summary>Ranks by rising value from 0 on; tied values share the mean of theirs.</summary>
    public static double[] Means(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        ForTies(order, values, (first, end) =>
        {
            for (int i = first; i < end; i++)
                ranks[order[i]] = (first + end - 1) / 2.0;
        });
        return ranks;
    }

    /// <summary>Whether two values of a set are tied.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    /// <param name="largest">The largest magnitude of the set.</param>
    public static bool AreTied(double a, double b, double largest) =>
        a == b || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= Math.Max(Slack * Math.Max(Math.Abs(a), Math.Abs(b)), Floor * largest));

    private static void ForTies(int[] order, double[] values, Action<int, int> take)
    {
        double largest = 0;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
                largest = Math.Max(largest, Math.Abs(value));
        }

        for (int first = 0; first < order.Length;)
        {
            int end = first + 1;
            while (end < order.Length && AreTied(values[order[end]], values[order[end - 1]], largest))
                end++;
            take(first, end);
            first = end;
        }
    }
}
