using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

public sealed partial class CpuAccelerator
{
    /// <inheritdoc/>
    public int[] TrianglesPerEdge(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default) =>
        Count(ForwardArcs.Of(graph, index, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public double[] Jaccard(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default)
    {
        ForwardArcs forward = ForwardArcs.Of(graph, index, cancellationToken);
        int[] common = Count(forward, cancellationToken);
        int[] degrees = Degrees.Out(graph);
        var scores = new double[common.Length];
        _parallelism.ForRanges(scores.Length, Grain, (_, from, to) => CpuKernels.Jaccard(forward, degrees, common, scores, (int)from, (int)to), cancellationToken);
        return scores;
    }

    /// <inheritdoc/>
    public PageRankResult PageRank(CsrGraph graph, PageRankOptions? options = null, CancellationToken cancellationToken = default) =>
        Analytics.PageRank.Compute(graph, options, _parallelism, null, cancellationToken);

    private int[] Count(ForwardArcs forward, CancellationToken cancellationToken)
    {
        var perEdge = new int[forward.Edges.Length];
        _parallelism.ForRanges(perEdge.Length, 1 << 12, (_, from, to) => CpuKernels.Triangles(forward, perEdge, (int)from, (int)to), cancellationToken);
        return perEdge;
    }
}
