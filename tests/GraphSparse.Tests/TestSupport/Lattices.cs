namespace GraphSparse.Tests.TestSupport;

/// <summary>Paths, cycles, trees and meshes.</summary>
internal static class Lattices
{
    public static CsrGraph Path(int n, double weight = 1) => Build(n, Enumerable.Range(0, n - 1).Select(i => (i, i + 1, weight)));

    public static CsrGraph Cycle(int n) => Build(n, Enumerable.Range(0, n).Select(i => (i, (i + 1) % n, 1.0)));

    public static CsrGraph Build(int n, IEnumerable<(int U, int V, double Weight)> edges)
    {
        var builder = new GraphBuilder(n, new BuildOptions { Duplicates = DuplicatePolicy.First });
        foreach ((int u, int v, double weight) in edges)
        {
            if (weight == 1)
                builder.AddEdge(u, v);
            else
                builder.AddEdge(u, v, weight);
        }

        return builder.Build();
    }

    /// <summary>A square grid with one diagonal per cell; weights 10^±<paramref name="decades"/>, or 1.</summary>
    public static CsrGraph Mesh(int side, ulong seed = 1, double decades = 0)
    {
        var random = new KeyedRandom(seed, "tests.mesh");
        var edges = new List<(int, int, double)>();
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int v = y * side + x;
                if (x + 1 < side)
                    edges.Add((v, v + 1, Weight(edges.Count)));
                if (y + 1 < side)
                    edges.Add((v, v + side, Weight(edges.Count)));
                if (x + 1 < side && y + 1 < side)
                    edges.Add(random.NextDouble(v, 1) < 0.5 ? (v, v + side + 1, Weight(edges.Count)) : (v + 1, v + side, Weight(edges.Count)));
            }
        }

        return Build(side * side, edges);

        double Weight(int edge) => decades == 0 ? 1 : Math.Pow(10, decades * (2 * random.NextDouble(edge) - 1));
    }

    /// <summary>A random spanning forest and about offTree · n other edges.</summary>
    public static CsrGraph Sparsify(CsrGraph graph, double offTree, ulong seed)
    {
        var random = new KeyedRandom(seed, "tests.sparsify");
        int[] parent = [.. Enumerable.Range(0, graph.VertexCount)];
        Edge[] edges = [.. graph.Edges()];
        int[] order = [.. Enumerable.Range(0, edges.Length).OrderBy(e => random.NextUInt64(e))];
        int left = (int)(offTree * graph.VertexCount);
        var kept = new List<(int, int, double)>();
        foreach (int e in order)
        {
            int u = Root(edges[e].Source);
            int v = Root(edges[e].Target);
            if (u == v && left-- <= 0)
                continue;
            parent[u] = v;
            kept.Add((edges[e].Source, edges[e].Target, edges[e].Weight));
        }

        return Build(graph.VertexCount, kept);

        int Root(int v)
        {
            while (parent[v] != v)
                v = parent[v] = parent[parent[v]];
            return v;
        }
    }
}
