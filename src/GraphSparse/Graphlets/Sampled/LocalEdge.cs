namespace GraphSparse.Graphlets;

/// <summary>The orbits of one edge from its surroundings alone: what a thread needs for it.</summary>
/// <remarks>O(degrees of the neighbours of both endpoints, added up).</remarks>
internal sealed class LocalEdge(CsrGraph graph)
{
    private const byte OfU = 1;
    private const byte OfV = 2;

    private readonly byte[] _sides = new byte[graph.VertexCount];

    /// <summary>The counts of an edge, as seen from u.</summary>
    public ArcOrbits Count(int u, int v)
    {
        foreach (int x in graph.Neighbors(u))
            _sides[x] |= OfU;
        foreach (int x in graph.Neighbors(v))
            _sides[x] |= OfV;
        long common = 0, cliques = 0, beyondV = 0, beyondU = 0, thirdDegrees = 0, cycles = 0;
        (long triangles, long beyond) first = default;
        (long triangles, long beyond) second = default;
        foreach (int x in graph.Neighbors(v))
        {
            (long withU, long withV, long withBoth) = Among(x);
            second.triangles += withV;
            second.beyond += graph.Degree(x) - 1 - withV;
            if (x == u)
                continue;
            cycles += withU - 1; // v stands among the neighbours of u and of x
            if ((_sides[x] & OfU) == 0)
                continue;
            common++;
            cliques += withBoth;
            beyondV += withV;
            beyondU += withU;
            thirdDegrees += graph.Degree(x);
            first.triangles += withU;
            first.beyond += graph.Degree(x) - 1 - withU;
        }

        foreach (int x in graph.Neighbors(u))
        {
            if ((_sides[x] & OfV) != 0)
                continue; // met before
            (long withU, _, _) = Among(x);
            first.triangles += withU;
            first.beyond += graph.Degree(x) - 1 - withU;
        }

        foreach (int x in graph.Neighbors(u))
            _sides[x] = 0;
        foreach (int x in graph.Neighbors(v))
            _sides[x] = 0;
        return ArcOrbits.Of(
            new VertexSums(graph.Degree(u), first.triangles / 2, first.beyond), new VertexSums(graph.Degree(v), second.triangles / 2, second.beyond),
            new EdgeNumbers(common, cliques / 2, beyondV, beyondU, thirdDegrees, cycles));
    }

    /// <summary>How many neighbours of x are neighbours of u, of v, of both.</summary>
    private (long WithU, long WithV, long WithBoth) Among(int x)
    {
        long withU = 0, withV = 0, withBoth = 0;
        foreach (int y in graph.Neighbors(x))
        {
            int side = _sides[y];
            withU += side & OfU;
            withV += side >> 1;
            withBoth += side == (OfU | OfV) ? 1 : 0;
        }

        return (withU, withV, withBoth);
    }
}
