namespace GraphSparse.Graphlets;

/// <summary>The 30 connected graphlets of two to five vertices, in the order of Pržulj (2007), with the orbit of each of their vertices.</summary>
/// <remarks>Orbits of a graphlet ascend with the degree inside it; where several have one degree the order is that of the entries here.</remarks>
internal static class GraphletCatalog
{
    /// <summary>G0 to G29.</summary>
    public static IReadOnlyList<Graphlet> All { get; } =
    [
        new("edge", "01", [0, 0]),
        new("path of 3", "01 12", [1, 2, 1]),
        new("triangle", "01 12 02", [3, 3, 3]),
        new("path of 4", "01 12 23", [4, 5, 5, 4]),
        new("claw", "01 02 03", [7, 6, 6, 6]),
        new("cycle of 4", "01 12 23 03", [8, 8, 8, 8]),
        new("paw", "01 12 02 23", [10, 10, 11, 9]),
        new("diamond", "01 02 12 03 23", [13, 12, 13, 12]),
        new("clique of 4", "01 02 03 12 13 23", [14, 14, 14, 14]),
        new("path of 5", "01 12 23 34", [15, 16, 17, 16, 15]),
        new("fork", "01 12 23 24", [18, 20, 21, 19, 19]),
        new("star of 4 leaves", "01 02 03 04", [23, 22, 22, 22, 22]),
        new("bull", "01 12 13 23 34", [24, 26, 25, 26, 24]),
        new("triangle with a tail of 2", "01 12 23 24 34", [27, 28, 30, 29, 29]),
        new("cricket", "01 02 03 04 34", [33, 31, 31, 32, 32]),
        new("cycle of 5", "01 12 23 34 04", [34, 34, 34, 34, 34]),
        new("banner", "01 12 13 24 34", [35, 38, 37, 37, 36]),
        new("dart", "01 12 13 14 24 34", [39, 42, 40, 40, 41]),
        new("butterfly", "01 02 12 03 04 34", [44, 43, 43, 43, 43]),
        new("kite", "01 12 13 23 24 34", [45, 48, 47, 47, 46]),
        new("K2,3", "02 03 04 12 13 14", [50, 50, 49, 49, 49]),
        new("house", "01 12 23 03 04 14", [53, 53, 51, 51, 52]),
        new("book of 3 triangles", "01 02 03 04 12 13 14", [55, 55, 54, 54, 54]),
        new("clique of 4 with a tail", "01 12 13 14 23 24 34", [56, 58, 57, 57, 57]),
        new("gem", "01 12 23 04 14 24 34", [59, 60, 60, 59, 61]),
        new("K2,3 with an edge", "01 02 13 14 23 24 34", [62, 63, 63, 64, 64]),
        new("clique of 4 with a triangle", "01 02 12 13 14 23 24 34", [65, 67, 67, 66, 66]),
        new("wheel of 4", "01 12 23 03 04 14 24 34", [68, 68, 68, 68, 69]),
        new("clique of 5 without an edge", "02 03 04 12 13 14 23 24 34", [70, 70, 71, 71, 71]),
        new("clique of 5", "01 02 03 04 12 13 14 23 24 34", [72, 72, 72, 72, 72]),
    ];

    /// <summary>For each orbit its graphlet, and a vertex on it.</summary>
    public static IReadOnlyList<(Graphlet Graphlet, int Vertex)> Orbits { get; } =
        [.. Enumerable.Range(0, FiveVertexOrbits.OrbitCount).Select(orbit => All.Select(g => (g, Array.IndexOf(g.Orbits, orbit))).First(p => p.Item2 >= 0))];
}

/// <summary>A graphlet.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">Its edges, as pairs of digits.</param>
/// <param name="Orbits">The orbit of each vertex.</param>
internal sealed record Graphlet(string Name, string Text, int[] Orbits)
{
    /// <summary>Its edges.</summary>
    public (int A, int B)[] Edges { get; } = [.. Text.Split(' ').Select(e => (e[0] - '0', e[1] - '0'))];

    /// <summary>How many vertices it has.</summary>
    public int Size => Orbits.Length;

    /// <summary>The neighbours of each vertex, as bits.</summary>
    public int[] Neighbors { get; } = [.. Enumerable.Range(0, Orbits.Length).Select(v => Text.Split(' ').Select(e => (A: e[0] - '0', B: e[1] - '0')).Aggregate(0, (bits, e) => bits | (e.A == v ? 1 << e.B : 0) | (e.B == v ? 1 << e.A : 0)))];
}
