namespace GraphSparse.Sparsification;

/// <summary>Names of the sparsifiers of the catalog, for <see cref="SparsifierOptions.Method"/>.</summary>
public static class SparsifierMethods
{
    /// <summary><c>random</c>.</summary>
    public const string Random = "random";

    /// <summary><c>random-node-edge</c>.</summary>
    public const string RandomNodeEdge = "random-node-edge";

    /// <summary><c>k-neighbor</c>.</summary>
    public const string KNeighbor = "k-neighbor";

    /// <summary><c>local-degree</c>.</summary>
    public const string LocalDegree = "local-degree";

    /// <summary><c>rank-degree</c>.</summary>
    public const string RankDegree = "rank-degree";

    /// <summary><c>g-spar</c>.</summary>
    public const string GSpar = "g-spar";

    /// <summary><c>scan</c>.</summary>
    public const string Scan = "scan";

    /// <summary><c>adamic-adar</c>.</summary>
    public const string AdamicAdar = "adamic-adar";

    /// <summary><c>l-spar</c>.</summary>
    public const string LSpar = "l-spar";

    /// <summary><c>local-similarity</c>.</summary>
    public const string LocalSimilarity = "local-similarity";

    /// <summary><c>forest-fire</c>.</summary>
    public const string ForestFire = "forest-fire";

    /// <summary><c>triangle</c>.</summary>
    public const string Triangle = "triangle";

    /// <summary><c>chance-corrected-triangle</c>.</summary>
    public const string ChanceCorrectedTriangle = "chance-corrected-triangle";

    /// <summary><c>quadrangle</c>.</summary>
    public const string Quadrangle = "quadrangle";

    /// <summary><c>simmelian</c>.</summary>
    public const string Simmelian = "simmelian";

    /// <summary><c>simmelian-prefix</c>.</summary>
    public const string SimmelianPrefix = "simmelian-prefix";

    /// <summary><c>quadrilateral-simmelian</c>.</summary>
    public const string QuadrilateralSimmelian = "quadrilateral-simmelian";

    /// <summary><c>algebraic-distance</c>.</summary>
    public const string AlgebraicDistance = "algebraic-distance";

    /// <summary><c>disparity</c>.</summary>
    public const string Disparity = "disparity";

    /// <summary><c>spanning-forest</c>.</summary>
    public const string SpanningForest = "spanning-forest";

    /// <summary><c>spanner</c>.</summary>
    public const string Spanner = "spanner";

    /// <summary><c>d-spar</c>.</summary>
    public const string DSpar = "d-spar";

    /// <summary><c>effective-resistance</c>.</summary>
    public const string EffectiveResistance = "effective-resistance";

    /// <summary><c>spectral</c>.</summary>
    public const string Spectral = "spectral";
}
