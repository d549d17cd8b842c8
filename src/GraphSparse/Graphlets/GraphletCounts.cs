namespace GraphSparse.Graphlets;

/// <summary>How many induced copies of each connected graphlet of two to four vertices a graph has. 128 bits: a star of four million leaves has more claws than 64 bits hold.</summary>
/// <param name="Edges">G0.</param>
/// <param name="Paths3">G1, paths of three vertices that are no triangles.</param>
/// <param name="Triangles">G2.</param>
/// <param name="Paths4">G3, paths of four vertices.</param>
/// <param name="Claws">G4, a vertex with three neighbours that are not joined.</param>
/// <param name="Cycles">G5, squares without chords.</param>
/// <param name="Paws">G6, triangles with a vertex at one of theirs.</param>
/// <param name="Diamonds">G7, two triangles on an edge.</param>
/// <param name="Cliques">G8, four vertices all joined.</param>
public sealed record GraphletCounts(
    UInt128 Edges, UInt128 Paths3, UInt128 Triangles, UInt128 Paths4, UInt128 Claws, UInt128 Cycles, UInt128 Paws, UInt128 Diamonds, UInt128 Cliques)
{
    /// <summary>What G0 to G8 are called.</summary>
    public static IReadOnlyList<string> Names { get; } = ["edge", "path of 3", "triangle", "path of 4", "claw", "cycle of 4", "paw", "diamond", "clique of 4"];

    /// <summary>G0 to G8.</summary>
    public IReadOnlyList<UInt128> All => [Edges, Paths3, Triangles, Paths4, Claws, Cycles, Paws, Diamonds, Cliques];

    /// <summary>From the counts of all vertices: every copy counts once for each of its vertices on an orbit.</summary>
    internal static GraphletCounts Of(long[][] orbits)
    {
        return new GraphletCounts(Sum(0) / 2, Sum(2), Sum(3) / 3, Sum(4) / 2, Sum(7), Sum(8) / 4, Sum(9), Sum(12) / 2, Sum(14) / 4);

        UInt128 Sum(int orbit)
        {
            UInt128 sum = 0;
            foreach (long count in orbits[orbit])
                sum += (ulong)count;
            return sum;
        }
    }
}
