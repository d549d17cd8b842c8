namespace GraphSparse.Metrics;

/// <summary>All metrics of what was preserved. To add one: its code in a file of its own, and a line here.</summary>
public static class MetricCatalog
{
    /// <summary>Stands for every metric.</summary>
    public const string All = "all";

    /// <summary>The entries, in the order in which they are shown.</summary>
    public static IReadOnlyList<MetricEntry> Entries { get; } =
    [
        new("degree", "largest gap between the degree distributions (KS), degrees rescaled by the retained fraction", 0,
            "rescaling makes degrees of small graphs coarse; degree.raw compares them as they are", DegreeMetric.Measure),
        new("components", "components of the other graph per component of the original", 1,
            "one lost leaf counts as much as a graph cut in half; unreachable tells them apart", ConnectivityMetrics.MeasureComponents),
        new("isolated", "fraction of the vertices without edges", 0,
            "counts vertices that were isolated before; isolated.original tells", ConnectivityMetrics.MeasureIsolated),
        new("unreachable", "fraction of the connected pairs that are no longer connected", 0,
            "says nothing of how long the remaining paths are", ConnectivityMetrics.MeasureUnreachable),
        new("stretch", "mean length of shortest paths, other / original, over sampled pairs", 1,
            "only pairs that are still connected count, so a graph in pieces looks short; stretch.unreachable tells how many are not", StretchMetric.Measure) { Companion = "stretch.unreachable", Needs = WeightNeed.Lengths },
        new("eccentricity", "mean of the largest distance from a vertex, other / original, over 100 vertices", 1,
            "falls when the graph shatters, as no far vertex can be reached any more; eccentricity.unreachable tells how much of what could be reached cannot", EccentricityMetric.Measure) { Companion = "eccentricity.unreachable", Needs = WeightNeed.Lengths },
        new("diameter", "largest distance within the largest component, in edges, other / original", 1,
            "of the largest component alone, of which diameter.lost is gone; set by a single pair", DiameterMetric.Measure, DiameterMetric.NotApplicable) { Companion = "diameter.lost" },
        new("clustering", "mean local clustering, other / original", 1,
            "vertices of degree below 2 count as 0, so lost leaves look like lost triangles", ClusteringMetrics.MeasureAverage) { UsesKernels = true },
        new("transitivity", "share of closed wedges, other / original", 1,
            "dominated by hubs", ClusteringMetrics.MeasureGlobal) { UsesKernels = true },
        new("community-count", "communities of the other graph per community of the original (Louvain): a count, by which no method is ranked", 1,
            "says nothing of who is in them, and every component that breaks off adds a community; community-count.modularity judges the partition on the original", CommunityMetrics.MeasureCount) { IsRanked = false, Needs = WeightNeed.Strengths },
        new("partition", "agreement of the communities found in both graphs (adjusted mutual information, of Louvain)", 1,
            "another seed alone changes communities: partition.self is what that gives; partition.nmi is not adjusted for chance and looks good for a shattered graph", CommunityMetrics.MeasureMembership) { Needs = WeightNeed.Strengths },
        new("betweenness", "fraction of the top vertices by betweenness that stay on top (k = n/10, at most 100)", 1,
            "ranks near the k-th are close together, and closer where sources are sampled; betweenness.spearman looks at all vertices", BetweennessMetric.Measure) { Needs = WeightNeed.Lengths },
        new("closeness", "fraction of the top vertices by harmonic closeness that stay on top (k = n/10, at most 100)", 1,
            "in a graph of small distances closeness hardly varies, and the top changes for little", ClosenessMetric.Measure) { Needs = WeightNeed.Lengths },
        new("eigenvector", "fraction of the top vertices by eigenvector centrality that stay on top (k = n/10, at most 100)", 1,
            "sees the densest group alone: high where that is kept and all else is lost", EigenvectorMetric.Measure, EigenvectorMetric.NotApplicable) { Needs = WeightNeed.Strengths },
        new("katz", "fraction of the top vertices by Katz centrality that stay on top (k = n/10, at most 100)", 1,
            "one attenuation for both graphs, so in a sparse one walks are short and it is little more than the degree", KatzMetric.Measure, KatzMetric.NotApplicable) { Needs = WeightNeed.Strengths },
        new("pagerank", "fraction of the top vertices by PageRank that stay on top (k = n/10, at most 100)", 1,
            "says nothing of the order among them; pagerank.l1 does", PageRankMetric.Measure) { UsesKernels = true, Needs = WeightNeed.Strengths },
        new("max-flow", "mean largest flow between sampled pairs, other / original", 1,
            "most flows are as large as the smaller degree of the two ends, so it follows the degrees of small vertices; max-flow.zero tells the pairs cut off", MaxFlowMetric.Measure) { Needs = WeightNeed.Strengths },
        new("quadratic-form", "mean of xᵀL'x / xᵀLx over random vectors", 1,
            "uniform pruning gives the retained fraction; the spread (quadratic-form.sd) tells how uneven the loss is", QuadraticFormMetric.Measure) { Needs = WeightNeed.Form },
        new("kappa", "relative condition number λmax / λmin of the Laplacians", 1,
            "set by the single worst direction; infinite as soon as one vertex is cut off", KappaMetric.Measure, KappaMetric.NotApplicable) { Needs = WeightNeed.Conductances },
        new("pcg-iterations", "iterations of a linear solver for the original with the other as preconditioner (to 1e-8)", 1,
            "counts iterations, and one costs more the more edges the preconditioner has; pcg-iterations.jacobi is what no sparsifier gives", PcgIterationsMetric.Measure, KappaMetric.NotApplicable) { Needs = WeightNeed.Conductances },
        new("resistance", "correlation of the logarithms of effective resistances, over sampled pairs", 1,
            "a common factor does not lower it; resistance.ratio tells the median one, resistance.lost the pairs cut off", ResistanceMetric.Measure, KappaMetric.NotApplicable) { Companion = "resistance.lost", Needs = WeightNeed.Conductances },
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
