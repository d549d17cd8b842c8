namespace GraphSparse.Tests.TestSupport;

/// <summary>Graphs that break algorithms by their shape: hubs, long paths, no edges, all edges.</summary>
internal static class HardGraphs
{
    public static CsrGraph Star { get; } = Build(200_001, Enumerable.Range(1, 200_000).Select(v => (0, v)));

    public static CsrGraph Complete { get; } = Build(2_000, from u in Enumerable.Range(0, 2_000) from v in Enumerable.Range(u + 1, 1_999 - u) select (u, v));

    public static CsrGraph Path { get; } = Build(1_000_000, Enumerable.Range(1, 999_999).Select(v => (v - 1, v)));

    public static CsrGraph TwoHubs { get; } = Build(100_002, Enumerable.Range(2, 100_000).SelectMany(v => new[] { (0, v), (1, v) }));

    public static CsrGraph Isolated { get; } = CsrGraph.Empty(1_000_000);

    public static CsrGraph Bipartite { get; } = Build(1_000, from u in Enumerable.Range(0, 500) from v in Enumerable.Range(500, 500) select (u, v));

    public static IEnumerable<CsrGraph> All => [Star, Complete, Path, TwoHubs, Isolated, Bipartite];

    public static CsrGraph NegativeEdge { get; } = BuildNegative();

    private static CsrGraph BuildNegative()
    {
        var builder = new GraphBuilder();
        builder.AddEdge(0, 1, -2);
        return builder.Build();
    }

    private static CsrGraph Build(int n, IEnumerable<(int U, int V)> edges)
    {
        var builder = new GraphBuilder(n);
        foreach ((int u, int v) in edges)
            builder.AddEdge(u, v);
        return builder.Build();
    }
}

/// <summary>Asserts that a result is the same for every number of threads.</summary>
internal static class AnyThreads
{
    private static readonly int[] Degrees = [2, 3, 8];

    public static void GiveTheSame<T>(Func<Parallelism, T[]> work)
    {
        T[] one = work(new Parallelism(1));
        foreach (int threads in Degrees)
            Assert.Equal(one, work(new Parallelism(threads)));
    }
}
