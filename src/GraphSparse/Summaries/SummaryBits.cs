namespace GraphSparse.Summaries;

/// <summary>Sizes in bits of graphs and summaries, as Lee et al. (KDD 2020, SSumM) count them: with logarithms that are not rounded up.</summary>
public static class SummaryBits
{
    /// <summary>A graph as a list of edges: 2·m·log2 n.</summary>
    public static double OfGraph(int vertexCount, long edgeCount) => 2.0 * edgeCount * Log2(vertexCount);

    /// <summary>A summary: two supervertices for each superedge, and its weight if there are weights; one supervertex for each vertex.</summary>
    /// <param name="vertexCount">Number of vertices.</param>
    /// <param name="supervertices">Number of supervertices.</param>
    /// <param name="superedges">Number of superedges.</param>
    /// <param name="largestWeight">Largest weight of a superedge; 1 without weights.</param>
    public static double OfSummary(int vertexCount, int supervertices, long superedges, long largestWeight) =>
        SummaryOf(vertexCount, superedges, Log2(supervertices), Log2(largestWeight));

    /// <summary>The same from logarithms.</summary>
    internal static double SummaryOf(int vertexCount, long superedges, double supervertexBits, double weightBits) => superedges * (2 * supervertexBits + weightBits) + vertexCount * supervertexBits;

    /// <summary>No summary of so many bits has more superedges: k of them need at least √(2k) − 1 supervertices.</summary>
    internal static long MostSuperedges(double bits)
    {
        (double low, double high) = (1, 1L << 40);
        while (high - low > 0.5)
        {
            double middle = (low + high) / 2;
            (low, high) = middle * 2 * Log2(Math.Sqrt(2 * middle) - 1) <= bits ? (middle, high) : (low, middle);
        }

        return (long)high + 1;
    }

    /// <summary>Fails where a number cannot be a budget.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    internal static void RequireBudget(double bits, string name)
    {
        if (!(bits >= 0 && double.IsFinite(bits)))
            throw new ArgumentOutOfRangeException(name, $"{name} is {bits}; a budget is finite and at least 0.");
    }

    /// <summary>log2, and 0 for 0.</summary>
    internal static double Log2(double value) => value <= 1 ? 0 : Math.Log2(value);
}
