namespace GraphSparse.Metrics;

/// <summary>All metrics of what was preserved. To add one: its code in a file of its own, and a line here.</summary>
public static class MetricCatalog
{
    /// <summary>Stands for every metric.</summary>
    public const string All = "all";

    /// <summary>The entries, in the order in which they are shown.</summary>
    public static IReadOnlyList<MetricEntry> Entries { get; } =
    [
        new("degree", "largest gap between the degree distributions (Kolmogorov-Smirnov), degrees rescaled by the retained fraction", 0,
            "rescaling makes low degrees coarse; degree.raw compares the degrees without it", DegreeMetric.Measure),
        new("components", "components of the other graph per component of the original", 1,
            "one lost leaf counts as much as a graph cut in half; unreachable distinguishes them", ConnectivityMetrics.MeasureComponents),
        new("isolated", "fraction of the vertices without edges", 0,
            "includes the isolated vertices of the original; isolated.original is their fraction", ConnectivityMetrics.MeasureIsolated),
        new("unreachable", "fraction of the connected pairs of the original that are not connected in the other graph", 0,
            "ignores the lengths of the remaining paths", ConnectivityMetrics.MeasureUnreachable),
        new("stretch", "mean length of shortest paths, other / original, over sampled pairs", 1,
            "counts only pairs that are still connected, so a graph in pieces scores well; stretch.unreachable is the fraction of the other pairs", StretchMetric.Measure) { Companion = "stretch.unreachable", Needs = WeightNeed.Lengths },
        new("eccentricity", "mean ratio of the largest distance from a vertex, other / original, over 100 vertices", 1,
            "falls if the graph falls apart, because far vertices are out of reach; eccentricity.unreachable is the fraction of pairs cut off", EccentricityMetric.Measure) { Companion = "eccentricity.unreachable", Needs = WeightNeed.Lengths },
        new("diameter", "largest distance within the largest component, in edges, other / original", 1,
            "covers the largest component only, which shrank by the fraction diameter.lost; set by a single pair", DiameterMetric.Measure, DiameterMetric.NotApplicable) { Companion = "diameter.lost" },
        new("clustering", "mean local clustering, other / original", 1,
            "vertices of degree below 2 count as 0, so vertices that become leaves look like lost triangles", ClusteringMetrics.MeasureAverage) { UsesKernels = true },
        new("transitivity", "share of closed wedges, other / original", 1,
            "dominated by hubs", ClusteringMetrics.MeasureGlobal) { UsesKernels = true },
        new("community-count", "communities of the other graph per community of the original (Louvain); no method is ranked by it", 1,
            "ignores membership, and each component that breaks off adds a community; community-count.modularity is the modularity of the partition on the original", CommunityMetrics.MeasureCount) { IsRanked = false, Needs = WeightNeed.Strengths },
        new("partition", "agreement of the Louvain communities of both graphs (adjusted mutual information)", 1,
            "communities also depend on the seed; partition.self is the agreement of two seeds on the original; partition.nmi is not adjusted for chance and is high for a graph in pieces", CommunityMetrics.MeasureMembership) { Needs = WeightNeed.Strengths },
        new("betweenness", "fraction of the top vertices by betweenness that stay on top (k = n/10, at most 100)", 1,
            "values near rank k differ little, and less than their error if sources are sampled; betweenness.spearman compares all vertices", BetweennessMetric.Measure) { Needs = WeightNeed.Lengths },
        new("closeness", "fraction of the top vertices by harmonic closeness that stay on top (k = n/10, at most 100)", 1,
            "closeness varies little in a graph of small distances, so small changes reorder the top", ClosenessMetric.Measure) { Needs = WeightNeed.Lengths },
        new("eigenvector", "fraction of the top vertices by eigenvector centrality that stay on top (k = n/10, at most 100)", 1,
            "depends on the densest group only: high if that is kept and all else is lost", EigenvectorMetric.Measure, EigenvectorMetric.NotApplicable) { Needs = WeightNeed.Strengths },
        new("katz", "fraction of the top vertices by Katz centrality that stay on top (k = n/10, at most 100)", 1,
            "both graphs have the same attenuation, so walks are short in the sparser one and its values are close to degrees", KatzMetric.Measure, KatzMetric.NotApplicable) { Needs = WeightNeed.Strengths },
        new("pagerank", "fraction of the top vertices by PageRank that stay on top (k = n/10, at most 100)", 1,
            "ignores the order of the top vertices; pagerank.l1 compares all values", PageRankMetric.Measure) { UsesKernels = true, Needs = WeightNeed.Strengths },
        new("max-flow", "mean largest flow between sampled pairs, other / original", 1,
            "most flows equal the smaller degree of the two endpoints, so it follows low degrees; max-flow.zero is the fraction of pairs cut off", MaxFlowMetric.Measure) { Needs = WeightNeed.Strengths },
        new("quadratic-form", "mean of xᵀL'x / xᵀLx over random vectors", 1,
            "random removal without reweighting gives the retained fraction; quadratic-form.sd is the standard deviation over the vectors", QuadraticFormMetric.Measure) { Needs = WeightNeed.Form },
        new("kappa", "relative condition number λmax / λmin of the Laplacians", 1,
            "set by the single worst vector; infinite if one vertex is cut off", KappaMetric.Measure, KappaMetric.NotApplicable) { Needs = WeightNeed.Conductances },
        new("pcg-iterations", "iterations of conjugate gradients on the original with the other graph as preconditioner (to 1e-8)", 1,
            "ignores that an iteration costs more if the preconditioner has more edges; pcg-iterations.jacobi is the count with the diagonal as preconditioner", PcgIterationsMetric.Measure, KappaMetric.NotApplicable) { Needs = WeightNeed.Conductances },
        new("resistance", "correlation of the logarithms of effective resistances, over sampled pairs", 1,
            "a common factor does not lower it; resistance.ratio is the median ratio, resistance.lost the fraction of pairs cut off", ResistanceMetric.Measure, KappaMetric.NotApplicable) { Companion = "resistance.lost", Needs = WeightNeed.Conductances },
    ];

    /// <summary>The entries behind a list of names separated by commas, in the order of the catalog; "all" stands for each.</summary>
    /// <exception cref="ArgumentException">A name is not known; the message lists those that are.</exception>
    public static IReadOnlyList<MetricEntry> Find(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] wanted = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in wanted)
        {
            if (name != All && Entries.All(e => e.Name != name))
                throw new ArgumentException($"There is no metric '{name}'; there are {string.Join(", ", Entries.Select(e => e.Name))}, and all.{Nearest.Hint(name, Entries.Select(e => e.Name))}");
        }

        if (wanted.Length == 0)
            throw new ArgumentException($"No metric is named; there are {string.Join(", ", Entries.Select(e => e.Name))}, and all.");
        return wanted.Contains(All) ? Entries : [.. Entries.Where(e => wanted.Contains(e.Name))];
    }
}
