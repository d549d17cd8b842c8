using System.Globalization;

namespace GraphSparse.Graphlets;

/// <summary>Two orbits of a graphlet at a distance inside it: the name of an orbit adjacency matrix.</summary>
/// <param name="Hop">The distance, 1 to 3.</param>
/// <param name="I">The orbit of the row.</param>
/// <param name="J">The orbit of the column.</param>
public readonly record struct OrbitPair(int Hop, int I, int J)
{
    /// <summary>The 20 matrices that are computed: those of the other order of orbits are their transposes.</summary>
    public static IReadOnlyList<OrbitPair> Stored { get; } =
    [
        new(1, 0, 0), new(1, 1, 2), new(1, 3, 3), new(1, 4, 5), new(1, 5, 5), new(1, 6, 7), new(1, 8, 8), new(1, 9, 11), new(1, 10, 10), new(1, 10, 11), new(1, 12, 13), new(1, 13, 13),
        new(1, 14, 14), new(2, 1, 1), new(2, 4, 5), new(2, 6, 6), new(2, 8, 8), new(2, 9, 10), new(2, 12, 12), new(3, 4, 4),
    ];

    /// <summary>All 28 matrices of graphlets of up to four vertices: those that are stored, each followed by its transpose where that is another.</summary>
    public static IReadOnlyList<OrbitPair> All { get; } = [.. Stored.SelectMany(p => p.IsSymmetric ? new[] { p } : [p, p.Transposed])];

    /// <summary>Whether the matrix is its own transpose.</summary>
    public bool IsSymmetric => I == J;

    /// <summary>The number of the graphlet that both orbits are of.</summary>
    public int Graphlet => J switch { 0 => 0, < 3 => 1, 3 => 2, < 6 => 3, < 8 => 4, 8 => 5, < 12 => 6, < 14 => 7, _ => 8 };

    /// <summary>How many vertices of a copy stand on orbit j at this distance from one on orbit i: rows add up to so many times the count of orbit i.</summary>
    internal int OthersPerCopy => (Hop, I, J) switch
    {
        (1, 2, 1) or (1, 3, 3) or (2, 6, 6) or (1, 8, 8) or (2, 9, 10) or (1, 11, 10) or (1, 12, 13) or (1, 13, 12) => 2,
        (1, 7, 6) or (1, 14, 14) => 3,
        _ => 1,
    };

    /// <summary>All matrices of some graphlets.</summary>
    internal static OrbitPair[] OfGraphlets(IReadOnlyList<int> graphlets) => [.. All.Where(p => graphlets.Contains(p.Graphlet))];

    /// <summary>What the matrix follows from, beside the triangles of edges.</summary>
    internal EdgeCounts Needed => Hop > 1 ? EdgeCounts.Triangles : Graphlet switch
    {
        < 3 => EdgeCounts.Triangles,
        3 or 5 => EdgeCounts.All,
        7 when this == new OrbitPair(1, 13, 13) => EdgeCounts.Cliques,
        8 => EdgeCounts.Cliques,
        _ => EdgeCounts.Cliques | EdgeCounts.Thirds,
    };

    /// <summary>The other order of orbits.</summary>
    public OrbitPair Transposed => new(Hop, J, I);

    /// <summary>As in 2:9,10.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hop}:{I},{J}");
}
