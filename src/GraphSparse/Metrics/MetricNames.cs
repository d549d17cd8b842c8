namespace GraphSparse.Metrics;

/// <summary>Names of the metrics of the catalog.</summary>
public static class MetricNames
{
    /// <summary><c>degree</c>.</summary>
    public const string Degree = "degree";

    /// <summary><c>components</c>.</summary>
    public const string Components = "components";

    /// <summary><c>isolated</c>.</summary>
    public const string Isolated = "isolated";

    /// <summary><c>unreachable</c>.</summary>
    public const string Unreachable = "unreachable";

    /// <summary><c>stretch</c>.</summary>
    public const string Stretch = "stretch";

    /// <summary><c>eccentricity</c>.</summary>
    public const string Eccentricity = "eccentricity";

    /// <summary><c>diameter</c>.</summary>
    public const string Diameter = "diameter";

    /// <summary><c>clustering</c>.</summary>
    public const string Clustering = "clustering";

    /// <summary><c>transitivity</c>.</summary>
    public const string Transitivity = "transitivity";

    /// <summary><c>graphlets</c>.</summary>
    public const string Graphlets = "graphlets";

    /// <summary><c>community-count</c>.</summary>
    public const string CommunityCount = "community-count";

    /// <summary><c>partition</c>.</summary>
    public const string Partition = "partition";

    /// <summary><c>betweenness</c>.</summary>
    public const string Betweenness = "betweenness";

    /// <summary><c>closeness</c>.</summary>
    public const string Closeness = "closeness";

    /// <summary><c>eigenvector</c>.</summary>
    public const string Eigenvector = "eigenvector";

    /// <summary><c>katz</c>.</summary>
    public const string Katz = "katz";

    /// <summary><c>pagerank</c>.</summary>
    public const string PageRank = "pagerank";

    /// <summary><c>max-flow</c>.</summary>
    public const string MaxFlow = "max-flow";

    /// <summary><c>quadratic-form</c>.</summary>
    public const string QuadraticForm = "quadratic-form";

    /// <summary><c>kappa</c>.</summary>
    public const string Kappa = "kappa";

    /// <summary><c>pcg-iterations</c>.</summary>
    public const string PcgIterations = "pcg-iterations";

    /// <summary><c>resistance</c>.</summary>
    public const string Resistance = "resistance";
}
