namespace GraphSparse.Analytics;

/// <summary>From how many vertices a measure that looks at all pairs searches.</summary>
internal static class SourceSample
{
    /// <summary>Sources taken where all would be too much work.</summary>
    public const int Sampled = 500;

    /// <summary>Vertices times vertices and arcs up to which all vertices are sources: seconds on one core.</summary>
    private const double AllBelow = 4e9;

    public static int[] Choose(CsrGraph graph, int? asked, ulong seed, string domain)
    {
        int n = graph.VertexCount;
        int count = asked ?? ((double)n * (n + graph.ArcCount) <= AllBelow ? n : Sampled);
        return SeededPermutation.Sample(n, count, seed, domain);
    }
}
