namespace GraphSparse.Graphlets;

/// <summary>What is counted on edges. What is not needed reads as 0.</summary>
[Flags]
internal enum EdgeCounts
{
    /// <summary>Triangles, which are always counted.</summary>
    Triangles = 0,

    /// <summary>4-cliques.</summary>
    Cliques = 1,

    /// <summary>Sums over the third vertices of triangles.</summary>
    Thirds = 2,

    /// <summary>4-cycles.</summary>
    Cycles = 4,

    /// <summary>Everything.</summary>
    All = Cliques | Thirds | Cycles,
}
