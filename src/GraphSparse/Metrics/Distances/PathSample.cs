using GraphSparse.Analytics;

namespace GraphSparse.Metrics;

/// <summary>What the metrics of shortest paths have in common: how long an edge is, and from how many vertices to search.</summary>
/// <remarks>Both are set by the original and the seed alone, so that every graph compared with it is searched from the same vertices.
/// An original without weights has edges of length 1, and so has then the other graph, whatever weights a sparsifier gave it.</remarks>
internal static class PathSample
{
    /// <summary>Sources times vertices and arcs up to which every vertex is a source, and work aimed at where not.</summary>
    private const double AllBelow = 8e8;

    private const double Aim = 2e8;
    private const int Fewest = 100;
    private const int Most = 500;

    /// <summary>A search with lengths takes about so many times one without.</summary>
    private const int LengthFactor = 8;

    public static EdgeLength Length(Comparison comparison) => comparison.Original.IsWeighted ? comparison.Weights.Lengths() : EdgeLength.Unit;

    /// <summary>All vertices where that is little work, else 100 to 500 of them.</summary>
    public static int Sources(Comparison comparison)
    {
        CsrGraph graph = comparison.Original;
        double search = ((double)graph.VertexCount + graph.ArcCount) * (graph.IsWeighted ? LengthFactor : 1);
        return graph.VertexCount * search <= AllBelow ? Math.Max(1, graph.VertexCount) : (int)Math.Clamp(Aim / search, Fewest, Most);
    }

    public static Estimate EstimatorOf(Comparison comparison, int sources) =>
        sources >= comparison.Original.VertexCount ? Estimate.Exact : Estimate.Sampled(sources, null);
}
