namespace GraphSparse.Sampling;

/// <summary>Names of the samplers of the catalog, for <see cref="SamplerOptions.Method"/>.</summary>
public static class SamplerMethods
{
    /// <summary><c>random-node</c>.</summary>
    public const string RandomNode = "random-node";

    /// <summary><c>random-degree-node</c>.</summary>
    public const string RandomDegreeNode = "random-degree-node";

    /// <summary><c>random-pagerank-node</c>.</summary>
    public const string RandomPageRankNode = "random-pagerank-node";

    /// <summary><c>random-edge</c>.</summary>
    public const string RandomEdge = "random-edge";

    /// <summary><c>random-node-edge</c>.</summary>
    public const string RandomNodeEdge = "random-node-edge";

    /// <summary><c>hybrid-node-edge</c>.</summary>
    public const string HybridNodeEdge = "hybrid-node-edge";

    /// <summary><c>ties</c>.</summary>
    public const string Ties = "ties";

    /// <summary><c>pies</c>.</summary>
    public const string Pies = "pies";

    /// <summary><c>bfs</c>.</summary>
    public const string Bfs = "bfs";

    /// <summary><c>dfs</c>.</summary>
    public const string Dfs = "dfs";

    /// <summary><c>snowball</c>.</summary>
    public const string Snowball = "snowball";

    /// <summary><c>random-walk</c>.</summary>
    public const string RandomWalk = "random-walk";

    /// <summary><c>restart-walk</c>.</summary>
    public const string RestartWalk = "restart-walk";

    /// <summary><c>jump-walk</c>.</summary>
    public const string JumpWalk = "jump-walk";

    /// <summary><c>metropolis-hastings</c>.</summary>
    public const string MetropolisHastings = "metropolis-hastings";

    /// <summary><c>non-backtracking-walk</c>.</summary>
    public const string NonBacktrackingWalk = "non-backtracking-walk";

    /// <summary><c>circulated-walk</c>.</summary>
    public const string CirculatedWalk = "circulated-walk";

    /// <summary><c>common-neighbor-walk</c>.</summary>
    public const string CommonNeighborWalk = "common-neighbor-walk";

    /// <summary><c>frontier</c>.</summary>
    public const string Frontier = "frontier";

    /// <summary><c>forest-fire</c>.</summary>
    public const string ForestFire = "forest-fire";

    /// <summary><c>jdm</c>.</summary>
    public const string Jdm = "jdm";
}
