namespace GraphSparse.Graphlets;

/// <summary>Homomorphisms of five vertices that are sums over walks, with counts of triangles, cliques and cycles on their edges.</summary>
/// <remarks>Names of vectors: D degrees, P walks, T triangles, K cliques, C closed walks of four edges; a value per vertex. O(m) each.</remarks>
internal sealed class EdgeHomomorphisms(RankedGraph graph, EdgeArrays edges, Parallelism parallelism, CancellationToken cancellationToken)
{
    private readonly int _n = graph.VertexCount;

    /// <summary>Walks of three edges between the endpoints of an edge.</summary>
    public static long ThreeStepWalks(RankedGraph graph, EdgeArrays edges, int u, int v, int edge) => graph.Degree(u) + (long)graph.Degree(v) - 1 + edges.Cycles[edge];

    /// <summary>Fills columns, each a value per rank, by orbit.</summary>
    public void Fill(UInt128[][] columns)
    {
        UInt128[] d = [.. Enumerable.Range(0, _n).Select(u => (UInt128)graph.Degree(u))];
        UInt128[] d2 = Each(u => d[u] * d[u]);
        UInt128[] p2 = Spread(d);
        UInt128[] p3 = Spread(p2);
        UInt128[] spreadD2 = Spread(d2);
        UInt128[] t = OverArcs((_, _, e) => (ulong)edges.Triangles[e]);
        UInt128[] spreadT = Spread(t);
        UInt128[] td = OverArcs((_, v, e) => (UInt128)edges.Triangles[e] * d[v]);
        UInt128[] c = OverArcs((u, v, e) => (ulong)ThreeStepWalks(graph, edges, u, v, e));
        UInt128[] t2 = OverArcs((_, _, e) => (UInt128)edges.Triangles[e] * (ulong)edges.Triangles[e]);
        UInt128[] r = OverArcs((u, v, e) => Beyond(u, v, e));
        UInt128[] k = OverArcs((_, _, e) => 2 * (UInt128)edges.Cliques[e]);

        columns[15] = Spread(p3);
        columns[16] = Each(u => d[u] * p3[u]);
        columns[17] = Each(u => p2[u] * p2[u]);
        columns[18] = Spread(spreadD2);
        columns[19] = Spread(Each(u => d[u] * p2[u]));
        columns[20] = Each(u => d[u] * spreadD2[u]);
        columns[21] = Each(u => d2[u] * p2[u]);
        columns[22] = Spread(Each(u => d2[u] * d[u]));
        columns[23] = Each(u => d2[u] * d2[u]);
        columns[24] = Spread(td);
        columns[25] = OverArcs((_, v, e) => d[v] * (ulong)edges.ThirdDegrees[e]);
        columns[26] = Each(u => d[u] * td[u]);
        columns[27] = Spread(spreadT);
        columns[28] = Each(u => d[u] * spreadT[u]);
        columns[29] = OverArcs((_, v, e) => p2[v] * (ulong)edges.Triangles[e]);
        columns[30] = Each(u => p2[u] * t[u]);
        columns[31] = Spread(Each(u => d[u] * t[u]));
        columns[32] = OverArcs((_, v, e) => d2[v] * (ulong)edges.Triangles[e]);
        columns[33] = Each(u => d2[u] * t[u]);
        columns[35] = Spread(c);
        columns[37] = OverArcs((u, v, e) => d[v] * (ulong)ThreeStepWalks(graph, edges, u, v, e));
        columns[38] = Each(u => d[u] * c[u]);
        columns[39] = Spread(t2);
        columns[40] = OverArcs((u, v, e) => d[v] * Beyond(u, v, e));
        columns[41] = OverArcs((_, v, e) => d[v] * (ulong)edges.Triangles[e] * (ulong)edges.Triangles[e]);
        columns[42] = Each(u => d[u] * t2[u]);
        columns[43] = OverArcs((_, v, e) => t[v] * (ulong)edges.Triangles[e]);
        columns[44] = Each(u => t[u] * t[u]);
        columns[45] = Spread(r);
        columns[47] = OverArcs((_, _, e) => (UInt128)edges.Triangles[e] * (ulong)edges.ThirdDegrees[e]);
        columns[48] = Each(u => d[u] * r[u]);
        columns[53] = OverArcs((u, v, e) => (UInt128)edges.Triangles[e] * (ulong)ThreeStepWalks(graph, edges, u, v, e));
        columns[55] = OverArcs((_, _, e) => (UInt128)edges.Triangles[e] * (ulong)edges.Triangles[e] * (ulong)edges.Triangles[e]);
        columns[56] = Spread(k);
        columns[57] = OverArcs((_, v, e) => d[v] * 2 * (ulong)edges.Cliques[e]);
        columns[58] = Each(u => d[u] * k[u]);
        columns[60] = OverArcs((u, v, e) => (UInt128)edges.Triangles[e] * Beyond(u, v, e));
        columns[67] = OverArcs((_, _, e) => (UInt128)edges.Triangles[e] * 2 * (ulong)edges.Cliques[e]);
    }

    /// <summary>Over the third vertices of the triangles on u–v, the triangles on them and v.</summary>
    private ulong Beyond(int u, int v, int edge) => (ulong)(u < v ? edges.BeyondHigher[edge] : edges.BeyondLower[edge]);

    private UInt128[] Spread(UInt128[] x) => OverArcs((_, v, _) => x[v]);

    private UInt128[] Each(Func<int, UInt128> value)
    {
        var values = new UInt128[_n];
        for (int u = 0; u < _n; u++)
            values[u] = value(u);
        return values;
    }

    private UInt128[] OverArcs(Func<int, int, int, UInt128> value)
    {
        var sums = new UInt128[_n];
        parallelism.ForRanges(_n, 1 << 10, (_, from, to) =>
        {
            for (int u = (int)from; u < (int)to; u++)
            {
                ReadOnlySpan<int> row = graph.Row(u);
                ReadOnlySpan<int> edgesOf = graph.EdgesOf(u);
                UInt128 sum = 0;
                for (int k = 0; k < row.Length; k++)
                    sum += value(u, row[k], edgesOf[k]);
                sums[u] = sum;
            }
        }, cancellationToken);
        return sums;
    }
}
