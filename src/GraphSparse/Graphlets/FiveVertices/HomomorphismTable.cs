namespace GraphSparse.Graphlets;

/// <summary>From counts of homomorphisms to counts of orbits.</summary>
/// <remarks>
/// A homomorphism of a graphlet F with a root maps it onto the vertices of some copy of a graphlet G, the root to the vertex in question on some orbit of G. So hom(F) = Σ of surj(F, G)·orbit(G) over the orbits of
/// graphlets with at most as many vertices and, of those with as many, at least as many edges; surj(F, F) are the automorphisms that keep the root. Taken in that order each line has one unknown.
/// </remarks>
internal static class HomomorphismTable
{
    /// <summary>Orbits of five vertices, from those of many edges to those of few.</summary>
    public static int[] Order { get; } = [.. Enumerable.Range(OrbitCounts.OrbitCount, FiveVertexOrbits.OrbitCount - OrbitCounts.OrbitCount).OrderByDescending(o => GraphletCatalog.Orbits[o].Graphlet.Edges.Length).ThenBy(o => o)];

    /// <summary>For each orbit of five vertices the orbits that its homomorphisms are found on, it among them, and how many of them for one.</summary>
    public static IReadOnlyDictionary<int, (int Orbit, int Count)[]> Lines { get; } = Order.ToDictionary(o => o, LineOf);

    /// <summary>Solves for the orbits of five vertices of one vertex.</summary>
    /// <param name="homomorphisms">Counts by orbit.</param>
    /// <param name="orbits">By orbit: those of up to four vertices are there, the others are filled.</param>
    public static void Solve(ReadOnlySpan<UInt128> homomorphisms, Span<Int128> orbits)
    {
        foreach (int orbit in Order)
        {
            Int128 left = (Int128)homomorphisms[orbit];
            int automorphisms = 1;
            foreach ((int other, int count) in Lines[orbit])
            {
                if (other == orbit)
                    automorphisms = count;
                else if (orbits[other] != 0)
                    left -= orbits[other] * count;
            }

            orbits[orbit] = left <= long.MaxValue ? (long)left / automorphisms : left / automorphisms;
        }
    }

    private static (int Orbit, int Count)[] LineOf(int orbit)
    {
        (Graphlet from, int root) = GraphletCatalog.Orbits[orbit];
        return [.. Enumerable.Range(0, FiveVertexOrbits.OrbitCount).Select(other => (other, Count(from, root, GraphletCatalog.Orbits[other].Graphlet, GraphletCatalog.Orbits[other].Vertex))).Where(p => p.Item2 > 0)];
    }

    /// <summary>How many maps keep edges, take root to target and meet every vertex.</summary>
    private static int Count(Graphlet from, int root, Graphlet to, int target)
    {
        if (to.Size > from.Size)
            return 0;
        Span<int> images = stackalloc int[from.Size];
        images.Fill(-1);
        images[root] = target;
        return Extend(from, to, images, 0);
    }

    private static int Extend(Graphlet from, Graphlet to, Span<int> images, int next)
    {
        while (next < from.Size && images[next] >= 0)
            next++;
        if (next == from.Size)
        {
            int met = 0;
            foreach (int image in images)
                met |= 1 << image;
            return met == (1 << to.Size) - 1 ? 1 : 0;
        }

        int count = 0;
        for (int image = 0; image < to.Size; image++)
        {
            bool keepsEdges = true;
            for (int v = 0; v < from.Size; v++)
                keepsEdges &= images[v] < 0 || (from.Neighbors[next] >> v & 1) == 0 || (to.Neighbors[image] >> images[v] & 1) != 0;
            if (!keepsEdges)
                continue;
            images[next] = image;
            count += Extend(from, to, images, next + 1);
            images[next] = -1;
        }

        return count;
    }
}
