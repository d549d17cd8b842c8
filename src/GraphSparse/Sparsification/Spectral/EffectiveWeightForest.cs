namespace GraphSparse.Sparsification.Spectral;

/// <summary>A spanning forest whose paths have little resistance: the maximum one by effective weight.</summary>
/// <remarks>
/// Source: Liu, Yu and Feng, "feGRASS: Fast and Effective Graph Spectral Sparsification for Scalable Power Grid Analysis", TCAD 41(3), 2022:
/// w(u,v) · ln max(deg u, deg v) / (hops from the root to u + to v). Deviations: ln is taken of at least 2, so that an edge
/// between two leaves has a weight; ties go by a seeded hash of the edge id, since order by id builds combs on regular grids.
/// <para>Cost: O(m) and the sort. Determinism: exact.</para>
/// </remarks>
internal static class EffectiveWeightForest
{
    /// <summary>Flags the edges of the forest.</summary>
    /// <param name="graph">Undirected, conductances.</param>
    /// <param name="edges">Its edges.</param>
    /// <param name="ties">Order among equal effective weights.</param>
    /// <param name="cancellationToken">Looked at between the steps.</param>
    /// <param name="places">Where the graph is a renumbered copy: the vertex for each original one. The forest is that of the original.</param>
    /// <returns>One flag per edge id, and the root of every component.</returns>
    public static (bool[] InForest, int[] Roots) Build(CsrGraph graph, EdgeList edges, TieOrder ties, CancellationToken cancellationToken, int[]? places = null)
    {
        (int[] layer, int[] roots) = Layers(graph, places);
        cancellationToken.ThrowIfCancellationRequested();
        var weight = new double[edges.Count];
        var ids = new int[edges.Count];
        for (int e = 0; e < ids.Length; e++)
        {
            int u = edges.Source[e];
            int v = edges.Target[e];
            weight[e] = edges.Weight(e) * Math.Log(Math.Max(2, Math.Max(graph.Degree(u), graph.Degree(v)))) / (layer[u] + layer[v]);
            ids[e] = e;
        }

        int[] order = ScoreOrder.Descending(ids, weight, ties);
        cancellationToken.ThrowIfCancellationRequested();
        return (Kruskal(graph.VertexCount, edges, order), roots);
    }

    /// <summary>The spanning forest of the edges that come first in an order.</summary>
    public static bool[] Kruskal(int vertexCount, EdgeList edges, int[] order)
    {
        var inForest = new bool[edges.Count];
        var trees = new DisjointSets(vertexCount);
        foreach (int e in order)
        {
            if (trees.TryUnion(edges.Source[e], edges.Target[e]))
                inForest[e] = true;
        }

        return inForest;
    }

    /// <summary>Hops from the vertex of largest degree (the smaller id among equals) of each component.</summary>
    private static (int[] Layer, int[] Roots) Layers(CsrGraph graph, int[]? places)
    {
        int n = graph.VertexCount;
        int[] byDegree = new int[n];
        var starts = new int[graph.MaxDegree + 2];
        for (int u = 0; u < n; u++)
            starts[graph.MaxDegree - graph.Degree(u) + 1]++;
        for (int d = 0; d <= graph.MaxDegree; d++)
            starts[d + 1] += starts[d];
        for (int i = 0; i < n; i++)
        {
            int u = places is null ? i : places[i];
            byDegree[starts[graph.MaxDegree - graph.Degree(u)]++] = u;
        }

        var layer = new int[n];
        Array.Fill(layer, -1);
        var roots = new List<int>();
        var queue = new int[n];
        foreach (int root in byDegree)
        {
            if (layer[root] >= 0)
                continue;
            roots.Add(root);
            layer[root] = 0;
            queue[0] = root;
            int end = 1;
            for (int head = 0; head < end; head++)
            {
                int u = queue[head];
                foreach (int v in graph.Neighbors(u))
                {
                    if (layer[v] >= 0)
                        continue;
                    layer[v] = layer[u] + 1;
                    queue[end++] = v;
                }
            }
        }

        return (layer, [.. roots]);
    }
}
