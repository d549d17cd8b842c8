namespace GraphSparse.Tests.TestSupport;

/// <summary>Graphs whose spectra and resistances have closed forms.</summary>
internal static class ClassicGraphs
{
    public static CsrGraph Path(int n) => Build(n, Enumerable.Range(0, n - 1).Select(i => (i, i + 1)));

    public static CsrGraph Cycle(int n) => Build(n, Enumerable.Range(0, n).Select(i => (i, (i + 1) % n)));

    public static CsrGraph Star(int leaves) => Build(leaves + 1, Enumerable.Range(1, leaves).Select(i => (0, i)));

    public static CsrGraph Complete(int n) => Build(n, from i in Enumerable.Range(0, n) from j in Enumerable.Range(i + 1, n - i - 1) select (i, j));

    public static CsrGraph Bipartite(int a, int b) => Build(a + b, from i in Enumerable.Range(0, a) from j in Enumerable.Range(a, b) select (i, j));

    public static CsrGraph Hypercube(int dimension) =>
        Build(1 << dimension, from v in Enumerable.Range(0, 1 << dimension) from k in Enumerable.Range(0, dimension) where (v >> k & 1) == 0 select (v, v | 1 << k));

    public static CsrGraph Grid(int width, int height, int depth = 1)
    {
        int Id(int x, int y, int z) => (z * height + y) * width + x;
        return Build(width * height * depth,
            from z in Enumerable.Range(0, depth)
            from y in Enumerable.Range(0, height)
            from x in Enumerable.Range(0, width)
            from next in new[] { (x + 1, y, z), (x, y + 1, z), (x, y, z + 1) }
            where next.Item1 < width && next.Item2 < height && next.Item3 < depth
            select (Id(x, y, z), Id(next.Item1, next.Item2, next.Item3)));
    }

    /// <summary>A connected random graph with weights of so many powers of ten to both sides of 1: a random tree and more edges.</summary>
    public static CsrGraph Conductances(int n, int moreEdges, ulong seed, double decades = 3)
    {
        var random = new KeyedRandom(seed, "tests.conductances");
        var builder = new GraphBuilder(n, new BuildOptions { Duplicates = DuplicatePolicy.Sum });
        for (int v = 1; v < n; v++)
            builder.AddEdge(v, (int)(v * random.NextDouble(v, 0)), Math.Pow(10, decades * (2 * random.NextDouble(v, 1) - 1)));
        for (int e = 0; e < moreEdges; e++)
            builder.AddEdge((int)(n * random.NextDouble(e, 2)), (int)(n * random.NextDouble(e, 3)), Math.Pow(10, decades * (2 * random.NextDouble(e, 4) - 1)));
        return builder.Build();
    }

    public static CsrGraph Build(int n, IEnumerable<(int U, int V)> edges)
    {
        var builder = new GraphBuilder(n);
        foreach ((int u, int v) in edges)
            builder.AddEdge(u, v);
        return builder.Build();
    }

    /// <summary>Two graphs side by side.</summary>
    public static CsrGraph Union(CsrGraph a, CsrGraph b)
    {
        var builder = new GraphBuilder(a.VertexCount + b.VertexCount);
        foreach (Edge edge in a.Edges())
            builder.AddEdge(edge.Source, edge.Target, edge.Weight);
        foreach (Edge edge in b.Edges())
            builder.AddEdge(a.VertexCount + edge.Source, a.VertexCount + edge.Target, edge.Weight);
        return builder.Build();
    }

    /// <summary>The graph with every weight multiplied.</summary>
    public static CsrGraph Scaled(CsrGraph graph, double factor)
    {
        var builder = new GraphBuilder(graph.VertexCount);
        foreach (Edge edge in graph.Edges())
            builder.AddEdge(edge.Source, edge.Target, edge.Weight * factor);
        return builder.Build();
    }
}
